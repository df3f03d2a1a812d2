"""Positions of the main window's columns at each width."""

from enum import Enum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_COMPACT_LEADERS_PX = 322
_CLOSE_INSET_PX = 12
_PADDING_PX = 16


class Width(Enum):
    """Three columns, two, or one with tabs."""

    WIDE = "wide"
    MIDDLE = "middle"
    NARROW = "narrow"


class Page(Enum):
    """What a narrow window shows; the value is the place of its tab."""

    LEADERS = 0
    CALLS = 1
    JOURNAL = 2


def width_class(width_px: int) -> Width:
    if width_px >= theme().breakpoint("three"):
        return Width.WIDE
    return Width.MIDDLE if width_px >= theme().breakpoint("two") else Width.NARROW


class Columns(TranslatedWidget, QWidget):
    """Places left, middle and right column; the right one lies over the rest where there is no room beside."""

    width_changed = Signal(object)

    def __init__(self, left: QWidget, floating: QWidget, calls: QWidget, journal: QWidget, right: QWidget) -> None:
        """`floating` has the whole width of the middle column, since it brings its own margins."""
        super().__init__()
        self.width_class = Width.WIDE
        self._page, self._has_left, self._has_right, self._overlay = Page.LEADERS, True, True, False
        self._calls, self._journal, padded = QWidget(), _Yielding(), QWidget()
        _hold(padded, (calls,), (_PADDING_PX, 0, _PADDING_PX, 6))
        _hold(self._calls, (floating, padded), (0, 0, 0, 0), stretch_end=True)
        _hold(self._journal, (journal,), (_PADDING_PX, 0, _PADDING_PX, 0))
        self._left = Surface(self, "window", Qt.Edge.RightEdge)
        self._middle = Surface(self, "window")
        self._right = Surface(self, "surface", Qt.Edge.LeftEdge)
        _hold(self._left, (left,), (0, 0, 1, 0))
        _hold(self._middle, (self._calls, self._journal), (0, 0, 0, 0), stretch_last=True)
        _hold(self._right, (right,), (1, 0, 0, 0))
        self.shut = icon_button("x", "", ButtonKind.GHOST, self._right)
        self.shut.clicked.connect(self.close_overlay)
        self.retranslate()

    def show_columns(self, has_left: bool, has_right: bool) -> None:
        """A leader without groups has no left column, a plain telephone no side column at all."""
        self._has_left, self._has_right = has_left, has_right
        self._place()

    def show_page(self, page: Page) -> None:
        self._page = page
        self._place()

    def open_overlay(self) -> None:
        self._overlay = True
        self._place()

    def close_overlay(self) -> None:
        self._overlay = False
        self._place()

    @property
    def overlay_open(self) -> bool:
        return self._overlay and not self._right_has_room()

    @property
    def right_beside(self) -> bool:
        return self._has_right and self._right_has_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        new = width_class(self.width())
        changed, self.width_class = new is not self.width_class, new
        self._place()
        if changed:
            self.width_changed.emit(new)

    def _right_has_room(self) -> bool:
        """Without the left column the right one takes its place."""
        return self.width_class is Width.WIDE or (self.width_class is Width.MIDDLE and not self._has_left)

    def _place(self) -> None:
        if self.width_class is Width.NARROW:
            self._place_narrow()
        else:
            self._place_beside()
        self.shut.setVisible(self.overlay_open)
        self.shut.move(self._right.width() - self.shut.width() - _CLOSE_INSET_PX, _CLOSE_INSET_PX)
        self.shut.raise_()

    def _place_beside(self) -> None:
        wide = self.width_class is Width.WIDE
        leaders = theme().size("leaderColumn") if wide else _COMPACT_LEADERS_PX
        left = leaders if self._has_left else 0
        right = theme().size("detailColumn") if self.right_beside else 0
        self._show_middle(calls=True, journal=True)
        self._left.set_edges(Qt.Edge.RightEdge)
        self._left.setGeometry(0, 0, left, self.height())
        self._left.setVisible(self._has_left)
        self._middle.setGeometry(left, 0, self.width() - left - right, self.height())
        self._middle.show()
        self._place_right()

    def _place_right(self) -> None:
        width = min(theme().size("detailColumn"), self.width())
        self._right.setGeometry(self.width() - width, 0, width, self.height())
        self._right.setVisible(self._has_right and (self._right_has_room() or self._overlay))
        self._right.raise_()

    def _place_narrow(self) -> None:
        """One page; the right column is a page of its own for a leader, else it lies over the leader list."""
        full = self.rect()
        self._left.set_edges(Qt.Edge(0))
        leaders = self._page is Page.LEADERS
        self._show_middle(calls=self._page is Page.CALLS, journal=self._page is Page.JOURNAL)
        for column in (self._left, self._middle, self._right):
            column.setGeometry(full)
        self._left.setVisible(leaders and self._has_left)
        self._middle.setVisible(not leaders or not (self._has_left or self._has_right))
        self._right.setVisible(leaders and self._has_right and (self._overlay or not self._has_left))
        self._right.raise_()

    def _show_middle(self, calls: bool, journal: bool) -> None:
        self._calls.setVisible(calls)
        self._journal.setVisible(journal)

    def retranslate(self) -> None:
        set_word(self.shut, translate("Columns", "Close"))


class _Yielding(QWidget):
    """Takes the room that is left, so that the calls above get theirs first.

    Qt takes a height for a width as the least height there may be, and would squeeze what stands above instead.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def _hold(
    box: QWidget,
    widgets: tuple[QWidget, ...],
    margins: tuple[int, int, int, int],
    stretch_last: bool = False,
    stretch_end: bool = False,
) -> None:
    column = QVBoxLayout(box)
    column.setContentsMargins(*margins)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if stretch_last and widget is widgets[-1] else 0)
    if stretch_end:
        column.addStretch(1)
