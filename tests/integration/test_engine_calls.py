"""The engine process carries calls: two of them through Kamailio."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Reject, Resume, SendDtmf, SetMute, StartRinging
from softphone.domain.telephone.events import (
    AudioFlow,
    CallEnded,
    CommandFailed,
    DtmfReceived,
    EngineReady,
    HoldChanged,
    MuteChanged,
    QualityMeasured,
    RemoteRinging,
)
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.peers import Kamailio, kamailio, running, wait_until
from tests.integration.phones import Phone, account, phones
from tests.integration.sound_stage import PEER
from tests.integration.tones import tone, write_wav

pytestmark = pytest.mark.peer

Story = Callable[[Phone, Phone, Kamailio], Coroutine[Any, Any, None]]
BOB = "sip:bob@127.0.0.1"
RINGBACK_DBFS, ANNOUNCEMENT_DBFS = -30.0, -41.0


def play(folder: Path, story: Story, transport: Transport = Transport.UDP) -> None:
    async def stage(server: Kamailio) -> None:
        async with phones("alice", "bob") as [alice, bob]:
            await asyncio.gather(*(p.register(_account(server, p.user, transport)) for p in (alice, bob)))
            await story(alice, bob, server)

    with kamailio(folder) as server:
        asyncio.run(stage(server))


def _account(server: Kamailio, user: str, transport: Transport) -> SipAccount:
    if transport is Transport.TLS:
        return account(user, server.tls_port, transport, ca_file=str(server.ca_file))
    return account(user, server.port, transport)


async def connected(caller: Phone, called: Phone) -> tuple[CallKey, CallKey]:
    """An answered call: the caller's key and the called one's."""
    key = caller.dial(f"sip:{called.user}@127.0.0.1")
    ringing = await called.incoming()
    called.mark()
    called.send(Answer(ringing.key))
    await caller.answered(key)
    await called.answered(ringing.key)
    return key, ringing.key


@pytest.mark.parametrize("transport", list(Transport))
def test_a_call_with_hold_digits_and_quality(tmp_path: Path, transport: Transport) -> None:
    async def story(alice: Phone, bob: Phone, _: Kamailio) -> None:
        mine, theirs = await connected(alice, bob)
        assert alice.seen(RemoteRinging) == RemoteRinging(mine, 180)
        alice.send(Hold(mine))
        await bob.wait(HoldChanged, lambda e: e == HoldChanged(theirs, False, True))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(mine, True, False))
        alice.send(Resume(mine))
        await bob.wait(HoldChanged, lambda e: e == HoldChanged(theirs, False, False))
        bob.send(Hold(theirs))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(mine, False, True))
        alice.mark()
        bob.send(Resume(theirs))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(mine, False, False))
        alice.send(SendDtmf(mine, "1*#D"))
        await bob.wait(DtmfReceived, lambda e: e.digit == "D")
        assert [e.digit for e in bob.events if isinstance(e, DtmfReceived)] == ["1", "*", "#", "D"]
        bob.send(SetMute(theirs, True))
        await bob.wait(MuteChanged, lambda e: e == MuteChanged(theirs, True))
        measured = (await alice.wait(QualityMeasured)).quality
        assert measured.codec == "G722"
        assert measured.encrypted is (transport is Transport.TLS)
        assert measured.mos > 4
        await alice.wait(AudioFlow, lambda flow: flow.captured > 0 and flow.played > 0)
        bob.send(HangUp(theirs))
        assert await alice.ended(mine) == CallEnded(mine, 200, "Normal call clearing", by_remote=True)
        assert (await bob.ended(theirs)).by_remote is False

    play(tmp_path, story, transport)


def test_the_caller_gives_up_before_the_answer(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Phone, _: Kamailio) -> None:
        mine = alice.dial(BOB)
        theirs = (await bob.incoming()).key
        bob.send(StartRinging(theirs, Ring.NORMAL))
        await alice.wait(RemoteRinging)
        alice.send(HangUp(mine))
        here, there = await alice.ended(mine), await bob.ended(theirs)
        assert (here.status, here.by_remote) == (487, False)
        assert (there.status, there.by_remote) == (487, True)

    play(tmp_path, story)


def test_a_call_is_refused_as_busy_and_sent_elsewhere(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        options = EngineOptions(audio=AudioMode.NULL, log_folder=str(tmp_path), keep_trace=True)
        async with phones("alice") as [alice], phones("bob", options=options) as [bob]:
            await asyncio.gather(*(p.register(_account(server, p.user, Transport.UDP)) for p in (alice, bob)))
            first = alice.dial(BOB)
            bob.send(Reject((await bob.incoming()).key))
            end = await alice.ended(first)
            assert (end.status, end.by_remote) == (486, True)
            bob.mark()
            second = alice.dial(BOB)
            bob.send(Reject((await bob.incoming()).key, redirect_to="sip:voicemail@127.0.0.1"))
            assert (await alice.ended(second)).status == 302

    with kamailio(tmp_path) as server:
        asyncio.run(stage(server))
    moved = (tmp_path / "sip-trace.log").read_text(errors="replace").partition("SIP/2.0 302")[2].partition("\n\n")[0]
    contacts = [line for line in moved.splitlines() if line.lower().startswith("contact:")]
    assert contacts == ["Contact: <sip:voicemail@127.0.0.1>"]


def test_a_call_answered_elsewhere_says_so(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        async with phones("alice", "bob", "bob") as [alice, desk, mobile]:
            everyone = (alice, desk, mobile)
            await asyncio.gather(*(p.register(_account(server, p.user, Transport.UDP)) for p in everyone))
            mine = alice.dial(BOB)
            here, there = await desk.incoming(), await mobile.incoming()
            await asyncio.sleep(0.5)  # Kamailio gives the reason in words only to a telephone whose 180 it has
            desk.send(Answer(here.key))
            await alice.answered(mine)
            end = await mobile.ended(there.key)
            assert end.by_remote is True
            assert "Call completed elsewhere" in end.reason

    with kamailio(tmp_path) as server:
        asyncio.run(stage(server))


def test_early_media_is_heard_instead_of_our_own_ringback(tmp_path: Path) -> None:
    async def stage(server: Kamailio, log: Path) -> None:
        async with phones("alice") as [alice]:
            await alice.register(_account(server, "alice", Transport.UDP))
            mine = alice.dial(BOB)
            await alice.wait(RemoteRinging, lambda e: e == RemoteRinging(mine, 183, early_media=True))
            await alice.wait(AudioFlow, lambda e: -25 < e.output_dbfs < -10)
            alice.send(HangUp(mine))
            assert (await alice.ended(mine)).status == 487

    with kamailio(tmp_path / "kamailio") as server:
        log, sound = tmp_path / "peer.log", write_wav(tmp_path / "play.wav", tone(600, 10))
        command = [
            sys.executable,
            str(PEER),
            "bob",
            "secret-bob",
            str(server.port),
            str(sound),
            str(tmp_path / "r.wav"),
        ]
        with running(command, log, {**os.environ, "ANSWER": "183"}):
            wait_until(lambda: "registered 200" in log.read_text(), "the peer did not register")
            asyncio.run(stage(server, log))


def test_silent_early_media_gets_our_ringback_until_sound_comes(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            await alice.register(_account(server, "alice", Transport.UDP))
            mine = alice.dial(BOB)
            await alice.wait(RemoteRinging, lambda e: e == RemoteRinging(mine, 183, early_media=True))
            await alice.wait(AudioFlow, lambda e: e.output_dbfs > RINGBACK_DBFS)
            await alice.wait(AudioFlow, lambda e: ANNOUNCEMENT_DBFS - 8 < e.output_dbfs < ANNOUNCEMENT_DBFS + 8)
            alice.mark()
            await alice.wait(AudioFlow, lambda e: e.output_dbfs < -60)  # the announcement is over
            assert alice.seen(AudioFlow, lambda e: e.output_dbfs > RINGBACK_DBFS) is None
            alice.send(HangUp(mine))
            await alice.ended(mine)

    with kamailio(tmp_path / "kamailio") as server:
        sound = write_wav(tmp_path / "play.wav", tone(600, 3, peak=0) + tone(600, 7, peak=400) + tone(600, 9, peak=0))
        log, own = tmp_path / "peer.log", [str(server.port), str(sound), str(tmp_path / "r.wav")]
        with running([sys.executable, str(PEER), "bob", "secret-bob", *own], log, {**os.environ, "ANSWER": "183"}):
            wait_until(lambda: "registered 200" in log.read_text(), "the peer did not register")
            asyncio.run(stage(server))


def test_ringback_sounds_until_the_call_ends(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Phone, _: Kamailio) -> None:
        mine = alice.dial(BOB)
        await bob.incoming()
        await alice.wait(RemoteRinging)
        await alice.wait(AudioFlow, lambda e: e.output_dbfs > -30)
        alice.send(HangUp(mine))
        await alice.ended(mine)

    play(tmp_path, story)


def test_three_calls_are_told_apart_a_further_one_finds_us_busy_and_one_place_is_left_for_our_own(
    tmp_path: Path,
) -> None:
    async def story(alice: Phone, bob: Phone, server: Kamailio) -> None:
        pairs = []
        for _number in range(3):
            bob.mark()
            pairs.append(await connected(alice, bob))
            alice.send(Hold(pairs[-1][0]))
            await bob.wait(HoldChanged, lambda e: e.held_there)
        assert len({theirs for _, theirs in pairs}) == 3
        assert all(theirs % 2 == 1 for _, theirs in pairs)
        bob.mark()
        async with phones("carol") as [carol]:
            await carol.register(_account(server, "carol", Transport.UDP))
            assert (await carol.ended(carol.dial(BOB))).status == 486
            refused = await bob.incoming()
            assert (await bob.ended(refused.key)).status == 486
            bob.dial("sip:carol@127.0.0.1")
            await carol.incoming()
        mine, theirs = pairs[2]
        bob.mark()
        alice.send(HangUp(mine))
        await bob.ended(theirs)
        alice.send(Resume(pairs[0][0]))
        await bob.wait(HoldChanged, lambda e: e == HoldChanged(pairs[0][1], False, False))

    play(tmp_path, story)


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    async def stage(server: Kamailio) -> None:
        async with phones("alice") as [alice]:
            assert (await alice.ended(alice.dial(BOB))).status == 503
            await alice.register(_account(server, "alice", Transport.UDP))
            nobody = await alice.ended(alice.dial("sip:nobody@127.0.0.1"))
            assert (nobody.status, nobody.by_remote) == (404, True)
            assert (await alice.ended(alice.dial("no uri at all"))).by_remote is False
            alice.send(Answer(CallKey(99)))
            failed = await alice.wait(CommandFailed)
            assert (failed.key, failed.command, failed.status) == (99, "Answer", 481)

    with kamailio(tmp_path) as server:
        asyncio.run(stage(server))


PARENT = """
import asyncio, sys
from softphone.telephony.engine_options import AudioMode, EngineOptions
from softphone.telephony.engine_client import EngineClient

async def main():
    client = EngineClient(asyncio.get_running_loop(), EngineOptions(audio=AudioMode.NULL))
    client.subscribe(lambda event: print(type(event).__name__, client.pid, flush=True))
    client.start()
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_the_engine_ends_when_its_window_process_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(root)}
    )
    with parent:
        try:
            assert parent.stdout is not None
            name, pid = parent.stdout.readline().split()
        finally:
            os.kill(parent.pid, signal.SIGKILL)
        wait_until(lambda: not _lives(int(pid)), "the engine lives on", 5)
    assert name == EngineReady.__name__


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
