"""The self-test over the real services: each line from what is so, once a day by itself, never in a call's way."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from softphone.domain.account.account import Account, SipAccount, Transport
from softphone.domain.diagnostics.self_test import Check, CheckResult, CheckState, SeenCertificate, TlsServer
from softphone.domain.options.table import SELF_TEST
from softphone.domain.problems import (
    CertificateRefused,
    DeviceFailed,
    DeviceSide,
    EngineStopped,
    KeyringMissing,
    NoSoundDevice,
    NotPossibleNow,
    Obstacle,
    PortalRefused,
    PortalTimedOut,
    ProblemError,
)
from softphone.domain.telephone.audio_test import (
    AudioTestEnded,
    AudioTestKind,
    AudioTestResult,
    ProbeResult,
    StartAudioTest,
)
from softphone.domain.telephone.events import EngineLost
from softphone.services.diagnostics.status_json import status_json
from tests.samples.services import ACCOUNT, ME, PLAIN, World, play, quiet

DAY_S = 86_400.0
PROBED = (
    ProbeResult(DeviceSide.MICROPHONE, "Headset", True, -48.0),
    ProbeResult(DeviceSide.SPEAKER, "Headset", True),
    ProbeResult(DeviceSide.RINGER, "Headset", True),
    ProbeResult(DeviceSide.RINGER, "Saal", True),
)


class Certificates:
    """What is seen of each server; hosts not named hold for a year."""

    def __init__(self, world: World, refused: Mapping[str, CertificateRefused] | None = None) -> None:
        self._world, self._refused = world, refused or {}
        self.asked: list[TlsServer] = []

    async def __call__(self, server: TlsServer) -> SeenCertificate:
        self.asked.append(server)
        if server.host in self._refused:
            raise ProblemError(self._refused[server.host])
        return SeenCertificate(self._world.clock.now_s() + 365 * DAY_S)


def watch(world: World, certificates: Certificates | None = None) -> Certificates:
    look = certificates or Certificates(world)
    world.app.self_test.use(look, world.store, world.app.options)
    return look


async def answer(world: World, *probed: ProbeResult, end: AudioTestResult = AudioTestResult.DONE) -> None:
    """The engine's side of trying the devices."""
    await world.emit(AudioTestEnded(AudioTestKind.PROBE, end, probed=probed))


def probes(world: World) -> int:
    return len(world.engine.of(StartAudioTest))


def results(world: World) -> dict[Check, CheckResult]:
    return {result.check: result for result in world.state.self_test.results}


async def outcome_of(world: World, *probed: ProbeResult) -> dict[Check, CheckResult]:
    outcome = world.app.self_test.run()
    await quiet()
    await answer(world, *(probed or PROBED))
    assert await outcome is None
    return results(world)


def test_a_good_day_is_one_good_light() -> None:
    async def story(world: World) -> None:
        account = replace(ACCOUNT, sip=replace(ACCOUNT.sip, transport=Transport.TLS))
        await world.sign_in(account)
        look = watch(world)
        found = await outcome_of(world)
        assert {check: result.state for check, result in found.items()} == dict.fromkeys(Check, CheckState.GOOD)
        assert [server.host for server in look.asked] == ["pbx.example", "portal.example"]
        assert found[Check.RINGERS].device == "Headset, Saal"
        assert found[Check.MICROPHONE].level_dbfs == -48.0
        status = status_json(world.state)["self_test"]
        assert (status["light"], status["at_s"]) == ("good", world.clock.now_s())

    play(story)


def test_what_an_account_has_none_of_is_not_needed() -> None:
    async def story(world: World) -> None:
        await world.sign_in(PLAIN)
        found = await outcome_of(world)
        none = {check for check, result in found.items() if result.state is CheckState.NOT_NEEDED}
        assert none == {Check.PORTAL, Check.PORTAL_TLS, Check.TELEPHONE_TLS}

    play(story)


def test_each_trouble_stands_at_its_line() -> None:
    async def story(world: World) -> None:
        world.secrets.available, world.secrets.unavailable_because = False, "none"
        await world.sign_in()
        refused = CertificateRefused("portal.example", "self-signed")
        watch(world, Certificates(world, {"portal.example": refused}))
        found = await outcome_of(
            world,
            ProbeResult(DeviceSide.MICROPHONE, "Headset", True, -120.0),
            ProbeResult(DeviceSide.SPEAKER, None, False),
            ProbeResult(DeviceSide.RINGER, "Headset", True),
            ProbeResult(DeviceSide.RINGER, "Saal", False, detail="busy"),
        )
        assert found[Check.PORTAL_TLS].problem == refused
        assert found[Check.KEYRING] == CheckResult(Check.KEYRING, CheckState.WARNING, KeyringMissing("none"))
        assert found[Check.MICROPHONE].state is CheckState.WARNING
        assert found[Check.SPEAKER].problem == NoSoundDevice(DeviceSide.SPEAKER)
        assert (found[Check.RINGERS].device, found[Check.RINGERS].problem) == (
            "Saal",
            DeviceFailed(DeviceSide.RINGER, "busy"),
        )
        assert world.state.self_test.light is CheckState.BAD

    play(story)


