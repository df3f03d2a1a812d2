"""The portal's pages: sign-in, the settings of the help page, and what keeps strangers out."""

import asyncio
import contextlib
import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.model.platform import Criterion
from softphone.demo_pbx.web_portal import html as pieces
from softphone.demo_pbx.web_portal.sessions import LIFETIME_S, Sessions, cookie_of
from tests.samples.demo_portal import Demo, executive_of, running_demo

NASTY = "<script>alert(1)</script>&\"'"


@dataclass
class Visitor:
    """A browser without JavaScript: cookies, redirects, and the token of the last page."""

    client: httpx.AsyncClient
    token: str = ""

    async def open(self, path: str = "") -> str:
        answer = await self.client.get(f"/portal/{path}")
        return self._read(answer)

    async def send(self, path: str, status: int = 200, **fields: str | list[str]) -> str:
        return await self.post(path, fields, status)

    async def post(self, path: str, fields: Mapping[str, str | list[str]], status: int = 200) -> str:
        answer = await self.client.post(f"/portal/{path}", data={"csrf": self.token, **fields})
        assert answer.status_code == status, answer.text
        return self._read(answer)

    async def log_in(self, demo: Demo, user: str) -> str:
        password = demo.platform.users[user].password
        return await self.send("login", user=f"{user}@pbx.example", password=password)

    def _read(self, answer: httpx.Response) -> str:
        match = re.search(r'name="csrf" value="([^"]*)"', answer.text)
        self.token = match.group(1) if match else ""
        return html.unescape(answer.text)


@contextlib.asynccontextmanager
async def visitor(demo: Demo, user: str = "") -> AsyncIterator[Visitor]:
    async with httpx.AsyncClient(base_url=demo.url, follow_redirects=True, trust_env=False) as client:
        guest = Visitor(client)
        if user:
            await guest.log_in(demo, user)
        yield guest


