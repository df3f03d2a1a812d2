"""A visitor changes settings on the portal's page in a real browser; they reach the client at its next sign-in."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from tests.e2e.browser import PROGRAMS, Browser, browsing
from tests.e2e.conftest import PICTURES, assert_clean

MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as window:
        yield window


@pytest.fixture
def nele(stage: DemoStage, browser: Browser) -> Iterator[Browser]:
    """Logged in to the portal's page, and out again."""
    entry = stage.pbx.user("nele.probe")
    browser.open(f"{stage.pbx.ready['portal']}/portal/")
    browser.forget()
    browser.open(f"{stage.pbx.ready['portal']}/portal/")
    browser.type("input[name=user]", entry["user"])
    browser.type("input[name=password]", entry["password"])
    browser.click_words("Einloggen")
    yield browser
    browser.picture(PICTURES / "web-portal-last.png")
    browser.open(f"{stage.pbx.ready['portal']}/portal/")
    browser.click_words("Nele Probe ausloggen")
    assert "Passwort" in browser.words


def group(status: dict[str, Any], leader: str) -> dict[str, Any]:
    return next(one for one in status["groups"] if one["leader"]["user_id"] == f"{leader}@pbx.example")


def test_a_filter_changed_in_the_browser_arrives_at_the_next_sign_in(nele: Browser, assistant: ClientProcess) -> None:
    assert group(assistant.status(), "lea.muster")["settings"]["filtering"]["simple_filter"] == "All External Calls"
    nele.click_link("/portal/group/lea.muster/filter")
    assert "Assistenzfunktion bearbeiten: Dr. Lea Muster" in nele.words
    nele.click("input[name=filter][value='All Calls']")
    nele.click_words("Speichern")
    assert "Gespeichert" in nele.words
    assert nele.ticked("input[name=filter][value='All Calls']")
    assert group(assistant.status(), "lea.muster")["settings"]["filtering"]["simple_filter"] == "All External Calls"
    assistant.do("sign-in-again")
    assistant.wait(
        "the new filter",
        lambda s: group(s, "lea.muster")["settings"]["filtering"]["simple_filter"] == "All Calls",
    )
    assert_clean(assistant)


def test_an_opt_out_in_the_browser_arrives_at_the_next_sign_in(nele: Browser, assistant: ClientProcess) -> None:
    box = "input[name=in][value='ada.entwurf']"
    assert nele.ticked(box)
    nele.click(box)
    nele.click_words("Speichern")
    assert not nele.ticked(box)
    assert group(assistant.status(), "ada.entwurf")["opt_in"]["confirmed"] is True
    assistant.do("sign-in-again")
    assistant.wait("opted out", lambda s: group(s, "ada.entwurf")["opt_in"]["confirmed"] is False)
    nele.click(box)
    nele.click_words("Speichern")
    assistant.do("sign-in-again")
    assistant.wait("opted in", lambda s: group(s, "ada.entwurf")["opt_in"]["confirmed"] is True)


def test_a_criterion_made_in_the_browser_stands_in_the_clients_group(nele: Browser, assistant: ClientProcess) -> None:
    nele.click_link("/portal/group/lea.muster/filter")
    nele.click_words("Filterkriterium hinzufügen")
    nele.type("input[name=name]", "Presse & <Funk>")
    nele.click("input[name=calls_from][value='Specified Only']")
    nele.type("input[name=numbers]", "+4930* 030123")
    nele.click("input[name=filter][value=no]")
    nele.click_words("Speichern")
    assert "Presse & <Funk>" in nele.words
    assistant.do("sign-in-again")
    status = assistant.wait("the criterion", lambda s: group(s, "lea.muster")["settings"]["criteria"])
    (made,) = group(status, "lea.muster")["settings"]["criteria"]
    assert (made["name"], made["numbers"]) == ("Presse & <Funk>", ["+4930*", "030123"])
    nele.click_words("Presse & <Funk>")
    nele.click_words("Löschen")
    assert "Presse" not in nele.words


