"""List of the newest calls in the main window: all, missed, or promised call-backs."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.journal.entry import JournalKind
from softphone.services.journal.folded_rows import folded
from softphone.services.state.app_state import AppState
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_delegate import JournalDelegate
from softphone.ui.journal.journal_text import is_open_missed, journal_accessible, journal_name
from softphone.ui.widgets.containers.column_head import ColumnHead
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.controls.filter_button import FilterButton
from softphone.ui.widgets.layouts import fill, make_column
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.row_model import ROW_ROLE, RowModel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_VIEW_LEAST_PX = 36


class RecentList(TranslatedWidget, QWidget):
    """`chosen(number)` asks for a call, `whole_asked` for the window of the whole journal."""

    chosen = Signal(str)
    whole_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head = ColumnHead(0, 0)
        self.all = FilterButton("text")
        self.missed = FilterButton("end")
        self.call_backs = FilterButton("text")
        self.whole = icon_button("magnifying-glass", "", ButtonKind.GHOST)
        kinds = (JournalKind.ALL, JournalKind.MISSED, JournalKind.CALL_BACKS)
        self._filters = dict(zip(kinds, (self.all, self.missed, self.call_backs), strict=True))
        self._kind, self._state = JournalKind.ALL, AppState()
        self.rows = RowModel[JournalRow](journal_name, journal_accessible)
        self._delegate = JournalDelegate(wide=False)
        self.view = PlainList(self.rows, self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(_VIEW_LEAST_PX)
        self.empty = EmptyState("phone")
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self._connect()
        self._choose(JournalKind.ALL)
        self.retranslate()

    def _connect(self) -> None:
        for kind, button in self._filters.items():
            button.clicked.connect(lambda _checked=False, chosen=kind: self._choose(chosen))
        self.whole.clicked.connect(self.whole_asked)
        self.view.activated.connect(self.on_activated)

    @property
    def missed_count(self) -> int:
        return sum(is_open_missed(row) for row in self._state.journal)

    def show_state(self, state: AppState) -> None:
        self._state = state
        self._delegate.own_initials = state.sign_in.user_initials
        self._show_rows()

    def on_activated(self, index: QModelIndex) -> None:
        row: JournalRow = index.data(ROW_ROLE)
        if row.number or row.detail:
            self.chosen.emit(row.number or row.detail)

    def _choose(self, kind: JournalKind) -> None:
        self._kind = kind
        for other, button in self._filters.items():
            button.setChecked(other is kind)
        self._show_rows()

    def _show_rows(self) -> None:
        """Newest first; call-backs in the order in which they fall due."""
        if self._kind is JournalKind.CALL_BACKS:
            self.rows.show_rows(self._state.call_backs)
        else:
            rows = (row for row in self._state.journal if row.missed or self._kind is JournalKind.ALL)
            self.rows.show_rows(folded(sorted(rows, key=lambda row: row.started_at_s, reverse=True)))
        self._show_counts()

    def _show_counts(self) -> None:
        self.missed.set_count(max(self.missed_count, self._state.journal_counts.missed))
        self.call_backs.set_count(len(self._state.call_backs))
        some = self.rows.rowCount() > 0
        self.view.setVisible(some)
        self.empty.setVisible(not some)
        self.empty.show_text(*_empty_text(self._kind))

    def _lay_out(self) -> None:
        self._head.row.addWidget(self.all)
        self._head.row.addSpacing(8)
        self._head.row.addWidget(self.missed)
        self._head.row.addSpacing(8)
        fill(self._head.row, self.call_backs, self.whole)
        fill(make_column(self, 0), self._head, (self.view, 1), self.empty, 0)

    def retranslate(self) -> None:
        self._head.title.setText(translate("Journal", "Journal"))
        self.view.setAccessibleName(translate("Journal", "Journal"))
        self.all.setText(translate("Journal", "All"))
        self.missed.setText(translate("Journal", "Missed"))
        self.call_backs.setText(translate("Journal", "Call-backs"))
        set_word(self.whole, translate("Journal", "Whole journal, search"))
        self._show_counts()


def _empty_text(kind: JournalKind) -> tuple[str, str]:
    match kind:
        case JournalKind.ALL:
            return translate("Journal", "No calls yet"), translate("Journal", "Finished calls appear here.")
        case JournalKind.MISSED:
            return translate("Journal", "Nothing missed"), translate("Journal", "Every call was answered.")
        case JournalKind.CALL_BACKS:
            return (
                translate("Journal", "No call-backs promised"),
                translate("Journal", "Promised call-backs stay listed until done."),
            )
        case _:
            assert_never(kind)
