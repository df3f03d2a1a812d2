"""The SIP side of the demo PBX with raw telephones: registrar, calls, plans, voicemail, robots."""

import asyncio
import re
import wave
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from softphone.demo_pbx.model.plans import Final, FinalKind, RoutePlan, Stage
from softphone.demo_pbx.sip.transport.certificate import Certificate, make_certificate
from tests.integration.sip_bench import OUTSIDE, Bench, alert, running
from tests.integration.sip_ua import Ua, sdp, uri_of


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def on_bench(
    directory: Path, story: Callable[[Bench], Awaitable[None]], certificate: Certificate | None = None
) -> None:
    async def play() -> None:
        async with running(directory, certificate) as bench:
            await story(bench)

    asyncio.run(play())


# registrar


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_telephone_registers_calls_and_hangs_up(tmp_path: Path, certificate: Certificate, transport: str) -> None:
    async def story(bench: Bench) -> None:
        carl, anna = await bench.phone("carl.caller", transport), await bench.phone("anna.assi", transport)
        assert bench.server.registrations()["anna.assi"] == [uri_of(anna.contact)]
        call = await carl.invite("anna.assi", sdp(40100))
        rung = await anna.incoming()
        assert "m=audio 40100" in rung.invited.body
        rung.ring()
        await call.wait_for(180)
        rung.answer(sdp(40200))
        assert "m=audio 40200" in (await call.answered()).body
        assert bench.call()["state"] == "answered"
        assert (await call.send("BYE")).status == 200
        await rung.next("BYE")
        assert bench.server.calls() == []

    on_bench(tmp_path, story, certificate)


