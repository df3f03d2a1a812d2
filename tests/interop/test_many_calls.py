"""Many calls one after the other."""

import asyncio
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import Answer
from softphone.domain.telephone.events import CallEnded, IncomingCall
from tests.interop.recorder import scenario
from tests.interop.sipp import Bench, sipp_calls
from tests.interop.sipp_script import Caller, sdp

pytestmark = pytest.mark.peer
WARM_UP, CALLS = 5, 25
STORM = 120


def places(pid: int | None) -> tuple[int, int]:
    """The open files and threads of a process."""
    files, threads = (len(list(Path(f"/proc/{pid}/{kind}").iterdir())) for kind in ("fd", "task"))
    return files, threads


@scenario("25 calls one after the other leave no file and no thread behind", "sipp", quick=True)
def test_nothing_is_left_after_many_calls(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", body=sdp()).answered().asks("ACK").hangs_up()

    async def story(bench: Bench) -> None:
        alice = bench.alice
        alice.client.subscribe(lambda e: alice.send(Answer(e.key)) if isinstance(e, IncomingCall) else None)
        await alice.wait(CallEnded, lambda _: ended(bench) >= WARM_UP)
        before = places(alice.client.pid)
        await alice.wait(CallEnded, lambda _: ended(bench) >= CALLS, limit_s=30)
        async with asyncio.timeout(10):  # the clock of the sound ends a moment after the last call
            while not nothing_left(before, places(alice.client.pid)):
                await asyncio.sleep(0.05)
        assert {e.status for e in alice.events if isinstance(e, CallEnded)} == {200}

    sipp_calls(tmp_path, script, story, Transport.UDP, "-m", str(CALLS), "-l", "1", "-r", "20")


@scenario("120 calls as fast as they are let through, each withdrawn at once", "sipp")
def test_a_storm_of_calls_does_not_end_the_engine(tmp_path: Path) -> None:
    """Each takes two of PJSIP's 64 sockets for sound until half a second after its end."""
    script = Caller().asks("INVITE", body=sdp()).passing(100).gets_status(180)
    script.cancels().gets_status(200).gets_status(487).acks_refusal()

    async def story(bench: Bench) -> None:
        await bench.alice.wait(CallEnded, lambda _: ended(bench) >= STORM, limit_s=30)
        assert {e.status for e in bench.alice.events if isinstance(e, CallEnded)} == {487}

    sipp_calls(tmp_path, script, story, Transport.UDP, "-m", str(STORM), "-l", "2", "-r", "9")


def nothing_left(before: tuple[int, int], now: tuple[int, int]) -> bool:
    """Two files more may be between two calls."""
    return now[0] <= before[0] + 2 and now[1] <= before[1]


def ended(bench: Bench) -> int:
    return sum(isinstance(event, CallEnded) for event in bench.alice.events)
