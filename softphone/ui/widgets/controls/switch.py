"""The switch "Eingeloggt": solid is confirmed, hollow is a wish; known only after the portal's answer."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.spinner import paint_spinner

HIT_SIZE = QSize(44, 32)


@dataclass(frozen=True, slots=True)
class SwitchLook:
    """What a switch shows. `on` is the confirmed end; in flight it is the wished one."""

    on: bool
    in_flight: bool = False
    refused: bool = False
    locked: bool = False


def switch_rect(area: QRectF) -> QRectF:
    """The track, centred in `area`."""
    width, height = float(theme().size("switchW")), float(theme().size("switchH"))
    return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)


def paint_switch(painter: QPainter, track: QRectF, look: SwitchLook, degrees: float = 0.0) -> None:
    """`degrees`: where the spinner of a switch in flight stands."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.locked:
        _paint_locked(painter, track, look.on)
    elif look.in_flight:
        _paint_in_flight(painter, track, look.on, degrees)
    elif look.refused:
        _paint_plain(painter, track, look.on, theme().color("end"), 2.0)
    else:
        _paint_confirmed(painter, track, look.on)
    painter.restore()


def _paint_confirmed(painter: QPainter, track: QRectF, on: bool) -> None:
    if not on:
        _paint_plain(painter, track, on, theme().color("outline"), 1.5)
        return
    ink, on_ink = theme().color("ink"), theme().color("onInk")
    _track(painter, track, ink, ink, 1.0)
    _knob(painter, _knob_rect(track, on, 16), on_ink)
    _paint_check(painter, track, on_ink)


def _paint_plain(painter: QPainter, track: QRectF, on: bool, color: QColor, width: float) -> None:
    """Hollow track and a small knob; a refused switch that stays on keeps its check."""
    _track(painter, track, color, theme().color("surface"), width)
    _knob(painter, _knob_rect(track, on, 12), color)
    if on:
        _paint_check(painter, track, color)


def _paint_in_flight(painter: QPainter, track: QRectF, wish: bool, degrees: float) -> None:
    ink = theme().color("ink")
    _track(painter, track, ink, theme().color("selected"), 1.5)
    paint_spinner(painter, _knob_rect(track, wish, 14), ink, degrees)


def _paint_locked(painter: QPainter, track: QRectF, on: bool) -> None:
    grey, surface = theme().color("text3"), theme().color("surface")
    _track(painter, track, grey, grey if on else surface, 1.5)
    knob = _knob_rect(track, on, 16)
    _knob(painter, knob, surface if on else grey)
    paint_icon(painter, knob.adjusted(3, 3, -3, -3), "lock-simple-fill", grey if on else surface)


def _track(painter: QPainter, rect: QRectF, edge: QColor, fill: QColor, width: float) -> None:
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(edge, width))
    painter.setBrush(fill)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


def _knob(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(rect)


def _knob_rect(track: QRectF, on: bool, side: float) -> QRectF:
    half = track.height() / 2
    center = QPointF(track.right() - half if on else track.left() + half, track.center().y())
    return QRectF(center.x() - side / 2, center.y() - side / 2, side, side)


def _paint_check(painter: QPainter, track: QRectF, color: QColor) -> None:
    paint_icon(painter, QRectF(track.left() + 6, track.center().y() - 6, 12, 12), "check-bold", color)


class Switch(QAbstractButton):
    """The switch as a widget. It never turns by itself: `clicked` is a wish, `show_look` the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = SwitchLook(on=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def look(self) -> SwitchLook:
        return self._look

    def show_look(self, look: SwitchLook) -> None:
        self._look = look
        self.setEnabled(not look.locked)
        self.update()

    def sizeHint(self) -> QSize:
        return HIT_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_switch(QPainter(self), switch_rect(QRectF(self.rect())), self._look)
