"""sipp calls us."""

import asyncio
import re
import socket
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Reject, SendDtmf
from softphone.domain.telephone.events import CallEnded, IncomingCall, MessageReceived
from tests.interop.recorder import scenario
from tests.interop.sipp import BOTH, Bench, sipp_calls
from tests.interop.sipp_script import Caller, must_hold, must_lack, pause, receive, sdp

pytestmark = pytest.mark.peer
PRACKED = re.compile(r"^SIP/2\.0 200 [^\n]*\n(?:[^\n]+\n)*CSeq: 2 PRACK$", re.MULTILINE)
REFUSALS = (403, 404, 480, 486, 488, 503, 600, 603)


async def taken(bench: Bench) -> CallKey:
    key = (await bench.alice.incoming()).key
    bench.alice.send(Answer(key))
    await bench.alice.answered(key)
    return key


async def taken_and_ended_there(bench: Bench) -> None:
    end = await bench.alice.ended(await taken(bench))
    assert (end.status, end.by_remote) == (200, True)


async def taken_after_the_prack(bench: Bench) -> None:
    """An answer given before it may leave before or behind the PRACK's 200, and sipp knows one order only."""
    ringing = await bench.alice.incoming()
    async with asyncio.timeout(10):
        while not PRACKED.search((bench.folder / "sipp.msg").read_text().replace("\r", "")):
            await asyncio.sleep(0.01)
    bench.alice.send(Answer(ringing.key))
    end = await bench.alice.ended(ringing.key)
    assert (end.status, end.by_remote) == (200, True)


async def no_call(bench: Bench) -> None:
    """Only what sipp receives is checked."""


def no_call_was_told(bench: Bench) -> None:
    assert bench.alice.seen(IncomingCall) is None


@BOTH
@scenario("call, ring, answer, sipp hangs up", "sipp", "{transport}")
def test_sipp_calls_and_hangs_up(tmp_path: Path, transport: Transport) -> None:
    script = (
        Caller()
        .asks("INVITE", body=sdp())
        .passing(100)
        .gets_status(180)
        .gets_status(200, must_hold("Contact: <sip:"), rrs="true")
    )
    sipp_calls(tmp_path, script.asks("ACK").add(pause(100)).hangs_up(), taken_and_ended_there, transport)


@BOTH
@scenario("call, answer, we hang up", "sipp", "{transport}")
def test_sipp_calls_and_we_hang_up(tmp_path: Path, transport: Transport) -> None:
    async def story(bench: Bench) -> None:
        key = await taken(bench)
        bench.alice.send(HangUp(key))
        end = await bench.alice.ended(key)
        assert (end.status, end.by_remote) == (200, False)

    sipp_calls(tmp_path, Caller().asks("INVITE", body=sdp()).answered().asks("ACK").ended_by_us(), story, transport)


@BOTH
@scenario(
    "late offer: INVITE without SDP, we offer in 200, the answer comes in ACK", "sipp", "{transport}", quick=True
)
def test_a_late_offer(tmp_path: Path, transport: Transport) -> None:
    script = (
        Caller()
        .asks("INVITE")
        .answered(must_hold("m=audio [0-9]+ RTP/AVP 9 8 0"))
        .asks("ACK", body=sdp(payloads="0 101"))
    )
    sipp_calls(tmp_path, script.add(pause(100)).hangs_up(), taken_and_ended_there, transport)


