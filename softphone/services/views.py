"""The state of the whole program as one frozen value: the windows draw it, `softphone ctl status` prints it.

Nothing here is decided in the UI: the services decide, the UI turns enums and problems into words.
Times are seconds since the epoch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from softphone.domain.calls import CallEnd, CallKey, CallState, Direction, Quality, Ring
from softphone.domain.executive import GroupSettings, Roles, ScheduleRef
from softphone.domain.feature_codes import FeatureCodes
from softphone.domain.feature_state import FeatureState
from softphone.domain.filter_rules import Schedule
from softphone.domain.handover import Phase, Way
from softphone.domain.journal import JournalCounts
from softphone.domain.keys import GrabFault
from softphone.domain.leader_message import ReplyChoice
from softphone.domain.line_state import LineSource, LineState
from softphone.domain.melody import Melody
from softphone.domain.message_summary import MessageSummary
from softphone.domain.problems import DeviceSide, Problem
from softphone.domain.reception import ReceptionRules
from softphone.domain.settings import Language
from softphone.domain.sign_in import SignInPhase as SignInPhase
from softphone.domain.sign_in import StepState as StepState
from softphone.domain.transfer import TransferKind, TransferPhase
from softphone.services.contact_views import ContactsView
from softphone.services.diagnostics_views import DiagnosticsView
from softphone.services.option_views import OptionsView
from softphone.services.self_test_views import SelfTestView
from softphone.services.sound_views import HeadsetView, SoundTestView

if TYPE_CHECKING:
    from softphone.services.editor_views import EditorView, RuleView
    from softphone.services.portal_change_views import PortalChangeView


@dataclass(frozen=True, slots=True)
class LeaderRef:
    """A leader as every tab shows one: `colour` indexes tokens.json leaderOrder, `double_spine` from the ninth on."""

    user_id: str
    name: str
    initials: str
    colour: int
    double_spine: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class SignInView:
    phase: SignInPhase = SignInPhase.SIGNED_OUT
    portal_step: StepState = StepState.WAITING
    settings_step: StepState = StepState.WAITING
    telephone_step: StepState = StepState.WAITING
    problem: Problem | None = None
    retry_at_s: float | None = None
    user_id: str = ""
    user_name: str = ""
    user_initials: str = ""
    own_number: str = ""
    roles: Roles = field(default_factory=lambda: Roles(False, False))
    portal_as_of_s: float | None = None
    needs_password: bool = True
    keyring_problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """`since_s`: reachable since, or not reachable since. `server`: which of several, empty where there is one."""

    registered: bool = False
    trying: bool = False
    since_s: float | None = None
    problem: Problem | None = None
    transport: str = ""
    server: str = ""


@dataclass(frozen=True, slots=True)
class OptInView:
    """Confirmed is what the portal said last; `wish` differs from it only while a write is under way."""

    confirmed: bool
    wish: bool
    in_flight: bool = False
    reading_back: bool = False
    locked: bool = False
    problem: Problem | None = None
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """`call_waiting` None: the portal does not tell. `schedules`: what the criteria may name, as far as read."""

    leader: LeaderRef
    opt_in: OptInView
    settings: GroupSettings
    problem: Problem | None = None
    ringing_caller: str = ""
    others_on_duty: int | None = None
    line_state: LineState | None = None
    ringing_since_s: float | None = None
    ringing_number: str = ""
    region: str = "DE"
    call_waiting: bool | None = None
    schedules: tuple[tuple[ScheduleRef, Schedule | None], ...] = ()
    mailbox: MessageSummary | None = None
    colleagues: tuple["AssistantRef", ...] = ()


@dataclass(frozen=True, slots=True)
class DivertView:
    """Weiterleitung Assistenz. `enabled`, `number` as the portal confirmed them; the wish differs only in flight.

    `leads_to_self`, `leads_to_leader` (a user id): the target brings the call back to where it came from.
    """

    enabled: bool = False
    number: str = ""
    wished_enabled: bool = False
    wished_number: str = ""
    in_flight: bool = False
    reading_back: bool = False
    problem: Problem | None = None
    leads_to_self: bool = False
    leads_to_leader: str = ""


@dataclass(frozen=True, slots=True)
class AssistantRef:
    user_id: str
    name: str
    initials: str
    opted_in: bool | None
    line_state: LineState | None = None


class OwnSwitch(Enum):
    """What a leader switches without opening the editor."""

    FILTER = "filter"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class SwitchView:
    """Confirmed is what the portal said last; `wish` differs from it only while a write is under way."""

    confirmed: bool
    wish: bool
    in_flight: bool = False
    reading_back: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class OwnGroupView:
    """The leader's own side: settings in force and assistants in ringing order; a switch is None where unread."""

    settings: GroupSettings
    assistants: tuple[AssistantRef, ...] = ()
    problem: Problem | None = None
    allow_opt_in: bool = True
    filter_switch: SwitchView | None = None
    silent_switch: SwitchView | None = None


