"""Inside standing calls of the demo PBX: hold, late offer, INFO, transfers, subscriptions, and hostile input."""

import asyncio
import itertools
import re
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from softphone.demo_pbx.model.plans import Final, FinalKind, RoutePlan, Stage
from tests.integration.sip_bench import OUTSIDE, Bench, alert, running
from tests.integration.sip_ua import LIMIT_S, Raw, Ua, UaCall, sdp, tag_of


def on_bench(directory: Path, story: Callable[[Bench], Awaitable[None]]) -> None:
    async def play() -> None:
        async with running(directory) as bench:
            await story(bench)

    asyncio.run(play())


async def connected(caller: Ua, callee: Ua, port: int = 40100) -> tuple[UaCall, UaCall]:
    call = await caller.invite(callee.user, sdp(port))
    rung = await callee.incoming()
    rung.answer(sdp(port + 100))
    await call.answered()
    await rung.next("ACK")
    return call, rung


async def three(bench: Bench, transport: str = "udp") -> list[Ua]:
    return [await bench.phone(name, transport) for name in ("carl.caller", "anna.assi", "ben.assi")]


def replaces(call: UaCall) -> str:
    header = f"{call.call_id};to-tag={tag_of(call.remote)};from-tag={call.tag}"
    return "Replaces=" + quote(header, safe="")


# hold, offers, requests that pass through


def test_hold_and_resume_pass_through_with_a_growing_version(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call, rung = await connected(carl, anna)
        rung.auto_answer = sdp(40200, "recvonly")
        answer = await call.send("INVITE", body=sdp(40100, "sendonly"))
        held = await rung.next("INVITE")
        assert "a=sendonly" in held.body
        assert "a=recvonly" in answer.body
        await rung.next("ACK")
        rung.auto_answer = sdp(40200)
        assert "a=sendrecv" in (await call.send("INVITE", body=sdp(40100))).body
        resumed = await rung.next("INVITE")
        [(session, before)], [(same, after)] = (re.findall(r"o=pbx (\d+) (\d+)", m.body) for m in (held, resumed))
        assert session == same
        assert int(before) + 1 == int(after)

    on_bench(tmp_path, story)


def test_the_called_side_may_hold_too(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench, "tcp")
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100, "recvonly")
        assert "a=recvonly" in (await rung.send("INVITE", body=sdp(40200, "sendonly"))).body
        assert "a=sendonly" in (await call.next("INVITE")).body

    on_bench(tmp_path, story)


def test_a_late_offer_is_answered_in_the_ack(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call = await carl.invite("anna.assi")
        rung = await anna.incoming()
        assert rung.invited.body == ""
        rung.answer(sdp(40200))
        assert "m=audio 40200" in (await call.answered(sdp(40100))).body
        assert "m=audio 40100" in (await rung.next("ACK")).body

    on_bench(tmp_path, story)


def test_a_late_offer_to_a_robot_works(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        call = await carl.invite("tone.robot")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
            ear.bind(("127.0.0.1", 0))
            ear.setblocking(False)
            await call.answered(sdp(ear.getsockname()[1]))
            data = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(ear, 2000), LIMIT_S)
        assert len(data) == 172

    on_bench(tmp_path, story)


def test_a_robot_stays_silent_while_it_is_held(tmp_path: Path) -> None:
    """Its clock runs on meanwhile: the next packet follows in sequence, but later in time."""

    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
            ear.bind(("127.0.0.1", 0))
            ear.setblocking(False)
            port = ear.getsockname()[1]
            call = await carl.invite("tone.robot", sdp(port))
            await call.answered()
            first = await heard(ear)
            assert "a=recvonly" in (await call.send("INVITE", body=sdp(port, "sendonly"))).body
            await asyncio.sleep(0.1)
            assert "a=sendrecv" in (await call.send("INVITE", body=sdp(port))).body
            packets = [first, *[await heard(ear) for _ in range(8)]]
        steps = [
            ((after[0] - before[0]) % 2**16, (after[1] - before[1]) % 2**32)
            for before, after in itertools.pairwise(packets)
        ]
        assert {sequence for sequence, _ in steps} == {1}
        assert max(time for _, time in steps) >= 3 * 160

    async def heard(ear: socket.socket) -> tuple[int, int]:
        data = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(ear, 2000), LIMIT_S)
        return int.from_bytes(data[2:4], "big"), int.from_bytes(data[4:8], "big")

    on_bench(tmp_path, story)