@scenario("late offer with reliable 18x (Require: 100rel)", "sipp")
def test_a_late_offer_with_reliable_ringing(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", "Require: 100rel", "Supported: 100rel").passing(100)
    script.gets_status(180, must_hold("RSeq: [0-9]+"), _rseq(), rrs="true").asks(
        "PRACK", "RAck: [$rseq] 1 INVITE"
    ).gets_status(200)
    script.gets_status(200, must_hold("m=audio"), rrs="true").asks("ACK", body=sdp(), cseq=1).add(pause(100))
    sipp_calls(tmp_path, script.hangs_up(), taken_after_the_prack)


def _rseq() -> str:
    return '<ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" assign_to="rseq"/>'


@BOTH
@scenario("100rel required: our 180 is reliable and waits for PRACK", "sipp", "{transport}")
def test_reliable_ringing_where_required(tmp_path: Path, transport: Transport) -> None:
    script = Caller().asks("INVITE", "Require: 100rel", "Supported: 100rel", body=sdp()).passing(100)
    script.gets_status(180, must_hold("Require:.*100rel"), must_hold("RSeq: [0-9]+"), _rseq(), rrs="true")
    script.asks("PRACK", "RAck: [$rseq] 1 INVITE").gets_status(200)
    script.gets_status(200, rrs="true").asks("ACK", cseq=1).add(pause(100)).hangs_up()
    sipp_calls(tmp_path, script, taken_after_the_prack, transport)


@scenario("100rel only supported: an ordinary 180 will do", "sipp")
def test_ringing_where_reliability_is_only_supported(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", "Supported: 100rel", body=sdp()).passing(100)
    script.gets_status(180, must_lack("RSeq:"), rrs="true").gets_status(200, rrs="true").asks("ACK").hangs_up()
    sipp_calls(tmp_path, script, taken_and_ended_there)


@scenario("UPDATE without SDP while it rings", "sipp")
def test_an_update_while_it_rings(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", "Require: 100rel", "Supported: 100rel", body=sdp()).passing(100)
    script.gets_status(180, _rseq(), rrs="true").asks("PRACK", "RAck: [$rseq] 1 INVITE").gets_status(200)
    script.asks("UPDATE").gets_status(200)
    script.gets_status(200, rrs="true").asks("ACK", cseq=1).hangs_up()

    async def story(bench: Bench) -> None:
        key = (await bench.alice.incoming()).key
        await asyncio.sleep(0.2)  # lets PRACK and UPDATE go first; the script's own order is what is tested
        bench.alice.send(Answer(key))
        assert (await bench.alice.ended(key)).by_remote

    sipp_calls(tmp_path, script, story)


@BOTH
@scenario("CANCEL while it rings: 200 and 487", "sipp", "{transport}")
def test_sipp_withdraws_its_call(tmp_path: Path, transport: Transport) -> None:
    script = Caller().asks("INVITE", body=sdp()).passing(100).gets_status(180)
    script.cancels('Reason: SIP;cause=200;text="Call completed elsewhere"').gets_status(200).gets_status(
        487
    ).acks_refusal()

    async def story(bench: Bench) -> None:
        end = await bench.alice.ended((await bench.alice.incoming()).key)
        assert end.status == 487
        assert end.by_remote
        assert "completed elsewhere" in end.reason

    sipp_calls(tmp_path, script, story, transport)


@scenario("CANCEL crosses our 200: the call stands until BYE", "sipp")
def test_a_cancel_that_comes_too_late(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", body=sdp()).passing(100, 180).gets_status(200, rrs="true")
    script.cancels().add(*_one_of(200, 481)).asks("ACK", cseq=1).add(pause(100)).hangs_up()
    sipp_calls(tmp_path, script, taken_and_ended_there)


@scenario("we refuse with {status}", "sipp")
@pytest.mark.parametrize("status", REFUSALS)
def test_we_refuse(tmp_path: Path, status: int) -> None:
    script = Caller().asks("INVITE", body=sdp()).passing(100, 180).gets_status(status).acks_refusal()

    async def story(bench: Bench) -> None:
        key = (await bench.alice.incoming()).key
        bench.alice.send(Reject(key, status))
        end = await bench.alice.ended(key)
        assert (end.status, end.by_remote) == (status, False)

    sipp_calls(tmp_path, script, story)


@scenario("we redirect with 302 and a Contact", "sipp")
def test_we_redirect(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", body=sdp()).passing(100, 180)
    script.gets_status(302, must_hold("sip:carol@127.0.0.1", "Contact")).acks_refusal()

    async def story(bench: Bench) -> None:
        bench.alice.send(Reject((await bench.alice.incoming()).key, 302, "sip:carol@127.0.0.1"))
        await bench.alice.wait(CallEnded)

    sipp_calls(tmp_path, script, story)


@scenario("Require of something unknown: 420 with Unsupported, nothing rings", "sipp")
def test_an_unknown_requirement(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", "Require: x-tomorrow", body=sdp()).passing(100)
    script.gets_status(420, must_hold("x-tomorrow", "Unsupported")).acks_refusal()
    sipp_calls(tmp_path, script, _nothing_rings)


async def _nothing_rings(bench: Bench) -> None:
    """Events come in order: those after sipp's end are checked by the bench at the end."""
    bench.at_end = no_call_was_told


@scenario("only unknown codecs offered: 488, nothing rings, the person is told", "sipp", quick=True)
def test_an_offer_without_a_common_codec(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", body=sdp(payloads="18")).passing(100).gets_status(488).acks_refusal()

    async def story(bench: Bench) -> None:
        """The missed call is reported."""
        refused = await bench.alice.ended((await bench.alice.incoming()).key)
        assert (refused.status, refused.by_remote) == (488, False)

    sipp_calls(tmp_path, script, story)


@scenario("audio and video offered: audio is taken, video refused with port 0", "sipp")
def test_video_is_refused(tmp_path: Path) -> None:
    offer = sdp() + "\nm=video [media_port] RTP/AVP 34\na=rtpmap:34 H263/90000"
    script = (
        Caller().asks("INVITE", body=offer).answered(must_hold("m=video 0 "), must_hold("m=audio [1-9]")).asks("ACK")
    )
    sipp_calls(tmp_path, script.hangs_up(), taken_and_ended_there)


@scenario("many codecs offered, ours last", "sipp")
def test_many_codecs(tmp_path: Path) -> None:
    strangers = "96 97 98 99 18 3 4"
    named = [f"a=rtpmap:{n} X{n}/48000/2" for n in range(96, 100)]
    offer = sdp(payloads=f"{strangers} 0 9 101", lines=named)
    script = Caller().asks("INVITE", body=offer).answered(must_hold("RTP/AVP (9|0)")).asks("ACK")
    sipp_calls(tmp_path, script.hangs_up(), taken_and_ended_there)


@scenario("telephone-event as payload {number}: our digits carry it", "sipp")
@pytest.mark.parametrize("number", [96, 97, 101, 110, 127])
def test_the_payload_number_of_digits(tmp_path: Path, number: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as media:
        media.bind(("127.0.0.1", 0))
        media.setblocking(False)
        offer = "v=0\no=sipp 7 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0"
        offer += f"\nm=audio {media.getsockname()[1]} RTP/AVP 8 {number}"
        offer += f"\na=rtpmap:{number} telephone-event/8000\na=fmtp:{number} 0-15"
        script = (
            Caller()
            .asks("INVITE", body=offer)
            .answered(must_hold(f"a=rtpmap:{number} telephone-event/8000"))
            .asks("ACK")
            .ended_by_us()
        )

        async def story(bench: Bench) -> None:
            key = await taken(bench)
            bench.alice.send(SendDtmf(key, "7"))
            await asyncio.wait_for(_an_event(media, number, 7), 8)
            bench.alice.send(HangUp(key))
            await bench.alice.ended(key)

        sipp_calls(tmp_path, script, story)


async def _an_event(media: socket.socket, number: int, digit: int) -> None:
    """RTP packets until one is that telephone event (RFC 4733)."""
    while True:
        packet = await asyncio.get_running_loop().sock_recv(media, 2048)
        if packet[1] & 0x7F == number and packet[12] == digit:
            return


@BOTH
@scenario("OPTIONS outside a call: 200 with Allow and Accept", "sipp", "{transport}")
def test_options(tmp_path: Path, transport: Transport) -> None:
    script = (
        Caller()
        .asks("OPTIONS")
        .gets_status(200, must_hold("INVITE", "Allow"), must_hold("application/sdp", "Accept"))
    )
    sipp_calls(tmp_path, script, _nothing_rings, transport)


@scenario("NOTIFY check-sync outside a dialog: refused", "sipp")
def test_a_check_sync_is_refused(tmp_path: Path) -> None:
    script = Caller().asks("NOTIFY", "Event: check-sync", "Subscription-State: terminated")
    sipp_calls(tmp_path, script.add(*_one_of(481, 489, 405, 403)), _nothing_rings)


def _one_of(*statuses: int) -> list[str]:
    """One of them is enough (an optional one alone would not stand in for the last)."""
    any_of = [receive(response=status, optional="true", next="heard") for status in statuses[:-1]]
    return [*any_of, receive(response=statuses[-1], timeout=3000), '<label id="heard"/>']


@scenario("SUBSCRIBE to an unknown event: refused with 489", "sipp")
def test_an_unknown_event_package(tmp_path: Path) -> None:
    script = Caller().asks("SUBSCRIBE", "Event: x-weather", "Expires: 60").gets_status(489)
    sipp_calls(tmp_path, script, _nothing_rings)


@scenario("an unknown method: 405 or 501", "sipp")
def test_an_unknown_method(tmp_path: Path) -> None:
    script = Caller().asks("DANCE").add(*_one_of(405, 501))
    sipp_calls(tmp_path, script, _nothing_rings)


@scenario("REFER outside a dialog: refused", "sipp")
def test_a_refer_outside_a_dialog(tmp_path: Path) -> None:
    script = Caller().asks("REFER", "Refer-To: <sip:x@127.0.0.1>").add(*_one_of(403, 405, 481, 501, 603))
    sipp_calls(tmp_path, script, _nothing_rings)


@BOTH
@scenario("MESSAGE outside a call: 200 and shown", "sipp", "{transport}")
def test_a_message(tmp_path: Path, transport: Transport) -> None:
    script = Caller().asks("MESSAGE", body="Guten Tag", content_type="text/plain").gets_status(200)

    async def story(bench: Bench) -> None:
        told = await bench.alice.wait(MessageReceived)
        assert told.text.strip() == "Guten Tag"
        assert "sip:sipp@" in told.sender

    sipp_calls(tmp_path, script, story, transport)


@scenario("BYE and CANCEL of calls we don't know: 481", "sipp")
@pytest.mark.parametrize("method", ["BYE", "CANCEL", "UPDATE", "PRACK", "INFO"])
def test_a_request_of_an_unknown_dialog(tmp_path: Path, method: str) -> None:
    script = Caller().stray(method).add(*_one_of(481))
    sipp_calls(tmp_path, script, _nothing_rings)


@scenario("packets lost both ways (sipp -lost 20), three calls", "sipp")
@pytest.mark.timeout(150)
def test_calls_over_loss(tmp_path: Path) -> None:
    script = (
        Caller()
        .asks("INVITE", body=sdp())
        .passing(100, 180)
        .gets_status(200, rrs="true")
        .asks("ACK", cseq=1)
        .add(pause(200))
    )
    script.asks("BYE", start_txn="bye").gets_status(
        200, response_txn="bye"
    )  # else a repeated 200 of the INVITE would do

    async def story(bench: Bench) -> None:
        for _ in range(3):
            bench.alice.mark()
            key = (await bench.alice.wait(IncomingCall, limit_s=40)).key
            bench.alice.send(Answer(key))
            assert (await bench.alice.wait(CallEnded, limit_s=40)).status == 200

    sipp_calls(tmp_path, script, story, Transport.UDP, "-lost", "20", "-m", "3", "-r", "1", "-l", "1")
