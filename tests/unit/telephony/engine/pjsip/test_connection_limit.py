"""The limit on TCP and TLS connections: pjsip aborts at too many sockets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.pjsip.connection_limit import FREED_AFTER_S, MOST_FLOWS, PAUSE_ABOVE, ConnectionLimit


class World:
    def __init__(self) -> None:
        self.closed: list[int] = []
        self.slept_s: list[float] = []
        self.limit = ConnectionLimit[int](self.closed.append, self.slept_s.append)


def test_a_few_flows_are_left_alone() -> None:
    world = World()
    for handle in range(MOST_FLOWS):
        world.limit.opened(handle)
    world.limit.enforce(1.0)
    assert (world.closed, world.slept_s) == ([], [])


def test_the_newest_beyond_the_limit_are_closed_and_ours_stays() -> None:
    world = World()
    for handle in range(MOST_FLOWS + 2):
        world.limit.opened(handle)
    world.limit.enforce(1.0)
    world.limit.closed(MOST_FLOWS)  # pjsip tells the end of what we closed as well
    world.limit.enforce(1.1)
    assert world.closed == [MOST_FLOWS, MOST_FLOWS + 1]


def test_a_crowd_waits_until_the_sockets_are_given_back() -> None:
    world = World()
    for handle in range(PAUSE_ABOVE + 1):
        world.limit.opened(handle)
    world.limit.enforce(1.0)
    assert world.slept_s == [pytest.approx(FREED_AFTER_S)]
    world.limit.enforce(1.0 + FREED_AFTER_S)
    assert len(world.slept_s) == 1


def test_the_pause_ends_with_the_first_place_that_is_free_again() -> None:
    world = World()
    for number in range(PAUSE_ABOVE + 1):
        world.limit.opened(number)
        world.limit.closed(number)
        world.limit.enforce(1.0 + number / 100)
    assert world.slept_s == [pytest.approx(1.0 + FREED_AFTER_S - (1.0 + PAUSE_ABOVE / 100))]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40))))
def test_never_more_than_the_limit_after_a_turn(told: list[tuple[bool, int]]) -> None:
    world = World()
    alive: set[int] = set()
    for opened, handle in told:
        (world.limit.opened if opened else world.limit.closed)(handle)
        (alive.add if opened else alive.discard)(handle)
        world.limit.enforce(1.0)
        alive -= set(world.closed)
        assert len(alive) <= MOST_FLOWS
        world.closed.clear()


def test_flows_that_lead_nowhere_are_closed_whichever_they_are() -> None:
    world = World()
    for handle in range(3):
        world.limit.opened(handle)
    world.limit.close_flows(frozenset({0, 99}))
    assert world.closed == [0]
    world.limit.enforce(1.0)
    assert world.closed == [0]