def test_a_portal_not_heard_of_for_a_while_is_asked() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        asked = world.portal.asked.count(("roles", ""))
        assert (await outcome_of(world))[Check.PORTAL].state is CheckState.GOOD
        assert world.portal.asked.count(("roles", "")) == asked
        await world.clock.advance(120.0)
        assert (await outcome_of(world))[Check.PORTAL].at_s == world.clock.now_s()
        assert world.portal.asked.count(("roles", "")) > asked
        world.portal.fails["roles"] = PortalRefused(403, "Nicht erlaubt")
        assert (await outcome_of(world))[Check.PORTAL].problem == PortalRefused(403, "Nicht erlaubt")

    play(story)


def test_a_portal_that_says_nothing_is_not_waited_for_for_ever() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.clock.advance(120.0)
        world.portal.holds["roles"] = asyncio.Event()
        outcome = world.app.self_test.run()
        await quiet()
        await answer(world, *PROBED)
        await world.clock.advance(11.0)
        assert await outcome is None
        assert isinstance(results(world)[Check.PORTAL].problem, PortalTimedOut)

    play(story)


@pytest.mark.parametrize("end", [AudioTestResult.GAVE_WAY, AudioTestResult.STOPPED])
def test_devices_that_could_not_be_tried_are_neither_good_nor_bad(end: AudioTestResult) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.self_test.run()
        await quiet()
        await answer(world, end=end)
        assert await outcome is None
        for check in (Check.MICROPHONE, Check.SPEAKER, Check.RINGERS):
            assert results(world)[check].state is CheckState.NOT_POSSIBLE
        assert world.state.self_test.light is CheckState.NOT_POSSIBLE

    play(story)


def test_an_engine_that_never_answers_does_not_hold_the_test_up() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.self_test.run()
        await world.clock.advance(16.0)
        assert await outcome is None
        assert results(world)[Check.MICROPHONE].problem == NotPossibleNow(Obstacle.NO_CONFIRMATION)

    play(story)


def test_without_an_engine_its_end_is_the_reason() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(EngineLost(-11))
        outcome = world.app.self_test.run()
        assert await outcome is None
        assert results(world)[Check.MICROPHONE].problem == EngineStopped()
        assert results(world)[Check.REGISTRATION].state is CheckState.BAD

    play(story)


def test_who_asks_twice_waits_for_one_test() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        first, second = world.app.self_test.run(), world.app.self_test.run()
        await quiet()
        assert world.state.self_test.running
        await answer(world, *PROBED)
        assert (await first, await second) == (None, None)
        assert probes(world) == 1

    play(story)


def test_it_runs_by_itself_once_a_day_after_signing_in() -> None:
    async def story(world: World) -> None:
        watch(world)
        await world.sign_in()
        assert probes(world) == 0
        await world.clock.advance(5.0)
        assert probes(world) == 1
        await answer(world, *PROBED)
        world.app.session.sign_in_again()
        await world.clock.advance(60.0)
        world.restart()
        watch(world)
        await world.sign_in()
        await world.clock.advance(60.0)
        assert probes(world) == 1
        await world.clock.advance(DAY_S)
        world.app.session.sign_in_again()
        await world.clock.advance(60.0)
        assert probes(world) == 2

    play(story)


def test_who_does_not_want_it_is_left_alone() -> None:
    async def story(world: World) -> None:
        watch(world)
        world.app.options.set(SELF_TEST, False)
        await world.sign_in()
        await world.clock.advance(60.0)
        assert probes(world) == 0

    play(story)


def test_before_signing_in_there_is_nothing_to_look_at_but_the_devices() -> None:
    async def story(world: World) -> None:
        watch(world)
        outcome = world.app.self_test.run()
        await world.clock.advance(20.0)
        assert await outcome is None
        assert results(world)[Check.REGISTRATION].state is CheckState.NOT_NEEDED

    play(story)


def test_an_account_that_only_has_a_portal_needs_no_telephone() -> None:
    async def story(world: World) -> None:
        await world.sign_in(Account(ME, SipAccount("", "", ""), portal_url="https://portal.example"))
        assert (await outcome_of(world))[Check.REGISTRATION].state is CheckState.NOT_NEEDED

    play(story)
