"""sipp beside an engine: starts it with a script and tells whether it saw what the script demands."""

import asyncio
import contextlib
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import CallSource, SipAccount, Transport
from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import EngineLost, RegistrationChanged
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.hop import Hop, hop
from tests.integration.peers import START_LIMIT_S, free_port, need
from tests.integration.phones import Phone, account, phones
from tests.interop.sipp_script import Callee, Caller

STORY_LIMIT_S = 40.0
BOTH = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
MODES = {Transport.UDP: "u1", Transport.TCP: "t1"}


@dataclass
class Bench:
    """Our telephone `alice`, the port at which she is called, and the port of a called sipp."""

    alice: Phone
    our_port: int
    sipp_port: int
    transport: Transport
    folder: Path
    looked_at: int = 0
    at_end: "Callable[[Bench], None] | None" = None

    @property
    def callee(self) -> str:
        return f"sip:sipp@127.0.0.1:{self.sipp_port}"

    def account(self) -> SipAccount:
        return account("alice", self.sipp_port, self.transport)


Story = Callable[[Bench], Coroutine[Any, Any, None]]


def we_call(folder: Path, script: Callee, story: Story, transport: Transport = Transport.UDP, *more: str) -> None:
    """The story dials `bench.callee`; sipp must have seen all of its script at the end."""

    async def stage() -> None:
        async with _bench(folder, transport) as bench, _sipp(bench, script.script(), more) as process:
            await wait_for_port(bench.sipp_port, transport, process)
            await bench.alice.register(bench.account())
            await story(bench)

    asyncio.run(stage())


def sipp_calls(folder: Path, script: Caller, story: Story, transport: Transport = Transport.UDP, *more: str) -> None:
    """sipp calls alice through her server, as a platform does."""

    async def stage(server: Hop) -> None:
        async with _bench(folder, transport, server.port) as bench:
            await bench.alice.register(account("alice", server.server_port, transport), "x")
            few = () if "-m" in more else ("-m", "1")
            async with _sipp(bench, script.script(), (*few, *more, f"127.0.0.1:{bench.our_port}")):
                await story(bench)
            if bench.at_end is not None:
                bench.at_end(bench)

    with hop(transport) as server:
        asyncio.run(stage(server))


def raw_calls(folder: Path, story: Story, transport: Transport) -> None:
    """No program beside us: the story itself sends bytes to `bench.our_port`; alice accepts calls from anyone."""

    async def stage() -> None:
        async with _bench(folder, transport) as bench:
            bench.alice.send(Register(replace(bench.account(), accepts_calls_from=CallSource.ANYONE), "x"))
            await bench.alice.wait(RegistrationChanged)
            if transport is not Transport.TLS:  # there we listen to nobody
                await wait_for_port(bench.our_port, transport)
                await asyncio.sleep(0.1)  # bound a moment before it is read
            await story(bench)

    asyncio.run(stage())


@contextlib.asynccontextmanager
async def _bench(folder: Path, transport: Transport, called_at: int = 0) -> AsyncIterator[Bench]:
    options = EngineOptions(audio=AudioMode.NULL, sip_port=free_port(), log_folder=str(folder), keep_trace=True)
    async with phones("alice", options=options) as [alice]:
        yield Bench(alice, called_at or options.sip_port, free_port(), transport, folder)
        assert alice.seen(EngineLost) is None, "the engine died"
        assert not [e for e in alice.events if isinstance(e, EngineLost)], "the engine died"


@contextlib.asynccontextmanager
async def _sipp(bench: Bench, script: str, arguments: tuple[str, ...]) -> AsyncIterator[Process]:
    need("sipp")
    file, log = bench.folder / "scenario.xml", bench.folder / "sipp.err"
    file.write_text(script, encoding="latin-1")
    fixed = [
        "-t",
        MODES[bench.transport],
        "-sf",
        str(file),
        "-p",
        str(bench.sipp_port),
        "-i",
        "127.0.0.1",
        "-mp",
        str(free_port()),
        "-nostdin",
    ]
    fixed += ["-recv_timeout", "12000", "-timeout", "30", "-timeout_error", "-deadcall_wait", "0"]
    fixed += ["-trace_err", "-error_file", str(log), "-trace_msg", "-message_file", str(bench.folder / "sipp.msg")]
    process = await asyncio.create_subprocess_exec(
        "sipp",
        *fixed,
        *arguments,
        cwd=bench.folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
        if "-m" not in arguments:
            process.send_signal(signal.SIGUSR1)  # no new calls, and an end when the last one is through
        _, said = await asyncio.wait_for(process.communicate(), STORY_LIMIT_S)
        assert process.returncode == 0, f"sipp: {process.returncode} {_told(log)} {said.decode(errors='replace')}"
    except AssertionError as error:
        raise AssertionError(f"{error}; sipp: {_told(log)}") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _told(log: Path) -> str:
    return log.read_text(errors="replace")[:1500] if log.exists() else ""


async def wait_for_port(port: int, transport: Transport, process: Process | None = None) -> None:
    async with asyncio.timeout(START_LIMIT_S):
        while _is_free(port, transport):
            assert process is None or process.returncode is None, "sipp ended before the call"
            await asyncio.sleep(0.02)


def _is_free(port: int, transport: Transport) -> bool:
    kind = socket.SOCK_DGRAM if transport is Transport.UDP else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
