"""The control port: callers, robots, edits "in the portal", events, and what it does not reveal."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.telephony_port import CallActionError
from tests.samples.demo_portal import Demo, running_demo

Ask = Callable[..., Awaitable[httpx.Response]]


def in_control(story: Callable[[Demo, Ask], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running_demo() as demo, httpx.AsyncClient(trust_env=False) as client:

            async def ask(method: str, path: str, body: Any = None) -> httpx.Response:
                return await client.request(method, f"{demo.control}/{path}", json=body)

            await story(demo, ask)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("who", "caller"),
    [
        ("outside", Caller("Erika Mustermann", "+4915228817386", CallerClass.EXTERNAL)),
        ("inside", Caller("Sina Fiktiv", "433", CallerClass.INTERNAL, user="sina.fiktiv")),
        ("anonymous", Caller("", "", CallerClass.EXTERNAL, anonymous=True)),
        ({"name": "X", "number": "+491", "kind": "internal"}, Caller("X", "+491", CallerClass.INTERNAL)),
        ({"name": "X"}, Caller("X", "", CallerClass.EXTERNAL, unavailable=True)),
    ],
)
def test_a_call_is_placed_for_each_kind_of_caller(who: Any, caller: Caller) -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        answer = await ask("POST", "call", {"to": "410", "from": who, "hold_s": 2.5, "media": "silence"})
        assert answer.json() == {"call_id": "call-1"}
        assert demo.telephony.placed == [(caller, "410", 2.5, "silence")]

    in_control(story)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("call", {}, 400),
        ("call", {"to": "410", "from": "nobody"}, 400),
        ("call", {"to": "410", "hold_s": "x"}, 400),
        ("call", {"to": "410", "from": {"kind": "other"}}, 400),
        ("call", [], 400),
        ("hangup", {"call_id": "none"}, 404),
        ("edit", {"leader": "nele.probe", "set": {}}, 404),
        ("edit", {"leader": "lea.muster", "set": {"mode": "Other"}}, 400),
        ("edit", {"leader": "lea.muster", "set": {"unknown": 1}}, 400),
        ("edit", {"leader": "lea.muster", "set": {"next_rings": 1}}, 400),
        ("edit", {"leader": "lea.muster", "set": {"assistants": ["echo"]}}, 400),
        ("opt-in", {"leader": "lea.muster", "assistant": "sina.fiktiv", "on": True}, 404),
        ("opt-in", {"leader": "lea.muster", "assistant": "nele.probe"}, 400),
        ("permission", {"leader": "lea.muster"}, 400),
        ("robot-answer", {"user": "paul.attrappe"}, 404),
        ("robot", {"user": "nobody"}, 404),
        ("nonsense", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said(path: str, body: Any, status: int) -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        before = repr(demo.platform)
        answer = await ask("POST", path, body)
        assert answer.status_code == status
        assert answer.json()["error"]
        assert repr(demo.platform) == before

    in_control(story)


def test_edits_change_what_the_portal_says() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        criterion = {"name": "Neu", "calls_from": "Specified Only", "numbers": ["4??"], "called": [["Alternate", 1]]}
        wish = {"filtering": False, "name_mode": "Originator", "next_rings": 5, "criteria": [criterion]}
        assert (await ask("POST", "edit", {"leader": "lea.muster@pbx.example", "set": wish})).status_code == 200
        async with demo.client("nele.probe") as client:
            filtering = (await client.get(demo.path("lea.muster", "services/Executive/Filtering"))).text
        assert "<enableFiltering>false</enableFiltering>" in filtering
        assert "<criteriaName>Neu</criteriaName>" in filtering
        lea = demo.platform.users["lea.muster"].executive
        assert lea is not None
        assert (lea.name_mode, lea.next_rings) == ("Originator", 5)

    in_control(story)


def test_opt_in_permission_and_robots() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        await ask("POST", "opt-in", {"leader": "lea.muster", "assistant": "nele.probe", "on": False})
        await ask("POST", "permission", {"leader": "lea.muster", "allow_opt_in": False})
        await ask("POST", "robot", {"user": "paul.attrappe", "answer_after_s": 1})
        state = (await ask("GET", "state")).json()
        lea = state["users"]["lea.muster"]["executive"]
        assert lea["assistants"][0] == {"user": "nele.probe", "opted_in": False}
        assert lea["allow_opt_in"] is False
        assert state["users"]["paul.attrappe"]["answer_after_s"] == 1.0
        demo.telephony.ringing.add("paul.attrappe")
        assert (await ask("POST", "robot-answer", {"user": "paul.attrappe"})).json() == {"done": True}

    in_control(story)


def test_calls_can_be_looked_at_and_ended() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        demo.telephony.current = [{"id": "c 1", "state": "ringing"}]
        assert (await ask("GET", "calls")).json() == demo.telephony.current
        assert (await ask("GET", "call/c%201")).json()["state"] == "ringing"
        assert (await ask("POST", "hangup", {"call_id": "c 1"})).json() == {"done": True}
        assert (await ask("GET", "registrations")).json() == demo.telephony.registrations()

    in_control(story)


def test_no_password_is_ever_shown() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        async with demo.client("nele.probe") as client:
            await client.get(demo.path("nele.probe", "services"))
        shown = "".join([(await ask("GET", path)).text for path in ("", "state", "log", "registrations", "calls")])
        assert "nele.probe" in shown
        for user in demo.platform.users.values():
            assert user.password not in shown
            assert user.sip_password not in shown

    in_control(story)


def test_without_the_token_there_is_nothing() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        root = demo.control.rpartition("/")[0]
        async with httpx.AsyncClient(trust_env=False) as client:
            for path in ("/", "/state", "/wrong/state", "//state"):
                assert (await client.get(root + path)).status_code == 404
            assert (await client.post(root + "/call", json={"to": "410"})).status_code == 404
        assert demo.telephony.placed == []

    in_control(story)


def test_events_stream_calls_and_portal_requests() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        async with (
            httpx.AsyncClient(trust_env=False) as client,
            client.stream("GET", f"{demo.control}/events") as stream,
        ):
            lines = stream.aiter_lines()
            assert json.loads(await anext(lines)) == {"event": "listening"}
            demo.telephony.emit({"event": "ringing", "call_id": "1"})
            assert json.loads(await anext(lines)) == {"event": "ringing", "call_id": "1"}
            async with demo.client("nele.probe") as portal:
                await portal.get(demo.path("nele.probe", "services"))
            event = json.loads(await anext(lines))
            assert (event["event"], event["user"], event["status"]) == ("portal", "nele.probe", 200)

    in_control(story)


def test_the_page_shows_the_state_as_text_and_loads_nothing_from_outside() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        demo.platform.users["lea.muster"].last = "<script>alert(1)</script>"
        demo.telephony.current = [{"id": '"><b>', "state": "<i>"}]
        page = await ask("GET", "")
        assert page.headers["Content-Type"].startswith("text/html")
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text
        assert "<b>" not in page.text
        assert "<i>" not in page.text
        root = demo.control.rpartition("/")[0]
        async with httpx.AsyncClient(trust_env=False) as client:
            for asset in ("page.css", "page.js"):
                assert f"{demo.control.removeprefix(root)}/{asset}" in page.text
                assert (await client.get(f"{demo.control}/{asset}")).status_code == 200

    in_control(story)


def test_what_robots_say_and_are_told_is_kept() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        wish = {"from": "lea.muster", "to": "nele.probe", "text": "in 2 Minuten"}
        assert (await ask("POST", "message", wish)).json() == {"done": True}
        (told,) = (await ask("GET", "messages")).json()
        assert (told["sender"], told["receiver"], told["text"]) == ("lea.muster", "nele.probe", "in 2 Minuten")
        assert (await ask("POST", "message", {**wish, "text": ""})).status_code == 400

    in_control(story)


def test_a_push_that_cannot_be_is_said() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        assert (await ask("POST", "push", {"user": "paul.attrappe", "call_id": "c1"})).json() == {"done": True}
        assert demo.telephony.pushed == [("paul.attrappe", "c1")]
        demo.telephony.refusal = CallActionError(403, "Kein Anruf", "No call")
        answer = await ask("POST", "push", {"user": "paul.attrappe"})
        assert (answer.status_code, answer.json()) == (409, {"error": "No call"})

    in_control(story)


def test_call_waiting_is_switched() -> None:
    async def story(demo: Demo, ask: Ask) -> None:
        assert (await ask("POST", "call-waiting", {"user": "lea.muster", "on": False})).status_code == 200
        assert demo.platform.users["lea.muster"].call_waiting is False

    in_control(story)
