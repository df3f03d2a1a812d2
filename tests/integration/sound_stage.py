"""Sets the stage for sound tests: Kamailio, PulseAudio, a peer that plays or echoes, and alice with real devices."""

import contextlib
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import HangUp
from softphone.telephony.engine_options import EngineOptions
from tests.integration.peers import Kamailio, kamailio, running, wait_until
from tests.integration.phones import Phone, account, phones
from tests.integration.pulse import PulseServer, pulse_server

PEER = Path(__file__).with_name("media_peer.py")
ECHO = "sip:bob@127.0.0.1"


@dataclass(frozen=True)
class Stage:
    folder: Path
    registrar: Kamailio
    pulse: PulseServer


@contextlib.contextmanager
def stage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Engines started inside find this PulseAudio and no other."""
    with kamailio(folder / "kamailio") as registrar, pulse_server(folder) as pulse:
        for name, value in pulse.environment.items():
            monkeypatch.setenv(name, value)
        yield Stage(folder, registrar, pulse)


@contextlib.contextmanager
def media_peer(at: Stage, *files: Path) -> Iterator[Path]:
    """Bob: an echo, or with two files a player and a recorder. Yields his log."""
    log = at.folder / "peer.log"
    names = [str(file) for file in files]
    with running([sys.executable, str(PEER), "bob", "secret-bob", str(at.registrar.port), *names], log):
        wait_until(lambda: "registered 200" in log.read_text(), "the peer did not register")
        yield log


@contextlib.asynccontextmanager
async def alice_at(at: Stage, poll_s: float = 0.3) -> AsyncIterator[Phone]:
    async with phones("alice", options=EngineOptions(device_poll_s=poll_s)) as [alice]:
        await alice.register(account("alice", at.registrar.port))
        yield alice


@contextlib.asynccontextmanager
async def a_call(alice: Phone) -> AsyncIterator[CallKey]:
    key = alice.dial(ECHO)
    await alice.answered(key)
    yield key
    alice.send(HangUp(key))
    await alice.ended(key)
