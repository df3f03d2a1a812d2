"""Large requests over UDP: by TCP where the server takes it, else as datagrams as before."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, Dial, HangUp
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.peers import kamailio
from tests.integration.phones import account, phones

pytestmark = pytest.mark.peer
LARGE = "large " * 150


def test_from_the_second_large_request_on_the_server_gets_them_over_tcp(tmp_path: Path) -> None:
    async def story(port: int) -> None:
        options = EngineOptions(audio=AudioMode.NULL, log_folder=str(tmp_path), keep_trace=True)
        async with phones("alice", options=options) as [alice], phones("bob") as [bob]:
            await bob.register(account("bob", port))
            await alice.register(replace(account("alice", port), display_name="A name " * 100))
            for key, hung_up in ((CallKey(2), False), (CallKey(4), True)):
                bob.mark()
                alice.send(Dial(key, "sip:bob@127.0.0.1", headers=(("X-Large", LARGE),)))
                theirs = (await bob.incoming()).key
                if not hung_up:
                    alice.send(HangUp(key))
                    await bob.ended(theirs)
                    continue
                bob.send(Answer(theirs))
                await alice.answered(key)
                alice.send(HangUp(key))
                assert (await bob.ended(theirs)).status == 200

    with kamailio(tmp_path) as server:
        asyncio.run(story(server.port))
    trace = (tmp_path / "sip-trace.log").read_text(errors="replace")
    vias = [line for line in trace.splitlines() if line.startswith("Via: SIP/2.0/TCP 127.0.0.1")]
    assert vias, "nothing went over TCP"
