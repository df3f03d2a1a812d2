"""The reason of ringing and the next step: only what the current settings say."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.filter_rules import CallFacts, Schedule, WeeklyHours, decide
from softphone.domain.executive.schedule_hours import Hours
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
)
from softphone.domain.telephone.call import CallEnd, CallState
from softphone.services.executive_calls.ring_reason import (
    Closing,
    NextStep,
    RingReason,
    ShownCaller,
    StepKind,
    closing,
    next_step,
    ring_reason,
)
from tests.samples.calls import ended, ringing
from tests.samples.groups import NOW_S, settings


def test_the_reason_is_the_filter_and_the_alerting_in_force() -> None:
    reason = ring_reason(settings(alerting=AlertingMode.SEQUENTIAL))
    assert reason is not None
    assert (reason.filtering, reason.alerting) == (settings().filtering, AlertingMode.SEQUENTIAL)


def test_a_filter_that_is_off_or_unknown_explains_nothing() -> None:
    filtering = settings().filtering
    assert filtering is not None
    for unknown in (replace(filtering, enabled=False), replace(filtering, mode=None), None):
        reason = ring_reason(replace(settings(), filtering=unknown))
        assert reason is not None
        assert reason.filtering is None
    assert ring_reason(GroupSettings()) is None
    assert ring_reason(None) is None


def test_simultaneous_alerting_ends_with_the_rollover() -> None:
    assert next_step(settings(rollover_s=45)) == NextStep(StepKind.VOICEMAIL, 45.0)
    assert next_step(settings(rollover_s=None)) is None


def test_an_unknown_rollover_action_is_not_guessed() -> None:
    alerting = settings().alerting
    assert alerting is not None
    assert next_step(GroupSettings(alerting=replace(alerting, rollover_action=None))) is None
    forward = GroupSettings(alerting=replace(alerting, rollover_action=RolloverAction.FORWARD))
    assert next_step(forward) == NextStep(StepKind.FORWARD, 45.0)


def test_sequential_alerting_moves_on_after_the_rings() -> None:
    assert next_step(settings(alerting=AlertingMode.SEQUENTIAL, rings=3), ring_s=4.0) == NextStep(
        StepKind.NEXT_ASSISTANT, 12.0
    )
    assert next_step(GroupSettings()) is None
    assert next_step(None) is None


@given(st.floats(0, 1e6), st.floats(-1e3, 1e6))
def test_the_remaining_time_never_leaves_its_range(total_s: float, later_s: float) -> None:
    call = ringing(1, "A", "", None, 0)
    left = NextStep(StepKind.VOICEMAIL, total_s).remaining_s(call, NOW_S + later_s)
    assert 0 <= left <= total_s


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (CallEnd.MISSED, Closing.CALLER_GAVE_UP),
        (CallEnd.ANSWERED_ELSEWHERE, Closing.ANSWERED_ELSEWHERE),
        (CallEnd.REJECTED_HERE, Closing.REJECTED_HERE),
        (CallEnd.SENT_TO_VOICEMAIL, Closing.SENT_TO_VOICEMAIL),
        (CallEnd.ENGINE_LOST, Closing.BROKEN_OFF),
    ],
)
def test_each_end_has_its_closing(end: CallEnd, expected: Closing) -> None:
    assert closing(ended(1, end), None) is expected


def test_an_end_on_the_platforms_own_timer_is_not_blamed_on_the_caller() -> None:
    missed = ended(1, CallEnd.MISSED)
    assert missed.ended_at_s is not None
    lasted_s = missed.ended_at_s - missed.started_at_s
    assert closing(missed, NextStep(StepKind.VOICEMAIL, lasted_s + 1)) is Closing.MOVED_ON
    assert closing(missed, NextStep(StepKind.VOICEMAIL, lasted_s + 20)) is Closing.CALLER_GAVE_UP


def test_an_answered_call_says_so_and_a_ringing_one_says_nothing() -> None:
    assert closing(ringing(1, "A", "", None, 1, state=CallState.ACTIVE, answered_at_s=NOW_S), None) is (
        Closing.ANSWERED_HERE
    )
    assert closing(ringing(1, "A", "", None, 1), None) is None


def test_every_end_of_a_ringing_call_is_known() -> None:
    assert all(closing(ended(1, end), None) is not None for end in CallEnd)


OFFICE, EVENING = ScheduleRef(ScheduleLevel.GROUP, "Buero"), ScheduleRef(ScheduleLevel.GROUP, "Abend")
HOURS = {
    OFFICE: Schedule(tuple(WeeklyHours(day, 480, 1020) for day in range(5))),
    EVENING: Schedule(tuple(WeeklyHours(day, 1020, 1320) for day in range(7))),
}
MONDAY_10, MONDAY_18 = datetime(2026, 3, 2, 10), datetime(2026, 3, 2, 18)


def two_criteria() -> GroupSettings:
    names = ("Tags", "Abends")
    filtering = Filtering(True, FilteringMode.ADVANCED, None, tuple(CriterionActivation(n, True) for n in names))
    criteria = (
        Criterion("Tags", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE),
        Criterion("Abends", True, CallsFrom.ANY, time_schedule=EVENING),
    )
    return GroupSettings(filtering, criteria=criteria)


def told(reason: RingReason | None) -> tuple[str, Hours | None]:
    assert reason is not None
    assert reason.criterion is not None
    return reason.criterion.name, reason.hours


def test_a_criterion_outside_its_hours_cannot_have_been_the_reason() -> None:
    by_day = ring_reason(two_criteria(), tuple(HOURS.items()), MONDAY_10)
    in_the_evening = ring_reason(two_criteria(), tuple(HOURS.items()), MONDAY_18)
    assert told(by_day) == ("Tags", Hours(((0, 4),), 480, 1020))
    assert told(in_the_evening) == ("Abends", Hours(((0, 6),), 1020, 1320))


def test_where_two_may_be_the_reason_none_is_named() -> None:
    no_hours = ring_reason(two_criteria(), (), MONDAY_10)
    half_known = ring_reason(two_criteria(), ((EVENING, HOURS[EVENING]), (OFFICE, None)), MONDAY_18)
    at_the_border = ring_reason(two_criteria(), tuple(HOURS.items()), MONDAY_18.replace(hour=17))
    for reason in (no_hours, half_known, at_the_border):
        assert reason is not None
        assert (reason.criterion, reason.hours) == (None, None)


@given(st.integers(0, 7 * 24 * 60 - 1))
def test_a_criterion_that_is_named_is_the_one_the_filter_rules_find(minute: int) -> None:
    at = MONDAY_10 + timedelta(minutes=minute)
    settings_ = two_criteria()
    reason = ring_reason(settings_, tuple(HOURS.items()), at)
    facts = CallFacts("+4989111222", False, False, False, CalledNumber(CalledNumberKind.PRIMARY), at)
    assert settings_.filtering is not None
    assert reason is not None
    verdict = decide(settings_.filtering, settings_.criteria, facts, HOURS)
    assert reason.criterion is None or not verdict.to_assistants or verdict.deciding == reason.criterion.name


NOTARY = Criterion("Notar", True, CallsFrom.SPECIFIED_ONLY, numbers=("+4940669695", "0221 4710*"))


def with_notary(number_mode: NumberMode = NumberMode.ORIGINATOR, notary: Criterion = NOTARY) -> GroupSettings:
    outside = Criterion("Externe", True, CallsFrom.ANY_EXTERNAL)
    filtering = Filtering(
        True, FilteringMode.ADVANCED, None, tuple(CriterionActivation(c.name, True) for c in (outside, notary))
    )
    alerting = Alerting(AlertingMode.SIMULTANEOUS, NameMode.ORIGINATOR, number_mode)
    return GroupSettings(filtering, alerting=alerting, criteria=(outside, notary))


def named(settings_: GroupSettings, number: str) -> str:
    reason = ring_reason(settings_, caller=ShownCaller(number))
    assert reason is not None
    return reason.criterion.name if reason.criterion is not None else ""


def test_a_number_that_is_not_in_a_list_rules_that_criterion_out() -> None:
    assert named(with_notary(), "+4915228817386") == "Externe"
    assert named(with_notary(), "+4940669695") == ""
    assert named(with_notary(), "+4922147101284") == ""


def test_it_rules_nothing_out_where_it_may_be_another_number() -> None:
    assert named(with_notary(), "") == ""
    assert named(with_notary(NumberMode.EXECUTIVE), "+4915228817386") == ""
    assert named(with_notary(notary=replace(NOTARY, numbers=("433",))), "+4915228817386") == ""
