"""Decision of the leader's filter about a call, with its reasons; pure, for the simulator.

A value or schedule unknown to this program makes the decision uncertain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from softphone.domain.executive.schedule_events import ScheduleEvent
from softphone.domain.executive.settings import (
    CalledNumber,
    CallsFrom,
    Criterion,
    Filtering,
    FilteringMode,
    GroupSettings,
    ScheduleRef,
    SimpleFilter,
)
from softphone.domain.numbers.phone_numbers import display, same_number, to_e164
from softphone.domain.platform_facts import PATTERN_ANY_REST, PATTERN_ONE_DIGIT, SCHEDULES_MUST_BOTH_HOLD


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Weekday 0 is Monday; minutes since midnight, the end excluded."""

    weekday: int
    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Holds in its weekly hours, on its days (holidays) and in its other events."""

    weekly: tuple[WeeklyHours, ...] = ()
    days: frozenset[date] = frozenset()
    events: tuple[ScheduleEvent, ...] = ()

    def holds_at(self, moment: datetime) -> bool:
        minute = moment.hour * 60 + moment.minute
        in_hours = any(h.weekday == moment.weekday() and h.start_min <= minute < h.end_min for h in self.weekly)
        return in_hours or moment.date() in self.days or any(event.holds_at(moment) for event in self.events)

    @property
    def is_empty(self) -> bool:
        return not (self.weekly or self.days or self.events)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A sample call. `called` is the leader's number that was dialled.

    `other_numbers`: further numbers of the caller, as a colleague has an extension and a public number.
    """

    number: str
    internal: bool
    anonymous: bool
    unavailable: bool
    called: CalledNumber
    at: datetime
    other_numbers: tuple[str, ...] = ()


class Mismatch(Enum):
    """Why a criterion does not apply, or cannot be judged (UNKNOWN_…)."""

    INACTIVE = "inactive"
    TIME = "time"
    HOLIDAY = "holiday"
    CALLER = "caller"
    CALLED_NUMBER = "called-number"
    UNKNOWN_SCHEDULE = "unknown-schedule"
    UNKNOWN_VALUE = "unknown-value"


UNKNOWNS = frozenset({Mismatch.UNKNOWN_SCHEDULE, Mismatch.UNKNOWN_VALUE})


@dataclass(frozen=True, slots=True)
class CriterionReason:
    """A criterion with the reasons it does not match; empty `mismatches` means that it matches."""

    name: str
    send_to_assistants: bool
    mismatches: frozenset[Mismatch] = frozenset()

    @property
    def matches(self) -> bool:
        return not self.mismatches

    @property
    def undecidable(self) -> bool:
        return bool(self.mismatches) and self.mismatches <= UNKNOWNS


@dataclass(frozen=True, slots=True)
class FilterDecision:
    """`deciding` names the deciding criterion, None for the simple filter or without one."""

    to_assistants: bool
    deciding: str | None = None
    reasons: tuple[CriterionReason, ...] = ()
    certain: bool = True


_INTERNATIONAL_CALL = "00"
Schedules = Mapping[ScheduleRef, Schedule]


def decide(
    filtering: Filtering, criteria: Sequence[Criterion], facts: CallFacts, schedules: Schedules, region: str = "DE"
) -> FilterDecision:
    if not filtering.enabled:
        return FilterDecision(False)
    match filtering.mode:
        case FilteringMode.SIMPLE:
            return _simple(filtering.simple_filter, facts)
        case FilteringMode.ADVANCED:
            return _advanced(filtering, criteria, facts, schedules, region)
        case None:
            return FilterDecision(False, certain=False)


def matches_pattern(pattern: str, number: str, region: str) -> bool:
    """Whether a number in any spelling, or a pattern with `?` for one digit and a trailing `*`, matches."""
    if PATTERN_ONE_DIGIT not in pattern and PATTERN_ANY_REST not in pattern:
        return same_number(pattern, number, region)
    wanted = _digits(pattern)
    if wanted.startswith(_INTERNATIONAL_CALL):
        wanted = "+" + wanted.removeprefix(_INTERNATIONAL_CALL)
    return any(_fits(wanted, _digits(form)) for form in _forms(number, region))


def _simple(chosen: SimpleFilter | None, facts: CallFacts) -> FilterDecision:
    match chosen:
        case SimpleFilter.ALL:
            return FilterDecision(True)
        case SimpleFilter.INTERNAL:
            return FilterDecision(facts.internal)
        case SimpleFilter.EXTERNAL:
            return FilterDecision(not facts.internal)
        case None:
            return FilterDecision(False, certain=False)


