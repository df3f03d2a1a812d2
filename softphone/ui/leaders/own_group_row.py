"""Row below the leaders that opens the own group of a user who is a leader too."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.services.state.groups import OwnGroupView
from softphone.ui.text.portal_terms import settings_parts
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.lists.row_text import draw_text
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_HEIGHT_PX = 52


class OwnGroupRow(TranslatedWidget, QAbstractButton):
    """ "Meine Assistenz" with the active filter; hidden for users who are no leader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail, self._chosen = "", False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()
        self.hide()

    def show_group(self, group: OwnGroupView | None, chosen: bool) -> None:
        self._detail = (settings_parts(group.settings) or ("",))[0] if group is not None else ""
        self.setVisible(group is not None)
        self.show_chosen(chosen)

    def show_chosen(self, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chosen:
            painter.fillRect(self.rect(), theme().color("selected"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("hairline"))
        middle = self.height() // 2
        paint_icon(painter, QRectF(26, middle - 10, 20, 20), "users-three", theme().color("text2"))
        paint_icon(painter, QRectF(self.width() - 32, middle - 8, 16, 16), "caret-right", theme().color("text2"))
        self._paint_text(painter)

    def _paint_text(self, painter: QPainter) -> None:
        room = QRect(64, 6, self.width() - 64 - 40, 20)
        draw_text(painter, room, self.text(), "strong", is_name=True)
        draw_text(painter, room.translated(0, 19), self._detail, "label", "text2")

    def retranslate(self) -> None:
        self.setText(translate("OwnGroupPanel", "My assistants"))
