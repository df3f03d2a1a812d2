"""What a telephone can be told (commands) and what it tells (events): frozen, picklable values.

This is the whole language between the window process and the engine process (`telephony/messages.py`).

Every call carries our own `CallKey`; incoming calls get odd keys from the engine's counter, outgoing ones even keys
from the window's, so neither side ever waits for the other to learn a key.
"""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.calls import CallKey, InviteFacts, Quality, Ring
from softphone.domain.certificates import CertificateReport
from softphone.domain.feature_state import FeatureState
from softphone.domain.line_state import LineState
from softphone.domain.melody import Melody
from softphone.domain.message_summary import MessageSummary
from softphone.domain.settings import AudioWish, SipAccount
from softphone.domain.several_calls import CallReferred, ConnectCalls, FollowReferrals, Mix, MixChanged, PartyChanged
from softphone.domain.sound_test import (
    SoundLevels,
    SoundTestBegun,
    SoundTestEnded,
    StartSoundTest,
    StopSoundTest,
    WatchLevels,
)

# ---------------------------------------------------------------- commands: window -> engine


@dataclass(frozen=True, slots=True)
class Register:
    """Register (again) with this account; replaces the account in force without touching calls."""

    account: SipAccount
    password: str

    def __repr__(self) -> str:
        return f"Register(account={self.account!r}, password=…)"


@dataclass(frozen=True, slots=True)
class Unregister:
    pass


@dataclass(frozen=True, slots=True)
class Dial:
    """Call `target`, a complete SIP URI; `headers` are extra header fields (name, value)."""

    key: CallKey
    target: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StartRinging:
    """The window decided how this incoming call announces itself; the engine rings on the ringer devices.

    `waiting`: somebody is talking, so a soft tone sounds in the conversation's own loudspeaker instead.
    """

    key: CallKey
    ring: Ring
    waiting: bool = False
    melody: Melody = Melody.CLASSIC


@dataclass(frozen=True, slots=True)
class StopRinging:
    key: CallKey


@dataclass(frozen=True, slots=True)
class Answer:
    """`announced`: nobody lifts, so a clear tone comes first and tells whoever sits here that they will be heard."""

    key: CallKey
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """Refuse a ringing call with `status` (486 busy, 603 decline), or 302 with `redirect_to`, a SIP URI."""

    key: CallKey
    status: int = 486
    redirect_to: str = ""


@dataclass(frozen=True, slots=True)
class HangUp:
    key: CallKey


@dataclass(frozen=True, slots=True)
class Hold:
    key: CallKey


@dataclass(frozen=True, slots=True)
class Resume:
    key: CallKey


@dataclass(frozen=True, slots=True)
class SetMute:
    key: CallKey
    muted: bool


