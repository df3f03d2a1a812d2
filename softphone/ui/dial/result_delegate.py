"""Paints a result below the dial field: tile, name, number, what kind and where from; narrow: in two lines."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from softphone.services.state.contacts import Found, FoundGroup
from softphone.services.state.groups import LeaderRef
from softphone.ui.contacts.contact_text import found_right, kind_words
from softphone.ui.dial.result_model import FOUND_ROLE
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile

Index = QModelIndex | QPersistentModelIndex
LeaderOf = Callable[[str], LeaderRef | None]
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_PAD_PX, _TILE_PX, _GAP_PX, _ROW_PX, _TWO_LINES_PX = 10, 24, 8, 40, 52
TWO_LINES_BELOW_PX = 400


class ResultDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, leader_of: LeaderOf) -> None:
        super().__init__(parent)
        self._leader_of = leader_of
        self.two_lines = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(theme().font("body")).height()
        return QSize(0, max(_TWO_LINES_PX, 2 * line + 16) if self.two_lines else max(_ROW_PX, line + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: Found = index.data(FOUND_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(option.rect, theme().color("selected"))
        self._paint_tile(painter, option.rect, found)
        left = _PAD_PX + _TILE_PX + _GAP_PX
        room = option.rect.adjusted(left, 0, -_PAD_PX, 0)
        if self.two_lines:
            _paint_two_lines(painter, room, found, chosen)
        else:
            _paint_line(painter, room, found, chosen)
        painter.restore()

    def _paint_tile(self, painter: QPainter, rect: QRect, found: Found) -> None:
        place = QRectF(rect.left() + _PAD_PX, rect.center().y() - _TILE_PX // 2 + 1, _TILE_PX, _TILE_PX)
        leader = self._leader_of(found.leader_id) if found.leader_id else None
        if leader is not None:
            paint_tile(painter, place, leader.initials, leader.colour, True, leader.double_spine)
        elif found.initials:
            paint_tile(painter, place, found.initials, NEUTRAL, True)
        else:
            paint_icon(painter, place.adjusted(4, 4, -4, -4), "phone-call", theme().color("text2"))


def _paint_line(painter: QPainter, room: QRect, found: Found, chosen: bool) -> None:
    number_px = _width(found.number, "body", True) + _GAP_PX
    name = found.name or found.number
    right = _fitting(found, room.width() - number_px - min(_width(name, "strong"), 120))
    right_px = _width(right, "label") + 2 * _GAP_PX
    _text(painter, room, right, "label", "text2", _RIGHT)
    name_font: FontName = "strong" if chosen else "body"
    left_px = room.width() - right_px - (number_px if found.name else 0)
    shown = QFontMetrics(theme().font(name_font)).elidedText(name, Qt.TextElideMode.ElideRight, left_px)
    _text(painter, room, shown, name_font, "text")
    if found.name:
        used = QFontMetrics(theme().font(name_font)).horizontalAdvance(shown) + 6
        _text(painter, room.adjusted(used, 0, 0, 0), found.number, "body", "text2", tabular=True)


def _paint_two_lines(painter: QPainter, room: QRect, found: Found, chosen: bool) -> None:
    half = room.height() // 2
    upper = QRect(room.left(), room.top() + 4, room.width(), half - 2)
    lower = QRect(room.left(), room.top() + half, room.width(), half - 6)
    words = found_right(found)
    right = words[-1]
    whole = room.adjusted(0, 0, 0, -2)
    _text(painter, upper if found.name else whole, right, "label", "text2", _RIGHT)
    font: FontName = "strong" if chosen else "body"
    left_px = upper.width() - _width(right, "label") - _GAP_PX
    name = QFontMetrics(theme().font(font)).elidedText(
        found.name or found.number, Qt.TextElideMode.ElideRight, left_px
    )
    _text(painter, upper if found.name else whole, name, font, "text")
    if found.name:
        kind = kind_words(found.kind) if found.group is not FoundGroup.LEADER else ""
        shown = f"{found.number} · {kind}" if kind else found.number
        fits = _width(shown, "body", True) <= lower.width()
        _text(painter, lower, shown if fits else found.number, "body", "text2", tabular=True)


def _fitting(found: Found, room_px: int) -> str:
    words = found_right(found)
    return next((text for text in words if _width(text, "label") <= room_px), words[-1])


def _width(text: str, font: FontName, tabular: bool = False) -> int:
    return QFontMetrics(theme().font(font, tabular)).horizontalAdvance(text)


def _text(
    painter: QPainter, room: QRect, text: str, font: FontName, color: str, align: int = _LEFT, tabular: bool = False
) -> None:
    painter.setFont(theme().font(font, tabular))
    painter.setPen(theme().color(color))
    painter.drawText(room, align, text)
