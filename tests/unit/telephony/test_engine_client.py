"""The window side of the engine: order, restarts, what is replayed, the end."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from softphone.domain.account.account import AudioSettings, SipAccount
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Dial, HangUp, Register, SetAudio, Unregister
from softphone.domain.telephone.events import CommandFailed, EngineLost, EngineReady, Event, IncomingCall
from softphone.telephony import engine_child, engine_client
from softphone.telephony.engine_client import EngineClient
from softphone.telephony.engine_options import EngineOptions
from tests.samples import fake_engine

REGISTER = Register(SipAccount("a", "x.example", "a"), "secret")
AUDIO = SetAudio(AudioSettings("Mic"))
LIMIT_S = 15.0


@pytest.fixture(autouse=True)
def _fake_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_child, "engine_command", lambda: [sys.executable, "-m", "tests.samples.fake_engine"])


class Desk:
    """A started client with its events written down."""

    def __init__(self, options: EngineOptions) -> None:
        self.events: list[Event] = []
        self.client = EngineClient(asyncio.get_running_loop(), options)
        self.client.subscribe(self.events.append)
        self.client.start()

    async def until(self, fact: Callable[[], bool]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not fact():
                await asyncio.sleep(0.01)

    def heard(self) -> list[str]:
        """The commands the engine reported, by their repr."""
        return [event.command for event in self.events if isinstance(event, CommandFailed)]

    def count(self, kind: type) -> int:
        return sum(isinstance(event, kind) for event in self.events)


def play(story: Callable[[Desk], Coroutine[Any, Any, None]], manners: str = "") -> list[Event]:
    async def stage() -> list[Event]:
        desk = Desk(EngineOptions(user_agent=manners))
        try:
            await story(desk)
        finally:
            await desk.client.aclose()
        return desk.events

    return asyncio.run(stage())


def test_events_arrive_in_order_and_the_first_is_ready() -> None:
    async def story(desk: Desk) -> None:
        commands = [HangUp(CallKey(number)) for number in range(50)]
        for command in commands:
            desk.client.send(command)
        await desk.until(lambda: len(desk.heard()) == 50)
        assert desk.heard() == [repr(command) for command in commands]
        assert isinstance(desk.events[0], EngineReady)
        assert desk.client.pid == desk.events[0].pid

    play(story)


def test_sending_never_blocks_even_when_nobody_reads() -> None:
    """A pipe holds 64 KiB: a send that waited for its reader would never come back."""

    async def story(desk: Desk) -> None:
        await desk.until(lambda: desk.count(EngineReady) == 1)
        for _ in range(20_000):
            desk.client.send(Dial(CallKey(2), "sip:" + "x" * 100))
        desk.client._stopping.set()
        assert desk.client._link is not None
        desk.client._link.kill()

    play(story, fake_engine.DEAF)


def test_a_killed_engine_is_replaced_and_told_what_lasts() -> None:
    async def story(desk: Desk) -> None:
        for command in (REGISTER, AUDIO, HangUp(CallKey(2))):
            desk.client.send(command)
        await desk.until(lambda: len(desk.heard()) == 3)
        first = desk.client.pid
        desk.client.send(Dial(CallKey(4), "die"))
        await desk.until(lambda: desk.count(EngineReady) == 2 and len(desk.heard()) == 5)
        assert desk.heard()[3:] == [repr(AUDIO), repr(REGISTER)]
        kinds = [type(event) for event in desk.events]
        assert kinds.index(EngineLost) < len(kinds) - 1 - kinds[::-1].index(EngineReady)
        assert EngineLost(-signal.SIGKILL) in desk.events
        assert desk.client.pid not in (None, first)

    play(story)


def test_the_next_engine_takes_the_same_port_and_newer_keys() -> None:
    async def story(desk: Desk) -> None:
        desk.client.send(Dial(CallKey(20), "call me"))
        await desk.until(lambda: desk.count(IncomingCall) == 1)
        desk.client.send(Dial(CallKey(4), "die"))
        await desk.until(lambda: desk.count(EngineReady) == 2)
        first, second = (e.version.split() for e in desk.events if isinstance(e, EngineReady))
        assert first[0] == second[0] != "0"
        assert (int(first[1]), int(second[1])) == (1, 23)

    play(story)


def test_after_signing_out_a_new_engine_stays_signed_out() -> None:
    async def story(desk: Desk) -> None:
        desk.client.send(REGISTER)
        desk.client.send(Unregister())
        desk.client.send(Dial(CallKey(4), "die"))
        await desk.until(lambda: desk.count(EngineReady) == 2)
        desk.client.send(HangUp(CallKey(6)))
        await desk.until(lambda: repr(HangUp(CallKey(6))) in desk.heard())
        assert desk.heard()[2:] == [repr(HangUp(CallKey(6)))]

    play(story)


def test_what_is_said_between_two_engines_reaches_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_client, "restart_pause_s", lambda deaths: 0.3)

    async def story(desk: Desk) -> None:
        desk.client.send(Dial(CallKey(4), "die"))
        await desk.until(lambda: desk.count(EngineLost) == 1)
        desk.client.send(REGISTER)
        desk.client.send(HangUp(CallKey(6)))
        await desk.until(lambda: len(desk.heard()) == 2)
        assert desk.heard() == [repr(REGISTER), repr(HangUp(CallKey(6)))]

    play(story)


def test_an_engine_that_keeps_dying_is_started_ever_later(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(engine_client, "FIRST_RESTART_PAUSE_S", 0.01)
    monkeypatch.setattr(engine_client, "LONGEST_RESTART_PAUSE_S", 0.04)

    async def story(desk: Desk) -> None:
        wait = desk.client._stopping.wait

        def noted(pause_s: float) -> bool:
            pauses.append(pause_s)
            return wait(pause_s)

        monkeypatch.setattr(desk.client._stopping, "wait", noted)
        await desk.until(lambda: desk.count(EngineLost) >= 5)

    events = play(story, fake_engine.DOOMED)
    assert EngineLost(7) in events
    assert pauses[:4] == sorted(pauses[:4])
    assert pauses[3] == 0.04


def test_an_engine_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_client, "STOP_LIMIT_S", 0.5)

    async def story(desk: Desk) -> None:
        await desk.until(lambda: desk.count(EngineReady) == 1)
        await desk.client.aclose()
        assert desk.client.pid is None

    events = play(story, fake_engine.DEAF)
    assert not any(isinstance(event, EngineLost) for event in events)


def test_a_listener_that_fails_does_not_silence_the_others(caplog: pytest.LogCaptureFixture) -> None:
    async def story(desk: Desk) -> None:
        def broken(event: Event) -> None:
            raise ValueError("of no use")

        heard: list[Event] = []
        desk.client.subscribe(broken)
        desk.client.subscribe(heard.append)
        await desk.until(lambda: len(heard) > 0)

    play(story)
    assert "listener failed" in caplog.text


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("softphone.telephony.engine_client", ("pjsua2", "miniaudio", "pywebrtc_audio", "numpy", "PySide6")),
        ("softphone.telephony.engine.engine", ("PySide6", "httpx", "xsdata", "qasync")),
    ],
)
def test_each_side_loads_only_its_own_libraries(module: str, banned: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {banned!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
