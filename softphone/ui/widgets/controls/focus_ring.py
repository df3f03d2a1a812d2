"""The focus ring: 2 px with a 2 px gap round whatever has the focus by keyboard."""

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFocusFrame, QLineEdit, QWidget

from softphone.ui.theme.fusion_style import FOCUS_WIDTH_PX
from softphone.ui.theme.theme import theme

# These draw their own focus: a field by its edge, a list at its current row.
_OWN_FOCUS = (QLineEdit, QAbstractItemView)


class _Frame(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus"), FOCUS_WIDTH_PX))
        inset = FOCUS_WIDTH_PX / 2
        radius = theme().radius("control") + 3.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


class FocusRing(QObject):
    """Moves one frame to the focused widget of the application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self.on_focus_changed)

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.deleteLater()
            self._frame = None
        if isinstance(new, QAbstractItemView) and _by_keyboard(new):
            _show_place(new)
        if new is not None and _wants_ring(new):
            self._frame = _Frame(new.parentWidget())
            self._frame.setWidget(new)


def _by_keyboard(widget: QWidget) -> bool:
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _wants_ring(widget: QWidget) -> bool:
    return _by_keyboard(widget) and not isinstance(widget, _OWN_FOCUS) and not widget.isWindow()


def _show_place(view: QAbstractItemView) -> None:
    """A list shows the focus at its current row, so it must have one."""
    model, now = view.model(), view.currentIndex()
    if model is not None and model.rowCount() and not view.selectionModel().isSelected(now):
        view.setCurrentIndex(now if now.isValid() else model.index(0, 0))
