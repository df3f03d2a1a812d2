"""An assistant and a leader's calls on the demo PBX: push and recall, on behalf, feature codes, messages."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from softphone.demo_pbx.model.platform import AssistantLink, Executive
from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.rules.routing import route
from tests.integration.sip_bench import OUTSIDE, Bench, running
from tests.integration.sip_ua import Raw, Ua, UaCall, sdp

RECALL = "Executive-Assistant Call Push Recall"


def on_bench(directory: Path, story: Callable[[Bench], Awaitable[None]]) -> None:
    async def play() -> None:
        async with running(directory) as bench:
            lea = bench.platform.users["lea.muster"]
            lea.executive = Executive(assistants=[AssistantLink("anna.assi"), AssistantLink("ben.assi")])
            bench.platform.users["anna.assi"].is_assistant = bench.platform.users["ben.assi"].is_assistant = True
            bench.platform.ring_s = 5.0
            bench.rules = route
            await story(bench)

    asyncio.run(play())


def half_of(bench: Bench, user: str) -> dict[str, Any]:
    calls: list[dict[str, Any]] = bench.server.calls()
    halves = [party for call in calls for party in call["parties"]]
    return next((party for party in halves if party["user"] == user), {})


async def executive_call(bench: Bench, caller: Ua, assistant: Ua) -> tuple[UaCall, UaCall]:
    """Carl's call for Lea, answered by the assistant."""
    call = await caller.invite("21", sdp(40100))
    call.auto_answer = sdp(40100)
    rung = await assistant.incoming()
    rung.ring()
    rung.answer(sdp(40200))
    await call.answered()
    await rung.next("ACK")
    return call, rung


async def three(bench: Bench) -> list[Ua]:
    return [await bench.phone(name) for name in ("carl.caller", "anna.assi", "lea.muster")]


async def silent_copy(leader: Ua) -> None:
    copy = await leader.incoming()
    assert "silent" in copy.invited.get("alert-info")
    copy.ring()
    await copy.next("CANCEL")


