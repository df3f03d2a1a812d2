"""The command palette: commands found by typing words, chosen with the arrow keys, run with Enter."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.options.search import Searchable, found
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.key_cap import HEIGHT_PX, chip_width, key_text, paint_chip
from softphone.ui.widgets.labels.text_label import TextLabel

translate = QCoreApplication.translate
_WIDTH_PX, _ROW_PX, _ROWS, _EDGE_PX = 460, 32, 9, 10
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_DOES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_Index = QModelIndex | QPersistentModelIndex
_ALL_EDGES = Qt.Edge.TopEdge | Qt.Edge.BottomEdge | Qt.Edge.LeftEdge | Qt.Edge.RightEdge
_KEY_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """`key`: a portable combination that runs the same command; empty without one."""

    label: str
    key: str
    run: Callable[[], object]


class _RowPainter(QStyledItemDelegate):
    """Paints the words at the left, the key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        keys = key_text(index.data(_KEY_ROLE) or "")
        if keys:
            rect: QRect = option.rect
            width = chip_width(keys)
            top = rect.top() + (rect.height() - HEIGHT_PX) // 2
            place = QRect(rect.right() - width - _EDGE_PX, top, width, HEIGHT_PX)
            paint_chip(painter, place.toRectF(), keys, theme().color("text2"), theme().color("buttonBorder"), None)


class CommandPalette(Surface):
    """Closes when a command is chosen or another window becomes active."""

    def __init__(self, commands: tuple[PaletteEntry, ...], parent: QWidget) -> None:
        super().__init__(
            parent, "surface", Qt.Edge.TopEdge | Qt.Edge.BottomEdge | Qt.Edge.LeftEdge | Qt.Edge.RightEdge
        )
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Commands", "Find a command"))
        self._commands = commands
        self.edit, self.list = QLineEdit(), QListWidget()
        self.none = TextLabel(translate("Commands", "No command found."), "body", "text2")
        self._lay_out()
        self.edit.textChanged.connect(self.on_typed)
        self.edit.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.on_chosen())
        self.on_typed("")

    def _lay_out(self) -> None:
        self.edit.setPlaceholderText(translate("Commands", "What would you like to do?"))
        self.edit.setAccessibleName(self.windowTitle())
        self.edit.setMinimumHeight(theme().size("button"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setItemDelegate(_RowPainter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(_ROWS * _ROW_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        for part in (self.edit, self.none, self.list):
            column.addWidget(part)
        self.setFixedWidth(_WIDTH_PX)

    def open_below(self, widget: QWidget) -> None:
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, widget.height() + 4)))
        self.show()
        self.activateWindow()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def on_typed(self, text: str) -> None:
        by_name = {str(at): command for at, command in enumerate(self._commands)}
        every = [Searchable(name, command.label) for name, command in by_name.items()]
        shown = found(every, text) if text.strip() else tuple(every)
        self.list.clear()
        for one in shown:
            item = QListWidgetItem(one.label, self.list)
            item.setData(Qt.ItemDataRole.UserRole, by_name[one.key])
            item.setData(_KEY_ROLE, by_name[one.key].key)
        self.list.setCurrentRow(0)
        self.none.setVisible(not shown)

    def on_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            command: PaletteEntry = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the focus in the field while the arrow keys move in the list."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.list.keyPressEvent(event)
        elif key in _DOES:
            self.on_chosen()
        elif key is Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.close()
