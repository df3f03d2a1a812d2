"""The newest of the journal: every finished call once, missed ones marked."""

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from softphone.domain.journal.entry import JournalCounts, JournalKind
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.recent_delegate import RecentDelegate
from softphone.ui.journal.recent_model import ROW_ROLE, RecentModel
from softphone.ui.widgets.containers.column_head import ColumnHead
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.controls.filter_button import FilterButton
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class RecentList(TranslatedWidget, QWidget):
    """`chosen(number)`: the user wants to call this one again; `whole_asked`: all of it, with search."""

    chosen = Signal(str)
    whole_asked = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = ColumnHead(0, 0)
        self.all = FilterButton("text")
        self.missed = FilterButton("end")
        self.call_backs = FilterButton("text")
        self.whole = icon_button("magnifying-glass", "", ButtonKind.GHOST)
        self.rows = RecentModel()
        self._counts = JournalCounts()
        self.view = _View()
        self.view.setModel(self.rows)
        self._delegate = RecentDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.empty = EmptyState("phone")
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.all.clicked.connect(lambda: self._choose(JournalKind.ALL))
        self.missed.clicked.connect(lambda: self._choose(JournalKind.MISSED))
        self.call_backs.clicked.connect(lambda: self._choose(JournalKind.CALL_BACKS))
        self.whole.clicked.connect(self.whole_asked)
        self.view.activated.connect(self.on_activated)
        self._choose(JournalKind.ALL)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._delegate.own_initials = state.sign_in.user_initials
        self.rows.show_rows(state.journal, state.call_backs)
        self._counts = state.journal_counts
        self._show_counts()

    def on_activated(self, index: QModelIndex) -> None:
        row: JournalRow = index.data(ROW_ROLE)
        if row.number or row.detail:
            self.chosen.emit(row.number or row.detail)

    def _choose(self, kind: JournalKind) -> None:
        self.all.setChecked(kind is JournalKind.ALL)
        self.missed.setChecked(kind is JournalKind.MISSED)
        self.call_backs.setChecked(kind is JournalKind.CALL_BACKS)
        self.rows.show_kind(kind)
        self._show_counts()

    def _show_counts(self) -> None:
        self.missed.set_count(max(self.rows.missed, self._counts.missed))
        self.call_backs.set_count(self.rows.call_backs)
        some = self.rows.rowCount() > 0
        self.view.setVisible(some)
        self.empty.setVisible(not some)
        self._show_empty_words()

    def _show_empty_words(self) -> None:
        if self.missed.isChecked():
            title = translate("Journal", "Nothing missed")
            text = translate("Journal", "Every call was taken.")
        elif self.call_backs.isChecked():
            title = translate("Journal", "No call-backs promised")
            text = translate("Journal", "Promised call-backs stay listed until done.")
        else:
            title = translate("Journal", "No calls yet")
            text = translate("Journal", "Finished calls appear here.")
        self.empty.show_text(title, text)

    def _lay_out(self) -> None:
        self._head.row.addWidget(self.all)
        self._head.row.addSpacing(8)
        self._head.row.addWidget(self.missed)
        self._head.row.addSpacing(8)
        self._head.row.addWidget(self.call_backs)
        self._head.row.addWidget(self.whole)
        column = make_column(self, 0)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty)
        column.addStretch(0)

    def retranslate(self) -> None:
        self._head.title.setText(translate("Journal", "Journal"))
        self.view.setAccessibleName(translate("Journal", "Journal"))
        self.all.setText(translate("Journal", "All"))
        self.missed.setText(translate("Journal", "Missed"))
        self.call_backs.setText(translate("Journal", "Call-backs"))
        set_word(self.whole, translate("Journal", "Whole journal, search"))
        self._show_counts()


class _View(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMinimumHeight(36)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt activates on Return by the platform's rule only; here it always does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
