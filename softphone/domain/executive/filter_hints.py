"""Hints about criteria without effect because others decide before them; only certain ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from softphone.domain.executive.filter_rules import Schedules, matches_pattern
from softphone.domain.executive.settings import (
    CalledNumber,
    CallsFrom,
    Criterion,
    Filtering,
    FilteringMode,
    ScheduleRef,
)
from softphone.domain.numbers.phone_numbers import to_e164
from softphone.domain.platform_facts import PATTERN_ANY_REST, PATTERN_ONE_DIGIT, SCHEDULES_MUST_BOTH_HOLD

_OWN_BLOCK_DIGITS = 4


class HintKind(Enum):
    """Why a criterion has no effect, or only at some times."""

    NOBODY = "nobody"
    NEVER_HOLDS = "never-holds"
    COVERED = "covered"
    EXCLUDED = "excluded"
    COVERED_OUTSIDE = "covered-outside"
    EXCLUDED_OUTSIDE = "excluded-outside"


@dataclass(frozen=True, slots=True)
class Hint:
    """`other` decides before criterion `name`; with `schedule` only while that holds."""

    name: str
    kind: HintKind
    other: str = ""
    schedule: ScheduleRef | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering plan: the leader's own number shows which numbers may be colleagues'."""

    own_number: str = ""
    region: str = "DE"

    def surely_external(self, number: str) -> bool:
        """Whether it is a public number outside the company's own block."""
        if PATTERN_ONE_DIGIT in number or PATTERN_ANY_REST in number:
            return False
        public, own = to_e164(number, self.region), to_e164(self.own_number, self.region)
        return public is not None and own is not None and not public.startswith(own[:-_OWN_BLOCK_DIGITS])


def filter_hints(
    filtering: Filtering, criteria: Sequence[Criterion], schedules: Schedules, numbering: Numbering
) -> tuple[Hint, ...]:
    """At most one for each active criterion, in their order."""
    if not filtering.enabled or filtering.mode is not FilteringMode.ADVANCED:
        return ()
    on = {box.name for box in filtering.criteria if box.active}
    active = [criterion for criterion in criteria if criterion.name in on and not _has_unknowns(criterion)]
    return tuple(hint for c in active if (hint := _hint(c, active, schedules, numbering)) is not None)


def _hint(c: Criterion, active: Sequence[Criterion], schedules: Schedules, numbering: Numbering) -> Hint | None:
    if _matches_nobody(c):
        return Hint(c.name, HintKind.NOBODY)
    if (dead := _never_holding(c, schedules)) is not None:
        return Hint(c.name, HintKind.NEVER_HOLDS, schedule=dead)
    living = [d for d in active if d is not c and _never_holding(d, schedules) is None]
    covering = [d for d in living if _covers_calls(d, c, numbering)]
    wider = [d for d in covering if _decides_before(d, c, active, numbering)]
    always = next((d for d in wider if _holds_whenever(d, c)), None)
    if always is not None:
        return Hint(c.name, _kind(c, always, HintKind.COVERED, HintKind.EXCLUDED), always.name)
    if c.time_schedule is not None or c.holiday_schedule is not None:
        return None
    partly = next((d for d in wider if _only_schedule(d) is not None), None)
    if partly is None:
        return None
    kind = _kind(c, partly, HintKind.COVERED_OUTSIDE, HintKind.EXCLUDED_OUTSIDE)
    return Hint(c.name, kind, partly.name, _only_schedule(partly))


def _kind(c: Criterion, d: Criterion, same: HintKind, against: HintKind) -> HintKind:
    return same if d.send_to_assistants is c.send_to_assistants else against


def _decides_before(d: Criterion, c: Criterion, active: Sequence[Criterion], numbering: Numbering) -> bool:
    """Never overrides send. Of two with the same effect the wider one decides, of two equal ones the earlier."""
    if d.send_to_assistants is not c.send_to_assistants:
        return not d.send_to_assistants
    if not (_covers_calls(c, d, numbering) and _holds_whenever(c, d)):
        return True
    return _holds_whenever(d, c) and active.index(d) < active.index(c)


def _has_unknowns(c: Criterion) -> bool:
    return c.calls_from is None or any(called.kind is None for called in c.called_numbers)


def _matches_nobody(c: Criterion) -> bool:
    nothing_named = not (c.numbers or c.include_anonymous or c.include_unavailable)
    return c.calls_from is CallsFrom.SPECIFIED_ONLY and nothing_named


def _never_holding(c: Criterion, schedules: Schedules) -> ScheduleRef | None:
    """A known schedule without any hours or days."""
    known = (ref for ref in _refs(c) if ref in schedules)
    return next((ref for ref in known if schedules[ref].is_empty), None)


def _covers_calls(d: Criterion, c: Criterion, numbering: Numbering) -> bool:
    """Whether D matches every call that C matches, ignoring times."""
    return _covers_callers(d, c, numbering) and _covers_called(d.called_numbers, c.called_numbers)


def _covers_callers(d: Criterion, c: Criterion, numbering: Numbering) -> bool:
    if d.calls_from is CallsFrom.ANY:
        return True
    if c.calls_from is not CallsFrom.SPECIFIED_ONLY:
        return d.calls_from is c.calls_from
    if d.calls_from is CallsFrom.ANY_EXTERNAL:
        hidden = c.include_anonymous or c.include_unavailable
        return not hidden and all(numbering.surely_external(number) for number in c.numbers)
    return d.calls_from is CallsFrom.SPECIFIED_ONLY and _covers_specified(d, c, numbering.region)


def _covers_specified(d: Criterion, c: Criterion, region: str) -> bool:
    hidden = d.include_anonymous >= c.include_anonymous and d.include_unavailable >= c.include_unavailable
    return hidden and all(_is_listed(number, d.numbers, region) for number in c.numbers)


def _is_listed(number: str, patterns: Sequence[str], region: str) -> bool:
    """Compares patterns only for equality; whether one contains another is not determined."""
    if number in patterns:
        return True
    is_pattern = PATTERN_ONE_DIGIT in number or PATTERN_ANY_REST in number
    return not is_pattern and any(matches_pattern(pattern, number, region) for pattern in patterns)


def _covers_called(d: tuple[CalledNumber, ...], c: tuple[CalledNumber, ...]) -> bool:
    return not d or (bool(c) and set(c) <= set(d))


def _holds_whenever(d: Criterion, c: Criterion) -> bool:
    """Whether D holds whenever C holds; with alternative schedules only the simple cases are certain."""
    if SCHEDULES_MUST_BOTH_HOLD:
        return _refs(d) <= _refs(c)
    return not _refs(d) or _refs(d) == _refs(c)


def _only_schedule(d: Criterion) -> ScheduleRef | None:
    refs = _refs(d)
    return next(iter(refs)) if len(refs) == 1 else None


def _refs(c: Criterion) -> frozenset[ScheduleRef]:
    return frozenset(ref for ref in (c.time_schedule, c.holiday_schedule) if ref is not None)
