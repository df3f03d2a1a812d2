"""The state of the whole program as one frozen value: the windows draw it, `softphone ctl status` prints it.

Nothing here is decided in the UI: the services decide, the UI turns enums and problems into words.
Times are seconds since the epoch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from softphone.domain.account.account import Language
from softphone.domain.calls.incoming_policy import ReceptionRules
from softphone.domain.journal.entry import JournalCounts
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.options.key_combinations import GrabFault
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.state.audio import AudioView, HeadsetView, SoundTestView
from softphone.services.state.calls import CallView, HandoverView, IdentityView, ReplyView, TransferView
from softphone.services.state.contacts import ContactsView
from softphone.services.state.diagnostics import DiagnosticsView
from softphone.services.state.group_editor import EditorView, RuleView
from softphone.services.state.groups import DivertView, GroupView, OwnGroupView
from softphone.services.state.journal import JournalRow
from softphone.services.state.lines import LineView
from softphone.services.state.options import OptionsView
from softphone.services.state.portal_change import PortalChangeView
from softphone.services.state.self_test import SelfTestView
from softphone.services.state.session import RegistrationView, SignInView


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
    ring_tones: tuple[tuple[str, Ringtone], ...] = ()
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
