"""The settings: pages at the left, the chosen one at the right; every change holds at once."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from softphone import PRODUCT_NAME
from softphone.services.actions import Actions
from softphone.services.views import AppState
from softphone.ui.account_page import AccountPage
from softphone.ui.icons import paint_icon
from softphone.ui.sound_page import SoundPage
from softphone.ui.surface import Surface
from softphone.ui.theme import theme

translate = QCoreApplication.translate
_SIDE_PX = 200


class _NavButton(QAbstractButton):
    def __init__(self, icon: str, active_icon: str) -> None:
        super().__init__()
        self._icon, self._active_icon = icon, active_icon
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX - 20, 36)

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


class SettingsDialog(QDialog):
    """Not modal: a call can be taken while it is open."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.sound = AccountPage(actions), SoundPage(actions)
        self.pages = QStackedWidget()
        self.nav = (_NavButton("user", "user"), _NavButton("headset", "headset-fill"))
        for place, (button, page) in enumerate(zip(self.nav, (self.account, self.sound), strict=True)):
            self.pages.addWidget(_scrolled(page))
            button.clicked.connect(lambda _checked=False, index=place: self.show_page(index))
        self._lay_out()
        self.show_page(0)
        self._retranslate()

    def show_page(self, index: int) -> None:
        self.nav[index].setChecked(True)
        self.pages.setCurrentIndex(index)

    def show_state(self, state: AppState) -> None:
        self.account.show_state(state)
        self.sound.show_state(state)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _lay_out(self) -> None:
        side = Surface(None, "window", Qt.Edge.RightEdge)
        side.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 16, 11, 16)
        column.setSpacing(4)
        for button in self.nav:
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.pages, 1)
        self.setMinimumSize(560, 420)
        self.resize(840, 620)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("SettingsDialog", "Settings") + f" – {PRODUCT_NAME}")
        self.nav[0].setText(translate("SettingsDialog", "Account"))
        self.nav[1].setText(translate("SettingsDialog", "Sound"))


def _scrolled(page: QWidget) -> QScrollArea:
    page.setProperty("plain", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
