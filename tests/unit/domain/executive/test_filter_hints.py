"""A hint about a criterion is true: taking that criterion away changes no decision where the hint says so."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.filter_hints import Hint, HintKind, Numbering, filter_hints
from softphone.domain.executive.filter_rules import CallFacts, Schedule, WeeklyHours, decide
from softphone.domain.executive.settings import (
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    ScheduleLevel,
    ScheduleRef,
)

OWN = "+493023125410"
NUMBERING = Numbering(OWN)
OFFICE, HOLIDAYS, EMPTY, UNKNOWN = (
    ScheduleRef(ScheduleLevel.GROUP, name) for name in ("Bürozeit", "Feiertage", "Leer", "Fremd")
)
SCHEDULES = {
    OFFICE: Schedule(tuple(WeeklyHours(day, 480, 1020) for day in range(5))),
    HOLIDAYS: Schedule(days=frozenset({date(2026, 3, 2)})),
    EMPTY: Schedule(),
}
NOTARY, BANK = "+4922147101284", "0221 47101299"
CALLS = [
    CallFacts("+4922147101284", False, False, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2)),
    CallFacts("+4989111222333", False, False, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2)),
    CallFacts(
        "433", True, False, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2), ("+493023125433",)
    ),
    CallFacts("", False, True, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2)),
    CallFacts("", False, False, True, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2)),
    CallFacts("", True, True, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 3, 2)),
]
NUMBERS = [NOTARY, BANK, "+4989111222333", "433", "+493023125433", "0221*", "43?", "*"]


def advanced(*criteria: Criterion, off: str = "") -> Filtering:
    boxes = tuple(CriterionActivation(c.name, c.name != off) for c in criteria)
    return Filtering(True, FilteringMode.ADVANCED, None, boxes)


def hints(*criteria: Criterion) -> tuple[Hint, ...]:
    return filter_hints(advanced(*criteria), criteria, SCHEDULES, NUMBERING)


PRESS = Criterion("Presse", False, CallsFrom.SPECIFIED_ONLY, numbers=(NOTARY,))
OUTSIDE = Criterion("Externe zur Bürozeit", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE)
NOTARY_AND_BANK = Criterion("Notar und Bank", True, CallsFrom.SPECIFIED_ONLY, numbers=(NOTARY, BANK))


def test_numbers_that_all_external_calls_hold_count_only_outside_its_hours() -> None:
    expected = Hint("Notar und Bank", HintKind.COVERED_OUTSIDE, "Externe zur Bürozeit", OFFICE)
    assert hints(OUTSIDE, NOTARY_AND_BANK) == (expected,)


def test_what_is_always_covered_or_excluded_does_nothing() -> None:
    always = replace(OUTSIDE, time_schedule=None)
    assert hints(always, NOTARY_AND_BANK) == (Hint("Notar und Bank", HintKind.COVERED, always.name),)
    one = replace(NOTARY_AND_BANK, numbers=(NOTARY,))
    assert hints(PRESS, one) == (Hint(one.name, HintKind.EXCLUDED, "Presse"),)
    by_day = replace(PRESS, time_schedule=OFFICE)
    assert hints(by_day, one) == (Hint(one.name, HintKind.EXCLUDED_OUTSIDE, "Presse", OFFICE),)


def test_of_two_that_are_the_same_the_later_one_is_superfluous() -> None:
    twin = replace(NOTARY_AND_BANK, name="Zwilling", numbers=(BANK, NOTARY))
    assert hints(NOTARY_AND_BANK, twin) == (Hint("Zwilling", HintKind.COVERED, "Notar und Bank"),)


def test_the_narrower_one_is_superfluous_and_the_wider_one_is_not_called_so() -> None:
    always = replace(OUTSIDE, name="Immer", time_schedule=None)
    assert hints(OUTSIDE, always) == (Hint(OUTSIDE.name, HintKind.COVERED, "Immer"),)
    written_otherwise = replace(PRESS, name="Presse 2", numbers=("0221 47101284",))
    assert hints(PRESS, written_otherwise) == (Hint("Presse 2", HintKind.COVERED, "Presse"),)


@given(st.data())
def test_taking_away_all_that_does_nothing_changes_nothing(data: st.DataObject) -> None:
    criteria, call = data.draw(some_criteria()), data.draw(st.sampled_from(CALLS))
    at = data.draw(st.datetimes(datetime(2026, 2, 27), datetime(2026, 3, 9)))
    facts, gone = replace(call, at=at), {h.name for h in hints(*criteria) if h.schedule is None or h.other == ""}
    left = Filtering(True, FilteringMode.ADVANCED, None, tuple(CriterionActivation(n, n not in gone) for n in "ABC"))
    before = decide(advanced(*criteria), criteria, facts, SCHEDULES).to_assistants
    assert decide(left, criteria, facts, SCHEDULES).to_assistants is before


@pytest.mark.parametrize("number", ["433", "+493023125433", "0221*", "43?"])
def test_a_number_that_may_be_a_colleagues_is_not_taken_for_external(number: str) -> None:
    assert hints(OUTSIDE, replace(NOTARY_AND_BANK, numbers=(number,))) == ()


def test_nobody_and_never() -> None:
    nobody = replace(NOTARY_AND_BANK, numbers=())
    never = replace(NOTARY_AND_BANK, name="Nie", time_schedule=EMPTY)
    assert hints(nobody, never) == (
        Hint("Notar und Bank", HintKind.NOBODY),
        Hint("Nie", HintKind.NEVER_HOLDS, schedule=EMPTY),
    )


def test_a_filter_that_does_not_use_criteria_needs_no_hints() -> None:
    criteria = (OUTSIDE, NOTARY_AND_BANK)
    off = replace(advanced(*criteria), enabled=False)
    simple = replace(advanced(*criteria), mode=FilteringMode.SIMPLE)
    inactive = advanced(*criteria, off=OUTSIDE.name)
    for filtering in (off, simple, inactive):
        assert filter_hints(filtering, criteria, SCHEDULES, NUMBERING) == ()


@st.composite
def some_criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    called = [CalledNumber(CalledNumberKind.PRIMARY), CalledNumber(CalledNumberKind.ALTERNATE, 1)]
    schedule = st.sampled_from([None, None, OFFICE, HOLIDAYS, EMPTY, UNKNOWN])
    return tuple(
        Criterion(
            name,
            draw(st.booleans()),
            draw(st.sampled_from([*CallsFrom, CallsFrom.SPECIFIED_ONLY])),
            draw(st.booleans()),
            draw(st.booleans()),
            tuple(draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=2))),
            draw(schedule),
            draw(schedule),
            tuple(draw(st.lists(st.sampled_from(called), unique=True, max_size=1))),
        )
        for name in "ABC"
    )


@given(
    some_criteria(),
    st.sampled_from(CALLS),
    st.sampled_from([CalledNumber(CalledNumberKind.PRIMARY), CalledNumber(CalledNumberKind.ALTERNATE, 1)]),
    st.datetimes(datetime(2026, 2, 27), datetime(2026, 3, 9)),
    st.booleans(),
)
def test_a_criterion_named_in_a_hint_decides_nothing(
    criteria: tuple[Criterion, ...], call: CallFacts, called: CalledNumber, at: datetime, unknown_holds: bool
) -> None:
    always = Schedule(tuple(WeeklyHours(day, 0, 1440) for day in range(7)))
    real = {**SCHEDULES, UNKNOWN: always if unknown_holds else Schedule()}
    facts = replace(call, called=called, at=at)
    with_all = decide(advanced(*criteria), criteria, facts, real).to_assistants
    for hint in hints(*criteria):
        if hint.kind in (HintKind.COVERED_OUTSIDE, HintKind.EXCLUDED_OUTSIDE):
            assert hint.schedule is not None
            if not real[hint.schedule].holds_at(at):
                continue
        assert decide(advanced(*criteria, off=hint.name), criteria, facts, real).to_assistants is with_all, hint