@dataclass(frozen=True, slots=True)
class CallMessage:
    """What somebody wrote about this call: a leader's reply, or the note that came with a hand-over."""

    sender: str
    text: str
    at_s: float
    choice: ReplyChoice | None = None
    leader: LeaderRef | None = None


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as shown. `headline` and `detail` are plain text, already formatted; `reason` tells why it rings here.

    `can_send_to_voicemail` only where the account says how. `forget_at_s`: an ended call leaves the list then.
    `referred_by`: who sent us on to this call. `answered_itself`: nobody lifted. `waits`: it rings while we talk.
    `encrypted` is None while there is no sound; `encryption_wanted`: the account asks for it.
    """

    key: CallKey
    direction: Direction
    state: CallState
    ring: Ring
    headline: str
    detail: str
    leader: LeaderRef | None
    started_at_s: float
    answered_at_s: float | None = None
    ended_at_s: float | None = None
    held_here: bool = False
    held_there: bool = False
    muted: bool = False
    ring_silenced: bool = False
    quality: Quality | None = None
    encrypted: bool | None = None
    encryption_wanted: bool = False
    end: CallEnd | None = None
    problem: Problem | None = None
    can_send_to_voicemail: bool = False
    forget_at_s: float | None = None
    on_behalf_of: LeaderRef | None = None
    recalled_from: LeaderRef | None = None
    message: CallMessage | None = None
    public_number: str = ""
    referred_by: str = ""
    answered_itself: bool = False
    waits: bool = False
    in_conference: bool = False


class Delivery(Enum):
    """How far a message has come."""

    SENDING = "sending"
    SENT = "sent"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NoteView:
    text: str
    delivery: Delivery
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One call on its way to `leader`. `call` is how it was last seen here; `deadline_s` about when it comes back."""

    key: CallKey
    leader: LeaderRef
    way: Way
    phase: Phase
    call: CallView
    pushed_at_s: float | None = None
    deadline_s: float | None = None
    ended_at_s: float | None = None
    certain: bool = True
    can_take_back: bool = False
    problem: Problem | None = None
    note: NoteView | None = None


