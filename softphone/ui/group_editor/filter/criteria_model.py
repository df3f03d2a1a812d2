"""The filter criteria as an item model: one row each, in the portal's order; only the box "Aktiv" is edited here."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import Criterion
from softphone.services.group_editor.draft_edits import criterion_names, find_criterion, is_active
from softphone.ui.text import criterion_text
from softphone.ui.text.portal_terms import not_read

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(IntEnum):
    ACTIVE = 0
    NAME = 1
    EFFECT = 2
    CALLS_FROM = 3
    TIME = 4
    MENU = 5


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """`criterion` None: only its name could be read. `deciding` marks the row that the simulator names."""

    name: str
    active: bool
    criterion: Criterion | None
    deciding: bool = False

    def text(self, column: Column) -> str:
        if column is Column.NAME:
            return self.name
        if column is Column.ACTIVE or column is Column.MENU:
            return ""
        return not_read() if self.criterion is None else _cell(self.criterion, column)


def _cell(criterion: Criterion, column: Column) -> str:
    if column is Column.EFFECT:
        return criterion_text.effect_words(criterion.send_to_assistants)
    return (
        criterion_text.calls_from_words(criterion)
        if column is Column.CALLS_FROM
        else criterion_text.time_words(criterion)
    )


class CriteriaModel(QAbstractTableModel):
    """`switched(name, on)`: the user's wish; what is shown follows the draft."""

    switched = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[CriterionRow, ...] = ()

    def show_draft(self, draft: Draft, deciding: str | None) -> None:
        fresh = tuple(
            CriterionRow(name, is_active(draft, name), find_criterion(draft, name), name == deciding)
            for name in criterion_names(draft)
        )
        if len(fresh) != len(self.rows):
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
        elif fresh != self.rows:
            self.rows = fresh
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(Column) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], Column(index.column())
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text(column)
        if role == Qt.ItemDataRole.CheckStateRole and column is Column.ACTIVE:
            return Qt.CheckState.Checked if row.active else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _accessible(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != Column.ACTIVE:
            return False
        self.switched.emit(self.rows[index.row()].name, value == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == Column.ACTIVE else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _head(Column(section))


def _head(column: Column) -> str:
    match column:
        case Column.ACTIVE:
            return criterion_text.active_term()
        case Column.NAME:
            return criterion_text.name_term()
        case Column.EFFECT:
            return criterion_text.effect_term()
        case Column.CALLS_FROM:
            return criterion_text.calls_from_heading()
        case Column.TIME:
            return criterion_text.time_term()
        case Column.MENU:
            return ""


def _accessible(row: CriterionRow) -> str:
    state = criterion_text.active_term() if row.active else criterion_text.not_active()
    cells = (row.text(column) for column in (Column.EFFECT, Column.CALLS_FROM, Column.TIME))
    return ", ".join((row.name, state, *cells))
