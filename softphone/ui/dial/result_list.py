"""List of search results below the dial field: a card over the window that never takes the focus."""

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from softphone.services.state.contacts import Found
from softphone.ui.contacts.contact_text import result_accessible
from softphone.ui.dial.result_delegate import TWO_LINES_BELOW_PX, LeaderOf, ResultDelegate
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.row_model import RowModel

_INSET_PX, _GAP_PX, _FOOT_PX, _LEAST_PX = 5, 6, 12, 280


class ResultList(QFrame):
    """`picked(result)`: a row was clicked. The keys of the dial field move the choice."""

    picked = Signal(object)

    def __init__(self, field: QWidget, leader_of: LeaderOf) -> None:
        super().__init__(field)
        self._field = field
        self.rows = RowModel[Found](result_accessible)
        self.delegate = ResultDelegate(leader_of)
        self.view = PlainList(self.rows, self.delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self.on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _INSET_PX, 1, _INSET_PX)
        column.addWidget(self.view)
        self.hide()

    @property
    def chosen(self) -> Found | None:
        return self.rows.row_at(self.view.currentIndex().row()) if self.isVisible() else None

    def show_results(self, results: tuple[Found, ...], first_chosen: bool) -> None:
        """Shows the list below the field, hides it without results."""
        self.rows.show_rows(results)
        self.view.setCurrentIndex(self.rows.index(0) if results and first_chosen else QModelIndex())
        self.setVisible(bool(results))
        if results:
            self.place()

    def move_by(self, step: int) -> Found | None:
        """Moves the choice by one; beyond the ends nothing is chosen and the typed text counts."""
        count = self.rows.rowCount()
        now = self.view.currentIndex().row() if self.view.currentIndex().isValid() else (-1 if step > 0 else count)
        self.view.setCurrentIndex(self.rows.index(now + step) if 0 <= now + step < count else QModelIndex())
        return self.chosen

    def place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            shown = self.isVisible()
            self.setParent(window)
            self.setVisible(shown)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + _GAP_PX))
        width = min(max(self._field.width(), _LEAST_PX), window.width() - 2 * _FOOT_PX)
        left = max(_FOOT_PX, min(corner.x(), window.width() - _FOOT_PX - width))
        self.delegate.two_lines = width < TWO_LINES_BELOW_PX
        self.view.scheduleDelayedItemsLayout()
        rows = sum(self.view.sizeHintForRow(row) for row in range(self.rows.rowCount()))
        top, height = self._vertical(corner.y(), rows + 2 * _INSET_PX)
        self.setGeometry(left, top, width, height)
        self.raise_()

    def _vertical(self, below: int, wanted: int) -> tuple[int, int]:
        """Top and height: below the field, or above it where there is more room."""
        room = self._field.window().height() - below - _FOOT_PX
        above = below - self._field.height() - 2 * _GAP_PX
        if wanted <= room or above <= room:
            return below, max(0, min(wanted, room))
        height = min(wanted, above - _FOOT_PX)
        return above - height, height

    def on_clicked(self, index: QModelIndex) -> None:
        result = self.rows.row_at(index.row())
        if result is not None:
            self.picked.emit(result)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("hairline"), 1.0))
        painter.setBrush(theme().color("raised"))
        radius = float(theme().radius("tile"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
