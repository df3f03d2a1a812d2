"""The assistant's groups as a Qt list; lanes never re-sort."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from softphone.services.state.groups import GroupView
from softphone.ui.leaders.leader_row_text import lane_accessible, lane_tool_tip
from softphone.ui.text.plain_tool_tip import plain_tool_tip

GROUP_ROLE = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class LeaderListModel(QAbstractListModel):
    """One row for each leader, in the portal's order."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[GroupView, ...] = ()

    @property
    def groups(self) -> tuple[GroupView, ...]:
        return self._groups

    def show_groups(self, groups: tuple[GroupView, ...]) -> None:
        """Tells only what changed, so that the selection and the pointer stay where they are."""
        if _ids(groups) != _ids(self._groups):
            self.beginResetModel()
            self._groups = groups
            self.endResetModel()
            return
        changed = [row for row, group in enumerate(groups) if group != self._groups[row]]
        self._groups = groups
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def group(self, row: int) -> GroupView | None:
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def row_of(self, leader_id: str) -> int:
        """-1 where there is no such leader."""
        return next((row for row, group in enumerate(self._groups) if group.leader.user_id == leader_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        group = self.group(index.row())
        if group is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return group.leader.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return lane_accessible(group)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(lane_tool_tip(group)).replace("\n", "<br>")
        return group if role == GROUP_ROLE else None


def _ids(groups: tuple[GroupView, ...]) -> tuple[str, ...]:
    return tuple(group.leader.user_id for group in groups)
