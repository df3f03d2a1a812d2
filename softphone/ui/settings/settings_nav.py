"""Left side of the settings: a search field, the pages, and what the search found in their place."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.options.search import Searchable, found
from softphone.ui.theme.icons import icon, paint_icon
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate
SIDE_PX = 200
_KEY_ROLE = int(Qt.ItemDataRole.UserRole)


class NavButton(QAbstractButton):
    def __init__(self, icon: str, active_icon: str) -> None:
        super().__init__()
        self._icon, self._active_icon = icon, active_icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = 50 + QFontMetrics(theme().font("strong")).horizontalAdvance(self.text())
        return QSize(max(SIDE_PX - 21, width), 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("selected"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        tone = theme().color("text" if self.isChecked() else "text2")
        name = self._active_icon if self.isChecked() else self._icon
        paint_icon(painter, QRectF(12, self.height() // 2 - 9, 18, 18), name, tone)
        painter.setFont(theme().font("strong" if self.isChecked() else "body"))
        painter.setPen(theme().color("text"))
        room = QRect(38, 0, self.width() - 44, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())


class SettingsNav(Surface):
    """`jumped(key)`: the user wants this option, by Return, a click or Enter in the list."""

    jumped = Signal(str)

    def __init__(self, buttons: tuple[NavButton, ...]) -> None:
        super().__init__(None, "window", Qt.Edge.RightEdge)
        self._everything: tuple[Searchable, ...] = ()
        self.search, self.results, self.hits = QLineEdit(), QListView(), QStandardItemModel()
        self.glass: QAction = self.search.addAction(
            icon("magnifying-glass", "text2"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.nothing = TextLabel("", "label", "text2", wrap=True)
        self.setMinimumWidth(SIDE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.results.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._dress_results()
        self._lay_out(buttons)
        self.search.textChanged.connect(self.on_typed)
        self.search.returnPressed.connect(self.on_return)
        self.search.installEventFilter(self)
        theme().changed.connect(self.on_theme_changed)

    def offer(self, everything: tuple[Searchable, ...]) -> None:
        self._everything = everything
        self.search.setPlaceholderText(translate("SettingsDialog", "Search"))
        self.search.setAccessibleName(translate("SettingsDialog", "Search the settings"))
        self.results.setAccessibleName(translate("SettingsDialog", "Settings found"))
        self.nothing.setText(translate("SettingsDialog", "No setting found."))
        self.on_typed()

    def take_focus(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def on_typed(self) -> None:
        hits = found(self._everything, self.search.text())
        self.hits.clear()
        for hit in hits:
            self.hits.appendRow(_item(hit))
        searching = bool(self.search.text().strip())
        self.pages.setVisible(not searching)
        self.results.setVisible(bool(hits))
        self.nothing.setVisible(searching and not hits)
        if hits:
            self.results.setCurrentIndex(self.hits.index(0, 0))

    def on_return(self) -> None:
        if self.results.currentIndex().isValid():
            self._jump()

    def _jump(self) -> None:
        key = self.results.currentIndex().data(_KEY_ROLE)
        self.search.clear()
        self.jumped.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list; Esc empties the field before it closes the window."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.hits.rowCount():
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False

    def on_theme_changed(self) -> None:
        self.glass.setIcon(icon("magnifying-glass", "text2"))

    def _move(self, step: int) -> None:
        row = self.results.currentIndex().row() + step
        if 0 <= row < self.hits.rowCount():
            self.results.setCurrentIndex(self.hits.index(row, 0))

    def _dress_results(self) -> None:
        self.results.setModel(self.hits)
        self.results.setProperty("plain", True)
        self.results.setProperty("hits", True)
        self.results.setWordWrap(True)
        self.results.setSpacing(2)
        self.results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.clicked.connect(lambda _index: self._jump())

    def _lay_out(self, buttons: tuple[NavButton, ...]) -> None:
        self.pages = QWidget()
        pages = make_column(self.pages, 4)
        for button in buttons:
            pages.addWidget(button)
        pages.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 11, 16)
        column.setSpacing(8)
        column.addWidget(self.search)
        for widget in (self.pages, self.results):
            column.addWidget(widget, 1)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(0)


def _item(hit: Searchable) -> QStandardItem:
    item = QStandardItem(hit.label)
    item.setData(hit.key, _KEY_ROLE)
    return item
