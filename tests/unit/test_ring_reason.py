"""Why it rings and what comes next: only what the settings in force really say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls import CallEnd, CallState
from softphone.domain.executive import AlertingMode, GroupSettings, RolloverAction
from softphone.services.ring_reason import Closing, NextStep, StepKind, closing, next_step, ring_reason
from tests.unit.ui.call_fakes import NOW_S, ended, ringing, settings


def test_the_reason_is_the_filter_and_the_alerting_in_force() -> None:
    reason = ring_reason(settings(AlertingMode.SEQUENTIAL))
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
    assert next_step(settings(AlertingMode.SEQUENTIAL, rings=3), ring_s=4.0) == NextStep(
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
