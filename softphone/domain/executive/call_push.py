"""State machine of a call push (Anrufübergabe): an answered call is handed to its leader.

ASKED → PUSHING → DONE | RECALLED | TAKEN_BACK, or ASKED → REFUSED with the call still here; idle is no CallPush.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.numbers.phone_numbers import same_number
from softphone.domain.platform_facts import RING_LENGTH_S
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey

RECALL_GRACE_S = 6.0
"""A recall may come this much later: rings are converted, and the platform starts counting after us."""
SAID_FOR_S = 4.0
"""How long the result of a hand-over stays readable."""


class PushMethod(Enum):
    """The ways to request a push, best first."""

    PORTAL = "portal"
    FEATURE_CODE = "feature-code"
    TRANSFER = "transfer"


class PushPhase(Enum):
    ASKED = "asked"
    PUSHING = "pushing"
    TAKING_BACK = "taking-back"
    DONE = "done"
    RECALLED = "recalled"
    TAKEN_BACK = "taken-back"
    REFUSED = "refused"


ENDS = frozenset({PushPhase.DONE, PushPhase.RECALLED, PushPhase.TAKEN_BACK, PushPhase.REFUSED})
_UNDER_WAY = frozenset({PushPhase.PUSHING, PushPhase.TAKING_BACK})


@dataclass(frozen=True, slots=True)
class CallPush:
    """A pushed call. `deadline_s`: about when it comes back unanswered; None: it does not come back by itself.

    `certain` False: the leader's answer is assumed, as the call did not come back.
    """

    key: CallKey
    leader_id: str
    way: PushMethod
    phase: PushPhase = PushPhase.ASKED
    pushed_at_s: float | None = None
    deadline_s: float | None = None
    ended_at_s: float | None = None
    certain: bool = True
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class PushMeans:
    """What is available for a push; None for what is not."""

    portal_call_id: str | None
    push_code: str | None
    leader_target: str | None


def choose_method(means: PushMeans) -> PushMethod | None:
    """The portal where it knows the call, else a feature code, else a SIP transfer; None: not possible."""
    if means.portal_call_id:
        return PushMethod.PORTAL
    if means.push_code:
        return PushMethod.FEATURE_CODE
    return PushMethod.TRANSFER if means.leader_target else None


def accepted(h: CallPush, now_s: float, recall_rings: int | None, ring_s: float = RING_LENGTH_S) -> CallPush:
    """The platform accepted the push. There is no countdown after a plain transfer or without known rings."""
    if h.phase is not PushPhase.ASKED:
        return h
    counts = recall_rings is not None and h.way is not PushMethod.TRANSFER
    deadline_s = now_s + (recall_rings or 0) * ring_s if counts else None
    return replace(h, phase=PushPhase.PUSHING, pushed_at_s=now_s, deadline_s=deadline_s)


def refused(h: CallPush, problem: Problem, now_s: float) -> CallPush:
    """The push was refused before it rang there, or (a transfer) while it did: the call is still here."""
    may = h.phase is PushPhase.ASKED or (h.phase is PushPhase.PUSHING and h.way is PushMethod.TRANSFER)
    return _ended(h, PushPhase.REFUSED, now_s, problem=problem) if may else h


def leader_answered(h: CallPush, now_s: float) -> CallPush:
    return _ended(h, PushPhase.DONE, now_s) if h.phase in _UNDER_WAY | {PushPhase.ASKED} else h


def recalled(h: CallPush, now_s: float) -> CallPush:
    """The call came back, even if it was already assumed to be answered."""
    presumed = h.phase is PushPhase.DONE and not h.certain
    return _ended(h, PushPhase.RECALLED, now_s) if h.phase in _UNDER_WAY or presumed else h


def taking_back(h: CallPush) -> CallPush:
    return replace(h, phase=PushPhase.TAKING_BACK, problem=None) if h.phase is PushPhase.PUSHING else h


def not_taken_back(h: CallPush, problem: Problem) -> CallPush:
    return replace(h, phase=PushPhase.PUSHING, problem=problem) if h.phase is PushPhase.TAKING_BACK else h


def taken_back(h: CallPush, now_s: float) -> CallPush:
    return _ended(h, PushPhase.TAKEN_BACK, now_s) if h.phase is PushPhase.TAKING_BACK else h


def time_passed(h: CallPush, now_s: float) -> CallPush:
    """Assumes an answer after long enough without a recall."""
    if h.phase is not PushPhase.PUSHING or h.deadline_s is None or now_s < h.deadline_s + RECALL_GRACE_S:
        return h
    return _ended(h, PushPhase.DONE, now_s, certain=False)


def stopped_ringing(h: CallPush, now_s: float) -> CallPush:
    """It stopped ringing at the leader unanswered: a recall follows, or the caller has gone."""
    if h.phase not in _UNDER_WAY or h.pushed_at_s is None:
        return h
    return replace(h, deadline_s=now_s if h.deadline_s is None else min(h.deadline_s, now_s))


def _ended(
    h: CallPush, phase: PushPhase, now_s: float, problem: Problem | None = None, certain: bool = True
) -> CallPush:
    return replace(h, phase=phase, ended_at_s=now_s, problem=problem, certain=certain)


@dataclass(frozen=True, slots=True)
class PushedParty:
    """What identifies a call: the platform's own id, else the caller."""

    tracking_id: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class PushedCall:
    """A hand-over with its caller."""

    handover: CallPush
    party: PushedParty


@dataclass(frozen=True, slots=True)
class PossibleRecall:
    """An incoming call; `unanswered` when it was diverted for no answer."""

    party: PushedParty
    leader_id: str | None
    unanswered: bool = False


def find_recall(pushed: Sequence[PushedCall], arrival: PossibleRecall, now_s: float, region: str) -> CallPush | None:
    """The push that this incoming call is the recall of; None: a new call."""
    open_ones = [p for p in pushed if may_come_back(p.handover, now_s)]
    wanted = arrival.party.tracking_id
    if wanted and (known := next((p for p in open_ones if p.party.tracking_id == wanted), None)):
        return known.handover
    possible = [p for p in open_ones if not (wanted and p.party.tracking_id) and _same_leader(p.handover, arrival)]
    same = [p for p in possible if _same_party(p.party, arrival.party, region)]
    if not same and arrival.unanswered and arrival.leader_id and len(possible) == 1:
        same = possible
    return same[0].handover if same else None


def may_come_back(h: CallPush, now_s: float) -> bool:
    if h.phase in _UNDER_WAY:
        return h.deadline_s is None or now_s <= h.deadline_s + RECALL_GRACE_S
    return h.phase is PushPhase.DONE and not h.certain


def _same_leader(h: CallPush, arrival: PossibleRecall) -> bool:
    return arrival.leader_id in (None, h.leader_id)


def _same_party(one: PushedParty, other: PushedParty, region: str) -> bool:
    if one.number and other.number:
        return same_number(one.number, other.number, region)
    return bool(one.name) and one.name.casefold() == other.name.casefold()
