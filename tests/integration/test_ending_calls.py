"""Hold and resume of a call that is just ending: pjsip has freed its media and would abort."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from softphone.domain.account.account import Encryption
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Resume
from softphone.domain.telephone.events import CommandFailed, EngineLost
from softphone.telephony.engine.calls.hold import REPEAT_S
from tests.integration.hop import hop
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_ua import LIMIT_S, Raw, Ua, UaCall, sdp

KEY_TOO_SHORT = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:QUJD\r\n"


@contextlib.asynccontextmanager
async def alice_and_carol(encryption: Encryption) -> AsyncIterator[tuple[Phone, Ua, int]]:
    with hop() as server:
        async with phones("alice") as [alice]:
            await alice.register(replace(account("alice", server.server_port), encryption=encryption))
            ua = await Ua("carol", server.port).start()
            ua.send_raw(b"\r\n")  # tells the server where calls go
            try:
                yield alice, ua, server.port
            finally:
                await ua.stop()


@pytest.mark.parametrize("order", [Hold, Resume])
def test_an_order_after_the_hang_up_sends_nothing_and_is_told(order: type[Hold | Resume]) -> None:
    async def story() -> None:
        async with alice_and_carol(Encryption.OFF) as (alice, ua, port):
            call = UaCall(ua, f"sip:alice@127.0.0.1:{port}")
            call.invite(sdp(), [("Contact", ua.contact)])
            key = (await alice.incoming()).key
            alice.send(Answer(key))
            await call.answered()
            await alice.answered(key)
            alice.send(HangUp(key), order(key))
            assert not (await alice.ended(key)).by_remote
            assert (await alice.wait(CommandFailed)).key == key
            assert call.count("INVITE") == 0

    asyncio.run(story())


def test_a_hold_of_a_call_whose_media_failed_does_not_end_the_engine() -> None:
    """pjsip sends BYE by itself; as long as that has no answer, the call looks like any other."""

    async def story() -> None:
        async with alice_and_carol(Encryption.MANDATORY) as (alice, ua, _):
            key = alice.dial("sip:carol@127.0.0.1")
            call = await ua.incoming()
            byes: asyncio.Queue[Raw] = asyncio.Queue()
            call.got_request = byes.put_nowait  # type: ignore[method-assign, assignment]
            call.answer(sdp().replace("RTP/AVP", "RTP/SAVP") + KEY_TOO_SHORT)
            while (request := await asyncio.wait_for(byes.get(), LIMIT_S)).method != "BYE":
                pass
            for order in (Hold, Resume, Hold):
                alice.send(order(key))
                await asyncio.sleep(REPEAT_S * 3)
            assert {byes.get_nowait().method for _ in range(byes.qsize())} <= {"BYE", "ACK"}
            ua.reply(request, 200)
            assert (await alice.ended(key)).key == key
            assert alice.seen(EngineLost) is None

    asyncio.run(story())
