"""The own group's assistants as a list model in ringing order; rows move by drag."""

from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, Signal

from softphone.domain.executive.settings import AssistantEntry
from softphone.ui.group_editor.parts.sequence_text import assistant_name
from softphone.ui.widgets.lists.row_model import Index, RowModel

_MIME = "application/x-vorzimmer-place"
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class AssistantsModel(RowModel[AssistantEntry]):
    """`moved(from, to)`: the user moves a row, positions from 0; the rows follow the draft."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        """All keys are equal: the selection keeps its position while the number of rows is the same."""
        super().__init__(assistant_name, key=lambda entry: None)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        value = super().data(index, role)
        return f"{index.row() + 1} {value}" if value is not None and role in _TEXT_ROLES else value

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        carried = QMimeData()
        carried.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return carried

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Returns False, so that the view does not remove the row itself: the rows follow the draft."""
        if data.hasFormat(_MIME):
            start = int(bytes(data.data(_MIME).data()))
            place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
            self.moved.emit(start, place - 1 if place > start else place)
        return False