def test_the_echo_takes_any_codec_and_sends_its_payload_back_on_a_stream_of_its_own(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
            ear.bind(("127.0.0.1", 0))
            ear.setblocking(False)
            call = await carl.invite("echo.robot", sdp(ear.getsockname()[1], payloads="9 101"))
            answer = await call.answered()
            (port,) = (int(found) for found in re.findall(r"m=audio (\d+) RTP/AVP 9 101", answer.body))
            echoes = []
            for number in (7, 8):
                packet = (
                    bytes([0x80, 9, 0, number]) + (160 * number).to_bytes(4, "big") + b"\x11\x22\x33\x44" + b"g722"
                )
                await loop.sock_sendto(ear, packet, ("127.0.0.1", port))
                echoes.append(await asyncio.wait_for(loop.sock_recv(ear, 2000), LIMIT_S))
        assert [echo[1] & 0x7F for echo in echoes] == [9, 9]
        assert all(echo[12:] == b"g722" and echo[8:12] != b"\x11\x22\x33\x44" for echo in echoes)
        stamps = [int.from_bytes(echo[4:8], "big") for echo in echoes]
        sequences = [int.from_bytes(echo[2:4], "big") for echo in echoes]
        assert (stamps[1] - stamps[0]) % 2**32 == 160
        assert (sequences[1] - sequences[0]) % 2**16 == 1

    on_bench(tmp_path, story)


@pytest.mark.parametrize("method", ["INFO", "MESSAGE", "UPDATE"])
def test_requests_inside_a_call_reach_the_other_side(tmp_path: Path, method: str) -> None:
    body, typed = ("Signal=5", [("Content-Type", "text/x-thing")]) if method != "UPDATE" else (sdp(40100), [])

    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call, rung = await connected(carl, anna)
        asking = asyncio.create_task(call.send(method, typed, body))
        relayed = await rung.next(method)
        assert relayed.body.splitlines()[-1] == body.splitlines()[-1]
        anna.reply(relayed, 488)
        assert (await asking).status == 488

    on_bench(tmp_path, story)


def test_session_timers_are_agreed_end_to_end(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        timers = [("Supported", "timer, 100rel"), ("Session-Expires", "1800"), ("Min-SE", "90")]
        call = await carl.invite("anna.assi", sdp(), timers)
        rung = await anna.incoming()
        assert rung.invited.get("session-expires") == "1800"
        assert "timer" in ",".join(rung.invited.all("supported"))
        assert "100rel" not in ",".join(rung.invited.all("supported"))
        anna.reply(rung.invited, 422, [("Min-SE", "2000")], tag="t")
        refusal = await call.refused()
        assert (refusal.status, refusal.get("min-se")) == (422, "2000")

    on_bench(tmp_path, story)


def test_two_offers_that_meet_are_both_refused(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call, rung = await connected(carl, anna)
        from_carl = asyncio.create_task(call.send("INVITE", body=sdp(direction="sendonly")))
        waiting = await rung.next("INVITE")
        assert (await rung.send("INVITE", body=sdp(direction="sendonly"))).status == 491
        anna.reply(waiting, 491)
        assert (await from_carl).status == 491

    on_bench(tmp_path, story)


def test_a_message_outside_a_call_reaches_the_telephone(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        text = [("Content-Type", "text/plain")]
        assert (await carl.ask("MESSAGE", "sip:anna.assi@pbx.example", text, "Guten Tag")).status == 200
        message = await anna.request()
        assert (message.method, message.body) == ("MESSAGE", "Guten Tag")
        assert (await carl.ask("MESSAGE", "sip:nobody@pbx.example", text, "x")).status == 404

    on_bench(tmp_path, story)


# transfers


async def notified(call: UaCall, status: int) -> None:
    """Reads NOTIFYs up to the final one, which has to tell `status`."""
    while True:
        notice = await call.next("NOTIFY")
        assert notice.get("event").startswith("refer")
        if notice.get("subscription-state").startswith("terminated"):
            assert notice.body.startswith(f"SIP/2.0 {status} ")
            return


def test_a_blind_transfer_joins_both_and_releases_the_transferor(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100)
        assert (await rung.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])).status == 202
        new = await ben.incoming()
        assert "m=audio 40100" in new.invited.body
        assert new.invited.get("from").startswith('"Carl Caller" <sip:+49305541@')
        new.ring()
        new.answer(sdp(40300))
        joined = await call.next("INVITE")
        assert "m=audio 40300" in joined.body
        assert "Ben" in joined.get("p-asserted-identity")
        await notified(rung, 200)
        await rung.next("BYE")
        assert bench.call()["answered_by"] == "ben.assi"
        assert (await new.send("BYE")).status == 200
        await call.next("BYE")

    on_bench(tmp_path, story)


def test_a_transferor_that_hangs_up_at_once_does_not_end_the_call(tmp_path: Path) -> None:
    """baresip sends BYE right behind its REFER."""

    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100)
        assert (await rung.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])).status == 202
        assert (await rung.send("BYE")).status == 200
        new = await ben.incoming()
        assert call.count("BYE") == 0
        new.answer(sdp(40300))
        await call.next("INVITE")
        await new.next("ACK")
        await bench.until(lambda: bench.call()["answered_by"] == "ben.assi")
        assert call.count("BYE") == 0
        await call.send("BYE")
        await new.next("BYE")

    on_bench(tmp_path, story)