def test_a_wrong_password_is_challenged_again_and_not_registered(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        anna = await bench.phone("anna.assi", register=False)
        anna.password = "guess"
        assert (await anna.register()).status == 401
        assert bench.server.registrations() == {}

    on_bench(tmp_path, story)


def test_nobody_registers_for_somebody_else(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        anna = await bench.phone("anna.assi", register=False)
        assert (await anna.register(user="lea.muster")).status == 403

    on_bench(tmp_path, story)


def test_too_short_a_registration_names_the_minimum(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        anna = await bench.phone("anna.assi", register=False)
        response = await anna.register(expires=1)
        assert (response.status, response.get("min-expires")) == (423, "5")

    on_bench(tmp_path, story)


def test_several_contacts_are_kept_and_taken_back_one_by_one(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        desk, soft = await bench.phone("anna.assi"), await bench.phone("anna.assi", "tcp")
        assert len(bench.server.registrations()["anna.assi"]) == 2
        await soft.register(expires=0)
        assert bench.server.registrations()["anna.assi"] == [uri_of(desk.contact)]
        await desk.register(expires=0, contact="*")
        assert bench.server.registrations() == {}
        names = [event["event"] for event in bench.events]
        assert names == ["registered", "unregistered"]

    on_bench(tmp_path, story)


def test_a_telephone_that_comes_back_on_another_port_replaces_its_old_contact(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        mark = ';+sip.instance="<urn:uuid:1>";reg-id=1'
        first, second = await bench.phone("anna.assi", register=False), await bench.phone("anna.assi", register=False)
        await first.register(contact=first.contact + mark)
        await second.register(contact=second.contact + mark)
        assert bench.server.registrations()["anna.assi"] == [uri_of(second.contact)]

    on_bench(tmp_path, story)


def test_options_tells_the_methods(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller", register=False)
        response = await carl.ask("OPTIONS", "sip:pbx.example", [])
        assert response.status == 200
        assert {"INVITE", "REFER", "SUBSCRIBE"} <= set(re.split(r",\s*", response.get("allow")))

    on_bench(tmp_path, story)


def test_a_call_without_credentials_is_not_placed(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        carl.password = "guess"
        call = await carl.invite("anna.assi", sdp())
        assert (await call.refused()).status == 407
        assert bench.events == [{"event": "registered", "user": "carl.caller"}]

    on_bench(tmp_path, story)


# what the called telephone sees


def test_the_name_and_number_of_the_plan_are_shown(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        shown = alert("anna.assi", name='Lea "die" Muster – Dora', number="+4930777001")
        bench.plans["lea.muster"] = RoutePlan((Stage((shown,), None),))
        carl, anna = await bench.phone("carl.caller"), await bench.phone("anna.assi")
        call = await carl.invite("lea.muster", sdp())
        invite = (await anna.incoming()).invited
        name = '"Lea \\"die\\" Muster – Dora" <sip:+4930777001@pbx.example>'
        assert invite.get("from").startswith(name + ";tag=")
        assert invite.get("p-asserted-identity") == name
        assert not invite.get("privacy")
        await call.cancel()

    on_bench(tmp_path, story)


def test_a_caller_without_number_is_anonymous(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = RoutePlan((Stage((alert("anna.assi", name="", number=""),), None),))
        anna = await bench.phone("anna.assi")
        bench.server.place_call(OUTSIDE, "lea.muster")
        invite = (await anna.incoming()).invited
        assert invite.get("from").startswith('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=')
        assert (invite.get("privacy"), invite.get("p-asserted-identity")) == ("id", "")
        assert "Dora" not in "".join(value for _, value in invite.fields)

    on_bench(tmp_path, story)


def test_a_caller_may_hide_his_number(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna = await bench.phone("carl.caller"), await bench.phone("anna.assi")
        await carl.invite("anna.assi", sdp(), [("Privacy", "id")])
        assert "anonymous.invalid" in (await anna.incoming()).invited.get("from")

    on_bench(tmp_path, story)


def test_a_diverted_call_names_the_leader_in_diversion_and_history(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = RoutePlan((Stage((alert("anna.assi", diverted_by="lea.muster"),), None),))
        anna = await bench.phone("anna.assi")
        bench.server.place_call(OUTSIDE, "lea.muster")
        invite = (await anna.incoming()).invited
        assert invite.get("diversion") == '"Lea Muster" <sip:+49305521@pbx.example>;reason=unconditional;counter=1'
        assert invite.get("history-info") == (
            "<sip:+49305521@pbx.example>;index=1, <sip:+49305531@pbx.example;cause=302>;index=1.1;mp=1"
        )

    on_bench(tmp_path, story)


def test_a_silent_copy_carries_its_alert_info_and_gives_the_caller_no_ringing(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = RoutePlan(
            (Stage((alert("anna.assi"),), None),), (alert("lea.muster", alert_info="<http://127.0.0.1/silent>"),)
        )
        carl, lea, anna = [await bench.phone(name) for name in ("carl.caller", "lea.muster", "anna.assi")]
        call = await carl.invite("lea.muster", sdp())
        silent, rung = await lea.incoming(), await anna.incoming()
        assert silent.invited.get("alert-info") == "<http://127.0.0.1/silent>"
        assert rung.invited.get("alert-info") == ""
        silent.ring()
        await bench.until(lambda: bench.call()["legs"][0]["state"] == "ringing")
        assert not [event for event in bench.events if event["event"] == "ringing"]
        rung.ring()
        await call.wait_for(180)
        assert (await bench.event("ringing"))["target"] == "anna.assi"

    on_bench(tmp_path, story)


# plans


def leader_plan(*stages: Stage, **more: Any) -> RoutePlan:
    silent = alert("lea.muster", alert_info="<http://127.0.0.1/silent>")
    return RoutePlan(stages, (silent,), **more)


async def leader_and_assistants(bench: Bench) -> list[Ua]:
    return [await bench.phone(name) for name in ("carl.caller", "lea.muster", "anna.assi", "ben.assi")]


@pytest.mark.parametrize("winner", [0, 1, 2])
def test_who_answers_first_gets_the_call_and_the_others_hear_where_it_went(tmp_path: Path, winner: int) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"), alert("ben.assi")), None))
        carl, *phones = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        rung = [await phone.incoming() for phone in phones]
        for leg in rung:
            leg.ring()
        await bench.until(lambda: all(leg["state"] == "ringing" for leg in bench.call()["legs"]))
        rung[winner].answer()
        await call.answered()
        for leg in rung[:winner] + rung[winner + 1 :]:
            cancel = await leg.next("CANCEL")
            assert cancel.get("reason") == 'SIP;cause=200;text="Call completed elsewhere"'
        assert bench.call()["answered_by"] == phones[winner].user
        assert len(bench.call()["legs"]) == 1

    on_bench(tmp_path, story)


def test_two_contacts_of_one_user_are_two_legs(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, desk, soft = [
            await bench.phone(*phone) for phone in (("carl.caller",), ("anna.assi",), ("anna.assi", "tcp"))
        ]
        call = await carl.invite("anna.assi", sdp())
        on_desk, on_soft = await desk.incoming(), await soft.incoming()
        on_desk.ring()
        on_soft.ring()
        assert [leg["target"] for leg in bench.call()["legs"]] == ["anna.assi", "anna.assi"]
        on_soft.answer()
        await call.answered()
        await on_desk.next("CANCEL")

    on_bench(tmp_path, story)


def test_a_loser_that_has_not_answered_yet_is_cancelled_with_its_first_sign(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"),), None))
        carl, lea, anna, _ = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        silent, rung = await lea.incoming(), await anna.incoming()
        rung.answer()
        await call.answered()
        assert silent.count("CANCEL") == 0
        silent.ring()
        await silent.next("CANCEL")

    on_bench(tmp_path, story)


def test_an_answer_that_crosses_the_cancel_is_ended(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"),), None))
        carl, lea, anna, _ = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        silent, rung = await lea.incoming(), await anna.incoming()
        rung.answer()
        await call.answered()
        silent.answer()
        await silent.next("ACK")
        await silent.next("BYE")
        assert (await call.send("BYE")).status == 200

    on_bench(tmp_path, story)


def test_the_next_stage_rings_after_the_time_of_the_first(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"),), 0.1), Stage((alert("ben.assi"),), None))
        carl, lea, anna, ben = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        silent, first = await lea.incoming(), await anna.incoming()
        silent.ring()
        first.ring()
        second = await ben.incoming()
        await first.next("CANCEL")
        assert silent.count("CANCEL") == 0
        second.answer()
        await call.answered()
        await silent.next("CANCEL")

    on_bench(tmp_path, story)


@pytest.mark.parametrize("status", [486, 603, 480])
def test_a_refusal_takes_only_that_leg_away(tmp_path: Path, status: int) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"), alert("ben.assi")), None))
        carl, _, anna, ben = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        (await anna.incoming()).reject(status)
        second = await ben.incoming()
        second.ring()
        await call.wait_for(180)
        second.answer()
        await call.answered()

    on_bench(tmp_path, story)


def test_when_all_of_a_stage_have_refused_the_next_one_rings_at_once(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"),), None), Stage((alert("ben.assi"),), None))
        carl, _, anna, ben = await leader_and_assistants(bench)
        await carl.invite("lea.muster", sdp())
        (await anna.incoming()).reject(486)
        await ben.incoming()

    on_bench(tmp_path, story)


def test_a_silent_leg_alone_keeps_no_stage_alive(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        plan = leader_plan(Stage((alert("anna.assi"),), None), final=Final(FinalKind.BUSY))
        bench.plans["lea.muster"] = plan
        carl, lea = await bench.phone("carl.caller"), await bench.phone("lea.muster")
        call = await carl.invite("lea.muster", sdp())
        assert (await call.refused()).status == 486
        assert lea.nothing_came()

    on_bench(tmp_path, story)


@pytest.mark.parametrize(
    ("kind", "status"), [(FinalKind.BUSY, 486), (FinalKind.NOT_FOUND, 404), (FinalKind.UNAVAILABLE, 480)]
)
def test_a_plan_without_anybody_ends_with_its_status(tmp_path: Path, kind: FinalKind, status: int) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = RoutePlan((), final=Final(kind))
        carl = await bench.phone("carl.caller")
        call = await carl.invite("lea.muster", sdp())
        assert (await call.refused()).status == status
        assert (await bench.event("ended"))["status"] == status

    on_bench(tmp_path, story)


def test_a_plain_callee_that_is_busy_makes_the_call_busy(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl, anna = await bench.phone("carl.caller"), await bench.phone("anna.assi")
        call = await carl.invite("anna.assi", sdp())
        (await anna.incoming()).reject(486)
        assert (await call.refused()).status == 486

    on_bench(tmp_path, story)


def test_the_total_time_leads_to_the_leaders_voicemail_and_counts_the_message(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(
            Stage((alert("anna.assi"),), None),
            final=Final(FinalKind.VOICEMAIL, "lea.muster"),
            total_s=0.1,
            filtered_for="lea.muster",
        )
        lea, anna = await bench.phone("lea.muster"), await bench.phone("anna.assi")
        call_id = bench.server.place_call(OUTSIDE, "lea.muster", hold_s=1.2)
        silent, rung = await lea.incoming(), await anna.incoming()
        silent.ring()
        rung.ring()
        await rung.next("CANCEL")
        await silent.next("CANCEL")
        recorded = await bench.event("voicemail-recorded")
        assert bench.platform.users["lea.muster"].voicemails == 1
        notice = await lea.request()
        assert (notice.method, notice.get("event")) == ("NOTIFY", "message-summary")
        assert "Messages-Waiting: yes" in notice.body
        assert "Voice-Message: 1/0" in notice.body
        with wave.open(str(recorded["file"])) as file:
            assert file.getframerate() == 8000
            assert 0.4 < file.getnframes() / 8000 < 1.2
        assert bench.status_of(call_id)["answered_by"] == "vm-lea.muster"

    on_bench(tmp_path, story)


def test_the_voicemail_can_be_dialled(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        call = await carl.invite("vm-lea.muster", sdp())
        answer = await call.answered()
        assert "m=audio 0 " not in answer.body
        assert "RTP/AVP 0 101" in answer.body
        await call.send("BYE")
        assert (await bench.event("ended"))["status"] == 200

    on_bench(tmp_path, story)


def test_a_forward_rings_the_other_number_and_tells_why(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        plan = leader_plan(Stage((alert("anna.assi"),), 0.05), final=Final(FinalKind.FORWARD, "+49305532"))
        bench.plans["lea.muster"] = plan
        carl, _, anna, ben = await leader_and_assistants(bench)
        await carl.invite("lea.muster", sdp())
        (await anna.incoming()).ring()
        invite = (await ben.incoming()).invited
        assert invite.get("diversion").endswith(";reason=no-answer;counter=1")
        assert "cause=408" in invite.get("history-info")

    on_bench(tmp_path, story)


def test_forwards_in_a_circle_end(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = RoutePlan((), final=Final(FinalKind.FORWARD, "anna.assi"))
        bench.plans["anna.assi"] = RoutePlan((), final=Final(FinalKind.FORWARD, "lea.muster"))
        carl = await bench.phone("carl.caller")
        call = await carl.invite("lea.muster", sdp())
        assert (await call.refused()).status == 482

    on_bench(tmp_path, story)


def test_a_redirection_sends_the_call_to_the_leaders_voicemail(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"), alert("ben.assi")), None))
        carl, lea, anna, ben = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        rung = [await phone.incoming() for phone in (lea, anna, ben)]
        for leg in rung:
            leg.ring()
        await call.wait_for(180)
        await bench.until(lambda: all(leg["state"] == "ringing" for leg in bench.call()["legs"]))
        rung[1].reject(302, [("Contact", "<sip:vm-lea.muster@pbx.example>")])
        await call.answered()
        for leg in (rung[0], rung[2]):
            await leg.next("CANCEL")
        assert bench.call()["answered_by"] == "vm-lea.muster"

    on_bench(tmp_path, story)


def test_a_caller_who_gives_up_ends_every_leg(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("anna.assi"),), None))
        carl, lea, anna, _ = await leader_and_assistants(bench)
        call = await carl.invite("lea.muster", sdp())
        rung = [await lea.incoming(), await anna.incoming()]
        for leg in rung:
            leg.ring()
        await call.wait_for(180)
        await bench.until(lambda: all(leg["state"] == "ringing" for leg in bench.call()["legs"]))
        assert (await call.cancel()).status == 200
        assert (await call.refused()).status == 487
        for leg in rung:
            assert (await leg.next("CANCEL")).get("reason") == ""
        assert (await bench.event("ended"))["status"] == 487
        assert await bench.event("cancelled")

    on_bench(tmp_path, story)


# robots


def test_the_echo_extension_gives_back_what_it_hears(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        call_id = bench.server.place_call(OUTSIDE, "echo.robot", hold_s=0.9)
        await bench.event("ended")
        outcome = bench.status_of(call_id)
        assert (outcome["status"], outcome["answered_by"]) == (200, "echo.robot")
        assert 430 < outcome["media"]["dominant_hz"] < 450

    on_bench(tmp_path, story)


def test_the_assistant_robot_answers_on_command_and_plays_a_tone(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["lea.muster"] = leader_plan(Stage((alert("ina.robot"), alert("anna.assi")), None))
        _, _, anna, _ = await leader_and_assistants(bench)
        call_id = bench.server.place_call(OUTSIDE, "lea.muster", media="silent")
        rung = await anna.incoming()
        rung.ring()
        await bench.until(lambda: len([e for e in bench.events if e["event"] == "ringing"]) == 2)
        assert not bench.server.assistant_answer("anna.assi")
        assert bench.server.assistant_answer("ina.robot")
        await rung.next("CANCEL")
        await bench.until(lambda: bench.status_of(call_id)["media"]["packets"] > 30)
        assert 430 < bench.status_of(call_id)["media"]["dominant_hz"] < 450
        assert bench.server.hang_up(call_id)
        assert not bench.server.hang_up(call_id)

    on_bench(tmp_path, story)


def test_the_assistant_robot_answers_after_its_time(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.platform.users["ina.robot"].answer_after_s = 0.05
        call_id = bench.server.place_call(OUTSIDE, "ina.robot")
        await bench.event("answered")
        assert bench.status_of(call_id)["answered_by"] == "ina.robot"

    on_bench(tmp_path, story)


def test_a_robot_without_a_common_codec_refuses(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        carl = await bench.phone("carl.caller")
        call = await carl.invite("tone.robot", sdp(payloads="9 101"))
        assert (await call.refused()).status == 488

    on_bench(tmp_path, story)


def test_a_number_outside_rings_without_end(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        bench.plans["+4930999"] = RoutePlan((Stage((alert("+4930999"),), None),))
        carl = await bench.phone("carl.caller")
        call = await carl.invite("+4930999", sdp())
        await call.wait_for(180)
        await call.cancel()
        assert (await call.refused()).status == 487

    on_bench(tmp_path, story)


def test_the_robot_caller_hears_that_nobody_is_there(tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        call_id = bench.server.place_call(OUTSIDE, "nobody")
        assert bench.status_of(call_id)["status"] == 404
        with pytest.raises(KeyError):
            bench.status_of("c999")

    on_bench(tmp_path, story)
