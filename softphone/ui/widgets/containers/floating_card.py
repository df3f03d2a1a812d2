"""A card above all windows that never takes the focus: flags, place and size, without content."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.floating_surface import MARGIN, FloatingSurface, shows_translucency

SCREEN_GAP = 16
_CARD_GAP = 12
_WIDEST = 1.5
"""No word on a button is cut, but no number that somebody sends makes the card endless."""


class FloatingCard(FloatingSurface):
    """Top-level, frameless, on top, without focus; as high as its content, wider only for a larger font."""

    FLAGS = (
        Qt.WindowType.Tool
        | Qt.WindowType.FramelessWindowHint
        | Qt.WindowType.WindowStaysOnTopHint
        | Qt.WindowType.WindowDoesNotAcceptFocus
        | Qt.WindowType.NoDropShadowWindowHint
    )

    def __init__(self, card_width: int) -> None:
        super().__init__(None, self.FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._widest = int(card_width * _WIDEST) + 2 * MARGIN
        self.setFixedWidth(card_width + 2 * MARGIN)

    def hug_content(self) -> None:
        _settle(self)
        self.setFixedWidth(max(self.width(), min(self.body.totalMinimumSize().width(), self._widest)))
        grows_with_text = self.body.hasHeightForWidth()
        needed = (
            self.body.totalHeightForWidth(self.width()) if grows_with_text else self.body.totalSizeHint().height()
        )
        self.setFixedHeight(needed)
        self.body.activate()

    def corner_place(self, room_below: int) -> QPoint:
        """Top left of the window when the card stands bottom right with `room_below` kept free under it."""
        area = last_used_area()
        x = self._right_edge(area.right() + 1 - SCREEN_GAP) + MARGIN - self.width()
        y = area.bottom() + 1 - SCREEN_GAP - room_below + MARGIN - self.height()
        return QPoint(max(area.left() - MARGIN, x), max(area.top() - MARGIN, y))

    def _right_edge(self, rightmost: int) -> int:
        """Left of any other card that is shown, so that a leader who also assists sees both."""
        others = [w for w in QApplication.topLevelWidgets() if isinstance(w, FloatingCard) and w is not self]
        lefts = [w.mapToGlobal(w.card_rect().topLeft()).x() - _CARD_GAP for w in others if w.isVisible()]
        return min([rightmost, *lefts])

    def kept_on_screen(self, place: QPoint) -> QPoint:
        """Moves up, and left, only as far as its edge would leave the screen."""
        area = self.screen().availableGeometry()
        lowest = area.bottom() + 1 - SCREEN_GAP + MARGIN - self.height()
        rightmost = area.right() + 1 - SCREEN_GAP + MARGIN - self.width()
        return QPoint(min(place.x(), rightmost), max(area.top() - MARGIN, min(place.y(), lowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not shows_translucency():
            outline = QPainterPath()
            radius = theme().radius("float")
            outline.addRoundedRect(self.card_rect(), radius, radius)
            self.setMask(QRegion(outline.toFillPolygon().toPolygon()))


def _settle(widget: QWidget) -> None:
    """Qt would carry a changed size upwards one event at a time; the card needs it at once."""
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _settle(child)
    layout = widget.layout()
    if layout is not None:
        layout.invalidate()
        layout.activate()


def last_used_area() -> QRect:
    """Where the person works: on the screen of our active window, else of the pointer.

    The rectangle, not the screen: PySide takes the screen's wrapper away with that of the window it came from.
    """
    window = QGuiApplication.focusWindow()
    screen = window.screen() if window is not None else QGuiApplication.screenAt(QCursor.pos())
    return (screen or QGuiApplication.primaryScreen()).availableGeometry()
