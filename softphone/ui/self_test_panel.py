"""The light of the self-test in the status line, and the small panel it opens."""

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.self_test_views import SelfTestView
from softphone.ui.icons import paint_icon
from softphone.ui.self_test_lines import SelfTestLines
from softphone.ui.self_test_words import LOOKS, light_words
from softphone.ui.theme import theme
from softphone.ui.widgets.buttons import Button, ButtonKind
from softphone.ui.widgets.popup_card import PopupCard
from softphone.ui.widgets.text_label import TextLabel

translate = QCoreApplication.translate
_PANEL_PX, _ICON_PX, _GAP_PX, _PADDING_PX = 420, 14, 6, 6


class SelfTestLight(QAbstractButton):
    """Sign and word, never a colour alone; takes no part before the first test."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = SelfTestView()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_view(self, view: SelfTestView) -> None:
        self._view = view
        self.setText(light_words(view))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        return self.text()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font("label")).horizontalAdvance(self.text())
        return QSize(words + _ICON_PX + _GAP_PX + 2 * _PADDING_PX, theme().size("statusLine") - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        name, color = LOOKS[self._view.light]
        middle = (self.height() - _ICON_PX) / 2
        paint_icon(painter, QRectF(_PADDING_PX, middle, _ICON_PX, _ICON_PX), name, theme().color(color))
        painter.setFont(theme().font("label", tabular=True))
        painter.setPen(theme().color("text2"))
        room = self.rect().adjusted(_PADDING_PX + _ICON_PX + _GAP_PX, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())


class SelfTestPanel(PopupCard):
    """Every line with its sentence; the test can be made again from here."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, _PANEL_PX)
        self.title, self.lines = TextLabel("", "title"), SelfTestLines()
        self.again = Button(ButtonKind.PLAIN)
        self.again.clicked.connect(lambda: actions.self_test.run())
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lines)
        self.column.addLayout(foot)
        self._retranslate()

    def show_view(self, view: SelfTestView) -> None:
        self.lines.show_view(view)
        self.again.setEnabled(not view.running)
        self.refit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(translate("SelfTest", "Self-test"))
        self.again.setText(translate("SelfTest", "Check again"))
