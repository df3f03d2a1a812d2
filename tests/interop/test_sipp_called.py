"""We call sipp."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import HangUp
from softphone.domain.telephone.events import CallAnswered, CallEnded, RemoteRinging
from tests.integration.phones import about
from tests.interop.recorder import scenario
from tests.interop.sipp import BOTH, Bench, we_call
from tests.interop.sipp_script import Callee, must_hold, pause, receive, remember, sdp

pytestmark = pytest.mark.peer
REDIRECTS = (300, 301, 302, 305, 380)
REFUSALS = """400 402 403 404 405 406 408 409 410 411 413 414 415 416 420 421 423 480 481 482 483 484 485 486 487 488
489 491 493 494 500 501 502 503 504 505 513 580 600 603 604 606 607 608"""


async def hang_up(bench: Bench, key: CallKey) -> None:
    bench.alice.send(HangUp(key))
    end = await bench.alice.ended(key)
    assert (end.status, end.by_remote) == (200, False)


async def a_short_call(bench: Bench) -> None:
    key = bench.alice.dial(bench.callee)
    await bench.alice.answered(key)
    await hang_up(bench, key)


@BOTH
@scenario("early media: 183 with SDP, then 200", "sipp", "{transport}", quick="UDP")
def test_early_media_then_the_answer(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("183 Session Progress", body=sdp())
    script.answer("200 OK", body=sdp()).gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.wait(RemoteRinging, lambda e: e.status == 183 and e.early_media)
        await bench.alice.answered(key)
        await hang_up(bench, key)

    we_call(tmp_path, script, story, transport)


@scenario("180, 181, 182, 183 without SDP, 180 again, then 200", "sipp")
def test_several_provisional_answers(tmp_path: Path) -> None:
    script = Callee().invited().answer("100 Trying")
    for status in ("180 Ringing", "181 Call Is Being Forwarded", "182 Queued", "183 Session Progress"):
        script.answer(status).add(pause(30))
    script.answer("180 Ringing").answer("200 OK", body=sdp()).gets("ACK").hangs_up()

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        end = await bench.alice.ended(key)
        assert (end.status, end.by_remote) == (200, True)
        told = [e.status for e in bench.alice.events if isinstance(e, RemoteRinging)]
        assert told == [180, 181, 182, 183, 180]

    we_call(tmp_path, script, story)


@BOTH
@scenario("forking: two early dialogs, the second one answers", "sipp", "{transport}")
def test_of_two_early_dialogs_the_second_answers(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("183 Session Progress", body=sdp(), tag="first")
    script.answer("180 Ringing", tag="second").answer("200 OK", body=sdp(), tag="second")
    script.gets("ACK", must_hold("tag=second", "To")).gets("BYE", must_hold("tag=second", "To")).reply("200 OK")
    we_call(tmp_path, script, a_short_call, transport)


@scenario("forking: both early dialogs bring media, the first one answers", "sipp")
def test_of_two_early_dialogs_with_media_the_first_answers(tmp_path: Path) -> None:
    script = Callee().invited().answer("183 Session Progress", body=sdp(), tag="first")
    script.answer("183 Session Progress", body=sdp(version=9), tag="second")
    script.answer("200 OK", body=sdp(), tag="first")
    script.gets("ACK", must_hold("tag=first", "To")).gets("BYE", must_hold("tag=first", "To")).reply("200 OK")
    we_call(tmp_path, script, a_short_call)


@scenario("forking: both answer with 200, the late one is acknowledged and ended", "sipp")
def test_a_second_200_of_a_fork_is_ended(tmp_path: Path) -> None:
    script = Callee().invited().answer("180 Ringing", tag="first").answer("180 Ringing", tag="second")
    script.answer("200 OK", body=sdp(), tag="first").gets("ACK", must_hold("tag=first", "To"))
    script.answer("200 OK", body=sdp(), tag="second").gets("ACK", must_hold("tag=second", "To"))
    script.gets("BYE", must_hold("tag=second", "To")).reply("200 OK").hangs_up("first")

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.answered(key)
        assert (await bench.alice.ended(key)).by_remote

    we_call(tmp_path, script, story)


@scenario("3xx: {status}, the caller decides where the call goes", "sipp")
@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirection_is_told_and_not_followed(tmp_path: Path, status: int) -> None:
    script = Callee().invited().answer(f"{status} Elsewhere", "Contact: <sip:other@127.0.0.1:9>").gets("ACK")

    async def story(bench: Bench) -> None:
        end = await bench.alice.ended(bench.alice.dial(bench.callee))
        assert (end.status, end.by_remote) == (302, True)

    we_call(tmp_path, script, story)


@BOTH
@scenario("every final status from 400 to 608 (44 calls)", "sipp", "{transport}")
def test_every_refusal_is_told(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited(*(remember(f"w{status}", f"sip:s{status}@") for status in REFUSALS.split()))
    script.add(*(f'<nop next="l{status}" test="w{status}"/>' for status in REFUSALS.split()))
    for status in REFUSALS.split():
        script.add(f'<label id="l{status}"/>').answer(f"{status} Refused").add(receive(request="ACK", next="done"))

    async def story(bench: Bench) -> None:
        for status in map(int, REFUSALS.split()):
            key = bench.alice.dial(bench.callee.replace("sipp@", f"s{status}@"))
            end = await bench.alice.ended(key)
            assert (end.status, end.by_remote) == (status, True)

    we_call(tmp_path, script, story, transport)


@scenario("digest: {status} with MD5, qop={qop}", "sipp")
@pytest.mark.parametrize("status", [401, 407])
@pytest.mark.parametrize("qop", ["auth", "none"])
def test_a_challenge_is_answered(tmp_path: Path, status: int, qop: str) -> None:
    name, proof = (
        ("WWW-Authenticate", "Authorization") if status == 401 else ("Proxy-Authenticate", "Proxy-Authorization")
    )
    how = ', qop="auth"' if qop == "auth" else ""
    script = Callee().invited().answer(f"{status} Who", f'{name}: Digest realm="r", nonce="n1", algorithm=MD5{how}')
    verified = '<verifyauth assign_to="seen" username="alice" password="secret-alice"/>'
    verified += '<test assign_to="seen" variable="seen" compare="equal" value="1"/>'
    script.gets("ACK").invited(must_hold("qop=auth" if how else 'response="', proof), verified)
    script.answer("200 OK", body=sdp()).gets("ACK").ended_by_us()
    we_call(tmp_path, script, a_short_call)


@scenario("digest: a stale nonce is replaced", "sipp")
def test_a_stale_nonce_is_replaced(tmp_path: Path) -> None:
    challenge = 'Proxy-Authenticate: Digest realm="r", nonce="{}", algorithm=MD5, qop="auth"'
    script = Callee().invited().answer("407 Who", challenge.format("n1")).gets("ACK").invited(must_hold('nonce="n1"'))
    script.answer("407 Stale", challenge.format("n2") + ", stale=true").gets("ACK").invited(must_hold('nonce="n2"'))
    script.answer("200 OK", body=sdp()).gets("ACK").ended_by_us()
    we_call(tmp_path, script, a_short_call)


@scenario("digest: a wrong password ends the call, no loop", "sipp")
def test_a_challenge_that_comes_back_ends_the_call(tmp_path: Path) -> None:
    challenge = 'Proxy-Authenticate: Digest realm="r", nonce="{}", algorithm=MD5, qop="auth"'
    script = Callee().invited().answer("407 Who", challenge.format("n1")).gets("ACK").invited()
    script.answer("407 Wrong", challenge.format("n2")).gets("ACK")

    async def story(bench: Bench) -> None:
        end = await bench.alice.ended(bench.alice.dial(bench.callee))
        assert end.status == 407

    we_call(tmp_path, script, story)


@BOTH
@scenario("CANCEL while it rings: 487", "sipp", "{transport}")
def test_a_call_is_withdrawn(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("180 Ringing").gets("CANCEL").reply("200 OK")
    script.answer("487 Request Terminated").gets("ACK")
    we_call(tmp_path, script, _withdrawn(487), transport)


def _withdrawn(status: int) -> Callable[[Bench], Coroutine[Any, Any, None]]:
    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.wait(RemoteRinging)
        bench.alice.send(HangUp(key))
        end = await bench.alice.ended(key)
        assert (end.status, end.by_remote) == (status, False)

    return story


@scenario("CANCEL races with 200: acknowledged, then BYE", "sipp", quick=True)
def test_an_answer_that_crosses_a_cancel_is_ended(tmp_path: Path) -> None:
    script = Callee().invited().answer("180 Ringing").gets("CANCEL")
    script.reply_to_cancel().answer("200 OK", body=sdp()).gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.wait(RemoteRinging)
        bench.alice.send(HangUp(key))
        assert not (await bench.alice.ended(key)).by_remote

    we_call(tmp_path, script, story)


@scenario("hang up before any answer: CANCEL waits for the first 1xx", "sipp")
def test_a_cancel_waits_for_the_first_answer(tmp_path: Path) -> None:
    script = Callee().invited().add(pause(700)).answer("180 Ringing").gets("CANCEL").reply("200 OK")
    script.answer("487 Request Terminated").gets("ACK")

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        bench.alice.send(HangUp(key))
        assert (await bench.alice.ended(key)).status == 487

    we_call(tmp_path, script, story)


@BOTH
@scenario("BYE from both sides at once", "sipp", "{transport}")
def test_both_hang_up_at_once(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.gets("BYE", remember("kept", ".*", "Via"), remember("tag", ".*", "CSeq"))
    script.asks("BYE").gets_status(200)
    own = ["Via:[$kept]", "From:[$from]", "To:[$to];tag=a[call_number]", "[last_Call-ID:]", "CSeq:[$tag]"]
    we_call(tmp_path, script.plain("200 OK", own), a_short_call, transport)


@scenario("packets lost both ways (sipp -lost 15), three calls", "sipp")
@pytest.mark.timeout(150)
def test_retransmission_carries_calls_over_loss(tmp_path: Path) -> None:
    script = Callee().invited().answer("180 Ringing").answer("200 OK", body=sdp())
    script.gets("ACK", optional="true").ended_by_us()

    async def story(bench: Bench) -> None:
        for _ in range(3):
            key = bench.alice.dial(bench.callee)
            await bench.alice.wait(CallAnswered, about(key), limit_s=30)
            bench.alice.send(HangUp(key))
            end = await bench.alice.wait(CallEnded, about(key), limit_s=30)
            assert end.status == 200

    we_call(tmp_path, script, story, Transport.UDP, "-lost", "15", "-rtcheck", "loose")


@scenario("only a codec we lack in the answer: the call ends", "sipp")
def test_an_answer_without_a_common_codec_ends_the_call(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp(payloads="18"))
    script.ended_by_us().gets("ACK")  # pjsip says BYE first, then ACK: both are there

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        end = await bench.alice.ended(key)
        assert end.status in (415, 488)

    we_call(tmp_path, script, story)


@scenario("200 with a Contact that is no SIP address (tel:), a proxy stays on the way (Record-Route)", "sipp")
def test_an_answer_with_a_foreign_contact_behind_a_proxy(tmp_path: Path) -> None:
    proxy = "Record-Route: <sip:[local_ip]:[local_port];lr>"
    script = Callee().invited().answer("200 OK", "Contact: <tel:+4930123456>", proxy, body=sdp())
    we_call(tmp_path, script.gets("ACK").ended_by_us(), a_short_call)


@scenario("200 with a Contact that is no SIP address (tel:)", "sipp")
def test_an_answer_with_a_foreign_contact(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", "Contact: <tel:+4930123456>", body=sdp()).gets("ACK").ended_by_us()
    we_call(tmp_path, script, a_short_call)


@scenario("the frame itself: a demand that is not met is a failure", "sipp")
def test_what_sipp_does_not_hear_is_a_failure(tmp_path: Path) -> None:
    """The scenarios rely on this: an unmet demand is reported in sipp's own words."""
    script = Callee().invited(must_hold("these words are in no INVITE")).answer("200 OK", body=sdp()).gets("ACK")
    with pytest.raises(AssertionError, match="sipp"):
        we_call(tmp_path, script, _no_story)


async def _no_story(bench: Bench) -> None:
    bench.alice.dial(bench.callee)
    await bench.alice.wait(CallEnded, lambda e: e.by_remote, limit_s=3)
