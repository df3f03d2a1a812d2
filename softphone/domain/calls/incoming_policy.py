"""Policy for incoming calls: ring, refuse, show silently or answer automatically."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from softphone.domain.numbers.phone_numbers import same_number

LONGEST_WAIT_S = 60.0
_ANSWER_AFTER = re.compile(r"(?:^|[;,])\s*answer-after\s*=\s*\"?([0-9]{1,4})", re.IGNORECASE)
_AUTO_ANSWER = re.compile(r"(?:^|[;,])\s*info\s*=\s*\"?(alert-autoanswer|ring[ -]answer)\b", re.IGNORECASE)
_BY_NAME = re.compile(r"(ring|auto)[ -]answer", re.IGNORECASE)
_DELAY = re.compile(r";\s*delay\s*=\s*\"?([0-9]{1,4})", re.IGNORECASE)
_ANSWER_MODE = re.compile(r"\s*auto\s*(;|$)", re.IGNORECASE)


class Reception(Enum):
    RING = "ring"
    REFUSE = "refuse"
    QUIET = "quiet"
    ANSWER = "answer"


class DndMode(Enum):
    """How "do not disturb" treats a call: refused as busy, so that the platform diverts it, or shown silently."""

    BUSY = "busy"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class ReceptionRules:
    """The user's choices. `numbers` are answered automatically; `asked`: so are calls whose header asks for it."""

    dnd: bool = False
    dnd_mode: DndMode = DndMode.BUSY
    dnd_leaders_ring: bool = False
    numbers: tuple[str, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """`number` as shown, empty for a hidden caller; `asks_after_s`: the delay in a header (`answer_after_s`)."""

    number: str
    for_leader: bool
    talking: bool
    asks_after_s: float | None = None


def receive(arrival: Arrival, rules: ReceptionRules, region: str) -> Reception:
    """Do-not-disturb precedes automatic answering, and no call is answered automatically during another one."""
    if rules.dnd and not (arrival.for_leader and rules.dnd_leaders_ring):
        return Reception.REFUSE if rules.dnd_mode is DndMode.BUSY else Reception.QUIET
    if arrival.talking or rules.dnd:
        return Reception.RING
    chosen = bool(arrival.number) and any(same_number(n, arrival.number, region) for n in rules.numbers)
    asked = rules.asked and arrival.asks_after_s is not None
    return Reception.ANSWER if chosen or asked else Reception.RING


def answer_after_s(
    call_info: Sequence[str], alert_info: Sequence[str], answer_mode: Sequence[str] = ()
) -> float | None:
    """The delay for automatic answering, None where no header asks for it.

    Call-Info `answer-after`, Alert-Info `info=alert-autoanswer` with its `delay`, Answer-Mode `Auto` (RFC 5373). What
    is written inside <…> is the address of a sound or picture and asks for nothing.
    """
    for value in call_info:
        if (found := _ANSWER_AFTER.search(_outside_brackets(value))) is not None:
            return _delay_s(found)
    for value in alert_info:
        told = _outside_brackets(value)
        if _AUTO_ANSWER.search(told) or _BY_NAME.fullmatch(told.strip()):
            return _delay_s(_DELAY.search(told))
    return 0.0 if any(_ANSWER_MODE.match(value) for value in answer_mode) else None


def _outside_brackets(value: str) -> str:
    return re.sub(r"<[^>]*(>|$)", "", value)


def _delay_s(found: re.Match[str] | None) -> float:
    return min(float(found[1]), LONGEST_WAIT_S) if found is not None else 0.0
