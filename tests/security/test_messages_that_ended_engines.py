"""Messages at which pjsip aborts or stands still: each comes through the account's server, and the engine goes on."""

import asyncio
from collections.abc import Callable

import pytest

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import CallEnded, DtmfReceived, Event, IncomingCall
from softphone.telephony.engine.calls.call_registry import MOST_BEFORE_INCOMING
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.phones import Phone
from tests.integration.sip_ua import sdp
from tests.security.bench import Speaker, stage

LONG_HOST = "h" * 254


def hidden_route(caller: Speaker) -> None:
    caller.invite("Record-Route: <sip:127.0.0.1:9;hide>")


def merged_ack(caller: Speaker) -> None:
    caller.invite()
    caller.send(caller.request("ACK").replace(b"1 ACK", b"1 INVITE"))
    caller.say("ACK")


def merged_invite(caller: Speaker) -> None:
    caller.invite()
    caller.invite()


def media_without_mapping(caller: Speaker) -> None:
    caller.invite(body=sdp(payloads="8 101 97").partition("a=")[0])


def many_streams(caller: Speaker) -> None:
    caller.invite(body=sdp().partition("m=")[0] + "".join(f"m=audio {4000 + n} RTP/AVP 8\r\n" for n in range(40)))


def odd_packet_times(caller: Speaker) -> None:
    for time in ("0", "65535", "4294967295", "-1"):
        caller.begin()
        caller.invite(body=f"{sdp()}a=ptime:{time}\r\na=maxptime:{time}\r\n")


def long_media_host(caller: Speaker) -> None:
    caller.invite(body=sdp(host=LONG_HOST))


def long_control_host(caller: Speaker) -> None:
    caller.invite(body=f"{sdp()}a=rtcp:40001 IN IP4 {LONG_HOST}\r\n")


def deep_document(caller: Speaker) -> None:
    caller.say("MESSAGE", body="<?xml version='1.0'?>" + "<a>" * 1150, kind="application/im-iscomposing+xml")


def odd_lengths(caller: Speaker) -> None:
    for length in (b"-1", b"4294967295", b"2147483648", b"99999999999999999999"):
        caller.begin()
        caller.send(caller.request("OPTIONS").replace(b"Content-Length: 0", b"Content-Length: " + length))


def odd_parts(caller: Speaker) -> None:
    for body in (
        "--b--",
        "--b",
        "--b-",
        "--b\r\n--b--",
        "--b\r\n\r\n--b",
        "--b\r\nContent-Type: application/sdp\r\n\r\n--b--",
    ):
        for method in ("INVITE", "MESSAGE"):
            caller.begin()
            caller.say(method, body=body, kind='multipart/mixed;boundary="b"')


def no_contact(caller: Speaker) -> None:
    lines = caller.request("INVITE", body=sdp(), kind="application/sdp").split(b"\r\n")
    caller.send(b"\r\n".join(line for line in lines if not line.startswith(b"Contact")))


def long_addresses(caller: Speaker) -> None:
    for length in (127, 255, 512, 3000):
        caller.begin()
        caller.invite(from_=f"<sip:{'a' * length}@127.0.0.1>")
        caller.begin()
        caller.invite(contact=f"<sip:{'a' * length}@{LONG_HOST}>")


def odd_extensions(caller: Speaker) -> None:
    for more in (
        ["Require: 100rel", "Supported: 100rel"],
        ["Require: timer", "Session-Expires: 1"],
        ["Supported: timer", "Session-Expires: 4294967295"],
        ["Replaces: x;to-tag=1;from-tag=2"],
        ["Replaces: x"],
        ["RSeq: 99999999999999"],
    ):
        caller.begin()
        caller.invite(*more)


ALONE = (
    *(hidden_route, merged_ack, merged_invite, media_without_mapping, many_streams, odd_packet_times),
    *(long_media_host, long_control_host, deep_document, odd_lengths, odd_parts, no_contact, long_addresses),
    odd_extensions,
)


