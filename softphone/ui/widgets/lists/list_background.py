"""Background of a row in long lists: colour of the chosen row, hairline below the others, focus."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from softphone.ui.theme.theme import theme

RADIUS_PX = 6.0


def paint_chosen(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("selected"))
    painter.drawRoundedRect(rect, RADIUS_PX, RADIUS_PX)


def paint_focus(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme().color("focus"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect = option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen:
        paint_chosen(painter, QRectF(rect))
    else:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().color("hairline"))
    if chosen:
        paint_focus(painter, option, QRectF(rect))
