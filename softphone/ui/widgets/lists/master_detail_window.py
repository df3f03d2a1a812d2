"""Base of the contacts and journal windows: a head, entries at the left, a searched list, a bar below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget

from softphone import PRODUCT_NAME
from softphone.ui.theme.icons import icon
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_column, make_row
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.shortcuts import add_key
from softphone.ui.widgets.translated_widget import TranslatedWidget


class MasterDetailWindow(TranslatedWidget, Surface):
    """Reads only while it is open: `read_again` is called when it is shown, `retranslate` on another language."""

    def __init__(self, view: PlainList, side: PlainList, empty: EmptyState, title: str = "") -> None:
        super().__init__(None, "window")
        self._title = title or PRODUCT_NAME
        self.view, self.side, self.empty = view, side, empty
        self.heading = TextLabel("", "title")
        self.search = QLineEdit()
        self.search.addAction(icon("magnifying-glass", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        add_key(self, "Ctrl+F", self.open_search)
        add_key(self, "Esc", self.close)

    def show_name(self, name: str) -> None:
        self.setWindowTitle(f"{name} – {self._title}")
        self.heading.setText(name)
        self.view.setAccessibleName(name)

    def open_search(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field: Down moves into the list, Return activates the chosen row or the first."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                return self._into_list()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._into_list():
                self.view.activated.emit(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> bool:
        """Moves the focus into the list; False where the list is empty."""
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
        """`head` is at the top, `above` above the list, `bar` below it."""
        body = fill(make_row(spacing=0), self._left(side_px), (self._right(above, bar), 1))
        fill(make_column(self, 0), _head(head), (body, 1))

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
        fill(inner, *above, (self.view, 1))
        inner.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        inner.addStretch(0)
        return fill(make_column(spacing=0), (inner, 1), bar)


def _head(row: QLayout) -> Surface:
    head = Surface(None, "surface", Qt.Edge.BottomEdge)
    row.setContentsMargins(20, 12, 16, 12)
    head.setLayout(row)
    return head
