"""DSCP marks as they arrive: signalling by the gate's flow, sound by pjsip's sockets."""

import asyncio
import socket
import sys

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import Answer
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget, open_flow
from tests.integration.hop import hop
from tests.integration.phones import account, phones
from tests.integration.sip_ua import LIMIT_S, Ua, UaCall, sdp

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the marks as Linux tells them")
SIGNALLING, SOUND = 24, 46


def listening(host: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_DGRAM)
    if family == socket.AF_INET6:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVTCLASS, 1)
    else:
        made.setsockopt(socket.IPPROTO_IP, socket.IP_RECVTOS, 1)
    made.bind((host, 0))
    made.settimeout(LIMIT_S)
    return made


def mark_of_next(receiver: socket.socket) -> int:
    """The DSCP of the next datagram: the upper six bits of TOS or traffic class."""
    _, told, _, _ = receiver.recvmsg(2048, 64)
    return int(told[0][2][0]) >> 2


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("dscp", [SIGNALLING, 0])
def test_signalling_carries_the_mark_of_its_flow(host: str, dscp: int) -> None:
    async def story(receiver: socket.socket) -> None:
        target = FlowTarget(Transport.UDP, host, receiver.getsockname()[1], dscp=dscp)
        flow = await open_flow(target, lambda: Flow(target, 1, lambda *_: None, lambda _: None))
        flow.send(b"OPTIONS")
        assert await asyncio.to_thread(mark_of_next, receiver) == dscp
        flow.close()
        await asyncio.sleep(0)

    with listening(host) as receiver:
        asyncio.run(story(receiver))


def test_a_connection_is_marked_too() -> None:
    async def story() -> None:
        server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
        target = FlowTarget(Transport.TCP, "127.0.0.1", server.sockets[0].getsockname()[1], dscp=SIGNALLING)
        flow = await open_flow(target, lambda: Flow(target, 1, lambda *_: None, lambda _: None))
        plain = flow._socket.get_extra_info("socket")
        assert plain.getsockopt(socket.IPPROTO_IP, socket.IP_TOS) >> 2 == SIGNALLING
        flow.close()
        server.close()
        await server.wait_closed()

    asyncio.run(story())


def test_sound_carries_the_mark_of_the_account() -> None:
    async def story(receiver: socket.socket) -> None:
        with hop() as server:
            async with phones("alice") as [alice]:
                await alice.register(account("alice", server.server_port))
                ua = await Ua("carol", server.port).start()
                call = UaCall(ua, f"sip:alice@127.0.0.1:{server.port}")
                call.invite(sdp(receiver.getsockname()[1]), [("Contact", ua.contact)])
                alice.send(Answer((await alice.incoming()).key))
                await call.answered()
                assert await asyncio.to_thread(mark_of_next, receiver) == SOUND
                assert (await call.send("BYE")).status == 200
                await ua.stop()

    with listening("127.0.0.1") as receiver:
        asyncio.run(story(receiver))