def test_the_tabs_and_words_of_the_help_page_are_there(nele: Browser) -> None:
    assert "Zugewiesene Assistenzen" in nele.words
    assert "Weiterleitung Assistenz" in nele.words
    nele.click_link("/portal/group/lea.muster/details")
    for word in ("Stille Benachrichtigung", "Abbruch der Anrufübergabe", "Aktion bei Nichtmelden"):
        assert word in nele.words
    nele.click_words("Übersicht")
    nele.click_link("/portal/group/lea.muster/filter")
    for tab, word in (
        ("Parallele Benachrichtigung", "MagentaEINS Business Integration"),
        ("Benachrichtigung", "Anrufinformation Rufnummer"),
        ("Stille Benachrichtigung", "Stille Benachrichtigung des Leiters"),
        ("Filter", "Filterkriterium hinzufügen"),
    ):
        nele.click_words(tab)
        assert word in nele.words


EVERY_SETTING: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "Stille Benachrichtigung": (("input[name=screening]",), {"screening": False}),
    "Parallele Benachrichtigung": (
        ("input[name=alert_mobility]", "input[name=alert_anywhere]"),
        {"alert_mobility": True, "alert_anywhere": True},
    ),
    "Benachrichtigung": (
        (
            "input[name=alerting_mode][value=Sequential]",
            "select[name=next_rings] option[value='5']",
            "input[name=name_mode][value='Originator-Executive']",
            "input[name=number_mode][value=Executive]",
            "select[name=recall_rings] option[value='6']",
            "input[name=rollover_action][value=Forward]",
        ),
        {
            "alerting_mode": "Sequential",
            "next_rings": 5,
            "name_mode": "Originator-Executive",
            "number_mode": "Executive",
            "recall_rings": 6,
            "rollover_action": "Forward",
            "rollover_wait_s": 30,
            "rollover_number": "+493023125433",
        },
    ),
    "Filter": (
        ("input[name=filtering]", "input[name=filter][value='All Internal Calls']"),
        {"filtering": False, "simple_filter": "All Internal Calls"},
    ),
}


def test_every_setting_of_the_help_page_is_changed_in_the_browser(stage: DemoStage, nele: Browser) -> None:
    before = stored(stage, "lea.muster")
    wanted: dict[str, Any] = {}
    nele.click_link("/portal/group/lea.muster/filter")
    for tab, (clicks, changed) in EVERY_SETTING.items():
        nele.click_words(tab)
        for selector in clicks:
            nele.click(selector)
        if tab == "Benachrichtigung":
            nele.type("input[name=rollover_wait_s]", "30")
            nele.type("input[name=rollover_number]", "+493023125433")
        nele.click_words("Speichern")
        assert "Gespeichert" in nele.words
        wanted |= changed
    assert {key: stored(stage, "lea.muster")[key] for key in wanted} == wanted
    nele.click_words("Übersicht")
    nele.click_link("/portal/group/lea.muster/details")
    for words in ("Aus", "Selektiv, nach 5 Klingelzeichen", "nach 30 Sekunden", "Nach 30 Sekunden: Weiterleitung an"):
        assert words in nele.words
    stage.pbx.post("/edit", leader="lea.muster", set={key: before[key] for key in wanted})


def test_the_divert_is_switched_in_the_browser_and_arrives(
    nele: Browser, stage: DemoStage, assistant: ClientProcess
) -> None:
    nele.click("input[name=divert][value=on]")
    nele.type("input[name=divert_number]", "+493023125433")
    nele.click("form[action='/portal/divert'] button")
    assistant.do("sign-in-again")
    assistant.wait("the divert", lambda s: s["divert"]["enabled"] and s["divert"]["number"] == "+493023125433")
    nele.click("input[name=divert][value=off]")
    nele.click("form[action='/portal/divert'] button")
    assistant.do("sign-in-again")
    assistant.wait("no divert", lambda s: not s["divert"]["enabled"])


def stored(stage: DemoStage, leader: str) -> dict[str, Any]:
    executive: dict[str, Any] = stage.pbx.get("/state")["users"][leader]["executive"]
    return executive


def test_a_stored_script_is_shown_and_not_run(stage: DemoStage, nele: Browser) -> None:
    script = "<img src=x onerror=\"document.title='owned'\">"
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Custom", "custom_name": script})
    nele.click_link("/portal/group/lea.muster/details")
    assert script in nele.words
    assert nele.run("return document.images.length") == 0
    assert nele.run("return document.title") != "owned"
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Executive-Originator", "custom_name": None})
