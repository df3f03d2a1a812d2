"""CSV export: read back unchanged, and no cell runs as a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.journal.csv_export import csv_lines, defused

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
ROWS = st.lists(st.lists(TEXT, min_size=2, max_size=5), max_size=5)


@given(rows=ROWS)
def test_the_standard_reader_gets_back_what_was_written(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(rows))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[defused(cell) for cell in row] for row in rows]
    assert text.count("\r\n") >= len(rows)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=x", "\r=x", "  =cmd|x", "＝1", "\u00a0=1"])
def test_what_begins_like_a_formula_is_made_harmless(text: str) -> None:
    assert defused(text) == f"'{text}"


@given(text=TEXT)
def test_no_field_begins_like_a_formula(text: str) -> None:
    field = defused(text).lstrip(" \u00a0\ufeff")
    assert not field or field[0] not in "=+-@\t\r\n＝＋－＠"
    assert defused(text).removeprefix("'") == text.removeprefix("'") or defused(text) == f"'{text}"


def test_quotes_are_doubled_and_separators_quoted() -> None:
    assert list(csv_lines([('say "a", b', "c;d", "", "plain")])) == ['"say ""a"", b","c;d",,plain\r\n']
