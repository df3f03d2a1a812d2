"""One harmless line from any text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.plain_text import plain


@given(st.text(max_size=300), st.integers(min_value=1, max_value=40))
def test_the_line_is_bounded_printable_and_stays_as_it_is(text: str, limit: int) -> None:
    line = plain(text, limit)
    assert len(line) <= limit
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in line)
    assert plain(line, limit) == line


def test_ordinary_names_are_untouched() -> None:
    for name in ("Dr. Lea Müller-Lüdenscheidt", "李雷", "محمد", "👩‍💼 Büro", '<b>& "Co"', "می‌خواهم"):
        assert plain(name) == name


def test_overrides_and_invisible_characters_vanish() -> None:
    assert plain("Otto\u202e\u2066\u200b Ruf\r\nX-Injected: 1\x00") == "Otto Ruf X-Injected: 1"


def test_letters_that_nobody_sees_are_no_name() -> None:
    for invisible in "\u3164\uffa0\u115f\u1160\u2800\u00ad\u180e\u2064\ufff9\U000e0041\U000e0001\U0001d173":
        assert plain(f"{invisible} {invisible}") == "", ascii(invisible)
        assert plain(f"Otto{invisible} Ruf") == "Otto Ruf"
    assert plain("\u200d\u200c") == ""
