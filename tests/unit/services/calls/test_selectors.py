"""Selection and order of calls in a window; nothing moves under the pointer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.telephone.call import CallEnd, CallState, Direction, Quality, Ring
from softphone.services.calls.selectors import (
    CLOSING_WORDS_S,
    PanelCall,
    arrange,
    card_calls,
    current_call,
    is_ringing,
    newly_ringing,
    notifications,
    panel_calls,
    panel_kind,
    pinned_call,
    settings_in_force,
)
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.text.call_text import QualityGrade, grade
from tests.samples.calls import ended, ringing, state_of, talking
from tests.samples.groups import BEISPIEL, MUSTER, NOW_S, group, own_group


def keys(calls: tuple[CallView, ...]) -> list[int]:
    return [int(call.key) for call in calls]


def test_ringing_calls_stand_oldest_first_whatever_the_order_in_the_state() -> None:
    state = state_of(ringing(5, "B", "", None, 3), ringing(1, "A", "", None, 9), ringing(3, "C", "", None, 3))
    assert keys(card_calls(state, NOW_S)) == [1, 3, 5]


def test_a_call_of_ones_own_is_never_on_the_card() -> None:
    dialling = replace(ringing(2, "A", "", None, 1), direction=Direction.OUTGOING, state=CallState.DIALING)
    assert card_calls(state_of(dialling), NOW_S) == ()


def test_a_silent_call_is_a_notification_and_not_on_the_card() -> None:
    silent = ringing(1, "A", "", None, 4, ring=Ring.SILENT)
    state = state_of(silent)
    assert notifications(state) == (silent,)
    assert card_calls(state, NOW_S) == ()
    assert panel_calls(state) == ()


def test_a_splash_is_a_notification_only_at_a_leader() -> None:
    splash = ringing(1, "A", "", None, 4, ring=Ring.SPLASH)
    assert notifications(state_of(splash)) == ()
    assert notifications(state_of(splash, own_group=own_group())) == (splash,)
    for_another = replace(splash, leader=MUSTER)
    assert notifications(state_of(for_another, own_group=own_group())) == ()


def test_a_notification_ends_with_the_ringing_and_becomes_a_call_when_taken() -> None:
    over = ended(1, CallEnd.ANSWERED_ELSEWHERE, None, ring=Ring.SILENT)
    taken = talking(3, "A", "", None, 1, ring=Ring.SILENT)
    state = state_of(over, taken)
    assert notifications(state) == ()
    assert card_calls(state, NOW_S) == ()
    assert panel_calls(state) == (taken,)


@pytest.mark.parametrize("end", [CallEnd.MISSED, CallEnd.ANSWERED_ELSEWHERE, CallEnd.FAILED, CallEnd.ENGINE_LOST])
def test_a_call_that_ended_by_itself_keeps_its_card_for_the_closing_words(end: CallEnd) -> None:
    state = state_of(ended(1, end, ago_s=0))
    assert keys(card_calls(state, NOW_S)) == [1]
    assert keys(card_calls(state, NOW_S + CLOSING_WORDS_S)) == []


@pytest.mark.parametrize("end", [CallEnd.REJECTED_HERE, CallEnd.SENT_TO_VOICEMAIL, CallEnd.HUNG_UP_HERE])
def test_what_was_done_here_needs_no_closing_words(end: CallEnd) -> None:
    assert card_calls(state_of(ended(1, end, ago_s=0)), NOW_S) == ()


def test_under_the_pointer_an_answered_top_call_keeps_its_place_while_others_ring() -> None:
    first, second = ringing(1, "A", "", MUSTER, 9), ringing(3, "B", "", BEISPIEL, 5)
    taken = talking(1, "A", "", MUSTER, 0)
    state = state_of(taken, second)
    assert keys(arrange((first, second), state, NOW_S, pointer_inside=True)) == [1, 3]
    assert keys(arrange((first, second), state, NOW_S, pointer_inside=False)) == [3]


def test_under_the_pointer_a_forgotten_call_keeps_its_place_and_a_new_one_goes_below() -> None:
    first, second = ringing(1, "A", "", MUSTER, 9), ringing(3, "B", "", BEISPIEL, 5)
    newest = ringing(5, "C", "", None, 0)
    assert keys(arrange((first, second), state_of(second, newest), NOW_S, pointer_inside=True)) == [1, 3, 5]


def test_the_pointer_does_not_keep_a_card_on_which_nothing_rings() -> None:
    first = ringing(1, "A", "", MUSTER, 9)
    assert arrange((first,), state_of(talking(1, "A", "", MUSTER, 0)), NOW_S, pointer_inside=True) == ()


calls_strategy = st.lists(
    st.builds(
        lambda key, age, state: ringing(
            key, "A", "", None, age, state=state, answered_at_s=NOW_S if state is CallState.ACTIVE else None
        ),
        st.integers(1, 30),
        st.sampled_from([0.0, 1.0, 5.0, 5.5]),
        st.sampled_from([CallState.RINGING, CallState.ACTIVE, CallState.ENDED]),
    ),
    unique_by=lambda call: call.key,
    max_size=6,
)


@given(calls_strategy, calls_strategy)
def test_what_is_shown_under_the_pointer_never_moves(before: list[CallView], after: list[CallView]) -> None:
    shown = card_calls(state_of(*before), NOW_S)
    following = arrange(shown, state_of(*after), NOW_S, pointer_inside=True)
    if any(is_ringing(call) for call in following):
        assert keys(following)[: len(shown)] == keys(shown)
    assert len(set(keys(following))) == len(following)


@given(calls_strategy)
def test_every_ringing_call_is_on_the_card_and_the_order_ignores_the_states(calls: list[CallView]) -> None:
    shown = arrange((), state_of(*calls), NOW_S, pointer_inside=False)
    assert {c.key for c in calls if is_ringing(c)} == {c.key for c in shown if is_ringing(c)}
    assert keys(panel_calls(state_of(*calls))) == keys(
        panel_calls(state_of(*[replace(c, state=CallState.ACTIVE, answered_at_s=NOW_S) for c in calls]))
    )


def test_the_column_shows_the_newest_first() -> None:
    state = state_of(talking(1, "A", "", None, 300, held_here=True), ringing(3, "B", "", None, 2))
    assert keys(panel_calls(state)) == [3, 1]
    assert [panel_kind(call) for call in panel_calls(state)] == [PanelCall.RINGING, PanelCall.HELD]


def test_keys_act_on_the_call_one_speaks_in_before_one_on_hold() -> None:
    held = talking(1, "A", "", None, 20, held_here=True)
    spoken = talking(3, "B", "", None, 300)
    ring = ringing(5, "C", "", None, 1)
    assert current_call(state_of(held, spoken, ring)) == spoken
    assert current_call(state_of(held, ring)) == held
    assert current_call(state_of(ring)) is None
    assert pinned_call(state_of(ring, ringing(7, "D", "", None, 0))) == ring


def test_settings_come_from_the_leaders_own_group_only() -> None:
    state = state_of(groups=(group(MUSTER),))
    assert settings_in_force(state, MUSTER) == group(MUSTER).settings
    assert settings_in_force(state, BEISPIEL) is None
    assert settings_in_force(AppState(), None) is None


def test_a_call_is_newly_ringing_once() -> None:
    ring, over = ringing(1, "A", "", None, 1), ended(3, CallEnd.MISSED)
    assert newly_ringing((), (ring, over)) == (ring,)
    assert newly_ringing((ring.key,), (ring, over)) == ()


@pytest.mark.parametrize(
    ("mos", "expected"), [(4.4, QualityGrade.GOOD), (3.7, QualityGrade.FAIR), (2.0, QualityGrade.POOR)]
)
def test_quality_has_three_grades(mos: float, expected: QualityGrade) -> None:
    assert grade(Quality(0.0, 1.0, None, mos)) is expected
