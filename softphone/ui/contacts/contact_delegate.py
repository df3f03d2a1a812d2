"""Painter of a contact: picture or initials, name and company, the main number and its kind, the star."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from softphone.domain.contacts.contact import Contact, user_id_of
from softphone.domain.lines.line_state import LineState
from softphone.ui.contacts.contact_text import number_kind_text
from softphone.ui.contacts.photos import paint_person
from softphone.ui.text.line_state_text import line_words
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.lists.list_background import paint_ground
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index
from softphone.ui.widgets.lists.row_text import draw_text

_ROW_PX, _TILE_PX, _PAD_PX, _STAR_PX, _ICON_PX = 48, 32, 12, 44, 13


class ContactDelegate(QStyledItemDelegate):
    """`starred(key, on)`: a contact's star was clicked."""

    starred = Signal(str, bool)

    def __init__(self, photo: Callable[[Contact], bytes | None]) -> None:
        super().__init__()
        self._photo = photo
        self.lines: Mapping[str, LineState] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(_ROW_PX, 2 * QFontMetrics(theme().font("body")).height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        contact: Contact = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        rect = option.rect
        tile = QRectF(rect.left() + _PAD_PX, rect.center().y() - _TILE_PX // 2 + 1, _TILE_PX, _TILE_PX)
        paint_person(painter, tile, contact, self._photo(contact) if contact.photo else None)
        left = _PAD_PX + _TILE_PX + _PAD_PX
        self._paint_text(painter, rect.adjusted(left, 4, -_STAR_PX, -4), contact)
        name, role = ("star-fill", "text") if contact.favourite else ("star", "text3")
        paint_icon(painter, QRectF(_star(rect)).adjusted(14, 0, -14, 0), name, theme().color(role))
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            contact: Contact | None = index.data(ROW_ROLE)
            star_area = option.rect.adjusted(option.rect.width() - _STAR_PX, 0, 0, 0)
            if contact is not None and star_area.contains(event.position().toPoint()):
                self.starred.emit(contact.key, not contact.favourite)
                return True
        return super().editorEvent(event, model, option, index)

    def _paint_text(self, painter: QPainter, room: QRect, contact: Contact) -> None:
        number = contact.main_number
        right_px = min(room.width() // 2, 260)
        left = QRect(room.left(), room.top(), room.width() - right_px - 12, room.height())
        right = QRect(room.right() - right_px, room.top(), right_px, room.height())
        company = contact.company if contact.company != contact.name else ""
        line, icon = line_words(self.lines.get(user_id_of(contact)))
        second = " · ".join(part for part in (*line, company) if part)
        _draw_lines(painter, left, contact.name, second, "strong" if contact.favourite else "body", icon=icon)
        if number is not None:
            _draw_lines(painter, right, number.text, number_kind_text(number.kind), "body", tabular=True)


def _draw_lines(
    painter: QPainter, room: QRect, first: str, second: str, font: FontName, tabular: bool = False, icon: str = ""
) -> None:
    """A single line is centred; `icon` is painted before the second."""
    half = room.height() // 2
    upper, lower = room.adjusted(0, 0, 0, -half) if second else room, room.adjusted(0, half, 0, 0)
    draw_text(painter, upper, first, font, tabular=tabular, is_name=True)
    if icon and second:
        icon_rect = QRectF(lower.left(), lower.center().y() - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        paint_icon(painter, icon_rect, icon, theme().color("text2"))
        lower.setLeft(lower.left() + _ICON_PX + 6)
    draw_text(painter, lower, second, "label", "text2")


def _star(rect: QRect) -> QRect:
    return QRect(rect.right() - _STAR_PX + 1, rect.center().y() - 7, _STAR_PX, 16)
