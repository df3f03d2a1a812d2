"""Repeated attempts within seconds are one line; what differs or carries a note stays apart."""

from dataclasses import replace

import pytest

from softphone.domain.telephone.call import CallEnd, CallKey, Direction
from softphone.services.journal.folded_rows import WITHIN_S, folded
from softphone.services.state.journal import JournalRow

ROW = JournalRow(
    CallKey(0),
    Direction.INCOMING,
    "Otto Ruf",
    "089 111222",
    None,
    CallEnd.MISSED,
    1000.0,
    None,
    True,
    number="089 111222",
)


def at(started_at_s: float) -> JournalRow:
    return replace(ROW, started_at_s=started_at_s)


def test_attempts_within_seconds_are_one_line_with_a_count() -> None:
    lines = folded([at(1000), at(1000 - WITHIN_S), at(1000 - 2 * WITHIN_S), at(500), at(400)])
    assert [(line.started_at_s, line.repeats) for line in lines] == [(1000, 3), (500, 1), (400, 1)]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "089 3"},
        {"headline": "Eva"},
        {"note": "Angebot"},
        {"promised_until_s": 9.0},
        {"done": True},
        {"missed": False},
        {"end": CallEnd.PROGRAM_CLOSED},
    ],
)
def test_another_kind_of_row_is_a_line_of_its_own(changes: dict[str, object]) -> None:
    other = replace(at(999), **changes)  # type: ignore[arg-type]
    assert folded([ROW, other]) == (ROW, other)


def test_callers_without_a_number_are_never_taken_for_one() -> None:
    hidden = replace(ROW, number="", headline="", detail="")
    assert folded([hidden, hidden]) == (hidden, hidden)
