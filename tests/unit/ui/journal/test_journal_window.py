"""The journal window: leaders, search, pages, notes, promised call-backs, calling back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.journal.entry import JournalEntry, JournalKind, JournalQuery
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallEnd, Direction
from softphone.services.core.session_context import SessionContext
from softphone.services.journal.journal_service import JournalService
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.state.state_store import StateStore
from softphone.ui.journal.csv_columns import journal_cells, journal_heading
from softphone.ui.journal.journal_text import journal_outcome
from softphone.ui.journal.journal_window import JournalWindow
from softphone.ui.journal.page_model import PAGE, DayHeading
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.lists.row_model import ROW_ROLE
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import ENTWURF, MUSTER, NOW_S
from tests.samples.journal import entry
from tests.samples.requests import settled

DAY_S = 86_400.0


class Clock:
    def now_s(self) -> float:
        return NOW_S

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("this clock does not sleep")


class Journal(FakeActions):
    """Actions with a real journal over a list in memory, whose outcomes are known at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("softphone.services.journal.journal_service.settled", settled)
        self.holder, self.store = StateStore(), MemoryJournal()
        super().__init__(self.holder.observable)
        self.holder.update(sign_in=sample.signed_in(), groups=sample_groups.groups())
        refs = {group.leader.user_id: group.leader for group in sample_groups.groups()}
        context = SessionContext(ref=lambda leader_id: refs.get(leader_id or ""))
        self.service = JournalService(self.holder, Clock(), self.store, context)
        self.journal = self.service

    def stored(self, entry_id: int) -> JournalEntry:
        found = self.store.get(entry_id)
        assert found is not None
        return found

    def add(self, ago_s: float = 0.0, leader: Any = MUSTER, **changes: Any) -> int:
        leader_id, name = (leader.user_id, leader.name) if leader else ("", "")
        kept = self.store.add(entry(started_at_s=NOW_S - ago_s, leader_id=leader_id, leader_name=name, **changes))
        self.service.refresh()
        return kept.id


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch) -> Journal:
    return Journal(monkeypatch)


@pytest.fixture
def window(qtbot: QtBot, actions: Journal) -> JournalWindow:
    ticker().set_clock(lambda: NOW_S)
    made = JournalWindow(actions)
    qtbot.addWidget(made)
    made.open_search()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def names(window: JournalWindow) -> list[str]:
    items = [window.rows.index(place).data(ROW_ROLE) for place in range(window.rows.rowCount())]
    return [item.text if isinstance(item, DayHeading) else item.headline for item in items]


def choose(window: JournalWindow, entry_id: int) -> None:
    window.view.setCurrentIndex(window.rows.index_of(entry_id))


def test_days_have_heads_and_new_calls_appear_by_themselves(window: JournalWindow, actions: Journal) -> None:
    assert window.empty.isVisible()
    actions.add(3 * DAY_S, name="Otto")
    actions.add(60, name="Erika")
    assert names(window) == ["Today, Monday 23 November", "Erika", "Friday 20 November", "Otto"]
    assert not window.empty.isVisible()


def test_a_long_journal_comes_page_by_page(window: JournalWindow, actions: Journal) -> None:
    for number in range(PAGE + 20):
        actions.store.add(entry(started_at_s=NOW_S - number))
    actions.service.refresh()
    assert window.rows.calls == PAGE
    assert window.rows.canFetchMore(window.rows.index(-1))
    window.rows.fetchMore(window.rows.index(-1))
    assert window.rows.calls == PAGE + 20
    assert not window.rows.canFetchMore(window.rows.index(-1))
    actions.add()
    assert window.rows.calls == PAGE + 20


def test_search_leader_kind_and_outcome_narrow_it(qtbot: QtBot, window: JournalWindow, actions: Journal) -> None:
    actions.add(10, name="Erika")
    actions.add(20, ENTWURF, name="Otto", missed=True, end=CallEnd.MISSED)
    actions.add(30, None, name="Sina")
    QTest.keyClicks(window.search, "OTT")
    assert names(window)[1:] == ["Otto"]
    window.search.clear()
    window.filter.choose("")
    assert names(window)[1:] == ["Sina"]
    window.filter.choose(None)
    window.kinds[JournalKind.MISSED].click()
    assert names(window)[1:] == ["Otto"]
    window.kinds[JournalKind.ALL].click()
    window.outcome.setCurrentIndex(window.outcome.findData(CallEnd.MISSED))
    assert names(window)[1:] == ["Otto"]
    shown = window.filter.rows.index_of(ENTWURF.user_id).data(ROW_ROLE)
    assert shown is not None
    assert shown.missed == 1
    assert window.kinds[JournalKind.MISSED].text() == "Missed 1"


