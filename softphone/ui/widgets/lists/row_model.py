"""A generic list model: values as rows, and functions that name a row, read it aloud and identify it."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

R = TypeVar("R")


class RowModel(QAbstractListModel, Generic[R]):
    """`accessible` is the text for screen readers, the name by default; `key` stays the same while a row changes."""

    def __init__(
        self,
        name: Callable[[R], str],
        accessible: Callable[[R], str] | None = None,
        key: Callable[[R], Hashable] | None = None,
        tool_tip: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__()
        self._key = key
        self._rows: Sequence[R] = ()
        self._data: dict[int, Callable[[R], object]] = {
            ROW_ROLE: lambda row: row,
            int(Qt.ItemDataRole.DisplayRole): name,
            int(Qt.ItemDataRole.AccessibleTextRole): accessible or name,
        }
        if tool_tip is not None:
            self._data[int(Qt.ItemDataRole.ToolTipRole)] = tool_tip

    @property
    def rows(self) -> Sequence[R]:
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Reports only the changed rows while all keys stay the same: selection and scroll position are kept."""
        if rows == self._rows:
            return
        if self._key is None or [*map(self._key, rows)] != [*map(self._key, self._rows)]:
            self.replace_rows(rows)
            return
        changed = [place for place, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old != new]
        self._rows = rows
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def replace_rows(self, rows: Sequence[R]) -> None:
        """Resets the model, and with it the selection."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def append_rows(self, rows: Sequence[R]) -> None:
        if rows:
            self.beginInsertRows(_NO_PARENT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows = [*self._rows, *rows]
            self.endInsertRows()

    def row_at(self, place: int) -> R | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """Invalid where no row has the key."""
        places = (place for place, row in enumerate(self._rows) if self._key is not None and self._key(row) == key)
        return self.index(next(places, -1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row, value = self.row_at(index.row()), self._data.get(int(role))
        return value(row) if row is not None and value is not None else None
