"""Where the leader's filter sends a call, and the reason given for it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.filter_rules import (
    CallFacts,
    FilterDecision,
    Mismatch,
    Schedule,
    WeeklyHours,
    decide,
    matches_pattern,
)
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
    SimpleFilter,
)

PRIMARY = CalledNumber(CalledNumberKind.PRIMARY)
MONDAY_TEN = datetime(2025, 3, 3, 10, 0)
OTTO = "+4922147101234"
OUTSIDE = CallFacts(OTTO, internal=False, anonymous=False, unavailable=False, called=PRIMARY, at=MONDAY_TEN)
INSIDE = replace(OUTSIDE, number="410", internal=True)
HIDDEN = replace(OUTSIDE, number="", anonymous=True)
NO_NUMBER = replace(OUTSIDE, number="", unavailable=True)

OFFICE = ScheduleRef(ScheduleLevel.GROUP, "Buero")
HOLIDAYS = ScheduleRef(ScheduleLevel.ENTERPRISE, "Feiertage")
SCHEDULES = {
    OFFICE: Schedule(weekly=tuple(WeeklyHours(day, 8 * 60, 17 * 60) for day in range(5))),
    HOLIDAYS: Schedule(days=frozenset({date(2025, 5, 1)})),
}


def simple(chosen: SimpleFilter | None) -> Filtering:
    return Filtering(True, FilteringMode.SIMPLE, chosen)


def advanced(
    *criteria: Criterion, facts: CallFacts = OUTSIDE, inactive: frozenset[str] = frozenset()
) -> FilterDecision:
    activations = tuple(CriterionActivation(c.name, c.name not in inactive) for c in criteria)
    return decide(Filtering(True, FilteringMode.ADVANCED, None, activations), criteria, facts, SCHEDULES)


SEND = Criterion("Send", True)
NEVER = Criterion("Never", False)


@pytest.mark.parametrize("facts", [OUTSIDE, INSIDE, HIDDEN])
def test_with_the_filter_off_every_call_rings_the_leader(facts: CallFacts) -> None:
    filtering = replace(simple(SimpleFilter.ALL), enabled=False)
    assert decide(filtering, (SEND,), facts, SCHEDULES) == FilterDecision(False)


@pytest.mark.parametrize(
    ("chosen", "outside", "inside"),
    [(SimpleFilter.ALL, True, True), (SimpleFilter.INTERNAL, False, True), (SimpleFilter.EXTERNAL, True, False)],
)
def test_the_simple_filter_sends_its_class(chosen: SimpleFilter, outside: bool, inside: bool) -> None:
    assert decide(simple(chosen), (), OUTSIDE, SCHEDULES) == FilterDecision(outside)
    assert decide(simple(chosen), (), INSIDE, SCHEDULES) == FilterDecision(inside)


def test_values_this_program_does_not_know_give_no_certain_verdict() -> None:
    assert decide(simple(None), (), OUTSIDE, SCHEDULES).certain is False
    assert decide(Filtering(True, None, None), (), OUTSIDE, SCHEDULES).certain is False


def test_without_any_match_the_call_goes_to_the_leader() -> None:
    verdict = advanced(replace(SEND, calls_from=CallsFrom.ANY_INTERNAL))
    assert (verdict.to_assistants, verdict.deciding, verdict.certain) == (False, None, True)
    assert verdict.reasons[0].mismatches == {Mismatch.CALLER}


def test_never_wins_over_every_match_that_sends() -> None:
    assert advanced(SEND).deciding == "Send"
    verdict = advanced(SEND, NEVER)
    assert (verdict.to_assistants, verdict.deciding) == (False, "Never")
    assert [r.matches for r in verdict.reasons] == [True, True]


def test_an_inactive_criterion_is_ignored() -> None:
    verdict = advanced(SEND, NEVER, inactive=frozenset({"Never"}))
    assert (verdict.to_assistants, verdict.deciding) == (True, "Send")
    assert verdict.reasons[1].mismatches == {Mismatch.INACTIVE}


@pytest.mark.parametrize(
    ("at", "matches"),
    [
        (MONDAY_TEN, True),
        (MONDAY_TEN.replace(hour=8, minute=0), True),
        (MONDAY_TEN.replace(hour=7, minute=59), False),
        (MONDAY_TEN.replace(hour=17, minute=0), False),
        (datetime(2025, 3, 8, 10, 0), False),
    ],
)
def test_a_time_schedule_holds_within_its_hours(at: datetime, matches: bool) -> None:
    verdict = advanced(replace(SEND, time_schedule=OFFICE), facts=replace(OUTSIDE, at=at))
    assert verdict.to_assistants is matches
    assert verdict.reasons[0].mismatches == (frozenset() if matches else {Mismatch.TIME})


def test_a_holiday_schedule_holds_on_its_days_and_both_must_hold() -> None:
    both = replace(SEND, time_schedule=OFFICE, holiday_schedule=HOLIDAYS)
    assert advanced(both, facts=replace(OUTSIDE, at=datetime(2025, 5, 1, 9, 0))).to_assistants
    assert advanced(both).reasons[0].mismatches == {Mismatch.HOLIDAY}
    assert advanced(both, facts=replace(OUTSIDE, at=datetime(2025, 5, 1, 20, 0))).reasons[0].mismatches == {
        Mismatch.TIME
    }


def test_an_unknown_schedule_makes_uncertain_only_what_it_could_change() -> None:
    unknown = ScheduleRef(ScheduleLevel.USER, "Unbekannt")
    assert advanced(replace(SEND, time_schedule=unknown)).certain is False
    assert advanced(SEND, replace(NEVER, time_schedule=unknown)).certain is False
    assert advanced(SEND, replace(SEND, name="Other", time_schedule=unknown)).certain is True
    assert advanced(NEVER, replace(SEND, time_schedule=unknown)).certain is True
    assert advanced(replace(SEND, time_schedule=unknown, calls_from=CallsFrom.ANY_INTERNAL)).certain is True


@pytest.mark.parametrize(
    ("criterion", "matching"),
    [
        (replace(SEND, calls_from=CallsFrom.ANY), [OUTSIDE, INSIDE, HIDDEN, NO_NUMBER]),
        (replace(SEND, calls_from=CallsFrom.ANY_INTERNAL), [INSIDE]),
        (replace(SEND, calls_from=CallsFrom.ANY_EXTERNAL), [OUTSIDE, HIDDEN, NO_NUMBER]),
        (replace(SEND, calls_from=CallsFrom.SPECIFIED_ONLY, numbers=("0221 4710 1234",)), [OUTSIDE]),
        (replace(SEND, calls_from=CallsFrom.SPECIFIED_ONLY, numbers=("4??",)), [INSIDE]),
        (replace(SEND, calls_from=CallsFrom.SPECIFIED_ONLY, include_anonymous=True), [HIDDEN]),
        (replace(SEND, calls_from=CallsFrom.SPECIFIED_ONLY, include_unavailable=True), [NO_NUMBER]),
        (replace(SEND, calls_from=None), []),
    ],
)
def test_who_is_meant_by_calls_from(criterion: Criterion, matching: list[CallFacts]) -> None:
    everybody = [OUTSIDE, INSIDE, HIDDEN, NO_NUMBER]
    assert [facts for facts in everybody if advanced(criterion, facts=facts).to_assistants] == matching


def test_a_criterion_for_one_called_number_leaves_the_others_alone() -> None:
    second = CalledNumber(CalledNumberKind.ALTERNATE, 2)
    criterion = replace(SEND, called_numbers=(second,))
    assert advanced(criterion).reasons[0].mismatches == {Mismatch.CALLED_NUMBER}
    assert advanced(criterion, facts=replace(OUTSIDE, called=second)).to_assistants
    assert not advanced(criterion, facts=replace(OUTSIDE, called=replace(second, alternate_id=3))).to_assistants


@pytest.mark.parametrize(
    ("pattern", "number", "matches"),
    [
        ("+492214710*", OTTO, True),
        ("0221 4710*", OTTO, True),
        ("0221*", "+493023125410", False),
        ("0221471012??", OTTO, True),
        ("0221471012?", OTTO, False),
        ("*", OTTO, True),
        ("41?", "410", True),
        ("4100*", "410", False),
        ("41?", "4100", False),
        ("41?*", "4100", True),
        ("41?", "41*", False),
        ("410", "410", True),
        ("410", "+49410", False),
    ],
)
def test_digit_patterns(pattern: str, number: str, matches: bool) -> None:
    assert matches_pattern(pattern, number, "DE") is matches


NAMES = st.sampled_from(["a", "b", "c"])
TEXTS = st.text("+0123456789?* ab", max_size=8)
CRITERIA = st.builds(
    Criterion,
    name=NAMES,
    send_to_assistants=st.booleans(),
    calls_from=st.none() | st.sampled_from(CallsFrom),
    include_anonymous=st.booleans(),
    include_unavailable=st.booleans(),
    numbers=st.lists(TEXTS, max_size=2).map(tuple),
    time_schedule=st.sampled_from([None, OFFICE, ScheduleRef(None, "?")]),
    holiday_schedule=st.sampled_from([None, HOLIDAYS]),
    called_numbers=st.sampled_from([(), (PRIMARY,), (CalledNumber(None),)]),
)
FACTS = st.builds(
    CallFacts, TEXTS, st.booleans(), st.booleans(), st.booleans(), st.sampled_from([PRIMARY]), st.datetimes()
)
FILTERINGS = st.builds(
    Filtering,
    st.booleans(),
    st.none() | st.sampled_from(FilteringMode),
    st.none() | st.sampled_from(SimpleFilter),
    st.lists(st.builds(CriterionActivation, NAMES, st.booleans()), max_size=3).map(tuple),
)


@given(FILTERINGS, st.lists(CRITERIA, max_size=4), FACTS)
def test_a_verdict_follows_from_its_reasons(
    filtering: Filtering, criteria: list[Criterion], facts: CallFacts
) -> None:
    verdict = decide(filtering, criteria, facts, SCHEDULES)
    matching = [r for r in verdict.reasons if r.matches]
    if filtering.enabled and filtering.mode is FilteringMode.ADVANCED:
        assert [r.name for r in verdict.reasons] == [c.name for c in criteria]
        assert verdict.to_assistants == (bool(matching) and all(r.send_to_assistants for r in matching))
        assert (verdict.deciding is not None) == bool(matching)
    else:
        assert verdict.deciding is None
        assert verdict.reasons == ()
    assert filtering.enabled or verdict == FilterDecision(False)
