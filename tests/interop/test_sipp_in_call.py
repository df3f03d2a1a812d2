"""Inside a call with sipp: hold, offers, PRACK, UPDATE."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Resume
from softphone.domain.telephone.events import CommandFailed, DtmfReceived, HoldChanged, RemoteRinging
from tests.interop.recorder import scenario
from tests.interop.sipp import BOTH, STORY_LIMIT_S, Bench, sipp_calls, we_call
from tests.interop.sipp_script import Callee, Caller, must_hold, must_lack, pause, sdp

pytestmark = pytest.mark.peer
HOLDS = {
    "sendonly": (dict(direction="sendonly"), "a=recvonly"),
    "inactive": (dict(direction="inactive"), "a=inactive"),
    "0.0.0.0": (dict(direction="", host="0.0.0.0"), "m=audio"),
    "0.0.0.0 and sendonly": (dict(direction="sendonly", host="0.0.0.0"), "a=(recvonly|inactive)"),
}
EVERY_HOLD = pytest.mark.parametrize("how", list(HOLDS))


async def held_there(bench: Bench, key: CallKey, held: bool) -> None:
    await bench.alice.wait(HoldChanged, lambda e: e == HoldChanged(key, False, held))


async def acknowledged(bench: Bench, times: int) -> None:
    """By either side, as sipp has written it down; a hold that meets ours changes nothing that is told here."""
    file = bench.folder / "sipp.msg"
    async with asyncio.timeout(STORY_LIMIT_S):
        while file.read_text(errors="replace").count("ACK sip:") < times:
            await asyncio.sleep(0.02)


async def held_here(bench: Bench, key: CallKey, held: bool) -> None:
    bench.alice.mark()
    bench.alice.send(Hold(key) if held else Resume(key))
    await bench.alice.wait(HoldChanged, lambda e: e == HoldChanged(key, held, False))


async def hang_up(bench: Bench, key: CallKey) -> None:
    bench.alice.send(HangUp(key))
    assert (await bench.alice.ended(key)).status == 200


async def dialled(bench: Bench) -> CallKey:
    key = bench.alice.dial(bench.callee)
    await bench.alice.answered(key)
    return key


async def taken(bench: Bench) -> CallKey:
    key = (await bench.alice.incoming()).key
    bench.alice.send(Answer(key))
    await bench.alice.answered(key)
    return key


async def ends_by_itself(bench: Bench) -> None:
    key = await dialled(bench)
    end = await bench.alice.ended(key)
    assert (end.status, end.by_remote) == (200, True)


@BOTH
@scenario("we called: hold (sendonly) and resume by us", "sipp", "{transport}")
def test_we_hold_a_call_we_made(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    for asked, given in (("sendonly", "recvonly"), ("sendrecv", "sendrecv")):
        script.gets("INVITE", must_hold(f"a={asked}")).reply("200 OK", body=sdp(given)).gets("ACK")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await held_here(bench, key, True)
        await held_here(bench, key, False)
        await hang_up(bench, key)

    we_call(tmp_path, script.ended_by_us(), story, transport)


@scenario("sipp called: hold (sendonly) and resume by us", "sipp")
def test_we_hold_a_call_we_took(tmp_path: Path) -> None:
    script = Caller().asks("INVITE", body=sdp()).answered().asks("ACK")
    for asked, given in (("sendonly", "recvonly"), ("sendrecv", "sendrecv")):
        script.gets("INVITE", must_hold(f"a={asked}")).reply("200 OK", body=sdp(given)).gets("ACK")

    async def story(bench: Bench) -> None:
        key = await taken(bench)
        await held_here(bench, key, True)
        await held_here(bench, key, False)
        await hang_up(bench, key)

    sipp_calls(tmp_path, script.ended_by_us(), story)


@EVERY_HOLD
@scenario("we called: hold ({how}) and resume by sipp", "sipp")
def test_sipp_holds_a_call_we_made(tmp_path: Path, how: str) -> None:
    asked, answer = HOLDS[how]
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.asks("INVITE", body=sdp(version=2, **asked)).gets_status(100, optional="true").gets_status(
        200, must_hold(answer)
    ).asks("ACK").add(pause(150))
    script.asks("INVITE", body=sdp(version=3)).gets_status(100, optional="true").gets_status(
        200, must_hold("a=sendrecv")
    ).asks("ACK")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await held_there(bench, key, True)
        await held_there(bench, key, False)
        await hang_up(bench, key)

    we_call(tmp_path, script.ended_by_us(), story)


@EVERY_HOLD
@scenario("sipp called: hold ({how}) and resume by sipp", "sipp")
def test_sipp_holds_a_call_we_took(tmp_path: Path, how: str) -> None:
    asked, answer = HOLDS[how]
    script = Caller().asks("INVITE", body=sdp()).answered().asks("ACK")
    script.asks("INVITE", body=sdp(version=2, **asked)).passing(100).gets_status(
        200, must_hold(answer), rrs="true"
    ).asks("ACK").add(pause(150))
    script.asks("INVITE", body=sdp(version=3)).passing(100).gets_status(
        200, must_hold("a=sendrecv"), rrs="true"
    ).asks("ACK")

    async def story(bench: Bench) -> None:
        key = await taken(bench)
        await held_there(bench, key, True)
        await held_there(bench, key, False)
        await hang_up(bench, key)

    sipp_calls(tmp_path, script.ended_by_us(), story)


@scenario("held by both sides, released by both", "sipp")
def test_held_by_both_sides(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.gets("INVITE", must_hold("a=sendonly")).reply("200 OK", body=sdp("recvonly")).gets("ACK")
    script.asks("INVITE", body=sdp("sendonly", version=2)).gets_status(200, must_hold("a=inactive")).asks("ACK")
    script.asks("INVITE", body=sdp(version=3)).gets_status(200, must_hold("a=sendonly")).asks("ACK")
    script.gets("INVITE", must_hold("a=sendrecv")).reply("200 OK", body=sdp()).gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Hold(key))
        await bench.alice.wait(HoldChanged, lambda e: e.held_here)
        await acknowledged(bench, 4)  # sipp knows no way out of two re-INVITEs that meet
        bench.alice.mark()
        bench.alice.send(Resume(key))
        await bench.alice.wait(HoldChanged, lambda e: not e.held_here)
        await hang_up(bench, key)

    we_call(tmp_path, script, story)


@BOTH
@scenario("re-INVITE without SDP: we offer in 200", "sipp", "{transport}")
def test_a_reinvite_without_an_offer(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.asks("INVITE").gets_status(100, optional="true").gets_status(200, must_hold("m=audio [0-9]+ RTP/AVP"))
    script.asks("ACK", body=sdp(version=2)).add(pause(50)).hangs_up()
    we_call(tmp_path, script, ends_by_itself, transport)


@scenario("re-INVITE that moves the media to another port and codec", "sipp")
def test_a_reinvite_moves_the_media(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp(payloads="8")).gets("ACK")
    moved = sdp(payloads="0 101", version=2).replace("[media_port]", "[auto_media_port]")
    script.asks("INVITE", body=moved).gets_status(200, must_hold("RTP/AVP 0 101")).asks("ACK").add(pause(50))
    we_call(tmp_path, script.hangs_up(), ends_by_itself)


@scenario("re-INVITE we can't take (only unknown codecs): 488, the call goes on", "sipp")
def test_a_reinvite_with_unknown_codecs_is_refused(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.asks("INVITE", body=sdp(payloads="18", version=2)).gets_status(488).acks_refusal().add(pause(50))
    we_call(tmp_path, script.hangs_up(), ends_by_itself)


@scenario("our hold is answered 491: tried again, then held", "sipp")
def test_a_hold_that_meets_a_glare_is_tried_again(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.gets("INVITE", must_hold("a=sendonly")).reply("491 Request Pending").gets("ACK")
    script.gets("INVITE", must_hold("a=sendonly")).reply("200 OK", body=sdp("recvonly")).gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await held_here(bench, key, True)
        await hang_up(bench, key)

    we_call(tmp_path, script, story)


@scenario("our hold is refused for good (488): said, the call goes on", "sipp")
def test_a_hold_that_is_refused_is_told(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    for _ in range(4):
        script.gets("INVITE", must_hold("a=sendonly")).reply("488 Not Acceptable Here").gets("ACK")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Hold(key))
        failed = await bench.alice.wait(CommandFailed)
        assert (failed.key, failed.command) == (key, "Hold")
        await hang_up(bench, key)

    we_call(tmp_path, script.ended_by_us(), story)


@scenario("glare: sipp re-invites while our re-INVITE is open and hears 491", "sipp")
def test_a_reinvite_into_ours_hears_491(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK").invited_again()
    script.asks("INVITE", body=sdp(version=2)).gets_status(491).acks_refusal()
    script.answer("200 OK", body=sdp("recvonly", version=2)).gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await held_here(bench, key, True)
        await hang_up(bench, key)

    we_call(tmp_path, script, story)


@BOTH
@scenario("PRACK: reliable 180 and 183 with SDP, both acknowledged", "sipp", "{transport}", quick="UDP")
def test_reliable_provisional_answers_are_acknowledged(tmp_path: Path, transport: Transport) -> None:
    script = Callee().invited(must_hold("Supported:.*100rel"))
    script.answer("180 Ringing", "Require: 100rel", "RSeq: 11").gets(
        "PRACK", must_hold("RAck: 11 [0-9]+ INVITE")
    ).reply("200 OK")
    script.answer("183 Session Progress", "Require: 100rel", "RSeq: 12", body=sdp())
    script.gets("PRACK", must_hold("RAck: 12 [0-9]+ INVITE")).reply("200 OK")
    script.answer("200 OK").gets("ACK").ended_by_us()

    async def story(bench: Bench) -> None:
        key = bench.alice.dial(bench.callee)
        await bench.alice.wait(RemoteRinging, lambda e: e.early_media)
        await bench.alice.answered(key)
        await hang_up(bench, key)

    we_call(tmp_path, script, story, transport)


@scenario("UPDATE in the early dialog (after PRACK) and in the call, both with SDP", "sipp")
def test_an_update_changes_early_and_confirmed_media(tmp_path: Path) -> None:
    script = (
        Callee()
        .invited()
        .answer("183 Session Progress", "Require: 100rel", "RSeq: 1", body=sdp())
        .gets("PRACK")
        .reply("200 OK")
    )
    script.asks("UPDATE", body=sdp("sendonly", version=2)).gets_status(200, must_hold("a=recvonly"))
    script.asks("UPDATE", body=sdp(version=3)).gets_status(200, must_hold("a=sendrecv"))
    script.answer("200 OK").gets("ACK")
    script.asks("UPDATE", body=sdp("sendonly", version=4)).gets_status(200, must_hold("a=recvonly")).add(pause(50))
    script.asks("UPDATE", body=sdp(version=5)).gets_status(200, must_hold("a=sendrecv")).add(pause(50)).hangs_up()

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await held_there(bench, key, True)
        await held_there(bench, key, False)
        assert (await bench.alice.ended(key)).by_remote

    we_call(tmp_path, script, story)


@scenario("UPDATE without SDP in a call: 200 and nothing changes", "sipp")
def test_an_update_without_sdp(tmp_path: Path) -> None:
    script = (
        Callee()
        .invited()
        .answer("200 OK", body=sdp())
        .gets("ACK")
        .asks("UPDATE")
        .gets_status(200, must_lack("m=audio"))
    )
    we_call(tmp_path, script.hangs_up(), ends_by_itself)


@scenario("INFO with DTMF (dtmf-relay)", "sipp")
def test_info_in_a_call(tmp_path: Path) -> None:
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.asks("INFO", body="Signal=5\nDuration=160", content_type="application/dtmf-relay").gets_status(200)

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        await bench.alice.wait(DtmfReceived, lambda e: e == DtmfReceived(key, "5"))
        assert (await bench.alice.ended(key)).by_remote

    we_call(tmp_path, script.hangs_up(), story)


@scenario("INFO of an unknown kind: refused, the call goes on", "sipp")
def test_an_unknown_info_in_a_call(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    record_property(
        "remark", "pjsip answers 500 itself, where 415 would be the better word; no way in for an application"
    )
    script = Callee().invited().answer("200 OK", body=sdp()).gets("ACK")
    script.asks("INFO", body="x", content_type="application/x-other").gets_status(500).add(pause(50))
    we_call(tmp_path, script.hangs_up(), ends_by_itself)