def test_a_failed_blind_transfer_after_the_transferor_left_ends_the_call(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        await rung.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])
        await rung.send("BYE")
        (await ben.incoming()).reject(486)
        await call.next("BYE")

    on_bench(tmp_path, story)


def test_a_refused_blind_transfer_leaves_the_call_as_it_was(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        await call.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])
        (await ben.incoming()).reject(603)
        await notified(call, 603)
        rung.auto_answer = sdp(40200)
        assert (await call.send("INVITE", body=sdp(40100))).status == 200
        assert (await call.send("BYE")).status == 200
        await rung.next("BYE")

    on_bench(tmp_path, story)


def test_a_caller_who_hangs_up_during_a_transfer_ends_everything(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        await rung.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])
        new = await ben.incoming()
        new.ring()
        await call.send("BYE")
        await new.next("CANCEL")
        await rung.next("BYE")
        assert bench.server.calls() == []

    on_bench(tmp_path, story)


@pytest.mark.parametrize("leaves_at_once", [False, True])
def test_an_attended_transfer_from_hold_gives_sound_both_ways(tmp_path: Path, leaves_at_once: bool) -> None:
    """The held parties' recvonly once stayed after the transfer."""

    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100, "recvonly")
        await rung.send("INVITE", body=sdp(40200, "sendonly"))
        await call.next("INVITE")
        consult, asked = await connected(anna, ben, 40400)
        asked.auto_answer = sdp(40500, "recvonly")
        await consult.send("INVITE", body=sdp(40400, "sendonly"))
        await asked.next("INVITE")
        call.auto_answer, asked.auto_answer = sdp(40100), None
        target = f"<sip:ben.assi@pbx.example?{replaces(consult)}>"
        assert (await rung.send("REFER", [("Refer-To", target)])).status == 202
        offer_to_ben = await asked.next("INVITE")
        if leaves_at_once:
            await rung.send("BYE")
            await consult.send("BYE")
        ben.reply(offer_to_ben, 200, [("Contact", ben.contact)], sdp(40500))
        offer_to_carl = await call.next("INVITE")
        for offer, port in ((offer_to_ben, 40100), (offer_to_carl, 40500)):
            assert f"m=audio {port}" in offer.body
            assert "a=sendrecv" in offer.body
        if not leaves_at_once:
            await notified(rung, 200)
            await rung.next("BYE")
            await consult.next("BYE")
        await bench.until(lambda: len(bench.server.calls()) == 1)
        assert call.count("BYE") + asked.count("BYE") == 0
        await asked.send("BYE")
        await call.next("BYE")
        assert bench.server.calls() == []

    on_bench(tmp_path, story)


