"""Call push as a state machine, and how a recalled call is recognized."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive import call_push as machine
from softphone.domain.executive.call_push import ENDS, Arrival, Handover, Means, Party, Phase, Pushed, Way
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallKey

LEADER = "lea@pbx.example"
PROBLEM = NotPossibleNow(Obstacle.NO_WAY)
ways = st.sampled_from(list(Way))
times = st.floats(0, 1e9, allow_nan=False)
texts = st.none() | st.text(max_size=4)
STEPS = {
    "accepted": lambda h, now: machine.accepted(h, now, 4),
    "refused": lambda h, now: machine.refused(h, PROBLEM, now),
    "answered": machine.leader_answered,
    "recalled": machine.recalled,
    "taking back": lambda h, now: machine.taking_back(h),
    "not taken back": lambda h, now: machine.not_taken_back(h, PROBLEM),
    "taken back": machine.taken_back,
    "time": machine.time_passed,
    "stopped": machine.stopped_ringing,
}


def new(way: Way = Way.PORTAL) -> Handover:
    return Handover(CallKey(1), LEADER, way)


def pushing(way: Way = Way.PORTAL, at_s: float = 100.0, rings: int = 4) -> Handover:
    return machine.accepted(new(way), at_s, rings, 5.0)


@given(texts, texts, texts)
def test_the_best_way_that_is_there_is_taken(call_id: str | None, code: str | None, target: str | None) -> None:
    way = machine.choose_way(Means(call_id, code, target))
    expected = Way.PORTAL if call_id else Way.FEATURE_CODE if code else Way.TRANSFER if target else None
    assert way is expected


@given(ways, st.lists(st.tuples(st.sampled_from(list(STEPS)), times), max_size=12))
def test_an_end_is_an_end_and_every_end_has_its_time(way: Way, steps: list[tuple[str, float]]) -> None:
    h = new(way)
    for name, now_s in steps:
        before, h = h, STEPS[name](h, now_s)
        if before.phase in ENDS:
            presumed = before.phase is Phase.DONE and not before.certain
            assert h == before or (presumed and h.phase is Phase.RECALLED)
        assert (h.ended_at_s is not None) == (h.phase in ENDS)
        assert (h.pushed_at_s is not None) or h.phase in {Phase.ASKED, Phase.REFUSED, Phase.DONE}


@given(times, st.integers(2, 20), st.floats(0, 300))
def test_what_is_left_only_gets_less_and_is_never_negative(at_s: float, rings: int, later_s: float) -> None:
    h = pushing(at_s=at_s, rings=rings)
    first, then = machine.remaining_s(h, at_s), machine.remaining_s(h, at_s + later_s)
    assert first is not None
    assert then is not None
    assert 0 <= then <= first
    assert first == pytest.approx(rings * 5.0, abs=1e-3)


def test_a_refusal_after_it_rings_there_is_only_a_transfers() -> None:
    assert machine.refused(pushing(), PROBLEM, 1.0).phase is Phase.PUSHING
    assert machine.refused(pushing(Way.TRANSFER), PROBLEM, 1.0).phase is Phase.REFUSED


def test_a_transfer_counts_nothing_down() -> None:
    h = pushing(Way.TRANSFER)
    assert machine.remaining_s(h, 101.0) is None
    assert machine.time_passed(h, 1e9) == h


def test_time_alone_never_makes_certain() -> None:
    h = pushing()
    assert machine.time_passed(h, 120.0) == h
    over = machine.time_passed(h, 120.0 + machine.RECALL_GRACE_S)
    assert (over.phase, over.certain) == (Phase.DONE, False)
    assert machine.recalled(over, 130.0).phase is Phase.RECALLED
    assert machine.recalled(machine.leader_answered(h, 110.0), 130.0).phase is Phase.DONE


PARTY = Party("t1", "Erika", "+4989111222")


def found(party: Party, arrival: Arrival, now_s: float = 110.0) -> bool:
    return machine.find_recall([Pushed(pushing(), party)], arrival, now_s, "DE") is not None


def test_the_platforms_id_decides_before_everything_else() -> None:
    assert found(PARTY, Arrival(Party("t1", "Anders", "1"), None), 1e6) is False
    assert found(PARTY, Arrival(Party("t1", "Anders", "1"), None))
    assert not found(PARTY, Arrival(Party("t2", "Erika", "+4989111222"), LEADER, unanswered=True))


def test_without_ids_it_is_the_caller_and_the_leader() -> None:
    unnamed = replace(PARTY, tracking_id="")
    assert found(unnamed, Arrival(replace(unnamed, number="089 111222"), None))
    assert not found(unnamed, Arrival(unnamed, "max@pbx.example"))
    assert not found(unnamed, Arrival(replace(unnamed, number="+4930999"), LEADER))
    assert found(unnamed, Arrival(replace(unnamed, number="+4930999"), LEADER, unanswered=True))
    assert not found(unnamed, Arrival(unnamed, LEADER), 1e6)
