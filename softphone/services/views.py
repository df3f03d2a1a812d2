"""The state of the whole program as one frozen value: the windows draw it, `softphone ctl status` prints it.

Nothing here is decided in the UI: the services decide, the UI turns enums and problems into words.
Times are seconds since the epoch.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from softphone.domain.calls import CallEnd, CallKey, CallState, Direction, Quality, Ring
from softphone.domain.executive import GroupSettings, Roles
from softphone.domain.problems import DeviceSide, Problem
from softphone.domain.settings import Language
from softphone.domain.sign_in import SignInPhase as SignInPhase
from softphone.domain.sign_in import StepState as StepState

if TYPE_CHECKING:
    from softphone.services.editor_views import EditorView


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
    """`since_s`: reachable since, or not reachable since."""

    registered: bool = False
    trying: bool = False
    since_s: float | None = None
    problem: Problem | None = None
    transport: str = ""


@dataclass(frozen=True, slots=True)
class OptInView:
    """Confirmed is what the portal said last; `wish` differs from it only while a write is under way."""

    confirmed: bool
    wish: bool
    in_flight: bool = False
    reading_back: bool = False
    locked: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    leader: LeaderRef
    opt_in: OptInView
    settings: GroupSettings
    problem: Problem | None = None
    ringing_caller: str = ""


@dataclass(frozen=True, slots=True)
class AssistantRef:
    user_id: str
    name: str
    initials: str
    opted_in: bool | None


@dataclass(frozen=True, slots=True)
class OwnGroupView:
    """The leader's own side: settings in force and assistants in ringing order."""

    settings: GroupSettings
    assistants: tuple[AssistantRef, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CallView:
    """One call as shown. `headline` and `detail` are plain text, already formatted; `reason` tells why it rings here.

    `can_send_to_voicemail` only where the account says how. `forget_at_s`: an ended call leaves the list then.
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
    end: CallEnd | None = None
    problem: Problem | None = None
    can_send_to_voicemail: bool = False
    forget_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One finished call of this session; `missed` only when nobody took it."""

    key: CallKey
    direction: Direction
    headline: str
    detail: str
    leader: LeaderRef | None
    end: CallEnd
    started_at_s: float
    duration_s: float | None
    missed: bool


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
    echo_cancellation: bool = True
    noise_suppression: bool = True
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


@dataclass(frozen=True, slots=True)
class AppState:
    sign_in: SignInView = field(default_factory=SignInView)
    registration: RegistrationView = field(default_factory=RegistrationView)
    groups: tuple[GroupView, ...] = ()
    own_group: OwnGroupView | None = None
    calls: tuple[CallView, ...] = ()
    journal: tuple[JournalRow, ...] = ()
    audio: AudioView = field(default_factory=AudioView)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: Language = Language.SYSTEM
    engine_running: bool = False
    editor: "EditorView | None" = None
    message_waiting: int = 0
