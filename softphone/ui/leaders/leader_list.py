"""List of the leaders: arrows choose, Space is the switch, Return opens the details."""

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent

from softphone.services.state.groups import GroupView
from softphone.ui.leaders.leader_list_delegate import LeaderListDelegate
from softphone.ui.leaders.leader_row_layout import TEXT_X_PX
from softphone.ui.leaders.leader_row_text import leader_accessible, leader_tool_tip
from softphone.ui.text.plain_tool_tip import plain_tool_tip
from softphone.ui.widgets.controls.spinner import FRAME_MS
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.row_model import ROW_ROLE, RowModel


class LeaderList(PlainList):
    """`picked(leader_id)` when the selection moves, `opened(leader_id)` for the details."""

    picked = Signal(str)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self) -> None:
        self.rows = RowModel[GroupView](
            lambda group: group.leader.name, leader_accessible, lambda group: group.leader.user_id, _tool_tip
        )
        self.delegate = LeaderListDelegate()
        super().__init__(self.rows, self.delegate)
        self._spin = QTimer(self)
        self._spin.setInterval(FRAME_MS)
        self._spin.timeout.connect(self.viewport().update)
        self.setMouseTracking(True)

    def show_groups(self, groups: tuple[GroupView, ...], selected: str) -> None:
        self.rows.show_rows(groups)
        self.select(selected)
        self.scheduleDelayedItemsLayout()
        self._run_spinner(any(group.opt_in.in_flight for group in groups))

    def set_compact(self, compact: bool) -> None:
        self.delegate.compact = compact
        self.scheduleDelayedItemsLayout()

    def select(self, leader_id: str) -> None:
        index = self.rows.index_of(leader_id)
        if not index.isValid():
            self.clearSelection()
        elif self.currentIndex().row() != index.row():
            self.setCurrentIndex(index)

    def current_group(self) -> GroupView | None:
        group: GroupView | None = self.currentIndex().data(ROW_ROLE)
        return group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = self.current_group()
        if group is not None and event.key() == Qt.Key.Key_Space:
            self.delegate.toggle(group)
        elif group is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(group.leader.user_id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of the row below the pointer, by key of the chosen row; in global coordinates."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        group = index.data(ROW_ROLE)
        if group is not None:
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(TEXT_X_PX, 0))
            self.menu_asked.emit(group.leader.user_id, below if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays out again: a problem may wrap differently now."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        group = self.current_group()
        if group is not None and not selected.isEmpty():
            self.picked.emit(group.leader.user_id)

    def _run_spinner(self, needed: bool) -> None:
        if needed and not self._spin.isActive():
            self._spin.start()
        elif not needed:
            self._spin.stop()


def _tool_tip(group: GroupView) -> str:
    return plain_tool_tip(leader_tool_tip(group))