def in_demo(story: Callable[[Demo], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running_demo() as demo:
            await story(demo)

    asyncio.run(run())


def as_visitor(user: str, story: Callable[[Demo, Visitor], Awaitable[None]]) -> None:
    async def run(demo: Demo) -> None:
        async with visitor(demo, user) as guest:
            await story(demo, guest)

    in_demo(run)


def test_an_assistant_sees_the_groups_and_opts_out_of_one() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        shown = await guest.open()
        assert "Zugewiesene Assistenzen" in shown
        assert "Dr. Lea Muster" in shown
        assert "Prof. Ada Entwurf" in shown
        assert shown.count('name="in"') == shown.count('name="in" value="lea.muster" checked') + 1 == 2
        shown = await guest.post("opt-in", {"in": ["ada.entwurf"]})
        assert "nach dem nächsten Ein- und Ausloggen" in shown
        links = {link.user: link.opted_in for link in executive_of(demo.platform, "lea.muster").assistants}
        assert links == {"nele.probe": False, "paul.attrappe": True}
        assert executive_of(demo.platform, "ada.entwurf").assistants[0].opted_in is True
        assert "nach dem nächsten" not in await guest.open()

    as_visitor("nele.probe", story)


def test_without_the_permission_the_box_is_locked_and_stays() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive_of(demo.platform, "lea.muster").allow_opt_in = False
        assert 'value="lea.muster" checked disabled' in await guest.open()
        await guest.send("opt-in")
        assert executive_of(demo.platform, "lea.muster").assistants[0].opted_in is True
        assert executive_of(demo.platform, "ada.entwurf").assistants[0].opted_in is False

    as_visitor("nele.probe", story)


def test_the_divert_is_set_and_switched_off() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        nele = demo.platform.users["nele.probe"]
        await guest.open()
        await guest.send("divert", divert="on", divert_number="451")
        assert (nele.divert, nele.divert_number) == (True, "451")
        await guest.send("divert", divert="off", divert_number="451")
        assert (nele.divert, nele.divert_number) == (False, "451")
        shown = await guest.send("divert", 400, divert="on", divert_number="<b>")
        assert "Zielrufnummer" in shown
        assert (nele.divert, nele.divert_number) == (False, "451")

    as_visitor("nele.probe", story)


def test_details_name_the_eight_parameters() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive = executive_of(demo.platform, "lea.muster")
        executive.alert_mobility, executive.recall_rings = True, 6
        shown = await guest.open("group/lea.muster/details")
        rows = dict(re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td></tr>", shown))
        assert rows == {
            "Filter": "Alle externen Anrufe",
            "Stille Benachrichtigung": "Ein",
            "Parallele Benachrichtigung": "MagentaEINS Business Integration",
            "Benachrichtigung": "Gleichzeitig",
            "Anrufinformation Name": "Assistenzgruppenleiter – Ursprünglicher Anrufer",
            "Anrufinformation Rufnummer": "Rufnummer ursprünglicher Anrufer",
            "Abbruch der Anrufübergabe": "nach 30 Sekunden",
            "Aktion bei Nichtmelden der Assistenten": "Nach 45 Sekunden: An Sprachbox des Leiters",
        }

    as_visitor("nele.probe", story)


def test_each_tab_saves_its_settings_and_no_others() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive = executive_of(demo.platform, "lea.muster")
        await guest.open("group/lea.muster/filter")
        await guest.send("group/lea.muster/filter", filtering="on", filter="All Internal Calls")
        assert (executive.filtering, executive.mode, executive.simple_filter) == (
            True,
            "Simple",
            "All Internal Calls",
        )
        await guest.send("group/lea.muster/filter", filter="Advanced")
        assert (executive.filtering, executive.mode) == (False, "Advanced")
        assert executive.simple_filter == "All Internal Calls"
        await guest.send("group/lea.muster/screening")
        await guest.send("group/lea.muster/parallel", alert_anywhere="on")
        assert (executive.screening, executive.alert_mobility, executive.alert_anywhere) == (False, False, True)
        await guest.post("group/lea.muster/alerting", ALERTING)
        assert (executive.alerting_mode, executive.next_rings, executive.recall_rings) == ("Sequential", 7, 9)
        assert (executive.name_mode, executive.number_mode) == ("Originator", "Executive")
        action = executive.rollover, executive.rollover_wait_s, executive.rollover_action, executive.rollover_number
        assert action == (True, 90, "Forward", "+4930555099")
        assert executive.extra_xml

    as_visitor("nele.probe", story)


ALERTING = {
    "alerting_mode": "Sequential",
    "next_rings": "7",
    "name_mode": "Originator",
    "number_mode": "Executive",
    "recall_rings": "9",
    "rollover": "on",
    "rollover_wait_s": "90",
    "rollover_action": "Forward",
    "rollover_number": "+4930555099",
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"next_rings": "21"},
        {"recall_rings": "x"},
        {"rollover_wait_s": "7201"},
        {"rollover_wait_s": "-1"},
        {"rollover_number": ""},
        {"rollover_action": "Explode"},
        {"alerting_mode": ""},
    ],
)
def test_a_value_that_cannot_be_changes_nothing(wrong: dict[str, str]) -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        before = repr(demo.platform)
        await guest.open()
        shown = await guest.send("group/lea.muster/alerting", 400, **{**ALERTING, **wrong})
        assert "Nicht gespeichert" in shown
        assert repr(demo.platform) == before

    as_visitor("nele.probe", story)


def test_what_the_page_does_not_offer_is_shown_and_kept() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive = executive_of(demo.platform, "lea.muster")
        executive.name_mode, executive.custom_name, executive.screening_alert = "Custom", "Sekretariat", "Ring Splash"
        assert "Sekretariat" in await guest.open("group/lea.muster/alerting")
        assert "Ring Splash" in await guest.open("group/lea.muster/screening")
        await guest.send("group/lea.muster/screening", screening="on")
        await guest.post("group/lea.muster/alerting", {**ALERTING, "name_mode": ""})
        assert (executive.name_mode, executive.custom_name) == ("Custom", "Sekretariat")
        assert (executive.screening_alert, executive.alert_shared) == ("Ring Splash", True)

    as_visitor("nele.probe", story)


def test_a_criterion_is_added_switched_edited_renamed_and_deleted() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive = executive_of(demo.platform, "lea.muster")
        name = "A/B & <Presse>"
        await guest.open()
        wish = {"name": name, "filter": "no", "calls_from": "Specified Only", "numbers": "+4930* 0301"}
        shown = await guest.post(
            "group/lea.muster/criterion", {**wish, "time_schedule": "Group/Buero", "anonymous": "on"}
        )
        assert name in shown
        (made,) = executive.criteria
        assert (made.name, made.filter, made.numbers, made.anonymous) == (name, False, ["+4930*", "0301"], True)
        assert made.time_schedule is not None
        path = f"group/lea.muster/criterion/{quote(name, safe='')}"
        assert "0301" in await guest.open(path)
        await guest.send("group/lea.muster/criterion", 400, **wish)
        made.called = [("Primary", None)]
        await guest.send("group/lea.muster/filter", filter="Advanced")
        assert executive.criteria[0].active is False
        await guest.send(path, name="Neu", filter="yes", calls_from="Any")
        assert (executive.criteria[0].name, executive.criteria[0].active) == ("Neu", False)
        assert executive.criteria[0].called == [("Primary", None)]
        await guest.send("group/lea.muster/filter", filter="Advanced", active="Neu")
        assert executive.criteria[0].active is True
        await guest.send("group/lea.muster/criterion/Neu/delete")
        assert executive.criteria == []

    as_visitor("nele.probe", story)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"numbers": "1 " * 13}, {"calls_from": "Mars"}, {"time_schedule": "Group/Nacht"}]
)
def test_a_criterion_that_cannot_be_is_not_kept(wrong: dict[str, str]) -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        await guest.open()
        await guest.send(
            "group/lea.muster/criterion", 400, **{"name": "X", "calls_from": "Any", "filter": "yes", **wrong}
        )
        assert executive_of(demo.platform, "lea.muster").criteria == []

    as_visitor("nele.probe", story)