def test_return_offers_the_number_and_calls_nothing(qtbot: QtBot, window: JournalWindow, actions: Journal) -> None:
    choose(window, actions.add())
    with qtbot.waitSignal(window.chosen) as chosen:
        QTest.keyClick(window.view, Qt.Key.Key_Return)
    assert chosen.args == ["0152 28817386"]


def test_calling_back_on_behalf_names_the_leader(qtbot: QtBot, window: JournalWindow, actions: Journal) -> None:
    choose(window, actions.add())
    with qtbot.waitSignal(window.chosen_for) as chosen:
        window.entry.behalf.click()
    assert chosen.args == ["0152 28817386", MUSTER.user_id]
    choose(window, actions.add(5, None))
    assert not window.entry.behalf.isVisible()


def test_a_note_and_a_promise_are_written_where_they_were_typed(
    qtbot: QtBot, window: JournalWindow, actions: Journal
) -> None:
    first, second = actions.add(10), actions.add(20)
    choose(window, first)
    window.entry.note.setFocus()
    QTest.keyClicks(window.entry.note, "wegen Angebot")
    actions.add(1, name="comes in meanwhile")
    assert window.entry.note.text() == "wegen Angebot"
    choose(window, second)
    window.view.setFocus()
    assert actions.stored(first).note == "wegen Angebot"
    assert actions.stored(second).note == ""
    window.entry.promise.setText("12:00")
    window.entry.promise.editingFinished.emit()
    assert window.promise.isVisible()
    assert window.promise.title.text() == "Call back Erika Mustermann by 12:00"
    assert window.promise.detail.text() == "Promised at 10:42 · 1 h 18 min left"
    window.entry.promise.setText("soon")
    window.entry.promise.editingFinished.emit()
    assert "time of day" in window.entry.problem.text
    window.promise.done.click()
    assert not window.promise.isVisible()
    assert actions.stored(second).done


def test_deleting_asks_once_more(window: JournalWindow, actions: Journal) -> None:
    kept, gone = actions.add(10), actions.add(20)
    choose(window, gone)
    window.entry.delete.click()
    choose(window, kept)
    assert window.entry.delete.text() == "Delete"
    choose(window, gone)
    window.entry.delete.click()
    window.entry.delete.click()
    assert actions.store.get(gone) is None
    assert actions.store.get(kept) is not None
    assert not window.entry.isVisible()


def test_an_export_that_fails_says_why(window: JournalWindow, actions: Journal, tmp_path: Path) -> None:
    window.export.export_to(str(tmp_path / "x.csv"))
    assert window.export.text() == "Not exported"
    assert "could not be written" in window.export.accessibleDescription()


def test_a_journal_that_is_not_kept_is_said_in_it(window: JournalWindow, actions: Journal) -> None:
    actions.holder.raise_problem(NotPossibleNow(Obstacle.JOURNAL_NOT_WRITTEN))
    assert "cannot be saved" in window.problem.text


def test_the_cells_of_an_export_fit_their_heading(window: JournalWindow, actions: Journal) -> None:
    actions.add(name="Erika", note="n", promised_until_s=NOW_S)
    cells = dict(zip(journal_heading(), journal_cells(actions.holder.value.journal[0]), strict=True))
    assert (cells["Date"], cells["Name"], cells["Number"]) == ("2026-11-23", "Erika", "0152 28817386")
    assert (cells["Leader"], cells["Note"], cells["Done"]) == ("Dr. Lea Muster", "n", "")
    assert cells["Call-back until"] == "2026-11-23 10:42"


def test_a_call_for_a_leader_from_here_was_made_on_behalf() -> None:
    row = replace(sample.journal()[1], direction=Direction.OUTGOING, duration_s=5.0, end=CallEnd.HUNG_UP_HERE)
    assert journal_outcome(row)[-1] == "Called on behalf"
    assert journal_outcome(replace(row, leader=None))[-1] == "Called"


def test_the_tray_leads_to_what_was_missed_and_one_button_sees_to_all(
    window: JournalWindow, actions: Journal
) -> None:
    actions.add(10, name="Otto", missed=True, end=CallEnd.MISSED)
    actions.add(20, name="Sina")
    window.search.setText("zzz")
    window.open_missed()
    assert window.query == JournalQuery(kind=JournalKind.MISSED)
    assert names(window)[1:] == ["Otto"]
    assert window.seen.isVisible()
    window.seen.click()
    assert actions.holder.value.journal_counts.missed == 0
    assert not window.seen.isVisible()
