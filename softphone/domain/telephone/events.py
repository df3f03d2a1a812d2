"""Events from the engine to the window process: frozen, picklable values.

Together with `commands` this is the whole protocol between the two processes.

Every call carries our own `CallKey`; incoming calls get odd keys from the engine's counter, outgoing ones even keys
from the window's, so neither side waits for the other to learn a key.
"""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.certificates import CertificateReport
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.telephone.audio_test import AudioLevels, AudioTestEnded, AudioTestStarted
from softphone.domain.telephone.call import CallKey, InviteFacts, Quality


@dataclass(frozen=True, slots=True)
class MixChanged:
    keys: tuple[CallKey, ...]


@dataclass(frozen=True, slots=True)
class CallReferred:
    """The peer of `key` transferred us: a new call `new_key` to `target` has begun, `key` goes on."""

    key: CallKey
    new_key: CallKey
    target: str


@dataclass(frozen=True, slots=True)
class PartyChanged:
    """The call has another peer now (RFC 3891), described by `invite`; the call itself goes on."""

    key: CallKey
    invite: InviteFacts


class RegistrationState(Enum):
    """UNCERTAIN: was registered, and is being checked. OFFLINE: this machine has no network."""

    UNREGISTERED = "unregistered"
    TRYING = "trying"
    UNCERTAIN = "uncertain"
    OFFLINE = "offline"
    REGISTERED = "registered"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class EngineReady:
    """First event of every engine process."""

    pid: int
    version: str


@dataclass(frozen=True, slots=True)
class EngineLost:
    """Posted by the window side when the process has ended; a new one is being started."""

    exit_code: int | None


@dataclass(frozen=True, slots=True)
class EngineBeat:
    """The engine's SIP loop turns; posted once a second, and never delivered beyond the link."""


@dataclass(frozen=True, slots=True)
class EngineSilent:
    """Posted by the window side: the engine stands still, or (not `silent`) turns again."""

    silent: bool


@dataclass(frozen=True, slots=True)
class RegistrationChanged:
    """`detail` may hold the TLS or transport reason; `retry_in_s` None when no retry is planned.

    `server`: the server concerned, where there are several; `certificate`: the server's or ours, if that was why.
    """

    state: RegistrationState
    status: int = 0
    reason: str = ""
    detail: str = ""
    expires_s: int = 0
    retry_in_s: float | None = None
    server: str = ""
    certificate: CertificateReport | None = None


@dataclass(frozen=True, slots=True)
class IncomingCall:
    key: CallKey
    invite: InviteFacts


@dataclass(frozen=True, slots=True)
class RemoteRinging:
    """180/183 for an outgoing call; `early_media` when its media runs, silent or not."""

    key: CallKey
    status: int
    early_media: bool = False


@dataclass(frozen=True, slots=True)
class CallRerouted:
    """An outgoing call failed at the server and is redialled, through `server` where there are several."""

    key: CallKey
    server: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    key: CallKey


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An answered call whose caller's telephone has not confirmed the answer yet (ACK), or has now."""

    key: CallKey
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class SoundLost:
    """For some seconds no sound has come from the other side, or it comes again."""

    key: CallKey
    lost: bool


@dataclass(frozen=True, slots=True)
class HoldChanged:
    key: CallKey
    held_here: bool
    held_there: bool


@dataclass(frozen=True, slots=True)
class MuteChanged:
    key: CallKey
    muted: bool


@dataclass(frozen=True, slots=True)
class CallEnded:
    """`status` is the SIP final status (200 after BYE, 487 cancelled); `by_remote` who ended it.

    `reason` is the Reason header of the CANCEL or BYE as received, empty without one.
    """

    key: CallKey
    status: int
    status_text: str = ""
    by_remote: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CommandFailed:
    """A command could not be executed; the call itself goes on unless CallEnded follows."""

    key: CallKey | None
    command: str
    status: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MediaSecured:
    """Whether the sound of this call is encrypted, posted after each negotiation of its media."""

    key: CallKey
    encrypted: bool


@dataclass(frozen=True, slots=True)
class DtmfReceived:
    key: CallKey
    digit: str


@dataclass(frozen=True, slots=True)
class TransferChanged:
    """Progress of a transfer as the SIP status of the new call; `final` when no more will follow."""

    key: CallKey
    status: int
    reason: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A SIP MESSAGE with plain text; `sender` is its From as received."""

    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageSent:
    id: int


@dataclass(frozen=True, slots=True)
class MessageFailed:
    id: int
    status: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QualityMeasured:
    key: CallKey
    quality: Quality


@dataclass(frozen=True, slots=True)
class MessageWaiting:
    """Our own mailbox. Urgent messages are included in new and old ones; `account` is the mailbox's address."""

    new: int
    old: int
    urgent_new: int = 0
    urgent_old: int = 0
    account: str = ""


@dataclass(frozen=True, slots=True)
class LineChanged:
    """A watched line; None: its state is unknown."""

    uri: str
    state: LineState | None


@dataclass(frozen=True, slots=True)
class MailboxChanged:
    """A watched mailbox; None: its state is unknown."""

    uri: str
    summary: MessageSummary | None


@dataclass(frozen=True, slots=True)
class FeaturesChanged:
    """Our own features at the server; None: unknown."""

    features: FeatureState | None


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """`name` is what the user sees and chooses; `id` is stable for this run only."""

    id: str
    name: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class AudioChanged:
    """Available and used devices; a used name of None means the silent stand-in.

    `microphone_muted`: by the system; None where unknown.
    """

    microphones: tuple[SoundDevice, ...]
    speakers: tuple[SoundDevice, ...]
    microphone: str | None
    speaker: str | None
    ringers: tuple[str, ...]
    backend: str = ""
    microphone_muted: bool | None = None


@dataclass(frozen=True, slots=True)
class AudioFlow:
    """Counters of the audio path since the call's media began: frames of 10 ms, levels in dBFS."""

    captured: int
    played: int
    capture_dropped: int
    capture_starved: int
    playback_dropped: int
    playback_starved: int
    input_dbfs: float
    output_dbfs: float


Event = (
    EngineReady
    | EngineLost
    | EngineBeat
    | EngineSilent
    | RegistrationChanged
    | IncomingCall
    | RemoteRinging
    | CallRerouted
    | CallAnswered
    | Unconfirmed
    | SoundLost
    | HoldChanged
    | MuteChanged
    | CallEnded
    | CommandFailed
    | DtmfReceived
    | TransferChanged
    | CallReferred
    | PartyChanged
    | MixChanged
    | MessageReceived
    | MessageSent
    | MessageFailed
    | QualityMeasured
    | MediaSecured
    | MessageWaiting
    | LineChanged
    | MailboxChanged
    | FeaturesChanged
    | AudioChanged
    | AudioFlow
    | AudioLevels
    | AudioTestStarted
    | AudioTestEnded
)
