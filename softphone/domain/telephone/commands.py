"""Commands: what the window process tells the engine. Frozen, picklable values."""

from dataclasses import dataclass

from softphone.domain.account.account import AudioWish, SipAccount
from softphone.domain.telephone.audio_test import StartSoundTest, StopSoundTest, WatchLevels
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.ringtone import Melody


@dataclass(frozen=True, slots=True)
class ConnectCalls:
    """Join the far ends of two calls and leave both: REFER on `key` with Replaces naming the dialog of `other`.

    TransferChanged about `key` tells how it goes.
    """

    key: CallKey
    other: CallKey


@dataclass(frozen=True, slots=True)
class Mix:
    """These calls hear each other and this telephone; fewer than two: nobody is mixed any more."""

    keys: tuple[CallKey, ...]


@dataclass(frozen=True, slots=True)
class FollowReferrals:
    """Whether a transfer that the other side asks for is followed; lasting, True until said otherwise."""

    allowed: bool


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
