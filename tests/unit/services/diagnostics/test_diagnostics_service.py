"""The diagnostics bundle: everything useful, nothing secret, names only where chosen."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from softphone.domain.options.table import AUTO_ANSWER_NUMBERS, LOG_LEVEL, SIP_TRACE, LogLevel
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.domain.telephone.call import CallKey, Quality
from softphone.domain.telephone.commands import SetLogging
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    EngineLost,
    EngineReady,
    QualityMeasured,
    RegistrationChanged,
    RegistrationState,
)
from softphone.services.diagnostics.status_json import status_json
from tests.samples.services import ACCOUNT, LEA, World, for_leader, play, quiet

TRACE = (
    'REGISTER sip:pbx.example SIP/2.0\r\nFrom: "Anna Beispiel" <sip:anna@pbx.example>\r\n'
    'Authorization: Digest username="anna", nonce="Zq9nonce", response="Zq9response"\r\n'
)


@dataclass
class FakeFiles:
    log_folder: str = "/home/anna/vorzimmer/logs"
    home: str = "/home/anna"
    reports: tuple[str, ...] = ()
    fails: bool = False
    written: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def facts(self) -> Mapping[str, str]:
        return {"product": "Vorzimmer 0"}

    def logs(self) -> Mapping[str, str]:
        log = "INFO signed in at /home/anna/x with geheim, Erika Mustermann +4989111222 rang"
        return {"vorzimmer.log": log, "sip-trace.log": TRACE}

    def crash_reports(self) -> tuple[str, ...]:
        return self.reports

    async def secrets(self) -> tuple[str, ...]:
        return ("geheim",)

    def write(self, file: str, parts: Mapping[str, str]) -> None:
        if self.fails:
            raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_WRITTEN))
        self.written[file] = parts


async def saved(world: World, files: FakeFiles, full_names: bool = False) -> dict[str, str]:
    world.app.diagnostics.use(files, world.store)
    assert await world.app.diagnostics.save("/tmp/bundle.zip", full_names) is None
    return dict(files.written["/tmp/bundle.zip"])


async def busy_day(world: World) -> None:
    await world.sign_in()
    await world.incoming(1, for_leader(LEA))
    await world.emit(CallAnswered(CallKey(1)), QualityMeasured(CallKey(1), Quality(1.5, 12.0, 30.0, 4.1)))
    await world.emit(CallEnded(CallKey(1), 200))
    await world.emit(RegistrationChanged(RegistrationState.UNREACHABLE, 503, "busy", retry_in_s=1.0))


def test_the_bundle_holds_what_helps_and_is_json() -> None:
    async def story(world: World) -> None:
        await busy_day(world)
        parts = await saved(world, FakeFiles())
        documents = {name: json.loads(text) for name, text in parts.items() if name.endswith(".json")}
        assert set(parts) == {
            "README.txt",
            "facts.json",
            "account.json",
            "options.json",
            "status.json",
            "registrations.json",
            "calls.json",
            "logs/vorzimmer.log",
            "logs/sip-trace.log",
        }
        assert documents["account.json"]["sip"]["domain"] == "pbx.example"
        assert documents["options.json"]["values"]["general.theme"] == "system"
        assert not {"journal", "call_backs", "editor"} & set(documents["status.json"])
        moments = [
            (m["registered"], m["problem"] and m["problem"]["status"]) for m in documents["registrations.json"]
        ]
        assert moments[-1] == (False, 503)
        assert (True, None) in moments
        [call] = documents["calls.json"]
        assert call["quality"]["mos"] == 4.1
        assert call["end"] == "hung-up-there"

    play(story)


@pytest.mark.parametrize("full_names", [True, False])
def test_no_secret_is_in_it(full_names: bool) -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=True)
        everything = "\n".join((await saved(world, FakeFiles(), full_names)).values())
        for secret in ("geheim", "Zq9nonce", "Zq9response"):
            assert secret not in everything

    play(story)


def test_a_typed_password_that_no_keyring_keeps_is_looked_for_too() -> None:
    class Forgetful(FakeFiles):
        async def secrets(self) -> tuple[str, ...]:
            return ()

    async def story(world: World) -> None:
        await world.sign_in()
        assert "geheim" not in "\n".join((await saved(world, Forgetful(), True)).values())

    play(story)


def test_whose_calls_are_answered_by_themselves_is_nobodys_business() -> None:
    async def story(world: World) -> None:
        await world.app.options.set(AUTO_ANSWER_NUMBERS, ("7042", "erika"))
        short = json.loads((await saved(world, FakeFiles()))["options.json"])
        assert short["values"][AUTO_ANSWER_NUMBERS.key] == "<2>"
        full = json.loads((await saved(world, FakeFiles(), True))["options.json"])
        assert full["values"][AUTO_ANSWER_NUMBERS.key] == ["7042", "erika"]
        assert status_json(world.state)["options"]["values"][AUTO_ANSWER_NUMBERS.key] == ["7042", "erika"]

    play(story)


def test_people_are_stand_ins_unless_they_are_wished_for() -> None:
    async def story(world: World) -> None:
        await busy_day(world)
        short = "\n".join((await saved(world, FakeFiles())).values())
        for private in ("Erika", "Mustermann", "Muster", "111222", "Anna", "/home/anna", LEA, ACCOUNT.user_id):
            assert private not in short, private
        whole = "\n".join((await saved(world, FakeFiles(), True)).values())
        for private in ("Erika Mustermann", "+4989111222", "Anna Beispiel", LEA):
            assert private in whole

    play(story)


def test_a_file_that_cannot_be_written_is_told_and_the_state_is_calm_again() -> None:
    async def story(world: World) -> None:
        world.app.diagnostics.use(FakeFiles(fails=True), world.store)
        saving = world.app.diagnostics.save("/nowhere/bundle.zip")
        await asyncio.sleep(0)
        assert world.state.diagnostics.saving
        assert await saving == NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)
        await quiet()
        assert not world.state.diagnostics.saving

    play(story)


def test_a_crash_report_is_told_once() -> None:
    async def story(world: World) -> None:
        first, second = "/p/logs/crash-20261127-080000-engine.txt", "/p/logs/crash-20261128-080000-engine.txt"
        world.app.diagnostics.use(FakeFiles(reports=(first,)), world.store)
        assert world.notices() == [("crash-report", first)]
        world.restart().diagnostics.use(FakeFiles(reports=(first,)), world.store)
        assert world.notices() == []
        world.restart().diagnostics.use(FakeFiles(reports=(first, second)), world.store)
        assert world.notices() == [("crash-report", second)]
        assert status_json(world.state)["diagnostics"]["crash_reports"] == [first, second]

    play(story)


def test_the_report_of_an_engine_that_died_is_listed_without_a_restart() -> None:
    async def story(world: World) -> None:
        files = FakeFiles()
        world.app.diagnostics.use(files, world.store)
        files.reports = ("/p/logs/crash-20261127-080000-engine.txt",)
        await world.emit(EngineLost(-11), EngineReady(2, "fake"))
        assert world.state.diagnostics.crash_reports == files.reports

    play(story)


def test_the_engine_hears_of_a_change_of_what_is_logged_and_of_nothing_else() -> None:
    async def story(world: World) -> None:
        await world.emit(EngineReady(1, "fake"))
        assert world.engine.of(SetLogging) == []
        world.app.options.set(SIP_TRACE, False)
        world.app.options.set(LOG_LEVEL, LogLevel.DETAILED)
        world.app.options.set(SIP_TRACE, False)
        assert world.engine.of(SetLogging) == [SetLogging(False, False), SetLogging(False, True)]

    play(story)


def test_history_is_bounded_and_keeps_the_newest() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for _ in range(300):
            await world.emit(
                RegistrationChanged(RegistrationState.UNREACHABLE, 503, "x", retry_in_s=1.0),
                RegistrationChanged(RegistrationState.REGISTERED, 200, expires_s=300),
            )
        moments = json.loads((await saved(world, FakeFiles()))["registrations.json"])
        assert len(moments) == 500
        assert moments[-1]["registered"] is True

    play(story)


def test_an_engine_that_dies_stands_in_the_history() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(EngineLost(-11))
        moments: list[Any] = json.loads((await saved(world, FakeFiles()))["registrations.json"])
        assert moments[-1]["problem"] == {"kind": "EngineStopped", "exit_code": -11}

    play(story)


def test_the_words_of_a_problem_are_no_person() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(RegistrationChanged(RegistrationState.UNREACHABLE, 503, "line busy", retry_in_s=1.0))
        parts = await saved(world, FakeFiles())
        assert "line busy" in parts["registrations.json"]
        assert "line busy" in parts["status.json"]

    play(story)