def test_a_leader_orders_the_assistants_and_locks_the_boxes() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        executive = executive_of(demo.platform, "lea.muster")
        executive.assistants[0].opted_in = False
        await guest.open("leader")
        await guest.send("leader", filtering="on", place1="paul.attrappe", place2="nele.probe", place3="sina.fiktiv")
        links = [(link.user, link.opted_in) for link in executive.assistants]
        assert links == [("paul.attrappe", True), ("nele.probe", False), ("sina.fiktiv", True)]
        assert executive.allow_opt_in is False
        await guest.send("leader", 400, place1="paul.attrappe", place2="paul.attrappe")
        await guest.send("leader", 400, place1="echo")
        assert len(executive.assistants) == 3

    as_visitor("lea.muster", story)


def test_one_person_in_both_roles_has_both_pages() -> None:
    async def story(_: Demo, guest: Visitor) -> None:
        shown = await guest.open()
        assert "Leiter – Assistenzfunktion" in shown
        assert "Jonas Beispiel" in shown
        assert "Sina Fiktiv" in await guest.open("leader")

    as_visitor("ada.entwurf", story)


@pytest.mark.parametrize(
    "path",
    ["group/lea.muster/filter", "group/lea.muster/details", "group/lea.muster/criterion", "leader", "nonsense"],
)
def test_a_stranger_to_the_group_finds_nothing(path: str) -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        before = repr(demo.platform)
        await guest.open()
        token = guest.token
        assert (await guest.client.get(f"/portal/{path}")).status_code == 404
        guest.token = token
        await guest.send(path, 404, name="X", filter="yes", calls_from="Any")
        assert repr(demo.platform) == before

    as_visitor("sina.fiktiv", story)


def test_a_form_without_its_token_is_refused() -> None:
    async def story(demo: Demo, guest: Visitor) -> None:
        before = repr(demo.platform)
        for token in ("", "x" * 32, "ü"):
            guest.token = token
            await guest.send("group/lea.muster/screening", 403)
        assert repr(demo.platform) == before

    as_visitor("nele.probe", story)


def test_wrong_words_open_nothing() -> None:
    async def story(demo: Demo) -> None:
        async with visitor(demo) as guest:
            for user, password in (("nele.probe", "wrong"), ("nobody", ""), (NASTY, NASTY), ("", "")):
                shown = await guest.send("login", 403, user=user, password=password)
                assert "falsch" in shown
                assert "<script>" not in shown
            assert "Passwort" in await guest.open("group/lea.muster/filter")
            guest.client.cookies.set("portal_session", "guess")
            assert "Passwort" in await guest.open()

    in_demo(story)


