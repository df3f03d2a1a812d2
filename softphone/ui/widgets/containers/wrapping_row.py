"""What has no room beside each other stands below each other, before a word is cut."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from softphone.ui.widgets.controls.buttons import Button


def least_px(widgets: Iterable[QWidget], gap_px: int) -> int:
    """The least width of those that are shown, side by side."""
    widths = [widget.minimumSizeHint().width() for widget in widgets if not widget.isHidden()]
    return sum(widths) + gap_px * max(len(widths) - 1, 0)


def put_beside(box: QBoxLayout, beside: bool) -> None:
    """Or below each other."""
    way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    if box.direction() != way:
        box.setDirection(way)


class WrappingRow(QWidget):
    """Buttons of one width, for a column that may be narrower than they are together."""

    def __init__(self, *buttons: Button, gap_px: int = 8) -> None:
        super().__init__()
        self._buttons, self._gap_px = buttons, gap_px
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap_px)
        for button in buttons:
            self._box.addWidget(button, 1)

    def minimumSizeHint(self) -> QSize:
        """Of the widest: a column as narrow as that is room enough."""
        widest = max(least_px((button,), 0) for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        put_beside(self._box, least_px(self._buttons, self._gap_px) <= self.width())
