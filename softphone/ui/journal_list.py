"""The session's journal: every finished call once, missed ones marked."""

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QVBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.views import AppState, JournalRow
from softphone.ui.column_head import ColumnHead
from softphone.ui.journal_delegate import JournalDelegate
from softphone.ui.journal_model import ROW_ROLE, JournalModel
from softphone.ui.widgets.empty_state import EmptyState
from softphone.ui.widgets.word_button import WordButton

translate = QCoreApplication.translate


class JournalList(QWidget):
    """`chosen(number)`: the user wants to call this one again."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = ColumnHead(0, 0)
        self.all = WordButton("text")
        self.missed = WordButton("end")
        self.rows = JournalModel()
        self.view = _View()
        self.view.setModel(self.rows)
        self._delegate = JournalDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.empty = EmptyState("phone")
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.all.clicked.connect(lambda: self._choose(missed_only=False))
        self.missed.clicked.connect(lambda: self._choose(missed_only=True))
        self.view.activated.connect(self.on_activated)
        self._choose(missed_only=False)
        self._retranslate()

    def show_state(self, state: AppState) -> None:
        self._delegate.own_initials = state.sign_in.user_initials
        self.rows.show_rows(state.journal)
        self._show_counts()

    def on_activated(self, index: QModelIndex) -> None:
        row: JournalRow = index.data(ROW_ROLE)
        if row.detail:
            self.chosen.emit(row.detail)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _choose(self, missed_only: bool) -> None:
        self.all.setChecked(not missed_only)
        self.missed.setChecked(missed_only)
        self.rows.show_missed_only(missed_only)
        self._show_counts()

    def _show_counts(self) -> None:
        self.missed.set_count(self.rows.missed)
        some = self.rows.rowCount() > 0
        self.view.setVisible(some)
        self.empty.setVisible(not some)
        self._show_empty_words()

    def _show_empty_words(self) -> None:
        if self.missed.isChecked():
            title = translate("Journal", "Nothing missed")
            text = translate("Journal", "Every call since the start was taken.")
        else:
            title = translate("Journal", "No calls yet")
            text = translate("Journal", "Finished calls of this session stand here.")
        self.empty.show_text(title, text)

    def _lay_out(self) -> None:
        self._head.row.addWidget(self.all)
        self._head.row.addSpacing(8)
        self._head.row.addWidget(self.missed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty)
        column.addStretch(0)

    def _retranslate(self) -> None:
        self._head.title.setText(translate("Journal", "Journal"))
        self.view.setAccessibleName(translate("Journal", "Journal"))
        self.all.setText(translate("Journal", "All"))
        self.missed.setText(translate("Journal", "Missed"))
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