@dataclass(frozen=True, slots=True)
class TransferView:
    """One caller being passed on to `target` (a name or a formatted number); `leader` where that is one.

    `call` is the caller's call as it was last seen here, `target_key` the one to the target while there is one.
    """

    key: CallKey
    kind: TransferKind
    phase: TransferPhase
    call: CallView
    target: str
    target_number: str = ""
    leader: LeaderRef | None = None
    target_key: CallKey | None = None
    rings_there: bool = False
    can_connect: bool = False
    can_take_back: bool = False
    problem: Problem | None = None
    ended_at_s: float | None = None
    certain: bool = True
    caller_end: CallEnd | None = None
    left_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class IdentityView:
    """As whom the next call (`call` None), or this one, goes out; gone as soon as that call is over."""

    leader: LeaderRef
    call: CallKey | None = None
    asking: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The leader's own reply to the assistants about one call; `read_by` names those whose program showed it."""

    key: CallKey
    choice: ReplyChoice
    delivery: Delivery
    read_by: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One finished call; `missed` only when nobody took it. `key` is 0 for a call of an earlier session.

    `id` is the journal's own; `done`: the missed call or the promised call-back needs nothing more.
    """

    key: CallKey
    direction: Direction
    headline: str
    detail: str
    leader: LeaderRef | None
    end: CallEnd
    started_at_s: float
    duration_s: float | None
    missed: bool
    id: int = 0
    number: str = ""
    answered_by: str = ""
    note: str = ""
    promised_until_s: float | None = None
    promised_at_s: float | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class LineView:
    """One person's line as far as it is known: `user_id` is the portal's, or a SIP address without "sip:"."""

    user_id: str
    state: LineState
    source: LineSource


@dataclass(frozen=True, slots=True)
class DeviceView:
    name: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class SideView:
    """`wish` None = system default; `using` None = silent stand-in."""

    wish: str | None = None
    using: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class AudioView:
    microphones: tuple[DeviceView, ...] = ()
    speakers: tuple[DeviceView, ...] = ()
    microphone: SideView = field(default_factory=SideView)
    speaker: SideView = field(default_factory=SideView)
    ringers: tuple[str, ...] = ()
    ringers_using: tuple[str, ...] = ()
    ringers_softly: tuple[str, ...] = ()
    echo_cancellation: bool = True
    noise_suppression: bool = True
    speaker_volume: int = 100
    ringer_volume: int = 100
    microphone_muted: bool | None = None
    microphone_trouble: Problem | None = None
    backend: str = ""
    input_dbfs: float | None = None
    output_dbfs: float | None = None
    problems: tuple[tuple[DeviceSide, Problem], ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A toast: what went well or changed; `token` names the sentence, `argument` is plain text."""

    id: int
    token: str
    argument: str = ""
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class AppState:
    sign_in: SignInView = field(default_factory=SignInView)
    registration: RegistrationView = field(default_factory=RegistrationView)
    groups: tuple[GroupView, ...] = ()
    own_group: OwnGroupView | None = None
    calls: tuple[CallView, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    audio: AudioView = field(default_factory=AudioView)
    key_faults: Mapping[str, GrabFault] = field(default_factory=dict)
    sound_test: SoundTestView = field(default_factory=SoundTestView)
    ring_tones: tuple[tuple[str, Melody], ...] = ()
    headset: HeadsetView = field(default_factory=HeadsetView)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: Language = Language.SYSTEM
    engine_running: bool = False
    editor: "EditorView | None" = None
    mailbox: MessageSummary | None = None
    rule: "RuleView | None" = None
    divert: DivertView | None = None
    handovers: tuple[HandoverView, ...] = ()
    transfers: tuple[TransferView, ...] = ()
    conference: tuple[CallKey, ...] = ()
    reception: ReceptionRules = field(default_factory=ReceptionRules)
    last_dialled: str = ""
    identity: IdentityView | None = None
    replies: tuple[ReplyView, ...] = ()
    feature_codes: FeatureCodes | None = None
    portal_change: "PortalChangeView | None" = None
    call_backs: tuple[JournalRow, ...] = ()
    journal_counts: JournalCounts = field(default_factory=JournalCounts)
    journal_revision: int = 0
    options: OptionsView = field(default_factory=OptionsView)
    diagnostics: DiagnosticsView = field(default_factory=DiagnosticsView)
    self_test: SelfTestView = field(default_factory=SelfTestView)
    contacts: ContactsView = field(default_factory=ContactsView)
    lines: tuple[LineView, ...] = ()
    features: FeatureState | None = None

    @property
    def message_waiting(self) -> int:
        """New messages in the own mailbox."""
        return self.mailbox.new if self.mailbox is not None else 0
