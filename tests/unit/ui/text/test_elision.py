"""Shortened names: the surname stays, and in a composed head line the caller's part."""

import pytest

from softphone.ui.text.elision import shortened_head, shortened_name

LONG = "Prof. Dr.-Ing. habil. Maximiliane Hohenstein-Wittelsbach"


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        ("Erika Mustermann", 16, "Erika Mustermann"),
        ("Erika Mustermann", 15, "… Mustermann"),
        (LONG, 40, "… Maximiliane Hohenstein-Wittelsbach"),
        (LONG, 30, "… Hohenstein-Wittelsbach"),
        (LONG, 12, "Hohenstein-…"),
        ("Mustermann, Erika", 13, "Mustermann…"),
        ("+49 30 23125 410", 8, "+49 30…"),
        ("Notariat", 4, "Not…"),
        ("", 4, ""),
    ],
)
def test_a_name_keeps_its_surname(name: str, room: int, shown: str) -> None:
    assert shortened_name(name, lambda text: len(text) <= room) == shown


@pytest.mark.parametrize(
    ("head", "room", "shown"),
    [
        (f"{LONG} – Erika Beispiel", 80, f"{LONG} – Erika Beispiel"),
        (f"{LONG} – Erika Beispiel", 45, "… Hohenstein-Wittelsbach – Erika Beispiel"),
        (f"{LONG} – Erika Beispiel", 20, "… – Erika Beispiel"),
        (f"{LONG} – Erika Beispiel", 14, "Erika Beispiel"),
        (f"{LONG} – Erika Beispiel", 10, "… Beispiel"),
        (f"Erika Beispiel – {LONG}", 45, "Erika Beispiel – … Hohenstein-Wittelsbach"),
        (f"Erika Beispiel – {LONG}", 16, "Erika Beispiel …"),
    ],
)
def test_a_head_line_keeps_its_caller(head: str, room: int, shown: str) -> None:
    assert shortened_head(head, "Erika Beispiel", lambda text: len(text) <= room) == shown


def test_a_head_line_of_the_leader_alone_keeps_the_surname() -> None:
    assert shortened_head(LONG, "", lambda text: len(text) <= 30) == "… Hohenstein-Wittelsbach"