def ended_at_once(alice: Phone, answered: bool) -> Callable[[Event], None]:
    """Hangs up what rings, after an answer where pjsip reads the media only then."""

    def look(event: Event) -> None:
        if isinstance(event, IncomingCall):
            alice.send(*([Answer(event.key)] if answered else []), HangUp(event.key))

    return look


@pytest.mark.parametrize("answered", [False, True], ids=["refused", "answered"])
def test_an_engine_outlives_what_a_caller_sends(answered: bool) -> None:
    async def story() -> None:
        async with stage() as (alice, _, caller):
            alice.client.subscribe(ended_at_once(alice, answered))
            for message in ALONE:
                caller.begin()
                message(caller)
                assert await caller.ping() == 200, message.__name__
                await asyncio.gather(*(alice.ended(key) for key in open_calls(alice)))

    asyncio.run(story())


def open_calls(alice: Phone) -> list[CallKey]:
    ended = {event.key for event in alice.events if isinstance(event, CallEnded)}
    return [event.key for event in alice.events if isinstance(event, IncomingCall) and event.key not in ended]


@pytest.mark.parametrize("answered", [False, True], ids=["ringing", "answered"])
def test_an_engine_outlives_what_the_other_side_of_a_call_sends(answered: bool) -> None:
    async def story() -> None:
        async with stage() as (alice, _, caller):
            caller.invite()
            came = await alice.incoming()
            if answered:
                alice.send(Answer(came.key))
            to = (await caller.status(200 if answered else 180)).get("to")
            if answered:
                caller.say("ACK", to=to)
            in_call(caller, to)
            assert await caller.ping() == 200
            alice.send(HangUp(came.key))
            await caller.until(lambda message: message.method == "BYE" or message.status == 480)
            assert {event.digit for event in alice.events if isinstance(event, DtmfReceived)} == {"5"}

    asyncio.run(story())


@pytest.mark.parametrize("body", ["", sdp()], ids=["without SDP", "with SDP"])
def test_an_engine_outlives_a_call_too_many(body: str) -> None:
    async def story() -> None:
        async with stage() as (_, _, caller):
            for _ in range(MOST_BEFORE_INCOMING):
                caller.begin()
                caller.invite()
                await caller.status(180)
            for _ in range(3):
                caller.begin()
                caller.say("INVITE", body=body)
                await caller.status(486)
            caller.say("CANCEL")
            assert await caller.ping() == 200

    asyncio.run(story())


def test_callers_that_never_give_up_leave_the_lines_after_the_limit() -> None:
    async def story() -> None:
        async with stage(options=EngineOptions(audio=AudioMode.NULL, ringing_limit_s=1.0)) as (alice, _, caller):
            for _ in range(MOST_BEFORE_INCOMING):
                caller.begin()
                caller.invite()
                came = await alice.incoming()
                alice.mark()
            await caller.status(480)
            assert (await alice.ended(came.key)).by_remote, "the journal shows it as missed"
            caller.begin()
            caller.invite()
            assert await alice.incoming()

    asyncio.run(story())


def in_call(caller: Speaker, to: str) -> None:
    for cseq, digits in enumerate(("Signal=5", "Signal=5\r\n", "Signal=", "", "5"), 2):
        for kind in ("application/dtmf-relay", "application/dtmf"):
            caller.say("INFO", body=digits, kind=kind, to=to, cseq=cseq * 2 + (kind == "application/dtmf"))
    caller.say("REFER", to=to, cseq=30)
    caller.say("REFER", "Refer-To: <sip:a@h>", "Refer-To: <sip:b@h>", to=to, cseq=31)
    caller.say("OPTIONS", to=to, cseq=32)
    caller.say("PRACK", "RAck: 99999999999 1 INVITE", to=to, cseq=33)
    caller.say("NOTIFY", "Event: refer", "Subscription-State: \x01", to=to, cseq=34)
    caller.say("SUBSCRIBE", "Event: dialog", to=to, cseq=35)
    caller.say("UPDATE", body=sdp(host=LONG_HOST), to=to, cseq=36)
