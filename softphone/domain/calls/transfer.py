"""State machine of a transfer, attended or direct, and the actions possible in each state.

Attended:     CALLING → TALKING → CONNECTING → DONE, and from each of them back to the caller.
Directly:     CONNECTING → DONE, or REFUSED with the call still here; while it rings there the platform gives it back.
              Where it could not: CALLING → CONNECTING → DONE, the caller waits here until the target answers.
"""

from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallEnd, CallKey

SAID_FOR_S = 5.0
"""How long the result of a transfer stays readable."""


class TransferKind(Enum):
    ASK = "ask"
    DIRECT = "direct"


class TransferPhase(Enum):
    CALLING = "calling"
    TALKING = "talking"
    CONNECTING = "connecting"
    TARGET_GONE = "target-gone"
    REFUSED = "refused"
    TAKING_BACK = "taking-back"
    DONE = "done"
    TAKEN_BACK = "taken-back"
    CALLER_GONE = "caller-gone"


ENDS = frozenset({TransferPhase.REFUSED, TransferPhase.DONE, TransferPhase.TAKEN_BACK, TransferPhase.CALLER_GONE})
FREE = ENDS | {TransferPhase.TARGET_GONE}
"""Another target may be called instead."""
LOST = frozenset({CallEnd.FAILED, CallEnd.ENGINE_LOST})
"""The connection to the caller broke; neither side hung up."""
_ASKING = frozenset({TransferPhase.CALLING, TransferPhase.TALKING})
_GIVEN_UP_WAITING = frozenset({TransferPhase.TALKING, TransferPhase.TARGET_GONE})


