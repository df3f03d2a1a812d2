"""The band across the window while a call goes out in a leader's name: whose, which number, and what comes after."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.services.state.app_state import AppState
from softphone.services.state.calls import IdentityView
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
HEIGHT_PX = 44
_EDGE_PX = 16
_TILE_PX = 24
_GAP_PX = 12
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class IdentityBand(TranslatedWidget, QWidget):
    """Hidden as long as one calls as oneself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._identity: IdentityView | None = None
        self._own_name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)
        self.hide()

    def show_state(self, state: AppState) -> None:
        self._identity, self._own_name = state.identity, state.sign_in.user_name or state.sign_in.user_id
        self.setVisible(self._identity is not None)
        self.setAccessibleName(". ".join(text for text in self.words() if text))
        self.update()

    def words(self) -> tuple[str, str, str]:
        """As whom, which number is shown, and what comes after; empty without an identity."""
        if self._identity is None:
            return "", "", ""
        leader = self._identity.leader
        who = translate("Identity", "You are calling on behalf of {leader}").format(leader=leader.name)
        number = translate("Identity", "{number} is shown").format(number=leader.number) if leader.number else ""
        return who, number, translate("Identity", "Then as {name} again").format(name=self._own_name)

    def retranslate(self) -> None:
        self.setAccessibleName(". ".join(text for text in self.words() if text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._identity is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme().leader(self._identity.leader.colour)
        painter.fillRect(self.rect(), colors.solid)
        self._paint_tile(painter, colors.solid, colors.on_solid)
        self._paint_words(painter, colors.on_solid)

    def _paint_tile(self, painter: QPainter, solid: QColor, on_solid: QColor) -> None:
        rect = QRectF(_EDGE_PX, (self.height() - _TILE_PX) / 2, _TILE_PX, _TILE_PX)
        radius = float(theme().radius("tag"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(on_solid)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(solid)
        painter.setFont(theme().font("caption"))
        assert self._identity is not None
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._identity.leader.initials)

    def _paint_words(self, painter: QPainter, tone: QColor) -> None:
        """Where there is no room the number goes whole, then what comes after; the name is never cut."""
        who, number, then = self.words()
        painter.setPen(tone)
        x, right = _EDGE_PX + _TILE_PX + _GAP_PX, self.width() - _EDGE_PX
        painter.setFont(theme().font("strong"))
        painter.drawText(QRectF(x, 0, right - x, self.height()), int(_LINE), who)
        x += painter.fontMetrics().horizontalAdvance(who) + _GAP_PX
        painter.setFont(theme().font("body"))
        then_px = painter.fontMetrics().horizontalAdvance(then)
        shown = f"· {number}" if number else ""
        number_px = painter.fontMetrics().horizontalAdvance(shown)
        if x + then_px <= right:
            painter.drawText(QRectF(right - then_px, 0, then_px + 1, self.height()), int(_LINE), then)
            right -= then_px + _GAP_PX
        if shown and x + number_px <= right:
            painter.drawText(QRectF(x, 0, number_px + 1, self.height()), int(_LINE), shown)
