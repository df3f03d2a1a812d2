"""Session timers (RFC 4028) with sipp."""

from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.domain.telephone.events import CallAnswered, CallEnded
from tests.interop.recorder import scenario
from tests.interop.sipp import Bench, sipp_calls, we_call
from tests.interop.sipp_script import Callee, Caller, must_hold, pause, receive, sdp

pytestmark = [pytest.mark.peer, pytest.mark.timeout(150)]
PATIENT = ("-timeout", "120", "-recv_timeout", "100000")
SHORTEST = ("Supported: timer", "Require: timer")


async def until_sipp_ends(bench: Bench) -> None:
    key = bench.alice.dial(bench.callee)
    await bench.alice.answered(key)
    end = await bench.alice.wait(CallEnded, limit_s=110)
    assert (end.status, end.by_remote) == (200, True)


async def taken_until_sipp_ends(bench: Bench) -> None:
    bench.alice.send(Answer((await bench.alice.incoming()).key))
    await bench.alice.wait(CallAnswered)
    end = await bench.alice.wait(CallEnded, limit_s=110)
    assert (end.status, end.by_remote) == (200, True)


def refreshed_by_us(script: Callee | Caller) -> None:
    """pjsip refreshes with UPDATE where the other side allows it, else with INVITE."""
    script.add(receive([must_hold("Session-Expires: *90", "")], request="UPDATE", timeout=60000)).reply(
        "200 OK", "Session-Expires: 90;refresher=uac", *SHORTEST
    )


@scenario("422: asked again with the longer session", "sipp")
def test_a_session_that_is_too_short_is_asked_again(tmp_path: Path) -> None:
    script = Callee().invited(must_hold("Session-Expires: *1800")).answer("422 Too Small", "Min-SE: 3600").gets("ACK")
    script.invited(must_hold("Min-SE: *3600"), must_hold("Session-Expires: *3600"))
    script.answer("200 OK", "Session-Expires: 3600;refresher=uas", *SHORTEST, body=sdp()).gets("ACK").add(pause(50))
    we_call(tmp_path, script.hangs_up(), until_sipp_ends)


@scenario("an offered session below 90 s: 422 with Min-SE", "sipp")
def test_too_short_a_session_is_refused(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", "Supported: timer", "Session-Expires: 60", body=sdp()).passing(100)
    script.gets_status(422, must_hold("Min-SE: *90")).acks_refusal()

    async def story(bench: Bench) -> None:
        """Nothing rings, and no event is reported."""

    sipp_calls(tmp_path, script, story)


@scenario("sipp called and refreshes by UPDATE and by re-INVITE", "sipp")
def test_sipp_refreshes_a_call_we_took(tmp_path: Path) -> None:
    asked = ("Supported: timer", "Session-Expires: 1800;refresher=uac")
    script = Caller().asks("INVITE", *asked, body=sdp()).answered(must_hold("Session-Expires: *1800;refresher=uac"))
    script.asks("ACK").asks("UPDATE", *asked).gets_status(200, must_hold("Session-Expires: *1800;refresher=uac"))
    script.asks("INVITE", *asked, body=sdp()).passing(100)
    script.gets_status(200, must_hold("Session-Expires: *1800;refresher=uac"), rrs="true").asks("ACK").add(pause(50))
    sipp_calls(tmp_path, script.hangs_up(), taken_until_sipp_ends)


@scenario("we called, sipp refreshes by UPDATE", "sipp")
def test_sipp_refreshes_a_call_we_made(tmp_path: Path) -> None:
    script = (
        Callee().invited().answer("200 OK", "Session-Expires: 90;refresher=uas", *SHORTEST, body=sdp()).gets("ACK")
    )
    script.asks("UPDATE", "Session-Expires: 90;refresher=uac", "Supported: timer")
    script.gets_status(200, must_hold("Session-Expires: *90")).add(pause(50)).hangs_up()
    we_call(tmp_path, script, until_sipp_ends)


@scenario("we called and refresh after half of 90 s", "sipp")
def test_we_refresh_a_call_we_made(tmp_path: Path) -> None:
    allow = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE"
    script = Callee().invited()
    script.answer("200 OK", "Session-Expires: 90;refresher=uac", allow, *SHORTEST, body=sdp()).gets("ACK")
    refreshed_by_us(script)
    we_call(tmp_path, script.add(pause(50)).hangs_up(), until_sipp_ends, Transport.UDP, *PATIENT)


@scenario("sipp called and leaves the refreshing to us", "sipp")
def test_we_refresh_a_call_we_took(tmp_path: Path) -> None:
    asked = ("Supported: timer", "Session-Expires: 90;refresher=uas", "Allow: INVITE, ACK, BYE, CANCEL, UPDATE")
    script = Caller().asks("INVITE", *asked, body=sdp()).answered(must_hold("refresher=uas")).asks("ACK")
    refreshed_by_us(script)
    sipp_calls(tmp_path, script.add(pause(50)).hangs_up(), taken_until_sipp_ends, Transport.UDP, *PATIENT)


@scenario("sipp does not refresh: we end the call before 90 s are over", "sipp")
def test_a_session_nobody_refreshes_ends(tmp_path: Path) -> None:
    script = (
        Callee().invited().answer("200 OK", "Session-Expires: 90;refresher=uas", *SHORTEST, body=sdp()).gets("ACK")
    )

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.answered(key)
        await bench.alice.wait(CallEnded, lambda e: e.key == key, limit_s=100)
        assert not any(isinstance(e, HangUp) for e in bench.alice.events)

    we_call(tmp_path, script.ended_by_us(), story, Transport.UDP, *PATIENT)
