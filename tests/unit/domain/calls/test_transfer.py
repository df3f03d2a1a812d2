"""The transfer as a state machine: every state has a way out, and no event breaks it."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls import transfer as m
from softphone.domain.calls.transfer import CallTransfer, TransferKind, TransferPhase
from softphone.domain.problems import CallRefused, NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallKey

BUSY = CallRefused(486, "Busy Here")
STEPS: dict[str, Callable[[CallTransfer], CallTransfer]] = {
    "rings": m.target_rings,
    "answers": m.target_answered,
    "leaves": lambda t: m.target_over(t, BUSY),
    "connect": m.connecting,
    "no-more-asked": m.no_more_asked,
    "sent-on": lambda t: m.sent_on(t, pick_up=True),
    "refused": lambda t: m.not_connected(t, BUSY, 1.0),
    "done": lambda t: m.connected(t, 1.0),
    "caller-leaves": lambda t: m.caller_over(t, 1.0),
    "take-back": m.taking_back,
    "not-back": lambda t: m.not_taken_back(t, NotPossibleNow(Obstacle.BUSY)),
    "back": lambda t: m.taken_back(t, 1.0),
}
BEGINNINGS = st.sampled_from(
    [
        m.asking(CallKey(1), CallKey(2)),
        m.directly(CallKey(1)),
        m.directly(CallKey(1), pick_up=True),
        m.waiting(CallKey(1), CallKey(2)),
    ]
)


def run(t: CallTransfer, *steps: str) -> CallTransfer:
    for step in steps:
        t = STEPS[step](t)
    return t


ASKED = m.asking(CallKey(1), CallKey(2))


def test_asked_answered_connected() -> None:
    assert run(ASKED, "rings", "answers", "connect", "leaves", "done").phase is TransferPhase.DONE


def test_a_target_that_does_not_want_leaves_the_caller_waiting_with_the_reason() -> None:
    for way in (("leaves",), ("rings", "leaves"), ("answers", "leaves")):
        t = run(ASKED, *way)
        assert (t.phase, t.problem, t.target_key) == (TransferPhase.TARGET_GONE, BUSY, None)
        assert t.can_take_back
        assert run(t, "take-back", "back").phase is TransferPhase.TAKEN_BACK


def test_a_refused_connection_leaves_both_as_they_were() -> None:
    t = run(ASKED, "answers", "connect", "refused")
    assert (t.phase, t.problem, t.target_key) == (TransferPhase.TALKING, BUSY, CallKey(2))
    assert t.can_connect
    assert t.can_take_back
    assert run(ASKED, "answers", "connect", "leaves", "refused").phase is TransferPhase.TARGET_GONE


def test_a_caller_who_leaves_while_being_connected_is_where_the_call_went() -> None:
    t = run(ASKED, "answers", "connect", "caller-leaves")
    assert (t.phase, t.certain) == (TransferPhase.DONE, False)
    assert run(ASKED, "answers", "caller-leaves").phase is TransferPhase.CALLER_GONE


def test_a_caller_who_is_not_back_yet_can_be_taken_back_again() -> None:
    t = run(ASKED, "answers", "take-back", "not-back")
    assert t.can_take_back
    assert run(t, "take-back", "back").phase is TransferPhase.TAKEN_BACK


def test_a_direct_transfer_that_is_refused_says_so_and_is_over() -> None:
    t = run(m.directly(CallKey(1)), "rings", "refused")
    assert (t.phase, t.problem, t.kind) == (TransferPhase.REFUSED, BUSY, TransferKind.DIRECT)


@given(BEGINNINGS, st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_what_is_over_stays_over_and_what_is_not_has_a_way_out(beginning: CallTransfer, steps: list[str]) -> None:
    t = beginning
    for step in steps:
        before, t = t, STEPS[step](t)
        if before.is_over:
            assert t.phase is before.phase
        if not t.is_over:
            waits_for_an_answer = t.phase in (TransferPhase.CONNECTING, TransferPhase.TAKING_BACK)
            assert t.can_take_back or waits_for_an_answer
        assert t.ended_at_s is None or t.is_over