def test_an_executive_call_names_its_leader_to_the_assistant_alone(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.executive("lea.muster").screening = True
        call = await carl.invite("21", sdp(40100))
        copy, rung = await lea.incoming(), await anna.incoming()
        copy.ring()
        rung.ring()
        await bench.until(lambda: half_of(bench, "anna.assi") and half_of(bench, "lea.muster"))
        assistant, leader, caller = (half_of(bench, name) for name in ("anna.assi", "lea.muster", "carl.caller"))
        assert (assistant["executive"], leader["executive"], caller["executive"]) == ("lea.muster", "", "")
        assert (assistant["state"], assistant["remote_number"]) == ("Alerting", "+49305541")
        assert (leader["silent"], caller["originator"]) == (True, True)
        correlation = rung.invited.get("x-broadworks-correlation-info")
        assert correlation == bench.call()["id"]
        await call.cancel()

    on_bench(tmp_path, story)


def test_held_and_remote_held_are_told_to_the_right_side(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call, rung = await executive_call(bench, carl, anna)
        call.auto_answer = sdp(40100, "recvonly")
        await rung.send("INVITE", body=sdp(40200, "sendonly"))
        await bench.until(lambda: half_of(bench, "anna.assi")["state"] == "Held")
        assert half_of(bench, "carl.caller")["state"] == "Remote Held"
        await rung.send("INVITE", body=sdp(40200))
        await bench.until(lambda: half_of(bench, "anna.assi")["state"] == "Active")
        assert half_of(bench, "carl.caller")["state"] == "Active"

    on_bench(tmp_path, story)


def test_a_pushed_call_rings_the_leader_and_the_caller_hears_it(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        call, rung = await executive_call(bench, carl, anna)
        await silent_copy(lea)
        bench.server.push_to_leader("anna.assi", bench.call()["id"])
        await rung.next("BYE")
        tone = await call.next("INVITE")
        assert "m=audio 40200" not in tone.body
        asked = await lea.incoming()
        assert asked.invited.get("alert-info") == ""
        assert asked.invited.get("from").startswith('"Carl Caller" <sip:+49305541@')
        asked.ring()
        asked.answer(sdp(40300))
        assert "m=audio 40300" in (await call.next("INVITE")).body
        await bench.until(lambda: bench.call()["answered_by"] == "lea.muster")
        assert (await asked.send("BYE")).status == 200
        await call.next("BYE")

    on_bench(tmp_path, story)


@pytest.mark.parametrize("how", ["silence", "busy", "declined"])
def test_a_push_the_leader_does_not_take_comes_back_as_a_recall(tmp_path: Path, how: str) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.platform.ring_s = 0.1 if how == "silence" else 5.0
        bench.executive("lea.muster").screening = False
        call, rung = await executive_call(bench, carl, anna)
        first = rung.invited
        bench.server.push_to_leader("anna.assi", bench.call()["id"])
        asked = await lea.incoming()
        asked.ring()
        if how == "silence":
            await asked.next("CANCEL")
        else:
            asked.reject(486 if how == "busy" else 603)
        again = await anna.incoming()
        again.ring()
        check_recall(first, again.invited)
        await bench.until(lambda: half_of(bench, "anna.assi"))
        assert half_of(bench, "anna.assi")["recall"] == RECALL
        again.answer(sdp(40400))
        await call.next("INVITE")
        assert "m=audio 40400" in (await call.next("INVITE")).body
        await again.next("ACK")
        await bench.until(lambda: bench.call()["answered_by"] == "anna.assi")
        assert (half_of(bench, "anna.assi")["executive"], half_of(bench, "anna.assi")["state"]) == (
            "lea.muster",
            "Active",
        )

    def check_recall(first: Raw, again: Raw) -> None:
        assert "reason=unconditional" in first.get("diversion")
        assert "reason=no-answer" in again.get("diversion")
        assert "+49305521@" in again.get("diversion")
        assert "cause=408" in again.get("history-info")
        assert again.get("alert-info") == ""
        assert again.get("from").split(";")[0] == first.get("from").split(";")[0]
        name = "x-broadworks-correlation-info"
        assert again.get(name) == first.get(name)

    on_bench(tmp_path, story)


def test_a_leader_without_call_waiting_is_not_rung_while_talking(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.platform.users["lea.muster"].call_waiting = False
        talk = await lea.invite("90", sdp(40500))
        await talk.answered()
        await executive_call(bench, carl, anna)
        bench.server.push_to_leader("anna.assi", bench.call(1)["id"])
        again = await anna.incoming()
        assert "reason=no-answer" in again.invited.get("diversion")
        assert lea.nothing_came()

    on_bench(tmp_path, story)


def test_a_caller_who_gives_up_during_the_push_ends_the_ringing(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.executive("lea.muster").screening = False
        call, _ = await executive_call(bench, carl, anna)
        bench.server.push_to_leader("anna.assi", bench.call()["id"])
        asked = await lea.incoming()
        asked.ring()
        await call.send("BYE")
        await asked.next("CANCEL")
        assert bench.server.calls() == []
        assert anna.nothing_came()

    on_bench(tmp_path, story)


def test_a_recall_nobody_takes_ends_in_the_leaders_voicemail(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.platform.ring_s, bench.platform.users["anna.assi"].no_answer_s = 0.1, 0.2
        bench.executive("lea.muster").screening = False
        call, _ = await executive_call(bench, carl, anna)
        bench.server.push_to_leader("anna.assi", bench.call()["id"])
        (await lea.incoming()).ring()
        again = await anna.incoming()
        again.ring()
        await again.next("CANCEL")
        await bench.until(lambda: str(bench.call()["answered_by"]).startswith("+49"))
        assert [leg["target"] for leg in bench.call()["legs"]] == ["vm-lea.muster"]
        await call.send("BYE")

    on_bench(tmp_path, story)


def test_the_feature_code_pushes_the_held_call(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.executive("lea.muster").screening = False
        call, rung = await executive_call(bench, carl, anna)
        call.auto_answer = sdp(40100, "recvonly")
        await rung.send("INVITE", body=sdp(40200, "sendonly"))
        code = await anna.invite("%2363", sdp(40600))
        await code.answered()
        await rung.next("BYE")
        await code.next("BYE")
        asked = await lea.incoming()
        call.auto_answer = sdp(40100)
        asked.answer(sdp(40300))
        await bench.until(lambda: bench.call()["answered_by"] == "lea.muster")
        assert half_of(bench, "lea.muster")["state"] == "Active"

    on_bench(tmp_path, story)


def test_nothing_but_an_answered_executive_call_can_be_pushed(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        for call_id, status in (("c77", 404), ("", 403)):
            with pytest.raises(CallActionError) as refused:
                bench.server.push_to_leader("anna.assi", call_id)
            assert refused.value.status == status
        direct = await carl.invite("31", sdp(40100))
        rung = await anna.incoming()
        rung.answer(sdp(40200))
        await direct.answered()
        with pytest.raises(CallActionError) as refused:
            bench.server.push_to_leader("anna.assi", bench.call()["id"])
        assert refused.value.status == 403
        code = await anna.invite("%2363", sdp())
        assert (await code.refused()).status == 403

    on_bench(tmp_path, story)


def test_a_call_on_behalf_rings_the_own_telephone_first_and_shows_the_leader(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call_id = bench.server.call_on_behalf("anna.assi", "21", "41")
        own = await anna.incoming()
        assert "answer-after=0" in own.invited.get("call-info")
        assert own.invited.get("from").startswith('"Carl Caller" <sip:+49305541@')
        assert own.invited.get("x-broadworks-correlation-info") == call_id
        assert carl.nothing_came()
        own.auto_answer = sdp(40200)
        own.answer(sdp(40200))
        await own.next("ACK")
        called = await carl.incoming()
        assert called.invited.get("from").startswith('"Lea Muster" <sip:+49305521@')
        assert "+49305521@" in called.invited.get("p-asserted-identity")
        assert "m=audio 40200" in called.invited.body
        called.ring()
        await bench.until(lambda: half_of(bench, "anna.assi").get("state") == "Alerting")
        called.answer(sdp(40300))
        assert "m=audio 40300" in (await own.next("INVITE")).body
        await bench.until(lambda: half_of(bench, "anna.assi")["state"] == "Active")
        mine = half_of(bench, "anna.assi")
        assert (mine["executive"], mine["originator"], mine["remote_user"]) == ("lea.muster", True, "carl.caller")
        assert (half_of(bench, "carl.caller")["remote_user"], half_of(bench, "carl.caller")["remote_name"]) == (
            "lea.muster",
            "Lea Muster",
        )
        assert (await called.send("BYE")).status == 200
        await own.next("BYE")

    on_bench(tmp_path, story)


def test_a_call_on_behalf_ends_where_the_own_telephone_or_the_target_refuses(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        bench.platform.users["carl.caller"].no_answer_to = ""
        bench.server.call_on_behalf("anna.assi", "lea.muster", "41")
        (await anna.incoming()).reject(486)
        await bench.until(lambda: not bench.server.calls())
        bench.server.call_on_behalf("anna.assi", "lea.muster", "41")
        own = await anna.incoming()
        own.answer(sdp(40200))
        await own.next("ACK")
        (await carl.incoming()).reject(603)
        await own.next("BYE")
        await bench.until(lambda: not bench.server.calls())

    on_bench(tmp_path, story)


@pytest.mark.parametrize(
    ("user", "leader", "status"),
    [("carl.caller", "21", 403), ("anna.assi", "41", 404), ("anna.assi", "777", 404), ("ben.assi", "21", 409)],
)
def test_a_call_on_behalf_needs_a_leader_of_ones_own_and_a_telephone(
    tmp_path: Path, user: str, leader: str, status: int
) -> None:
    async def story(bench: Bench) -> None:
        await three(bench)
        with pytest.raises(CallActionError) as refused:
            bench.server.call_on_behalf(user, leader, "41")
        assert refused.value.status == status

    on_bench(tmp_path, story)


def test_dialling_the_code_calls_on_behalf_directly(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call = await anna.invite("%236421*41", sdp(40200))
        called = await carl.incoming()
        assert called.invited.get("from").startswith('"Lea Muster" <sip:+49305521@')
        called.answer(sdp(40300))
        assert "m=audio 40300" in (await call.answered()).body
        await bench.until(lambda: half_of(bench, "anna.assi")["state"] == "Active")
        assert half_of(bench, "anna.assi")["executive"] == "lea.muster"

    on_bench(tmp_path, story)


@pytest.mark.parametrize(
    ("user", "dialled", "status"),
    [
        ("anna.assi", "%2364", 484),
        ("anna.assi", "%236421", 484),
        ("anna.assi", "%236441*90", 404),
        ("carl.caller", "%236421*90", 403),
        ("carl.caller", "%2361", 484),
        ("carl.caller", "%236121", 403),
        ("anna.assi", "*1121", 404),
        ("anna.assi", "*98777", 404),
        ("anna.assi", "*9841", 404),
    ],
)
def test_a_feature_code_that_cannot_be_is_refused(tmp_path: Path, user: str, dialled: str, status: int) -> None:
    async def story(bench: Bench) -> None:
        phone = await bench.phone(user)
        assert (await (await phone.invite(dialled, sdp())).refused()).status == status

    on_bench(tmp_path, story)


@pytest.mark.parametrize(("user", "named"), [("lea.muster", ""), ("anna.assi", ""), ("anna.assi", "21")])
def test_the_filter_is_switched_by_code(tmp_path: Path, user: str, named: str) -> None:
    async def story(bench: Bench) -> None:
        phone = await bench.phone(user)
        executive = bench.executive("lea.muster")
        for code, on in (("%2362", False), ("%2361", True)):
            call = await phone.invite(code + named, sdp())
            await call.answered()
            await call.next("BYE")
            assert executive.filtering is on

    on_bench(tmp_path, story)


def test_an_assistant_retrieves_the_leaders_call(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        call = await lea.invite("41", sdp(40300))
        talk = await carl.incoming()
        talk.auto_answer = sdp(40100)
        talk.answer(sdp(40100))
        await call.answered()
        await talk.next("ACK")
        mine = await anna.invite("*11", sdp(40200))
        assert "m=audio 40200" in (await talk.next("INVITE")).body
        assert "m=audio 40100" in (await mine.answered()).body
        await call.next("BYE")
        await bench.until(lambda: half_of(bench, "anna.assi").get("state") == "Active")
        assert half_of(bench, "anna.assi")["executive"] == "lea.muster"
        assert half_of(bench, "lea.muster") == {}
        await mine.send("BYE")
        await talk.next("BYE")

    on_bench(tmp_path, story)


@pytest.mark.parametrize("code", ["*9821", "*98+49305521"])
def test_an_assistant_picks_up_what_rings_at_the_leader(tmp_path: Path, code: str) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        bench.executive("lea.muster").filtering = False
        call = await carl.invite("21", sdp(40100))
        asked = await lea.incoming()
        asked.ring()
        await call.wait_for(180)
        mine = await anna.invite(code, sdp(40200))
        mine.auto_answer = sdp(40200)
        await mine.answered()
        cancelled = await asked.next("CANCEL")
        assert "Call completed elsewhere" in cancelled.get("reason")
        assert "m=audio 40100" in (await mine.next("INVITE")).body
        assert "m=audio 40200" in (await call.answered()).body
        await bench.until(lambda: bench.call()["answered_by"] == "anna.assi")
        assert half_of(bench, "anna.assi")["executive"] == "lea.muster"
        await call.send("BYE")
        await mine.next("BYE")

    on_bench(tmp_path, story)


@pytest.mark.parametrize("leaves", ["joiner", "leader", "other"])
def test_three_are_mixed_until_one_leaves(tmp_path: Path, leaves: str) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, lea = await three(bench)
        call = await lea.invite("41", sdp(40300))
        call.auto_answer = sdp(40300)
        talk = await carl.incoming()
        talk.auto_answer = sdp(40100)
        talk.answer(sdp(40100))
        await call.answered()
        await talk.next("ACK")
        mine = await anna.invite("*15", sdp(40200))
        mine.auto_answer = sdp(40200)
        await mine.answered()
        mixers = [(await one.next("INVITE")).body for one in (call, talk)]
        assert not any(f"m=audio {port} " in body for body in mixers for port in (40100, 40200, 40300))
        await {"joiner": mine, "leader": call, "other": talk}[leaves].send("BYE")
        if leaves == "other":
            await mine.next("BYE")
            await call.next("BYE")
            return
        stays, port = (call, 40300) if leaves == "joiner" else (mine, 40200)
        assert "m=audio 40100" in (await stays.next("INVITE")).body
        assert f"m=audio {port}" in (await talk.next("INVITE")).body
        await stays.send("BYE")
        await talk.next("BYE")

    on_bench(tmp_path, story)


def test_robots_in_a_bridge_hear_the_others_tone_and_not_their_own(tmp_path: Path) -> None:
    """A robot caller talks to a silent leader; the joiner's tone reaches it through the mix."""

    async def story(bench: Bench) -> None:
        bench.platform.users["lea.muster"].robot = "echo"
        bench.executive("lea.muster").filtering = False
        call_id = bench.server.place_call(OUTSIDE, "21", media="silent")
        await bench.until(lambda: bench.status_of(call_id)["status"] == 200)
        anna = await bench.phone("anna.assi")
        loop = asyncio.get_running_loop()
        transport, ear = await loop.create_datagram_endpoint(Tone, local_addr=("127.0.0.1", 0))
        mine = await anna.invite("*15", sdp(transport.get_extra_info("sockname")[1]))
        await ear.aim(await mine.answered())
        await bench.until(lambda: (bench.status_of(call_id)["media"]["dominant_hz"] or 0) > 0)
        heard = bench.status_of(call_id)["media"]
        assert abs(heard["dominant_hz"] - 1000) < 20
        transport.close()

    on_bench(tmp_path, story)


class Tone(asyncio.DatagramProtocol):
    """Sends a 1000 Hz square wave in PCMU, one packet for each one it gets."""

    _HIGH_LOW = bytes([0x90] * 4 + [0x10] * 4) * 20

    def __init__(self) -> None:
        self._sequence, self._to = 0, ("127.0.0.1", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # In Python 3.11 the loop's transport does not derive from DatagramTransport.
        self._transport = cast("asyncio.DatagramTransport", transport)

    async def aim(self, answer: Raw) -> None:
        port = next(line.split()[1] for line in answer.body.splitlines() if line.startswith("m=audio"))
        self._to = ("127.0.0.1", int(port))

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._sequence += 1
        head = bytes([0x80, 0]) + self._sequence.to_bytes(2, "big") + (160 * self._sequence).to_bytes(4, "big")
        if self._to[1]:
            self._transport.sendto(head + b"tone" + self._HIGH_LOW, self._to)


def test_the_owner_listens_to_the_voicemail_and_the_light_goes_out(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        lea = bench.platform.users["lea.muster"]
        left = bench.server.place_call(OUTSIDE, "vm-lea.muster", hold_s=1.0)
        await bench.until(lambda: bench.status_of(left)["ended"])
        assert lea.voicemails == 1
        (message,) = bench.server.voicemails("lea.muster")
        assert message["name"] == "Dora Draussen"
        phone = await bench.phone("lea.muster")
        assert "Voice-Message: 1/0" in (await phone.request()).body
        loop = asyncio.get_running_loop()
        transport, ear = await loop.create_datagram_endpoint(Ear, local_addr=("127.0.0.1", 0))
        call = await phone.invite("vm-lea.muster", sdp(transport.get_extra_info("sockname")[1]))
        await call.answered()
        await call.next("BYE")
        transport.close()
        assert "Voice-Message: 0/1" in (await phone.request()).body
        assert ear.loud_after_the_beep > 10
        assert lea.voicemails == 0

    on_bench(tmp_path, story)


class Ear(asyncio.DatagramProtocol):
    """Counts packets behind the beep that are not silent."""

    def __init__(self) -> None:
        self._packets, self.loud_after_the_beep = 0, 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._packets += 1
        if self._packets > 25 and len(set(data[12:])) > 4:
            self.loud_after_the_beep += 1


def test_messages_pass_between_leader_and_assistant_with_umlauts(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        _, anna, lea = await three(bench)
        typed = [("Content-Type", "text/plain;charset=UTF-8")]
        assert (await lea.ask("MESSAGE", "sip:anna.assi@pbx.example", typed, "Ich rufe zurück")).status == 200
        message = await anna.request()
        assert (message.method, message.body) == ("MESSAGE", "Ich rufe zurück")
        assert message.get("content-type") == "text/plain;charset=UTF-8"
        assert message.get("from").startswith('"Lea Muster" <sip:+49305521@')
        assert (await anna.ask("MESSAGE", "sip:+49305521@pbx.example", typed, "Gut")).status == 200
        assert (await lea.request()).body == "Gut"
        assert (await lea.ask("MESSAGE", "sip:ben.assi@pbx.example", typed, "?")).status == 480
        assert (await lea.ask("MESSAGE", "sip:nobody@pbx.example", typed, "?")).status == 404

    on_bench(tmp_path, story)


def test_a_robot_takes_messages_and_sends_them(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        anna = await bench.phone("anna.assi")
        typed = [("Content-Type", "text/plain")]
        assert (await anna.ask("MESSAGE", "sip:ina.robot@pbx.example", typed, "Grüße")).status == 200
        told = await bench.event("message")
        assert (told["sender"], told["receiver"], told["text"]) == ("anna.assi", "ina.robot", "Grüße")
        bench.server.send_message("lea.muster", "anna.assi", "stellen Sie durch ✓")
        assert (await anna.request()).body == "stellen Sie durch ✓"

    on_bench(tmp_path, story)
