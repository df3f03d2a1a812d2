"""Repeated attempts of one caller are one line of the short list, in words and as a sign."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from softphone.domain.telephone.call import CallEnd, CallKey, Direction
from softphone.services.state.app_state import AppState
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import journal_accessible, journal_outcome
from softphone.ui.journal.recent_list import RecentList
from softphone.ui.widgets.lists.row_model import ROW_ROLE

ROW = JournalRow(
    CallKey(0), Direction.INCOMING, "Otto Ruf", "", None, CallEnd.MISSED, 1000.0, None, True, number="089 111222"
)


def test_three_attempts_within_seconds_are_one_line_that_says_so(qtbot: QtBot) -> None:
    recent = RecentList()
    qtbot.addWidget(recent)
    recent.show_state(AppState(journal=tuple(replace(ROW, id=n, started_at_s=1000.0 - n) for n in range(3))))
    assert recent.rows.rowCount() == 1
    line: JournalRow = recent.rows.index(0, 0).data(ROW_ROLE)
    assert journal_outcome(line) == ("Missed, 3 times", "3\N{MULTIPLICATION SIGN}")
    assert "Missed, 3 times" in journal_accessible(line)
    assert recent.missed_count == 3