@dataclass(frozen=True, slots=True)
class CallTransfer:
    """`key` is the caller's call. `target_key`: the call to the target, None when it is over or never existed.

    `sent`: the platform has been asked to join the two. `pick_up`: it gives the call back while it rings there.
    `left_at_s`: when our call ended; nothing is reported after that.
    """

    key: CallKey
    kind: TransferKind
    phase: TransferPhase
    target_key: CallKey | None = None
    rings_there: bool = False
    problem: Problem | None = None
    ended_at_s: float | None = None
    certain: bool = True
    caller_end: CallEnd | None = None
    sent: bool = False
    pick_up: bool = False
    left_at_s: float | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the caller has been transferred while it rings, which needs our own call there to be over."""
        return self.phase is TransferPhase.CONNECTING and self.sent

    @property
    def is_fetched(self) -> bool:
        """Whether taking back means picking up the ringing call at the platform."""
        return self.sent and self.pick_up

    @property
    def is_over(self) -> bool:
        return self.phase in ENDS

    @property
    def is_free(self) -> bool:
        return self.phase in FREE

    @property
    def can_connect(self) -> bool:
        """Also possible while it rings there: then the caller waits for the answer without us."""
        rings = self.phase is TransferPhase.CALLING and self.rings_there
        return self.kind is TransferKind.ASK and (rings or self.phase is TransferPhase.TALKING)

    @property
    def can_take_back(self) -> bool:
        """Not after an answer while connecting: both sides may already be talking."""
        fetched = self.phase is TransferPhase.CONNECTING and self.is_fetched
        return fetched or self.phase in _ASKING | {TransferPhase.TARGET_GONE}


def asking(key: CallKey, target_key: CallKey) -> CallTransfer:
    return CallTransfer(key, TransferKind.ASK, TransferPhase.CALLING, target_key)


def directly(key: CallKey, pick_up: bool = False) -> CallTransfer:
    return CallTransfer(key, TransferKind.DIRECT, TransferPhase.CONNECTING, sent=True, pick_up=pick_up)


def waiting(key: CallKey, target_key: CallKey) -> CallTransfer:
    """A direct transfer where the caller stays here until the target answers."""
    return CallTransfer(key, TransferKind.DIRECT, TransferPhase.CALLING, target_key)


def no_more_asked(t: CallTransfer) -> CallTransfer:
    """Connects the target as soon as it answers."""
    rings = t.phase is TransferPhase.CALLING and t.can_connect
    return replace(t, kind=TransferKind.DIRECT, problem=None) if rings else t


def target_rings(t: CallTransfer) -> CallTransfer:
    waits = t.phase is TransferPhase.CALLING or t.kind is TransferKind.DIRECT
    return replace(t, rings_there=True) if waits and not t.is_over else t


def target_answered(t: CallTransfer) -> CallTransfer:
    if t.phase is not TransferPhase.CALLING:
        return t
    if t.kind is TransferKind.DIRECT:
        return replace(t, phase=TransferPhase.CONNECTING, sent=True, problem=None)
    return replace(t, phase=TransferPhase.TALKING, problem=None)


def target_over(t: CallTransfer, problem: Problem | None) -> CallTransfer:
    """While connecting, the call to the target ends first; then the answer to the REFER decides."""
    if t.phase in _ASKING:
        return replace(t, phase=TransferPhase.TARGET_GONE, target_key=None, problem=problem)
    return replace(t, target_key=None)


def connecting(t: CallTransfer) -> CallTransfer:
    """While it rings it becomes a direct transfer; our own call to the target is ended for it."""
    if not t.can_connect:
        return t
    rings = t.phase is TransferPhase.CALLING
    kind = TransferKind.DIRECT if rings else t.kind
    return replace(t, kind=kind, phase=TransferPhase.CONNECTING, problem=None, rings_there=False, sent=not rings)


def sent_on(t: CallTransfer, pick_up: bool) -> CallTransfer:
    """Our own call to the target is over, and the caller is being transferred."""
    return replace(t, sent=True, pick_up=pick_up) if t.phase is TransferPhase.CONNECTING else t


def not_connected(t: CallTransfer, problem: Problem, now_s: float) -> CallTransfer:
    """Restores the state before; with a target who has answered the conversation goes on."""
    if t.phase is not TransferPhase.CONNECTING:
        return t
    answered = t.sent and t.target_key is not None
    if t.kind is TransferKind.DIRECT and not answered:
        return _ended(t, TransferPhase.REFUSED, now_s, problem)
    phase = TransferPhase.TALKING if answered else TransferPhase.TARGET_GONE
    return replace(t, kind=TransferKind.ASK, phase=phase, problem=problem, sent=False)


def connected(t: CallTransfer, now_s: float, certain: bool = True) -> CallTransfer:
    """Also accepted after the transfer was given up."""
    late = t.kind is TransferKind.ASK and t.phase in _GIVEN_UP_WAITING
    if t.phase is not TransferPhase.CONNECTING and not late:
        return t
    return replace(_ended(t, TransferPhase.DONE, now_s), certain=certain)


def caller_over(t: CallTransfer, now_s: float, end: CallEnd = CallEnd.HUNG_UP_THERE) -> CallTransfer:
    """A caller who leaves while connecting has followed the REFER, even without a notification."""
    if t.is_fetched and not t.is_over and end not in LOST:
        return replace(t, left_at_s=now_s)
    if t.is_sent and end not in LOST:
        return connected(t, now_s, certain=False)
    return t if t.is_over else replace(_ended(t, TransferPhase.CALLER_GONE, now_s), caller_end=end)


def taking_back(t: CallTransfer) -> CallTransfer:
    return replace(t, phase=TransferPhase.TAKING_BACK, target_key=None, problem=None) if t.can_take_back else t


def not_taken_back(t: CallTransfer, problem: Problem) -> CallTransfer:
    """The caller is still on hold or on the way, and the way back stays open."""
    if t.phase is not TransferPhase.TAKING_BACK:
        return t
    phase = TransferPhase.CONNECTING if t.is_fetched else TransferPhase.TARGET_GONE
    return replace(t, phase=phase, problem=problem)


def taken_back(t: CallTransfer, now_s: float) -> CallTransfer:
    back = t.phase in (TransferPhase.TAKING_BACK, TransferPhase.TARGET_GONE)
    return _ended(t, TransferPhase.TAKEN_BACK, now_s) if back else t


def _ended(t: CallTransfer, phase: TransferPhase, now_s: float, problem: Problem | None = None) -> CallTransfer:
    return replace(t, phase=phase, ended_at_s=now_s, problem=problem)
