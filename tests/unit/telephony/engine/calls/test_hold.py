"""A hold that is repeated until it goes through."""

import pjsua2 as pj

from softphone.telephony.engine.calls.hold import GIVE_UP_S, HoldRequest


class StubbornCall:
    """Refuses the first `refusals` re-INVITEs, as pjsip does while another one is open."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.has_media = True
        self.asked: list[bool] = []

    def setHold(self, prm: pj.CallOpParam) -> None:
        self._ask(True)

    def reinvite(self, prm: pj.CallOpParam) -> None:
        self._ask(False)

    def _ask(self, held: bool) -> None:
        self.asked.append(held)
        if len(self.asked) <= self.refusals:
            raise pj.Error


def test_a_refused_hold_is_asked_again() -> None:
    call = StubbornCall(refusals=2)
    hold = HoldRequest(call)
    hold.request(True)
    assert all(hold.tick(second / 10) for second in range(12))
    assert call.asked == [True, True, True]


def test_what_the_media_confirm_is_asked_no_more() -> None:
    call = StubbornCall()
    hold = HoldRequest(call)
    hold.request(True)
    hold.tick(0)
    hold.confirm(True)
    assert all(hold.tick(second) for second in range(1, 20))
    assert (call.asked, hold.is_held) == ([True], True)


def test_the_last_wish_wins() -> None:
    call = StubbornCall()
    hold = HoldRequest(call)
    hold.request(True)
    hold.tick(0)
    hold.request(False)
    hold.tick(0.1)
    assert call.asked == [True, False]


def test_holding_what_is_held_asks_nothing() -> None:
    call = StubbornCall()
    hold = HoldRequest(call)
    hold.confirm(True)
    hold.request(True)
    assert hold.tick(0)
    assert call.asked == []


def test_a_wish_nobody_grants_is_given_up_once() -> None:
    call = StubbornCall(refusals=1000)
    hold = HoldRequest(call)
    hold.request(True)
    assert hold.tick(0)
    assert not hold.tick(GIVE_UP_S + 1)
    assert hold.tick(GIVE_UP_S + 2)


def test_a_call_without_media_is_never_asked() -> None:
    call = StubbornCall()
    call.has_media = False
    hold = HoldRequest(call)
    hold.request(True)
    assert all(hold.tick(second) for second in range(int(GIVE_UP_S)))
    assert call.asked == []
