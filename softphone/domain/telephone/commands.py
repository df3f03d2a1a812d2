"""Commands from the window process to the engine: frozen, picklable values."""

from dataclasses import dataclass

from softphone.domain.account.account import AudioSettings, SipAccount
from softphone.domain.telephone.audio_test import StartAudioTest, StopAudioTest, WatchLevels
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Ringtone


@dataclass(frozen=True, slots=True)
class ConnectCalls:
    """Connects the peers of two calls with each other: REFER on `key` with Replaces naming the dialog of `other`.

    TransferChanged about `key` reports the progress.
    """

    key: CallKey
    other: CallKey


@dataclass(frozen=True, slots=True)
class Mix:
    """Joins these calls in a conference; fewer than two end it."""

    keys: tuple[CallKey, ...]


@dataclass(frozen=True, slots=True)
class FollowReferrals:
    """Whether transfers requested by the peer are followed; replayed after a restart, initially True."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class Register:
    """Registers (again) with this account; replaces the active account without touching calls."""

    account: SipAccount
    password: str

    def __repr__(self) -> str:
        return f"Register(account={self.account!r}, password=…)"


@dataclass(frozen=True, slots=True)
class Unregister:
    pass


@dataclass(frozen=True, slots=True)
class Dial:
    """Calls `target`, a complete SIP URI; `headers` are extra header fields (name, value)."""

    key: CallKey
    target: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StartRinging:
    """Rings for an incoming call on the ringer devices, as the window has decided.

    `waiting`: during a conversation a soft tone plays in its loudspeaker instead.
    """

    key: CallKey
    ring: Ring
    waiting: bool = False
    ringtone: Ringtone = Ringtone.CLASSIC


@dataclass(frozen=True, slots=True)
class StopRinging:
    key: CallKey


@dataclass(frozen=True, slots=True)
class Answer:
    """`announced`: a clear tone comes first, as the user does not answer themselves and will be heard."""

    key: CallKey
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """Refuses a ringing call with `status` (486 busy, 603 decline), or with 302 to `redirect_to`, a SIP URI."""

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
    """Transfers this answered call to `target`, a complete SIP URI, without consultation (REFER)."""

    key: CallKey
    target: str


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A plain-text SIP MESSAGE outside calls; `id` is our own and returns in MessageSent or MessageFailed."""

    id: int
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class WatchLines:
    """Replaces the watched lines: SIP URIs, subscribed to while registered (RFC 4235)."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchMailboxes:
    """Replaces the watched mailboxes of others (RFC 3842); our own is always watched."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchFeatures:
    """Watches our own features at the server (as-feature-event): at most one SIP URI, our own."""

    uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAudio:
    settings: AudioSettings


@dataclass(frozen=True, slots=True)
class NetworkUncertain:
    """The machine slept or lost an address (`lost`: the last one): the state is unknown until NetworkChanged."""

    lost: bool = False


@dataclass(frozen=True, slots=True)
class CheckRegistration:
    """Asks the server at once: another connection to the platform has broken."""


@dataclass(frozen=True, slots=True)
class SetLogging:
    """`keep_trace`: write every SIP message, without secrets, to a rotating file."""

    keep_trace: bool = False
    detailed: bool = False


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The machine woke up or has stable new addresses: refresh transports and registration, keep calls."""


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Hangs up, unregisters, ends the process."""


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
    | NetworkUncertain
    | CheckRegistration
    | SetLogging
    | WatchLevels
    | StartAudioTest
    | StopAudioTest
    | NetworkChanged
    | Shutdown
)
