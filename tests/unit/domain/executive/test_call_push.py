"""Call push as a state machine, and how a recalled call is recognized."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive import call_push
from softphone.domain.executive.call_push import (
    ENDS,
    CallPush,
    PossibleRecall,
    PushedCall,
    PushedParty,
    PushMeans,
    PushMethod,
    PushPhase,
)
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallKey

LEADER = "lea@pbx.example"
PROBLEM = NotPossibleNow(Obstacle.NO_WAY)
ways = st.sampled_from(list(PushMethod))
times = st.floats(0, 1e9, allow_nan=False)
texts = st.none() | st.text(max_size=4)
STEPS = {
    "accepted": lambda h, now: call_push.accepted(h, now, 4),
    "refused": lambda h, now: call_push.refused(h, PROBLEM, now),
    "answered": call_push.leader_answered,
    "recalled": call_push.recalled,
    "taking back": lambda h, now: call_push.taking_back(h),
    "not taken back": lambda h, now: call_push.not_taken_back(h, PROBLEM),
    "taken back": call_push.taken_back,
    "time": call_push.time_passed,
    "stopped": call_push.stopped_ringing,
}


def new(way: PushMethod = PushMethod.PORTAL) -> CallPush:
    return CallPush(CallKey(1), LEADER, way)


def pushing(way: PushMethod = PushMethod.PORTAL, at_s: float = 100.0, rings: int = 4) -> CallPush:
    return call_push.accepted(new(way), at_s, rings, 5.0)


@given(texts, texts, texts)
def test_the_best_way_that_is_there_is_taken(call_id: str | None, code: str | None, target: str | None) -> None:
    method = call_push.choose_method(PushMeans(call_id, code, target))
    expected = (
        PushMethod.PORTAL if call_id else PushMethod.FEATURE_CODE if code else PushMethod.TRANSFER if target else None
    )
    assert method is expected


@given(ways, st.lists(st.tuples(st.sampled_from(list(STEPS)), times), max_size=12))
def test_an_end_is_an_end_and_every_end_has_its_time(way: PushMethod, steps: list[tuple[str, float]]) -> None:
    h = new(way)
    for name, now_s in steps:
        before, h = h, STEPS[name](h, now_s)
        if before.phase in ENDS:
            presumed = before.phase is PushPhase.DONE and not before.certain
            assert h == before or (presumed and h.phase is PushPhase.RECALLED)
        assert (h.ended_at_s is not None) == (h.phase in ENDS)
        assert (h.pushed_at_s is not None) or h.phase in {PushPhase.ASKED, PushPhase.REFUSED, PushPhase.DONE}


def test_a_refusal_after_it_rings_there_is_only_a_transfers() -> None:
    assert call_push.refused(pushing(), PROBLEM, 1.0).phase is PushPhase.PUSHING
    assert call_push.refused(pushing(PushMethod.TRANSFER), PROBLEM, 1.0).phase is PushPhase.REFUSED


def test_a_transfer_counts_nothing_down() -> None:
    h = pushing(PushMethod.TRANSFER)
    assert h.deadline_s is None
    assert call_push.time_passed(h, 1e9) == h


def test_time_alone_never_makes_certain() -> None:
    h = pushing()
    assert call_push.time_passed(h, 120.0) == h
    over = call_push.time_passed(h, 120.0 + call_push.RECALL_GRACE_S)
    assert (over.phase, over.certain) == (PushPhase.DONE, False)
    assert call_push.recalled(over, 130.0).phase is PushPhase.RECALLED
    assert call_push.recalled(call_push.leader_answered(h, 110.0), 130.0).phase is PushPhase.DONE


PARTY = PushedParty("t1", "Erika", "+4989111222")


def found(party: PushedParty, arrival: PossibleRecall, now_s: float = 110.0) -> bool:
    return call_push.find_recall([PushedCall(pushing(), party)], arrival, now_s, "DE") is not None


def test_the_platforms_id_decides_before_everything_else() -> None:
    assert found(PARTY, PossibleRecall(PushedParty("t1", "Anders", "1"), None), 1e6) is False
    assert found(PARTY, PossibleRecall(PushedParty("t1", "Anders", "1"), None))
    assert not found(PARTY, PossibleRecall(PushedParty("t2", "Erika", "+4989111222"), LEADER, unanswered=True))


def test_without_ids_it_is_the_caller_and_the_leader() -> None:
    unnamed = replace(PARTY, tracking_id="")
    assert found(unnamed, PossibleRecall(replace(unnamed, number="089 111222"), None))
    assert not found(unnamed, PossibleRecall(unnamed, "max@pbx.example"))
    assert not found(unnamed, PossibleRecall(replace(unnamed, number="+4930999"), LEADER))
    assert found(unnamed, PossibleRecall(replace(unnamed, number="+4930999"), LEADER, unanswered=True))
    assert not found(unnamed, PossibleRecall(unnamed, LEADER), 1e6)
