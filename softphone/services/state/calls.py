"""Calls, transfers, call pushes and messages as the windows show them."""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.executive.call_push import PushMethod, PushPhase
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Quality, Ring
from softphone.services.state.groups import LeaderRef


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
    """One call as shown. All texts are plain and already formatted.

    `headline` and `detail` are the portal's name and number modes, for the card. `name` and `number` are the other
    party's own, without the leader's: both empty where nobody knows them.
    `can_send_to_voicemail` only where the account says how. `forget_at_s`: an ended call leaves the list then.
    `referred_by`: who sent us on to this call. `answered_itself`: nobody lifted. `waits`: it rings while we talk.
    `encrypted` is None while there is no sound; `encryption_wanted`: the account asks for it.
    `note`: what the user wrote about it meanwhile.
    `over_network`: it leaves this computer. `continues`: the earlier call of the same conversation, before it was
    handed over and came back. `asks_for`: the call of the caller who waits while this one asks somebody.
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
    unconfirmed: bool = False
    sound_lost: bool = False
    muted: bool = False
    ring_silenced: bool = False
    quality: Quality | None = None
    encrypted: bool | None = None
    encryption_wanted: bool = False
    over_network: bool = False
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
    name: str = ""
    number: str = ""
    continues: CallKey | None = None
    asks_for: CallKey | None = None
    note: str = ""


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
    way: PushMethod
    phase: PushPhase
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