def active_criteria(settings: GroupSettings) -> tuple[Criterion, ...]:
    """The criteria that are switched on, in the portal's order."""
    boxes = settings.filtering.criteria if settings.filtering is not None else ()
    active = {box.name for box in boxes if box.active}
    return tuple(criterion for criterion in settings.criteria if criterion.name in active)


def reaches_no_assistant(settings: GroupSettings) -> bool:
    """Whether the filter is on and lets no call through to the assistants."""
    filtering = settings.filtering
    if filtering is None or not filtering.enabled or filtering.mode is not FilteringMode.ADVANCED:
        return False
    return not any(criterion.send_to_assistants for criterion in active_criteria(settings))


def _advanced(
    filtering: Filtering, criteria: Sequence[Criterion], facts: CallFacts, schedules: Schedules, region: str
) -> FilterDecision:
    active = {a.name for a in filtering.criteria if a.active}
    reasons = tuple(
        CriterionReason(c.name, c.send_to_assistants, _mismatches(c, facts, schedules, region, c.name in active))
        for c in criteria
    )
    never = next((r for r in reasons if r.matches and not r.send_to_assistants), None)
    send = next((r for r in reasons if r.matches and r.send_to_assistants), None)
    decided = never or send
    certain = never is not None or not any(_could_change(r, send is not None) for r in reasons)
    return FilterDecision(decided is send and send is not None, decided.name if decided else None, reasons, certain)


def _could_change(reason: CriterionReason, goes_to_assistants: bool) -> bool:
    return reason.undecidable and reason.send_to_assistants is not goes_to_assistants


def _mismatches(
    criterion: Criterion, facts: CallFacts, schedules: Schedules, region: str, active: bool
) -> frozenset[Mismatch]:
    if not active:
        return frozenset({Mismatch.INACTIVE})
    found = (
        *_schedule_faults(criterion, facts.at, schedules),
        _caller_fault(criterion, facts, region),
        _called_fault(criterion.called_numbers, facts.called),
    )
    return frozenset(fault for fault in found if fault is not None)


def _schedule_faults(criterion: Criterion, at: datetime, schedules: Schedules) -> tuple[Mismatch | None, ...]:
    faults = (
        _schedule_fault(criterion.time_schedule, Mismatch.TIME, at, schedules),
        _schedule_fault(criterion.holiday_schedule, Mismatch.HOLIDAY, at, schedules),
    )
    return faults if SCHEDULES_MUST_BOTH_HOLD or all(faults) else ()


def _schedule_fault(ref: ScheduleRef | None, fault: Mismatch, at: datetime, schedules: Schedules) -> Mismatch | None:
    """The fault of a schedule; without a schedule the criterion always holds."""
    if ref is None:
        return None
    schedule = schedules.get(ref)
    if schedule is None:
        return Mismatch.UNKNOWN_SCHEDULE
    return None if schedule.holds_at(at) else fault


def _caller_fault(criterion: Criterion, facts: CallFacts, region: str) -> Mismatch | None:
    match criterion.calls_from:
        case CallsFrom.ANY:
            fits = True
        case CallsFrom.ANY_INTERNAL:
            fits = facts.internal
        case CallsFrom.ANY_EXTERNAL:
            fits = not facts.internal
        case CallsFrom.SPECIFIED_ONLY:
            fits = _is_specified(criterion, facts, region)
        case None:
            return Mismatch.UNKNOWN_VALUE
    return None if fits else Mismatch.CALLER


def _is_specified(criterion: Criterion, facts: CallFacts, region: str) -> bool:
    if facts.anonymous:
        return criterion.include_anonymous
    if facts.unavailable:
        return criterion.include_unavailable
    numbers = (facts.number, *facts.other_numbers)
    return any(matches_pattern(pattern, number, region) for pattern in criterion.numbers for number in numbers)


def _called_fault(wanted: tuple[CalledNumber, ...], called: CalledNumber) -> Mismatch | None:
    if not wanted or called in wanted:
        return None
    return Mismatch.UNKNOWN_VALUE if any(w.kind is None for w in wanted) else Mismatch.CALLED_NUMBER


def _forms(number: str, region: str) -> tuple[str, ...]:
    """The spellings a pattern may use: as received, international, national."""
    public = to_e164(number, region)
    return (number,) if public is None else (number, public, display(public, region))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isascii() and (c.isdigit() or c in "+?*#"))


def _fits(pattern: str, digits: str) -> bool:
    head = pattern.removesuffix(PATTERN_ANY_REST)
    same_length = len(digits) == len(head)
    if not same_length and not (head != pattern and len(digits) > len(head)):
        return False
    pairs = zip(head, digits, strict=False)
    return all(p == d or (p == PATTERN_ONE_DIGIT and d.isdigit()) for p, d in pairs)
