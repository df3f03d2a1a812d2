"""Every SIP final status has a sentence with a next step, in both languages."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from softphone.domain.account.account import Language
from softphone.ui.problems.sip_status_text import call_refused_text
from softphone.ui.shell import i18n

NAMED = (
    300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 413, 414, 415, 416, 420, 421, 422, 423,
    433, 480, 481, 482, 483, 484, 485, 486, 487, 488, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 580, 600, 603,
    604, 606, 607, 608,
)  # fmt: skip


@pytest.fixture(params=[Language.ENGLISH, Language.GERMAN])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    i18n.install(qapp, request.param)
    yield request.param
    i18n.install(qapp, Language.ENGLISH)


def test_every_status_says_what_is_so_and_what_to_do(language: Language) -> None:
    please = "itte" if language is Language.GERMAN else "Please"
    for status in range(300, 700):
        words = call_refused_text(status, "Some Reason")
        assert please in words, (status, words)
        assert words.endswith(".")


def test_a_status_of_its_own_needs_no_number_and_an_unknown_one_shows_number_and_words(language: Language) -> None:
    for status in NAMED:
        assert str(status) not in call_refused_text(status, "Some Reason")
    for status in (399, 499, 599, 699):
        words = call_refused_text(status, "Some <b>Reason</b>")
        assert f"{status} Some <b>Reason</b>" in words


def test_busy_declined_unknown_and_unreachable_are_told_apart(language: Language) -> None:
    texts = {call_refused_text(status, "") for status in (403, 404, 408, 410, 480, 484, 486, 488, 500, 503, 603, 608)}
    assert len(texts) == 12


def test_the_servers_words_stay_plain_and_short() -> None:
    words = call_refused_text(499, "x\r\nEvil: yes\u202e" + "y" * 500)
    assert "\n" not in words
    assert "\r" not in words
    assert len(words) < 250