def test_a_side_that_moves_its_media_in_a_transfer_is_announced_to_the_other(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(49000)
        await rung.send("REFER", [("Refer-To", "<sip:ben.assi@pbx.example>")])
        new = await ben.incoming()
        new.auto_answer = sdp(40300)
        new.answer(sdp(40300))
        assert "m=audio 49000" in (await new.next("INVITE")).body

    on_bench(tmp_path, story)


def test_handing_over_before_the_consulted_one_answers_becomes_a_blind_transfer(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100)
        consult = await anna.invite("ben.assi", sdp(40400))
        first = await ben.incoming()
        first.ring()
        await consult.wait_for(180)
        await rung.send("REFER", [("Refer-To", f"<sip:ben.assi@pbx.example?{replaces(consult)}>")])
        assert (await consult.refused()).status in (480, 487)
        await first.next("CANCEL")
        second = await ben.incoming()
        second.answer(sdp(40300))
        await notified(rung, 200)

    on_bench(tmp_path, story)


@pytest.mark.parametrize(
    ("refer_to", "status"),
    [
        ([], 400),
        (["<tel:+4930>"], 416),
        (["<sip:ben.assi@pbx.example>", "<sip:anna.assi@pbx.example>"], 400),
        (["<sip:ben.assi@pbx.example?Replaces=nothing%3Bto-tag%3Dx%3Bfrom-tag%3Dy>"], 481),
    ],
)
def test_a_bad_refer_is_refused_and_the_call_goes_on(tmp_path: Path, refer_to: list[str], status: int) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        call, rung = await connected(carl, anna)
        assert (await rung.send("REFER", [("Refer-To", value) for value in refer_to])).status == status
        assert (await call.send("BYE")).status == 200
        await rung.next("BYE")

    on_bench(tmp_path, story)


def test_an_invite_with_replaces_takes_the_place_of_the_other_telephone(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        call, rung = await connected(carl, anna)
        call.auto_answer = sdp(40100)
        header = f"{rung.call_id};to-tag={tag_of(rung.remote)};from-tag={rung.tag}"
        taking = await ben.invite("carl.caller", sdp(40600), [("Replaces", header)])
        assert "m=audio 40600" in (await call.next("INVITE")).body
        assert "m=audio 40100" in (await taking.answered()).body
        await rung.next("BYE")
        await taking.send("BYE")
        await call.next("BYE")

    on_bench(tmp_path, story)


# mistakes of an early version


def test_an_answer_goes_to_the_source_address_and_no_name_is_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sent-by name once meant blocking DNS and packets off the machine."""

    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller", register=False)
        anna = await bench.phone("anna.assi", register=False)
        for phone in (carl, anna):
            phone.via = lambda branch="": f"SIP/2.0/UDP telephone.invalid:5;branch={branch or 'z9hG4bKonce'}"  # type: ignore[method-assign]
        monkeypatch.setattr(socket, "getaddrinfo", refuse_names)
        monkeypatch.setattr(socket.socket, "connect", refuse_names)
        assert (await anna.register(contact="<sip:anna.assi@192.0.2.9:5060>")).status == 200
        await carl.invite("anna.assi", sdp())
        await anna.incoming()

    def refuse_names(*_: object, **__: object) -> None:
        raise AssertionError("looked up a name")

    on_bench(tmp_path, story)


def test_the_late_487_of_a_cancelled_leg_starts_no_second_voicemail(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        stage = Stage((alert("anna.assi"), alert("ben.assi")), 0.05)
        bench.plans["lea.muster"] = RoutePlan((stage,), final=Final(FinalKind.VOICEMAIL, "lea.muster"))
        carl, anna, ben = await three(bench)
        call = await carl.invite("lea.muster", sdp())
        rung = [await anna.incoming(), await ben.incoming()]
        for leg in rung:
            leg.ring()
        await call.answered()
        for leg in rung:
            await leg.next("CANCEL")
            await leg.next("ACK")
        assert [event["event"] for event in bench.events].count("answered") == 1
        assert len(bench.call()["legs"]) == 1
        await call.send("BYE")
        assert [event["event"] for event in bench.events].count("ended") == 1

    on_bench(tmp_path, story)


def test_a_dead_connection_falls_back_to_the_contact(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        anna = await bench.phone("anna.assi", "tcp", register=False)
        await anna.listen()
        assert (await anna.register()).status == 200
        await anna.drop_connection()
        call = await carl.invite("anna.assi", sdp())
        rung = await anna.incoming()
        rung.answer()
        await call.answered()
        await call.send("BYE")
        await rung.next("BYE")

    on_bench(tmp_path, story)


def test_a_contact_that_cannot_be_reached_is_a_leg_that_failed(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna = await bench.phone("carl.caller"), await bench.phone("anna.assi", "tcp")
        await anna.drop_connection()
        call = await carl.invite("anna.assi", sdp())
        assert (await call.refused()).status == 503

    on_bench(tmp_path, story)


def test_md5_is_the_only_challenge(tmp_path: Path) -> None:
    """Debian's sipp dies of a SHA-256 challenge."""

    async def story(bench: Bench) -> None:
        anna = await bench.phone("anna.assi")
        challenges = [value for message in anna.log for value in message.all("www-authenticate")]
        assert [re.findall(r"algorithm=(\S+)", value) for value in challenges] == [["MD5"]]

    on_bench(tmp_path, story)


# subscriptions


def test_the_message_count_is_told_to_its_subscriber_only(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        _, anna, ben = await three(bench)
        wish = [("Event", "message-summary"), ("Contact", anna.contact), ("Expires", "300")]
        assert (await anna.ask("SUBSCRIBE", "sip:anna.assi@pbx.example", wish)).status == 200
        assert "Messages-Waiting: no" in (await anna.request()).body
        bench.platform.users["anna.assi"].voicemails = 3
        bench.server.voicemails_changed("anna.assi")
        notice = await anna.request()
        assert "Voice-Message: 3/0" in notice.body
        assert notice.get("subscription-state").startswith("active")
        assert (await ben.ask("SUBSCRIBE", "sip:anna.assi@pbx.example", wish)).status == 403

    on_bench(tmp_path, story)


def test_a_telephone_that_comes_late_hears_of_its_messages_unasked(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.platform.users["anna.assi"].voicemails = 2
        anna = await bench.phone("anna.assi", "tcp")
        notice = await anna.request()
        assert notice.get("event") == "message-summary"
        assert "Voice-Message: 2/0" in notice.body

    on_bench(tmp_path, story)


def test_the_lamp_follows_the_calls_of_a_user(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, ben = await three(bench)
        wish = [("Event", "dialog"), ("Contact", ben.contact)]
        assert (await ben.ask("SUBSCRIBE", "sip:anna.assi@pbx.example", wish)).status == 200
        assert "<dialog " not in (await ben.request()).body
        call, _ = await connected(carl, anna)
        seen = await states_until(ben, "confirmed")
        assert set(seen) <= {"trying", "early", "confirmed"}
        await call.send("BYE")
        while "<dialog " in (await ben.request()).body:
            pass

    async def states_until(phone: Ua, last: str) -> list[str]:
        states: list[str] = []
        while last not in states:
            states += re.findall(r"<state>(\w+)</state>", (await phone.request()).body)
        return states

    on_bench(tmp_path, story)


def test_an_unknown_event_package_is_refused(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        ben = await bench.phone("ben.assi")
        wish = [("Event", "weather"), ("Contact", ben.contact)]
        response = await ben.ask("SUBSCRIBE", "sip:ben.assi@pbx.example", wish)
        assert (response.status, response.get("allow-events")) == (489, "message-summary, dialog, as-feature-event")

    on_bench(tmp_path, story)


# robustness


def test_a_repeated_invite_makes_no_second_call(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench)
        sent: list[bytes] = []
        send_raw = carl.send_raw

        def twice(data: bytes) -> None:
            sent.append(data)
            send_raw(data)
            send_raw(data)

        carl.send_raw = twice  # type: ignore[method-assign]
        call = await carl.invite("anna.assi", sdp())
        rung = await anna.incoming()
        rung.answer()
        await call.answered()
        assert len(bench.server.calls()) == 1
        assert anna.nothing_came()

    on_bench(tmp_path, story)


def test_an_unknown_method_and_a_stray_request_are_answered(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        assert (await carl.ask("FROBNICATE", "sip:pbx.example", [])).status == 501
        assert (await carl.ask("BYE", "sip:pbx.example", [])).status == 481
        assert (await carl.ask("OPTIONS", "sip:pbx.example", [("Require", "outbound, x-new")])).status == 420
        assert (await carl.ask("INVITE", "tel:+4930", [])).status == 416

    on_bench(tmp_path, story)


HEAD = (
    "Via: SIP/2.0/{transport} 127.0.0.1:9;rport;branch=z9hG4bK{branch}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\n"
)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@pytest.mark.parametrize(
    ("start", "rest", "status"),
    [
        ("OPTIONS sip:x@y SIP/2.0", "Call-ID: 1\r\nCSeq: 1 INVITE\r\n", 400),
        ("OPTIONS sip:x@y SIP/3.0", "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\n", 505),
        ("OPTIONS <sip:x@y> SIP/2.0", "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\n", 400),
        ("OPTIONS sip:x@y SIP/2.0", "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 99999999\r\n", 413),
    ],
)
def test_what_is_malformed_is_refused_and_the_server_lives(
    tmp_path: Path, transport: str, start: str, rest: str, status: int
) -> None:
    async def story(bench: Bench) -> None:
        phone = await bench.phone("carl.caller", transport, register=False)
        head = HEAD.format(transport=transport.upper(), branch="bad")
        phone.send_raw(f"{start}\r\n{head}{rest}\r\n".encode())
        await bench.until(lambda: phone.log)
        assert phone.log[0].status == status
        await bench.phone("anna.assi", transport)

    on_bench(tmp_path, story)


def test_rubbish_never_reaches_the_log_as_a_failure(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story(bench: Bench) -> None:
        phone = await bench.phone("carl.caller", register=False)
        good = HEAD.format(transport="UDP", branch="x") + "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
        for data in (b"\x00" * 40, b"\r\n\r\n", b"INVITE", b"\xff\xfe SIP/2.0\r\n\r\n", good.encode() * 3 + b"\r\n"):
            phone.send_raw(data)
        await bench.phone("anna.assi")

    on_bench(tmp_path, story)
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def test_a_keep_alive_on_a_connection_is_answered(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", bench.ports.tcp)
        writer.write(b"\r\n\r\n")
        assert await asyncio.wait_for(reader.readexactly(2), LIMIT_S) == b"\r\n"
        writer.close()
        await writer.wait_closed()

    on_bench(tmp_path, story)


def test_stopping_the_server_ends_its_calls(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna, _ = await three(bench, "tcp")
        call, rung = await connected(carl, anna)
        bench.server.place_call(OUTSIDE, "echo.robot")
        await bench.server.stop()
        await call.next("BYE")
        await rung.next("BYE")

    on_bench(tmp_path, story)


def test_a_raw_message_keeps_its_fields() -> None:
    """The test telephone's own parsing."""
    message = Raw(b"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;branch=b1\r\nCSeq: 2 BYE\r\n\r\nbody")
    assert (message.status, message.branch, message.cseq, message.body) == (200, "b1", "2 BYE", "body")
