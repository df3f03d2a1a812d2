"""The ranges of the group's settings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CalledNumber,
    CalledNumberKind,
    Criterion,
    Field,
    NameMode,
    NumberMode,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
    alerting_faults,
    criterion_faults,
)

ALERTING = Alerting(AlertingMode.SEQUENTIAL, NameMode.EXECUTIVE, NumberMode.ORIGINATOR)
CRITERION = Criterion("VIP", True)


@given(st.integers(-5, 9000), st.integers(-5, 9000), st.integers(-5, 9000))
def test_rings_and_waits_are_sound_exactly_within_their_ranges(recall: int, following: int, wait_s: int) -> None:
    alerting = replace(ALERTING, recall_rings=recall, next_assistant_rings=following, rollover_wait_s=wait_s)
    expected = {
        Field.RECALL_RINGS: not 2 <= recall <= 20,
        Field.NEXT_ASSISTANT_RINGS: not 2 <= following <= 20,
        Field.ROLLOVER_WAIT: not 0 <= wait_s <= 7200,
    }
    assert alerting_faults(alerting) == {field for field, fault in expected.items() if fault}


@pytest.mark.parametrize(
    ("name", "sound"), [(None, False), ("", False), ("x", True), ("x" * 61, True), ("x" * 62, False)]
)
def test_a_custom_name_is_needed_in_its_mode_and_bounded(name: str | None, sound: bool) -> None:
    custom = replace(ALERTING, name_mode=NameMode.CUSTOM, custom_name=name)
    assert (Field.CUSTOM_NAME not in alerting_faults(custom)) is sound


def test_a_forwarding_target_is_needed_only_where_calls_are_forwarded() -> None:
    forward = replace(ALERTING, rollover_enabled=True, rollover_action=RolloverAction.FORWARD)
    assert alerting_faults(ALERTING) == frozenset()
    assert alerting_faults(forward) == {Field.ROLLOVER_NUMBER}
    assert alerting_faults(replace(forward, rollover_number="+4930555099")) == frozenset()
    assert alerting_faults(replace(forward, rollover_number="9" * 162)) == {Field.ROLLOVER_NUMBER}


@pytest.mark.parametrize(
    ("criterion", "faults"),
    [
        (CRITERION, set()),
        (replace(CRITERION, name=""), {Field.CRITERION_NAME}),
        (replace(CRITERION, name="x" * 51), {Field.CRITERION_NAME}),
        (replace(CRITERION, numbers=("1",) * 12), set()),
        (replace(CRITERION, numbers=("1",) * 13), {Field.NUMBERS}),
        (replace(CRITERION, numbers=("1", " ")), {Field.NUMBERS}),
        (replace(CRITERION, time_schedule=ScheduleRef(ScheduleLevel.USER, "x" * 41)), {Field.SCHEDULE}),
        (replace(CRITERION, holiday_schedule=ScheduleRef(ScheduleLevel.USER, "")), {Field.HOLIDAY_SCHEDULE}),
        (replace(CRITERION, called_numbers=(CalledNumber(CalledNumberKind.ALTERNATE, 10),)), set()),
        (replace(CRITERION, called_numbers=(CalledNumber(CalledNumberKind.ALTERNATE, 11),)), {Field.CALLED_NUMBER}),
        (replace(CRITERION, called_numbers=(CalledNumber(CalledNumberKind.ALTERNATE),)), {Field.CALLED_NUMBER}),
    ],
)
def test_a_criterion_is_sound_within_its_ranges(criterion: Criterion, faults: set[Field]) -> None:
    assert criterion_faults(criterion) == faults
