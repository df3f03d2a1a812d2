"""Names and numbers from the network are plain text, however they are made."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QImage

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of

from .conftest import PICTURES, assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

MARKUP = '<b>Evil</b><img src="file:///etc/passwd"><a href="http://x">x</a>&lt;&#10;'
LONGEST_HEADLINE = 120
NAMES = {
    "markup": MARKUP,
    "very long": "Ägidius " * 110,
    "one long word": "W" * 1000,
    "right to left override": "Bank\u202egpj.exe\u202c \u2066Max\u2069 \u200f\u200e",
    "control characters": "Erika\x00\x07\x1b[31m Muster\r\nVia: SIP/2.0/UDP evil\tmann",
    "quotes": 'Er"ika \\ <sip:x@y>; tag="1", "M\'',
    "combining marks": "Z" + "\u0301\u0489" * 120,
    "emoji and astral": "🧑‍💼 Müller 𝕏 \U000e0041",
    "percent and braces": "%s %n {name} {0} %1 %L1 &Datei",
    "only blanks": "\u3000\u00a0\t  ",
    "html entity": "&amp;&nbsp;&#x202e;Max",
}


@pytest.fixture(scope="module")
def stage() -> Iterator[DemoStage]:
    with DemoStage() as running:
        wish = {"name_mode": "Originator", "number_mode": "Originator"}
        running.pbx.post("/edit", leader="lea.muster", set=wish)
        yield running


@pytest.fixture
def both(assistant: ClientProcess, leader: ClientProcess) -> Iterator[tuple[ClientProcess, ClientProcess]]:
    """Both windows get the same call: the card, and the silent card."""
    yield assistant, leader
    assert [one.process.poll() for one in (assistant, leader)] == [None, None]
    assert_clean(assistant, leader)


def called_by(
    stage: DemoStage, programs: tuple[ClientProcess, ...], name: str, number: str = "+4915228817386"
) -> list[dict[str, Any]]:
    """The call as each program shows it."""
    stage.pbx.call("lea.muster", {"name": name, "number": number, "kind": "external"})
    return [call_of(one.wait("the call", lambda s: call_of(s, "ringing")), "ringing") for one in programs]


def is_harmless(text: str) -> bool:
    """No character that is not seen as itself: controls, direction, what is invisible or unassigned."""
    joiners = {"\u200d", "\u200c"}
    bad = [c for c in text if unicodedata.category(c)[0] == "C" and c not in joiners]
    return not bad and "\n" not in text and len(text) <= LONGEST_HEADLINE


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_harmless_plain_text(
    stage: DemoStage, both: tuple[ClientProcess, ClientProcess], name: str
) -> None:
    for program, call in zip(both, called_by(stage, both, NAMES[name]), strict=True):
        assert is_harmless(call["headline"]), ascii(call["headline"])
        assert is_harmless(call["detail"])
        file = PICTURES.parent / "texts" / f"{name}-{program.name}.png"
        program.do("screenshot", file=str(file))
        picture = QImage(str(file))
        assert 300 < picture.width() < 2200
        assert 300 < picture.height() < 1600


def test_markup_arrives_letter_by_letter(stage: DemoStage, both: tuple[ClientProcess, ClientProcess]) -> None:
    assert [call["headline"] for call in called_by(stage, both, MARKUP)] == [MARKUP, MARKUP]


@pytest.mark.parametrize("number", ["<b>5</b>", "9" * 200, "sip:evil", "+49\u202e30"])
def test_a_strange_number_is_harmless_too(
    stage: DemoStage, both: tuple[ClientProcess, ClientProcess], number: str
) -> None:
    for call in called_by(stage, both, "Erika", number):
        assert is_harmless(call["headline"])
        assert is_harmless(call["detail"])


@pytest.mark.parametrize("name", [MARKUP * 70, "W" * 5000, "\u202e" * 1600], ids=["markup", "letters", "overrides"])
def test_a_message_longer_than_the_telephone_takes_disturbs_nothing(
    stage: DemoStage, both: tuple[ClientProcess, ClientProcess], name: str
) -> None:
    """pjsip reads at most 4,000 bytes of a message; what is longer may be lost, the next call may not."""
    stage.pbx.call("lea.muster", {"name": name, "number": "+4915228817386", "kind": "external"})
    stage.pbx.call("lea.muster", {"name": "Erika Danach", "number": "+4915228817386", "kind": "external"})
    for one in both:
        after = one.wait("the next call", lambda s: any(c["headline"] == "Erika Danach" for c in s["calls"]))
        assert after["registration"]["registered"] is True
        assert all(is_harmless(call["headline"]) for call in after["calls"])


def test_a_journal_full_of_strange_names_is_drawn(stage: DemoStage, assistant: ClientProcess) -> None:
    for name in ("markup", "very long", "right to left override"):
        called_by(stage, (assistant,), NAMES[name])
        assistant.do("answer")
        assistant.do("hangup")
        assistant.wait("the end", lambda s: not call_of(s, "active"))
    rows = assistant.status()["journal"][:3]
    assert all(is_harmless(row["headline"]) for row in rows)
    assistant.do("screenshot", file=str(PICTURES.parent / "texts" / "journal.png"))
    assert_clean(assistant)
