"""The windows of the contacts and of the journal: a head, entries at the left, a searched list, a bar below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.ui.theme.icons import icon
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.shortcuts import add_key
from softphone.ui.widgets.translated_widget import TranslatedWidget


class MasterDetailWindow(TranslatedWidget, Surface):
    """Reads only while it is open: `read_again` is called when it is shown, `retranslate` on another language."""

    def __init__(self, view: PlainList, side: PlainList, empty: EmptyState) -> None:
        super().__init__(None, "window")
        self.view, self.side, self.empty = view, side, empty
        self.heading = TextLabel("", "title")
        self.search = QLineEdit()
        self.search.addAction(icon("magnifying-glass", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        add_key(self, "Ctrl+F", self.open_search)
        add_key(self, "Esc", self.close)

    def open_search(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search on without Tab: Down goes into the list, Return takes what is on top or chosen."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                return self._into_list()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._into_list():
                self.view.activated.emit(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> bool:
        """False where nothing was found."""
        model = self.view.model()
        if model is None or not model.rowCount():
            return False
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(model.index(0, 0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def read_again(self) -> None:
        raise NotImplementedError

    def retranslate(self) -> None:
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read_again()

    def show_rows(self, some: bool) -> None:
        self.view.setVisible(some)
        self.empty.setVisible(not some)

    def lay_out(self, head: QLayout, side_px: int, above: Sequence[QWidget | QLayout], bar: QWidget) -> None:
        """`head` goes to the top, `above` over the list, `bar` below it."""
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left(side_px))
        body.addLayout(self._right(above, bar), 1)
        column = make_column(self, 0)
        column.addWidget(_head(head))
        column.addLayout(body, 1)

    def _left(self, side_px: int) -> Surface:
        side = Surface(None, "window", Qt.Edge.RightEdge)
        side.setFixedWidth(side_px)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 10, 1, 10)
        left.addWidget(self.side)
        return side

    def _right(self, above: Sequence[QWidget | QLayout], bar: QWidget) -> QVBoxLayout:
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 0)
        inner.setSpacing(10)
        for part in above:
            inner.addLayout(part) if isinstance(part, QLayout) else inner.addWidget(part)
        inner.addWidget(self.view, 1)
        inner.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        inner.addStretch(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(inner, 1)
        right.addWidget(bar)
        return right


def _head(row: QLayout) -> Surface:
    head = Surface(None, "surface", Qt.Edge.BottomEdge)
    row.setContentsMargins(20, 12, 16, 12)
    head.setLayout(row)
    return head