@dataclass(frozen=True, slots=True)
class SendDtmf:
    """Digits 0-9 * # A-D as RFC 4733 telephone events."""

    key: CallKey
    digits: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Send this answered call on to `target`, a complete SIP URI, without asking there first (REFER)."""

    key: CallKey
    target: str


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A SIP MESSAGE outside any call, plain text; `id` is our own and comes back in MessageSent or MessageFailed."""

    id: int
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class WatchLines:
    """From now on these lines and no others: SIP URIs, asked for at the server while registered (RFC 4235)."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchMailboxes:
    """The same for other people's mailboxes (RFC 3842); the own one is always watched."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchFeatures:
    """The same for the own features at the server (as-feature-event): at most one SIP URI, the own."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAudio:
    wish: AudioWish


@dataclass(frozen=True, slots=True)
class NetworkDoubted:
    """The machine slept or an address is gone (`lost`: the last one): nothing is known until NetworkChanged."""

    lost: bool = False


@dataclass(frozen=True, slots=True)
class SetLogging:
    """`keep_trace`: every SIP message, without secrets, in a rotating file of the profile."""

    keep_trace: bool = False
    detailed: bool = False


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The machine woke up or has new addresses, and they stand: refresh transports and registration, keep calls."""


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Hang up, unregister, end the process."""


Command = (
    Register
    | Unregister
    | Dial
    | StartRinging
    | StopRinging
    | Answer
    | Reject
    | HangUp
    | Hold
    | Resume
    | SetMute
    | SendDtmf
    | Transfer
    | ConnectCalls
    | Mix
    | FollowReferrals
    | SendMessage
    | WatchLines
    | WatchMailboxes
    | WatchFeatures
    | SetAudio
    | NetworkDoubted
    | SetLogging
    | WatchLevels
    | StartSoundTest
    | StopSoundTest
    | NetworkChanged
    | Shutdown
)

# ---------------------------------------------------------------- events: engine -> window


class RegistrationState(Enum):
    """UNCERTAIN: was registered, and whether it still is is being asked. OFFLINE: this machine has no network."""

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
    """Made by the window side when the process is gone; a new one is being started."""

    exit_code: int | None


@dataclass(frozen=True, slots=True)
class RegistrationChanged:
    """`detail` may hold the TLS or transport reason; `retry_in_s` None when no retry is planned.

    `server`: which one it is about, where several serve the account; `certificate`: its, where that was the reason;
    `only_ipv6`: it has no address that calls can be made over.
    """

    state: RegistrationState
    status: int = 0
    reason: str = ""
    detail: str = ""
    expires_s: int = 0
    retry_in_s: float | None = None
    server: str = ""
    certificate: CertificateReport | None = None
    only_ipv6: bool = False


@dataclass(frozen=True, slots=True)
class IncomingCall:
    key: CallKey
    invite: InviteFacts


@dataclass(frozen=True, slots=True)
class RemoteRinging:
    """180/183 for a call of ours; `early_media` when its sound is already heard."""

    key: CallKey
    status: int
    early_media: bool = False


@dataclass(frozen=True, slots=True)
class CallRerouted:
    """The server did not take this call of ours; it goes out once more, through `server` where several serve us."""

    key: CallKey
    server: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    key: CallKey


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
    """A command about a call could not be carried out; the call itself goes on unless CallEnded follows."""

    key: CallKey | None
    command: str
    status: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MediaSecured:
    """Whether the sound of this call is encrypted, told whenever its media were agreed upon."""

    key: CallKey
    encrypted: bool


@dataclass(frozen=True, slots=True)
class DtmfReceived:
    key: CallKey
    digit: str


@dataclass(frozen=True, slots=True)
class TransferChanged:
    """How the new call goes that a Transfer asked for: its SIP status; `final` when nothing more will be told."""

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
    """The own mailbox. Urgent ones are among the new and old ones; `account` is the mailbox's own address."""

    new: int
    old: int
    urgent_new: int = 0
    urgent_old: int = 0
    account: str = ""


@dataclass(frozen=True, slots=True)
class LineChanged:
    """A watched line; None: nothing is known of it (any more)."""

    uri: str
    state: LineState | None


@dataclass(frozen=True, slots=True)
class MailboxChanged:
    """A watched mailbox; None: nothing is known of it (any more)."""

    uri: str
    summary: MessageSummary | None


@dataclass(frozen=True, slots=True)
class FeaturesChanged:
    """The own features at the server; None: it does not tell."""

    features: FeatureState | None


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """`name` is what the user sees and chooses by; `id` is stable for this run only."""

    id: str
    name: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class AudioChanged:
    """What is plugged in and what is used; a used name of None means the silent stand-in.

    `microphone_muted`: by the system; None where it cannot be asked.
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
    """Counters of the running sound path since the call's media began: frames of 10 ms, levels in dBFS."""

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
    | RegistrationChanged
    | IncomingCall
    | RemoteRinging
    | CallRerouted
    | CallAnswered
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
    | SoundLevels
    | SoundTestBegun
    | SoundTestEnded
)