def test_the_cookie_is_strict_and_dead_after_the_log_out() -> None:
    async def story(demo: Demo) -> None:
        async with httpx.AsyncClient(base_url=demo.url, trust_env=False) as client:
            password = demo.platform.users["nele.probe"].password
            answer = await client.post("/portal/login", data={"user": "nele.probe", "password": password})
            cookie = answer.headers["set-cookie"]
            assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/portal"))
            page = await client.get("/portal/")
            (token,) = re.findall(r'name="csrf" value="([^"]+)"', page.text)[:1]
            kept = {"Cookie": cookie.split(";")[0]}
            assert (await client.post("/portal/logout", data={"csrf": token})).status_code == 303
            assert "Zugewiesene" not in (await client.get("/portal/", headers=kept)).text

    in_demo(story)


def test_only_the_loopbacks_own_names_are_served() -> None:
    async def story(demo: Demo) -> None:
        async with visitor(demo) as guest:
            answer = await guest.client.get("/portal/", headers={"Host": "evil.example"})
            assert answer.status_code == 403
            wish = {"user": "nele.probe", "password": demo.platform.users["nele.probe"].password}
            foreign = {"Sec-Fetch-Site": "cross-site"}
            assert (await guest.client.post("/portal/login", data=wish, headers=foreign)).status_code == 403
            page = await guest.client.get("/portal/")
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert page.headers["cache-control"] == "no-store"
            style = await guest.client.get("/portal/style.css")
            assert style.headers["content-type"].startswith("text/css")

    in_demo(story)


def test_no_stored_text_becomes_markup() -> None:
    async def story(demo: Demo) -> None:
        demo.platform.users["lea.muster"].last = NASTY
        executive = executive_of(demo.platform, "lea.muster")
        executive.criteria = [Criterion(NASTY)]
        executive.mode, executive.name_mode, executive.custom_name = "Advanced", "Custom", NASTY
        demo.platform.users["nele.probe"].divert_number = NASTY
        async with visitor(demo, "nele.probe") as guest:
            for path in ("", "group/lea.muster/details", "group/lea.muster/filter", "group/lea.muster/alerting"):
                answer = await guest.client.get(f"/portal/{path}")
                assert answer.status_code == 200
                assert "<script" not in answer.text
                assert "&lt;script" in answer.text

    in_demo(story)


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_piece_of_html_escapes_what_goes_in(name: str, value: str) -> None:
    made = [
        pieces.checkbox(name, value, value, on=True),
        pieces.radios(name, [(value, value)], value),
        pieces.select(name, value, [(value, value)], value),
        pieces.field(name, value, value),
        pieces.fieldset(value),
        pieces.note(value),
        pieces.link(value, value),
        pieces.form(value, value, button=value),
        pieces.page(value, "", notice=value, problem=value).decode("utf-8", "replace"),
    ]
    plain = [
        pieces.checkbox("", "", "", on=True),
        pieces.radios("", [("", "")], ""),
        pieces.select("", "", [("", "")], ""),
        pieces.field("", "", ""),
        pieces.fieldset(""),
        pieces.note(""),
        pieces.link("", ""),
        pieces.form("", "", button=""),
        pieces.page("", "").decode(),
    ]
    for one, other in zip(made[:-1], plain[:-1], strict=True):
        assert [one.count(mark) for mark in '<>"'] == [other.count(mark) for mark in '<>"']
    assert made[-1].count("<script") == 0


def test_a_session_ends_when_it_was_not_used() -> None:
    now = 100.0
    sessions = Sessions(lambda: now)
    session = sessions.begin("nele.probe")
    header = "other=1; " + cookie_of(session).split(";")[0]
    now += LIFETIME_S - 1
    assert sessions.find(header) is session
    now += LIFETIME_S - 1
    assert sessions.find(header) is session
    now += LIFETIME_S
    assert sessions.find(header) is None
    assert session.id not in repr(session)
