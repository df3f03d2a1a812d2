"""The engine process against baresip, another SIP stack, with Kamailio between them."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.telephone.commands import Answer, HangUp, Hold, Reject, Resume, SendDtmf
from softphone.domain.telephone.events import AudioFlow, DtmfReceived, HoldChanged, QualityMeasured, RemoteRinging
from tests.integration.baresip_peer import Baresip, baresip
from tests.integration.peers import kamailio
from tests.integration.phones import Phone, account, phones

pytestmark = pytest.mark.peer

Story = Callable[[Phone, Baresip], Coroutine[Any, Any, None]]


def play(folder: Path, story: Story) -> None:
    async def stage(port: int) -> None:
        async with phones("alice") as [alice], baresip(folder / "baresip", "bob", port) as bob:
            await alice.register(account("alice", port))
            await story(alice, bob)

    with kamailio(folder / "kamailio") as server:
        asyncio.run(stage(server.port))


def test_baresip_calls_holds_sends_digits_and_hangs_up(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        await bob.do("dial", "sip:alice@127.0.0.1")
        key = (await alice.incoming()).key
        await bob.wait("CALL_RINGING")
        alice.send(Answer(key))
        await bob.wait("CALL_ESTABLISHED")
        await alice.answered(key)
        await alice.wait(AudioFlow, lambda e: e.output_dbfs > -40)
        assert (await alice.wait(QualityMeasured)).quality.codec == "PCMA"
        await bob.do("hold")
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, False, True))
        await bob.do("resume")
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, False, False))
        await bob.do("sndcode", "5")
        await alice.wait(DtmfReceived, lambda e: e == DtmfReceived(key, "5"))
        await bob.do("hangup")
        end = await alice.ended(key)
        assert (end.status, end.by_remote) == (200, True)

    play(tmp_path, story)


def test_we_call_baresip_hold_send_digits_and_hang_up(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        key = alice.dial("sip:bob@127.0.0.1")
        await bob.wait("CALL_INCOMING")
        await alice.wait(RemoteRinging, lambda e: not e.early_media)
        await bob.do("accept")
        await alice.answered(key)
        await bob.wait("CALL_ESTABLISHED")
        alice.send(Hold(key))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, True, False))
        alice.mark()
        alice.send(Resume(key))
        await alice.wait(HoldChanged, lambda e: e == HoldChanged(key, False, False))
        alice.send(SendDtmf(key, "7#"))
        await bob.wait("CALL_DTMF_START", param="7")
        await bob.wait("CALL_DTMF_START", param="#")
        alice.send(HangUp(key))
        await bob.wait("CALL_CLOSED")
        end = await alice.ended(key)
        assert (end.status, end.by_remote) == (200, False)

    play(tmp_path, story)


def test_refusals_and_withdrawals_are_understood_by_both(tmp_path: Path) -> None:
    async def story(alice: Phone, bob: Baresip) -> None:
        refused = alice.dial("sip:bob@127.0.0.1")
        await bob.wait("CALL_INCOMING")
        await bob.do("hangup")
        assert (await alice.ended(refused)).by_remote is True
        withdrawn = alice.dial("sip:bob@127.0.0.1")
        await bob.wait("CALL_CLOSED")
        await bob.wait("CALL_INCOMING")
        alice.send(HangUp(withdrawn))
        await bob.wait("CALL_CLOSED")
        assert (await alice.ended(withdrawn)).status == 487
        await bob.do("dial", "sip:alice@127.0.0.1")
        alice.send(Reject((await alice.incoming()).key, 486))
        assert "486" in (await bob.wait("CALL_CLOSED"))["param"]

    play(tmp_path, story)
