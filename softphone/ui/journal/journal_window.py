"""Window of the whole journal: filtered by leader, searched, with notes and promised call-backs."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
)

from softphone.domain.journal.entry import JournalKind, JournalQuery, LeaderCount
from softphone.domain.problems import NotPossibleNow
from softphone.domain.telephone.call import CallEnd
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.entry_bar import EntryBar
from softphone.ui.journal.export_button import ExportButton
from softphone.ui.journal.journal_delegate import JournalDelegate
from softphone.ui.journal.journal_text import call_end_text
from softphone.ui.journal.leader_filter import FilterEntry, LeaderFilterDelegate
from softphone.ui.journal.page_model import PageModel
from softphone.ui.journal.promise_card import PromiseCard
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.first_size import set_first_size
from softphone.ui.widgets.frames import frames
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.layouts import fill, make_row
from softphone.ui.widgets.lists.master_detail_window import MasterDetailWindow
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.side_list import SideList

translate = QCoreApplication.translate
_SIDE_PX = 248
_NOT_WRITTEN = "journal-not-written"
_OUTCOMES = (None, CallEnd.HUNG_UP_THERE, CallEnd.HUNG_UP_HERE, CallEnd.HANDED_OVER, CallEnd.MISSED,
             CallEnd.ANSWERED_ELSEWHERE, CallEnd.REJECTED_HERE, CallEnd.SENT_TO_VOICEMAIL,
             CallEnd.FAILED)  # fmt: skip


class JournalWindow(MasterDetailWindow):
    """Reads the journal only while it is open.

    `chosen(number)`: the user wants to call; `chosen_for(number, leader_id)`: on that leader's behalf.
    """

    chosen = Signal(str)
    chosen_for = Signal(str, str)

    def __init__(self, actions: Actions, title: str = "") -> None:
        self.filter = SideList(LeaderFilterDelegate())
        self.rows = PageModel(actions.journal)
        self.delegate = JournalDelegate(wide=True)
        super().__init__(PlainList(self.rows, self.delegate), self.filter, EmptyState("phone"), title)
        self._actions, self._state = actions, AppState()
        self._shown_revision = -1
        self.outcome = SelectBox("funnel")
        self.kinds = {kind: Button(ButtonKind.PLAIN) for kind in JournalKind}
        self.seen = Button(ButtonKind.GHOST, "", "check")
        self.promise = PromiseCard(actions)
        self.problem = ProblemLabel()
        self.entry = EntryBar(actions)
        self.export = ExportButton(actions, lambda: self.query)
        self._lay_out()
        self._connect()
        set_first_size(self, QSize(1040, 720), QSize(820, 460))
        self.retranslate()
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)
        self.destroyed.connect(self._unsubscribe)

    @property
    def query(self) -> JournalQuery:
        kind = next((kind for kind, button in self.kinds.items() if button.isChecked()), JournalKind.ALL)
        entry = self.filter.entry
        return JournalQuery(
            self.search.text(), entry.leader_id if entry is not None else None, kind, self.outcome.currentData()
        )

    def show_state(self, state: AppState) -> None:
        self._state = state
        self.delegate.own_initials = state.sign_in.user_initials
        if self.isVisible() and state.journal_revision != self._shown_revision:
            self.read_again()
        problems = (p for p in state.problems if isinstance(p, NotPossibleNow) and p.why == _NOT_WRITTEN)
        self.problem.show_text(next(map(problem_text, problems), ""))

    def open_missed(self) -> None:
        """Opens the missed calls of all leaders."""
        self.kinds[JournalKind.MISSED].setChecked(True)
        self.search.clear()
        self.open_search()
        self.filter.choose(None)
        self.on_query_changed()

    def on_all_seen(self) -> None:
        self._actions.journal.set_missed_done()

    def on_query_changed(self) -> None:
        """Reads the first page of the new query."""
        self.delegate.with_tile = self.query.leader_id is None
        self.rows.ask(self.query)
        self._show_empty_state()
        self.entry.show_row(None)

    def on_chosen_row(self) -> None:
        self.entry.show_row(self.rows.call_at(self.view.currentIndex()))

    def on_activated(self, index: QModelIndex) -> None:
        row = self.rows.call_at(index)
        if row is not None:
            self.on_call_back(row)

    def on_call_back(self, row: JournalRow) -> None:
        if row.number:
            self.chosen.emit(row.number)

    def on_behalf(self, row: JournalRow) -> None:
        if row.number and row.leader is not None:
            self.chosen_for.emit(row.number, row.leader.user_id)

    def read_again(self) -> None:
        """Repeats the query; the chosen row stays chosen."""
        self._shown_revision = self._state.journal_revision
        chosen = self.rows.call_at(self.view.currentIndex())
        self.filter.show_entries(tuple(self._entries()))
        self.rows.refresh() if self.rows.query == self.query else self.rows.ask(self.query)
        self.view.setCurrentIndex(self.rows.index_of(chosen.id) if chosen is not None else QModelIndex())
        self.on_chosen_row()
        self._show_empty_state()
        self.promise.show_row(next(iter(self._state.call_backs), None))
        self._show_counts()

    def _entries(self) -> Iterator[FilterEntry]:
        """All, the present leaders in their order, former leaders, own calls."""
        total = self._state.journal_counts
        counts = {count.leader_id: count for count in total.leaders}
        present = {group.leader.user_id: group.leader for group in self._state.groups}
        yield FilterEntry(None, translate("Journal", "All leaders"), total.total, total.missed)
        for leader_id, leader in present.items():
            yield FilterEntry(leader_id, leader.name, *_numbers(counts.pop(leader_id, None)), leader)
        own = _numbers(counts.pop("", None))
        for count in counts.values():
            yield FilterEntry(count.leader_id, count.leader_name, *_numbers(count), None, count.leader_name[:1])
        initials = self._state.sign_in.user_initials
        yield FilterEntry("", translate("Journal", "My own calls"), *own, None, initials)

    def _show_empty_state(self) -> None:
        self.show_rows(self.rows.calls > 0)
        if self._state.journal_counts.total:
            text = translate("Journal", "Nothing found"), translate("Journal", "Try another word or another leader.")
        else:
            text = translate("Journal", "No calls yet"), translate("Journal", "Finished calls appear here.")
        self.empty.show_text(*text)

    def _connect(self) -> None:
        self._group = QButtonGroup(self)
        for button in self.kinds.values():
            button.setCheckable(True)
            self._group.addButton(button)
        self.kinds[JournalKind.ALL].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.on_query_changed())
        self.search.textChanged.connect(lambda _text: self.on_query_changed())
        self.outcome.currentIndexChanged.connect(lambda _index: self.on_query_changed())
        self.seen.clicked.connect(self.on_all_seen)
        self.side.chosen.connect(self.on_query_changed)
        self.view.chosen.connect(self.on_chosen_row)
        self.view.activated.connect(self.on_activated)
        self.entry.call_back.connect(self.on_call_back)
        self.promise.call_back.connect(self.on_call_back)
        self.entry.on_behalf.connect(self.on_behalf)
        self.promise.on_behalf.connect(self.on_behalf)

    def _lay_out(self) -> None:
        self.seen.set_height("buttonSmall")
        head = fill(QHBoxLayout(), self.heading, 1, self.seen, self.export)
        self.lay_out(head, _SIDE_PX, (self._tools(), self.problem, self.promise), self.entry)

    def _tools(self) -> QHBoxLayout:
        tools = fill(make_row(spacing=8), (self.search, 2), (self.outcome, 1))
        tools.addSpacing(8)
        return fill(tools, *self.kinds.values())

    def _show_counts(self) -> None:
        counts = self._state.journal_counts
        labels = (
            (JournalKind.ALL, translate("Journal", "All"), 0),
            (JournalKind.MISSED, translate("Journal", "Missed"), counts.missed),
            (JournalKind.CALL_BACKS, translate("Journal", "Call-backs"), counts.call_backs),
        )
        for kind, label, count in labels:
            self.kinds[kind].setText(f"{label} {count}" if count else label)
        self.seen.setVisible(counts.missed > 0)

    def retranslate(self) -> None:
        self.show_name(translate("Journal", "Journal"))
        self.search.setPlaceholderText(translate("Journal", "Name or number"))
        self.search.setAccessibleName(translate("Journal", "Search"))
        self.side.setAccessibleName(translate("Journal", "Leaders"))
        self.seen.setText(translate("Journal", "Mark missed as done"))
        self._show_outcomes()
        self._show_counts()

    def _show_outcomes(self) -> None:
        chosen = self.outcome.currentData()
        self.outcome.blockSignals(True)
        self.outcome.clear()
        for end in _OUTCOMES:
            self.outcome.addItem(call_end_text(end) if end else translate("Journal", "All outcomes"), end)
        self.outcome.choose(chosen)
        self.outcome.blockSignals(False)
        self.outcome.setAccessibleName(translate("Journal", "Outcome"))


def _numbers(count: LeaderCount | None) -> tuple[int, int]:
    """All calls, and the missed ones."""
    return (count.total, count.missed) if count is not None else (0, 0)
