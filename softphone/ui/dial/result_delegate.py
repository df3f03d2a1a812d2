"""Painter of a search result below the dial field: tile, name, number, kind and source; narrow: in two lines."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.services.state.contacts import Found, FoundGroup
from softphone.services.state.groups import LeaderRef
from softphone.ui.contacts.contact_text import number_kind_text, result_details
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index
from softphone.ui.widgets.lists.row_text import RIGHT, draw_text, fitting_text, text_width

LeaderOf = Callable[[str], LeaderRef | None]
_PAD_PX, _TILE_PX, _GAP_PX, _ROW_PX, _TWO_LINES_PX = 10, 24, 8, 40, 52
TWO_LINES_BELOW_PX = 400


class ResultDelegate(QStyledItemDelegate):
    def __init__(self, leader_of: LeaderOf) -> None:
        super().__init__()
        self._leader_of = leader_of
        self.two_lines = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(theme().font("body")).height()
        return QSize(0, max(_TWO_LINES_PX, 2 * line + 16) if self.two_lines else max(_ROW_PX, line + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result: Found = index.data(ROW_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(option.rect, theme().color("selected"))
        self._paint_tile(painter, option.rect, result)
        room = option.rect.adjusted(_PAD_PX + _TILE_PX + _GAP_PX, 0, -_PAD_PX, 0)
        paint = _paint_two_lines if self.two_lines else _paint_line
        paint(painter, room, result, "strong" if chosen else "body")
        painter.restore()

    def _paint_tile(self, painter: QPainter, rect: QRect, result: Found) -> None:
        tile = QRectF(rect.left() + _PAD_PX, rect.center().y() - _TILE_PX // 2 + 1, _TILE_PX, _TILE_PX)
        leader = self._leader_of(result.leader_id) if result.leader_id else None
        if leader is not None:
            paint_tile(painter, tile, leader.initials, leader.colour, True, leader.double_spine)
        elif result.initials:
            paint_tile(painter, tile, result.initials, NEUTRAL, True)
        else:
            paint_icon(painter, tile.adjusted(4, 4, -4, -4), "phone-call", theme().color("text2"))


def _paint_line(painter: QPainter, room: QRect, result: Found, font: FontName) -> None:
    number_px = text_width(result.number, "body", True) + _GAP_PX
    name = result.name or result.number
    right_room_px = room.width() - number_px - min(text_width(name, "strong"), 120)
    right = fitting_text(result_details(result), "label", right_room_px)
    draw_text(painter, room, right, "label", "text2", RIGHT)
    left_px = room.width() - text_width(right, "label") - 2 * _GAP_PX - (number_px if result.name else 0)
    name_px = draw_text(painter, QRect(room.topLeft(), QSize(left_px, room.height())), name, font, is_name=True)
    if result.name:
        draw_text(painter, room.adjusted(name_px + 6, 0, 0, 0), result.number, "body", "text2", tabular=True)


def _paint_two_lines(painter: QPainter, room: QRect, result: Found, font: FontName) -> None:
    """Without a name the number stands alone in the middle."""
    half = room.height() // 2
    upper = QRect(room.left(), room.top() + 4, room.width(), half - 2)
    lower = QRect(room.left(), room.top() + half, room.width(), half - 6)
    first = upper if result.name else room.adjusted(0, 0, 0, -2)
    right = result_details(result)[-1]
    draw_text(painter, first, right, "label", "text2", RIGHT)
    name_room = first.adjusted(0, 0, -text_width(right, "label") - _GAP_PX, 0)
    draw_text(painter, name_room, result.name or result.number, font, is_name=True)
    if result.name:
        draw_text(painter, lower, _number_and_kind(result, lower.width()), "body", "text2", tabular=True)


def _number_and_kind(result: Found, width_px: int) -> str:
    kind = number_kind_text(result.kind) if result.group is not FoundGroup.LEADER else ""
    text = f"{result.number} · {kind}"
    return text if kind and text_width(text, "body", True) <= width_px else result.number
