"""What addresses and clocks mean: a doubtful connection at once, the new network once it is stable, sleep."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.network import SETTLED_AFTER_S, NetworkSample, NetworkState, NetworkTransition, observe, slept

HOME, OFFICE = frozenset({"wlan0 192.168.0.7"}), frozenset({"eth0 10.1.2.3"})
NOTHING: frozenset[str] = frozenset()


def told(*sights: NetworkSample) -> list[NetworkTransition | None]:
    state, news = NetworkState(), []
    for sample in sights:
        state, one = observe(state, sample)
        news.append(one)
    return news


def at(awake_s: float, addresses: frozenset[str], asleep_s: float = 0.0) -> NetworkSample:
    return NetworkSample(awake_s, awake_s + asleep_s, addresses)


def test_the_first_look_says_nothing() -> None:
    assert told(at(0, HOME), at(2, HOME)) == [None, None]


def test_a_pulled_cable_is_told_at_once_and_its_return_when_it_has_settled() -> None:
    news = told(at(0, HOME), at(2, NOTHING), at(4, NOTHING), at(6, HOME), at(6.5, HOME), at(8, HOME), at(10, HOME))
    assert news == [None, NetworkTransition.LOST, None, None, None, NetworkTransition.READY, None]


def test_another_network_is_doubted_at_once_and_used_when_it_has_settled() -> None:
    news = told(at(0, HOME), at(2, OFFICE), at(3, OFFICE), at(4, OFFICE), at(6, OFFICE))
    assert news == [None, NetworkTransition.DOUBTFUL, None, NetworkTransition.READY, None]


def test_an_address_more_raises_no_doubt_but_is_looked_at_when_it_stands() -> None:
    assert told(at(0, HOME), at(2, HOME | OFFICE), at(4, HOME | OFFICE)) == [None, None, NetworkTransition.READY]


def test_addresses_that_still_come_are_waited_for() -> None:
    more = OFFICE | {"eth0 2001:db8::/64"}
    assert told(at(0, HOME), at(1, OFFICE), at(2, more), at(3, more), at(3.5, more))[-2:] == [
        None,
        NetworkTransition.READY,
    ]


def test_after_sleep_the_same_network_is_doubted_too() -> None:
    news = told(at(0, HOME), at(2, HOME, asleep_s=3600), at(4, HOME, asleep_s=3600), at(6, HOME, asleep_s=3600))
    assert news == [None, NetworkTransition.DOUBTFUL, NetworkTransition.READY, None]


def test_sleep_shows_where_both_clocks_go_on() -> None:
    assert slept(at(0, HOME), at(60, HOME))
    assert not slept(at(0, HOME), at(3, HOME))


def test_a_clock_that_is_set_back_is_no_sleep() -> None:
    assert not slept(NetworkSample(10, 1000, HOME), NetworkSample(12, 400, HOME))


def test_without_any_network_at_the_start_it_is_said() -> None:
    assert told(at(0, NOTHING)) == [NetworkTransition.LOST]


STEPS = st.lists(
    st.tuples(
        st.floats(0.1, 5),
        st.floats(0, 100),
        st.frozensets(st.sampled_from(["a 10.0.0.1", "b 10.0.0.2", "c 10.0.0.3"])),
    ),
    max_size=40,
)


@given(STEPS)
def test_whatever_happens_ready_comes_only_to_settled_addresses_and_always_in_the_end(
    steps: list[tuple[float, float, frozenset[str]]],
) -> None:
    state, awake_s, passed_s = NetworkState(), 0.0, 0.0
    history: list[tuple[NetworkSample, NetworkTransition | None]] = []
    for waited_s, asleep_s, addresses in steps:
        awake_s, passed_s = awake_s + waited_s, passed_s + waited_s + asleep_s
        sample = NetworkSample(awake_s, passed_s, addresses)
        state, news = observe(state, sample)
        history.append((sample, news))
        if news is NetworkTransition.READY:
            settled = [s for s, _ in history if awake_s - s.awake_s <= SETTLED_AFTER_S]
            assert all(s.addresses == addresses for s in settled)
        assert (news is NetworkTransition.LOST) <= (not addresses)
    assert all(
        a is not b or a is None for a, b in pairwise(n for _, n in history) if a is not NetworkTransition.READY
    )
    for _ in range(3):
        awake_s, passed_s = awake_s + SETTLED_AFTER_S, passed_s + SETTLED_AFTER_S
        state, _news = observe(state, NetworkSample(awake_s, passed_s, OFFICE))
    assert (state.in_force, state.owed, state.reported) == (OFFICE, False, None)


@given(STEPS)
def test_doubt_and_loss_are_always_followed_by_ready_before_they_are_told_again(
    steps: list[tuple[float, float, frozenset[str]]],
) -> None:
    sights, awake_s, passed_s = [], 0.0, 0.0
    for waited_s, asleep_s, addresses in steps:
        awake_s, passed_s = awake_s + waited_s, passed_s + waited_s + asleep_s
        sights.append(NetworkSample(awake_s, passed_s, addresses))
    news = [one for one in told(*sights) if one is not None]
    for before, after in pairwise(news):
        assert after is not NetworkTransition.DOUBTFUL or before is NetworkTransition.READY
