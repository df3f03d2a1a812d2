"""A list view in the program's style: a delegate paints the rows, Return activates on every platform."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate


class PlainList(QListView):
    """`chosen` when the selection moves by hand or by key."""

    chosen = Signal()

    def __init__(self, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setModel(model)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setProperty("plain", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self.on_current_changed)

    def on_current_changed(self) -> None:
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return always activates; Qt leaves it to the platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
