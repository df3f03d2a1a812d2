"""Arrival policies: the order decides, and no policy overwrites what an earlier one said."""

import pytest

from softphone.domain.calls.caller_id import CallerIdView, describe
from softphone.domain.telephone.call import Call, CallKey, CallState, Direction
from softphone.services.calls.arrival_policies import ArrivalAction, ArrivalPolicy, Decision, decide
from tests.samples.services import invite_of

INVITE = invite_of("+4989111222")
CALL = Call(CallKey(1), Direction.INCOMING, CallState.RINGING, started_at_s=0.0, invite=INVITE)
CALLER = describe(INVITE, (), (), "DE")


def saying(decision: Decision | None) -> ArrivalPolicy:
    def policy(call: Call, caller: CallerIdView) -> Decision | None:
        assert (call, caller) == (CALL, CALLER)
        return decision

    return policy


def never(call: Call, caller: CallerIdView) -> Decision | None:
    pytest.fail("an earlier policy has decided")


def test_a_call_about_which_no_policy_says_anything_rings() -> None:
    assert decide((), CALL, CALLER) == Decision(ArrivalAction.RING)
    assert decide((saying(None), saying(Decision())), CALL, CALLER) == Decision(ArrivalAction.RING)


@pytest.mark.parametrize("action", ArrivalAction)
def test_the_first_action_counts(action: ArrivalAction) -> None:
    assert decide((saying(None), saying(Decision(action)), never), CALL, CALLER).action is action


def test_annotations_add_up_and_the_first_of_a_name_stands() -> None:
    first = saying(Decision(annotations={"leader_id": "lea", "headline": "Lea"}))
    second = saying(Decision(ArrivalAction.QUIET, {"leader_id": "max", "detail": "420"}))
    known = {"leader_id": "lea", "headline": "Lea", "detail": "420"}
    assert decide((first, second, never), CALL, CALLER) == Decision(ArrivalAction.QUIET, known)
