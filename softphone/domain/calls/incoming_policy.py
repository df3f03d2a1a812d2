"""Policy for incoming calls: ring, refuse, show silently or answer automatically."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from softphone.domain.numbers.phone_numbers import same_number

LONGEST_WAIT_S = 60.0
_ANSWER_AFTER = re.compile(r"answer-after\s*=\s*\"?([0-9]{1,4})", re.IGNORECASE)
_AUTO_ANSWER = re.compile(r"auto[-_ ]?answer|alert-autoanswer|ring[-_ ]?answer", re.IGNORECASE)


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


def answer_after_s(call_info: Sequence[str], alert_info: Sequence[str]) -> float | None:
    """The delay for automatic answering from Call-Info `answer-after` or an equivalent Alert-Info."""
    for value in call_info:
        if (found := _ANSWER_AFTER.search(value)) is not None:
            return min(float(found.group(1)), LONGEST_WAIT_S)
    return 0.0 if any(_AUTO_ANSWER.search(value) for value in alert_info) else None
