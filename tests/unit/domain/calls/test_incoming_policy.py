"""How an incoming call is received: do not disturb, and answering by itself only where the user allowed it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls.incoming_policy import (
    LONGEST_WAIT_S,
    Arrival,
    DndMode,
    Reception,
    ReceptionRules,
    answer_after_s,
    receive,
)

CALL = Arrival("+493012345678", for_leader=False, talking=False)
CHOSEN = ReceptionRules(numbers=("030 12345678",))


def received(arrival: Arrival, rules: ReceptionRules) -> Reception:
    return receive(arrival, rules, "DE")


def test_without_a_choice_every_call_rings_whatever_it_asks_for() -> None:
    assert received(replace(CALL, asks_after_s=0.0), ReceptionRules()) is Reception.RING


@pytest.mark.parametrize(
    ("rules", "for_leader", "expected"),
    [
        (ReceptionRules(dnd=True), False, Reception.REFUSE),
        (ReceptionRules(dnd=True), True, Reception.REFUSE),
        (ReceptionRules(dnd=True, dnd_mode=DndMode.SILENT), False, Reception.QUIET),
        (ReceptionRules(dnd=True, dnd_leaders_ring=True), True, Reception.RING),
        (ReceptionRules(dnd=True, dnd_leaders_ring=True), False, Reception.REFUSE),
    ],
)
def test_do_not_disturb(rules: ReceptionRules, for_leader: bool, expected: Reception) -> None:
    assert received(replace(CALL, for_leader=for_leader), rules) is expected


def test_chosen_callers_are_answered_in_every_spelling_and_others_are_not() -> None:
    assert received(CALL, CHOSEN) is Reception.ANSWER
    assert received(replace(CALL, number="030 12345679"), CHOSEN) is Reception.RING
    assert received(replace(CALL, number=""), CHOSEN) is Reception.RING


def test_a_header_is_obeyed_only_where_that_is_allowed() -> None:
    asks = replace(CALL, number="102", asks_after_s=3.0)
    assert received(asks, ReceptionRules(asked=True)) is Reception.ANSWER
    assert received(asks, ReceptionRules()) is Reception.RING
    assert received(replace(asks, asks_after_s=None), ReceptionRules(asked=True)) is Reception.RING


@given(
    st.builds(
        Arrival, st.sampled_from(["", "102", "+493012345678"]), st.booleans(), st.booleans(), st.none() | st.just(0.0)
    ),
    st.builds(
        ReceptionRules,
        st.booleans(),
        st.sampled_from(DndMode),
        st.booleans(),
        st.sampled_from([(), ("102",), ("030 12345678", "102")]),
        st.booleans(),
    ),
)
def test_nobody_is_put_through_into_a_conversation_or_while_disturbing_is_not_wanted(
    arrival: Arrival, rules: ReceptionRules
) -> None:
    if received(arrival, rules) is Reception.ANSWER:
        assert not arrival.talking
        assert not rules.dnd
        assert rules.numbers or rules.asked


@pytest.mark.parametrize(
    ("call_info", "alert_info", "expected"),
    [
        ((), (), None),
        (("<sip:pbx.example>;answer-after=0",), (), 0.0),
        (("<sip:pbx.example>; Answer-After = 5",), (), 5.0),
        (("<sip:pbx.example>;answer-after=9999",), (), LONGEST_WAIT_S),
        ((), ("<http://www.notused.com>;info=alert-autoanswer;delay=0",), 0.0),
        ((), ("<http://x>;info=alert-autoanswer;delay=4",), 4.0),
        ((), ('<http://x>; delay=3; info="alert-autoanswer"',), 3.0),
        (("<sip:a>;purpose=x, <sip:b>;answer-after=1",), (), 1.0),
        (("answer-after=0",), (), 0.0),
        (("<sip:pbx.example>;answer-after=-1",), (), None),
        (("<sip:pbx.example>;answer-after=soon",), (), None),
        ((), ("info=alert-autoanswer",), 0.0),
        ((), ("<http://x>;info=alert-internal",), None),
        ((), ("<http://x>;info=alert-group;x=alert-autoanswer",), None),
        ((), ("<http://x/ring-answer>",), None),
        ((), ("<urn:alert:service:auto-answer>",), None),
        ((), ("<file://auto-answer>;info=bellcore-dr1",), None),
        ((), ("Auto Answer",), 0.0),
        ((), ("Ring Answer",), 0.0),
        ((), ("<http://x/auto-answer.wav>",), None),
        ((), ("<http://x/ring;info=alert-autoanswer>",), None),
        (("<http://x/room.jpg?answer-after=0>;purpose=icon",), (), None),
        (("<sip:pbx.example>;purpose=icon",), ("<http://127.0.0.1/ring.wav>",), None),
    ],
)
def test_what_a_header_asks_for(
    call_info: tuple[str, ...], alert_info: tuple[str, ...], expected: float | None
) -> None:
    assert answer_after_s(call_info, alert_info) == expected


@pytest.mark.parametrize(
    ("mode", "expected"), [("Auto", 0.0), ("auto;require", 0.0), ("Manual", None), ("Automatic", None), ("", None)]
)
def test_the_answer_mode_asks_for_it(mode: str, expected: float | None) -> None:
    assert answer_after_s((), (), (mode,)) == expected


@given(st.lists(st.text(max_size=60)), st.lists(st.text(max_size=60)))
def test_any_header_is_read(call_info: list[str], alert_info: list[str]) -> None:
    wait_s = answer_after_s(call_info, alert_info)
    assert wait_s is None or 0 <= wait_s <= LONGEST_WAIT_S
