"""Painter of a leader's row; reports clicks on its switch."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from softphone.services.state.groups import GroupView
from softphone.ui.leaders.leader_row_layout import (
    ICON_GAP_PX,
    ICON_PX,
    RIGHT_PX,
    TEXT_X_PX,
    LeaderRowLayout,
    leader_row_height,
    leader_row_layout,
    problem_flags,
)
from softphone.ui.leaders.leader_row_text import (
    LeaderRowText,
    leader_detail,
    leader_mailbox,
    leader_problem,
    leader_problem_tone,
    leader_reason,
)
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.tile import paint_tile, paint_tile_ring
from softphone.ui.widgets.controls.spinner import turn_degrees
from softphone.ui.widgets.controls.switch import SwitchLook, paint_switch, switch_rect
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index
from softphone.ui.widgets.lists.row_text import RIGHT, draw_text, fitting_text, text_width

_RINGING: tuple[str, FontName] = "call", "head"
_QUIET: tuple[str, FontName] = "text2", "label"
_SPINE_INSET_PX = 8
_SPINE_PX = 4


def switch_look(group: GroupView) -> SwitchLook:
    opt_in = group.opt_in
    refused = opt_in.problem is not None
    on = opt_in.wish if opt_in.in_flight else opt_in.confirmed
    return SwitchLook(on, opt_in.in_flight, refused, opt_in.locked)


class LeaderListDelegate(QStyledItemDelegate):
    """`switched(leader_id, on)`: the user wants to log in or out."""

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        group = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if view is not None else option.rect.width()  # type: ignore[attr-defined]
        return QSize(0, leader_row_height(width, self.compact, leader_problem(group)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group: GroupView = index.data(ROW_ROLE)
        problem = leader_problem(group)
        reason = leader_reason(group)
        layout = leader_row_layout(option.rect, self.compact, problem, bool(reason))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, group)
        self._paint_leader(painter, layout, group)
        self._paint_line(painter, layout.line, leader_detail(group))
        self._paint_line(painter, layout.reason, LeaderRowText(reason, joint=", "))
        _paint_problem(painter, layout.problem, problem, leader_problem_tone(group))
        paint_switch(painter, switch_rect(QRectF(layout.hit)), switch_look(group), turn_degrees())
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Handles clicks inside the switch's hit area, on release; the list handles all others."""
        if not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.LeftButton:
            return False
        group: GroupView = index.data(ROW_ROLE)
        hit = leader_row_layout(option.rect, self.compact, leader_problem(group)).hit
        if not hit.contains(event.position().toPoint()):
            return False
        if event.type() is QEvent.Type.MouseButtonRelease:
            self.toggle(group)
        return True

    def toggle(self, group: GroupView) -> None:
        """Inverts the wanted state, so that a click during a write counts too."""
        if not group.opt_in.locked:
            self.switched.emit(group.leader.user_id, not group.opt_in.wish)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, group: GroupView) -> None:
        colors = theme().leader(group.leader.colour)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if group.ringing_caller or selected:
            painter.fillRect(option.rect, colors.tint if group.ringing_caller else theme().color("selected"))
            _paint_spine(painter, option.rect, colors.solid, group.leader.double_spine)
        elif index.row() + 1 < index.model().rowCount() and not self._is_highlighted(option, index.row() + 1, index):
            _paint_hairline(painter, option.rect)
        if bool(option.state & QStyle.StateFlag.State_HasFocus) and selected:
            _paint_focus(painter, option)

    def _is_highlighted(self, option: QStyleOptionViewItem, row: int, index: Index) -> bool:
        """Whether the row is selected or ringing: no hairline next to it."""
        below = index.sibling(row, 0)
        group: GroupView = below.data(ROW_ROLE)
        view = option.widget
        picked = view is not None and view.selectionModel().isSelected(below)  # type: ignore[attr-defined]
        return bool(group.ringing_caller) or picked

    def _paint_leader(self, painter: QPainter, layout: LeaderRowLayout, group: GroupView) -> None:
        leader = group.leader
        paint_tile(painter, layout.tile, leader.initials, leader.colour, group.opt_in.confirmed, leader.double_spine)
        if group.ringing_caller:
            paint_tile_ring(painter, layout.tile, leader.colour)
        room = layout.name.adjusted(0, 0, -_mailbox_width(leader_mailbox(group)), 0)
        draw_text(painter, room, leader.name, "strong", is_name=True)
        _paint_mailbox(painter, layout.name, leader_mailbox(group))

    def _paint_line(self, painter: QPainter, rect: QRect, line: LeaderRowText) -> None:
        color, font = _RINGING if line.ringing else _QUIET
        room = QRect(rect)
        if line.icon:
            icon = QRectF(rect.left(), rect.center().y() - ICON_PX // 2, ICON_PX, ICON_PX)
            paint_icon(painter, icon, line.icon, theme().color(color))
            room.setLeft(rect.left() + ICON_PX + ICON_GAP_PX - 1)
        draw_text(painter, room, fitting(line, font, room.width()), font, color, is_name=line.ringing)


def _mailbox_width(count: str) -> int:
    if not count:
        return 0
    return ICON_PX + 2 * ICON_GAP_PX + text_width(count, "label")


def _paint_mailbox(painter: QPainter, name: QRect, count: str) -> None:
    """Paints the number of new messages at the right end of the name's line."""
    if not count:
        return
    left = name.right() + 1 - _mailbox_width(count) + ICON_GAP_PX
    icon = QRectF(left, name.center().y() - ICON_PX // 2, ICON_PX, ICON_PX)
    paint_icon(painter, icon, "voicemail", theme().color("text"))
    draw_text(painter, name, count, "label", align=RIGHT)


def fitting(line: LeaderRowText, font: FontName, width_px: int) -> str:
    """As many whole parts as there is room for, at least the first."""
    counts = range(len(line.parts), 0, -1)
    return fitting_text((line.joint.join(line.parts[:count]) for count in counts), font, width_px)


def _paint_problem(painter: QPainter, rect: QRect, problem: str, tone: str) -> None:
    if not problem:
        return
    color = theme().color(tone)
    paint_icon(painter, QRectF(rect.left(), rect.top() + 1, ICON_PX, ICON_PX), "warning-circle-fill", color)
    painter.setFont(theme().font("label"))
    painter.setPen(color)
    painter.drawText(rect.adjusted(ICON_PX + ICON_GAP_PX, 0, 0, 0), problem_flags(), problem)


def _paint_spine(painter: QPainter, row: QRect, color: QColor, double: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    height = row.height() - 2 * _SPINE_INSET_PX
    painter.drawRoundedRect(QRectF(row.left() - 2, row.top() + _SPINE_INSET_PX, _SPINE_PX + 2, height), 2, 2)
    if double:
        painter.drawRect(QRectF(row.left() + _SPINE_PX + 2, row.top() + _SPINE_INSET_PX, 2, height))


def _paint_hairline(painter: QPainter, row: QRect) -> None:
    left = row.left() + TEXT_X_PX
    painter.fillRect(left, row.bottom(), row.width() - TEXT_X_PX - RIGHT_PX, 1, theme().color("hairline"))


def _paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    view = option.widget
    if view is None or not view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
        return
    painter.setPen(QPen(theme().color("focus"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), 6, 6)
