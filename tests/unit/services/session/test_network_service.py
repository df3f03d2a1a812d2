"""The program follows the machine's network: sleep, a pulled cable, another address; on a clock that tests move."""

from collections.abc import Awaitable, Callable

import pytest

from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.network import NetworkSample
from softphone.domain.problems import NetworkMissing, PortalUnreachable, RegistrationUnreachable
from softphone.domain.telephone.commands import NetworkChanged, NetworkUncertain
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from softphone.services.session.portal_change_poller import INTERVAL_S, JITTER_S
from softphone.services.session.registration_service import UNANSWERED_AFTER_S
from softphone.ui.main_window.status_text import StatusTone, reachability
from tests.samples.services import PLAIN, REGISTERED, FakeClock, World, play

OFFICE = frozenset({"eth0 10.1.2.3"})
UNCERTAIN = RegistrationChanged(RegistrationState.UNCERTAIN)
OFFLINE = RegistrationChanged(RegistrationState.OFFLINE)


class FakeWatch:
    """A machine that sleeps when the test says so: its monotonic clock lags behind by `asleep_s`."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock, self.addresses, self.asleep_s = clock, OFFICE, 0.0

    def look(self) -> NetworkSample:
        return NetworkSample(self.clock.now_s() - self.asleep_s, self.clock.now_s(), self.addresses)

    async def wait_for_change(self, limit_s: float) -> None:
        await self.clock.sleep(limit_s)

    async def sleep(self, seconds: float) -> None:
        """Nothing runs meanwhile: the clock jumps, and with it what the two clocks differ by."""
        self.clock._now_s += seconds
        self.asleep_s += seconds
        await self.clock.advance(2.0)


def watched(story: Callable[[World, FakeWatch], Awaitable[None]]) -> None:
    async def run(world: World) -> None:
        watch = FakeWatch(world.clock)
        await world.sign_in(PLAIN)
        world.app.network.begin(watch)
        await world.clock.advance(10)
        world.engine.sent.clear()
        await story(world, watch)

    play(run)


def test_a_quiet_network_asks_nothing_of_the_telephone() -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        await world.clock.advance(3600)
        assert world.engine.sent == []

    watched(story)


def test_after_sleep_the_telephone_doubts_and_then_refreshes() -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        await watch.sleep(8 * 3600)
        assert world.engine.sent[0] == NetworkUncertain()
        await world.clock.advance(5)
        assert world.engine.sent == [NetworkUncertain(), NetworkChanged()]

    watched(story)


def test_a_pulled_cable_is_said_and_the_new_network_is_used_only_when_it_is_up() -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        watch.addresses = frozenset()
        await world.clock.advance(60)
        assert world.engine.sent == [NetworkUncertain(lost=True)]
        watch.addresses = frozenset({"wlan0 192.168.7.8"})
        await world.clock.advance(5)
        assert world.engine.sent == [NetworkUncertain(lost=True), NetworkChanged()]

    watched(story)


def test_a_portal_that_waits_for_its_next_attempt_is_asked_as_soon_as_the_network_is_up() -> None:
    async def story(world: World) -> None:
        watch = FakeWatch(world.clock)
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        await world.sign_in()
        world.app.network.begin(watch)
        await world.clock.advance(500)
        watch.addresses = frozenset()
        await world.clock.advance(5)
        world.portal.fails.clear()
        retry_at_s = world.state.sign_in.retry_at_s
        assert retry_at_s is not None
        watch.addresses = OFFICE
        await world.clock.advance(5)
        assert world.state.sign_in.phase is SignInPhase.READY
        assert world.clock.now_s() < retry_at_s

    play(story)


def test_an_uncertain_registration_is_never_shown_as_reachable() -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        await world.emit(UNCERTAIN)
        view = world.state.registration
        assert (view.registered, view.trying, view.problem) == (False, True, None)
        assert reachability(world.state).tone is StatusTone.WAITING
        since_s = world.clock.now_s()
        assert view.since_s == since_s
        await world.clock.advance(3)
        await world.emit(REGISTERED)
        assert world.state.registration.registered
        assert world.state.registration.since_s == since_s + 3
        assert world.state.sign_in.phase is SignInPhase.READY

    watched(story)


def test_without_a_network_that_is_what_is_said() -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        await world.emit(OFFLINE)
        assert world.state.registration.problem == NetworkMissing()
        assert reachability(world.state).tone is StatusTone.BAD
        await world.emit(UNCERTAIN)
        assert reachability(world.state).tone is StatusTone.WAITING
        await world.emit(REGISTERED)
        assert reachability(world.state).tone is StatusTone.GOOD

    watched(story)


@pytest.mark.parametrize("event", [UNCERTAIN, OFFLINE])
def test_who_signed_out_hears_nothing_of_the_network(event: RegistrationChanged) -> None:
    async def story(world: World, watch: FakeWatch) -> None:
        world.app.session.sign_out()
        await world.emit(event)
        assert world.state.registration.problem is None
        assert not world.state.registration.trying

    watched(story)


def test_the_telephone_has_its_full_time_to_find_out_whether_it_is_still_registered() -> None:
    async def story(world: World) -> None:
        await world.sign_in(PLAIN)
        await world.clock.advance(UNANSWERED_AFTER_S - 1)
        await world.emit(UNCERTAIN)
        await world.clock.advance(UNANSWERED_AFTER_S - 1)
        assert world.state.registration.trying
        await world.clock.advance(2)
        assert isinstance(world.state.registration.problem, RegistrationUnreachable)

    play(story)


@pytest.mark.parametrize(("event", "looks"), [(OFFLINE, 0), (REGISTERED, 1)])
def test_without_a_network_nobody_compares_the_portal(event: RegistrationChanged, looks: int) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(event)
        world.portal.asked.clear()
        await world.clock.advance(INTERVAL_S + JITTER_S)
        assert min(len(world.portal.asked), 1) == looks

    play(story)
