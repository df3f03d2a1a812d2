"""Qt's own Fusion style with the few things redrawn that it cannot be told: check, radio, scroll bar, focus ring."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionSlider,
    QWidget,
)

_SCROLL_BAR_PX = 8
_INDICATOR_PX = 16
FOCUS_GAP_PX = 2
FOCUS_WIDTH_PX = 2

_PIXELS = {
    QStyle.PixelMetric.PM_ScrollBarExtent: _SCROLL_BAR_PX,
    QStyle.PixelMetric.PM_IndicatorWidth: _INDICATOR_PX,
    QStyle.PixelMetric.PM_IndicatorHeight: _INDICATOR_PX,
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth: _INDICATOR_PX,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight: _INDICATOR_PX,
    QStyle.PixelMetric.PM_CheckBoxLabelSpacing: 8,
    QStyle.PixelMetric.PM_RadioButtonLabelSpacing: 8,
    QStyle.PixelMetric.PM_FocusFrameHMargin: FOCUS_GAP_PX + FOCUS_WIDTH_PX,
    QStyle.PixelMetric.PM_FocusFrameVMargin: FOCUS_GAP_PX + FOCUS_WIDTH_PX,
    QStyle.PixelMetric.PM_ButtonShiftHorizontal: 0,
    QStyle.PixelMetric.PM_ButtonShiftVertical: 0,
}


class FusionStyle(QProxyStyle):
    """Asks for each colour by its role when it draws, so that a change of scheme needs no new style."""

    def __init__(self, color: Callable[[str], QColor]) -> None:
        super().__init__("Fusion")
        self._color = color

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        fixed = _PIXELS.get(metric)
        return super().pixelMetric(metric, option, widget) if fixed is None else fixed

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            self._draw_check(option, painter)
        elif element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            self._draw_radio(option, painter)
        elif element is not QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control is QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            self._draw_scroll_bar(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        subControl: QStyle.SubControl,  # noqa: N803
        widget: QWidget | None = None,
    ) -> QRect:
        if control is QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return self._scroll_bar_rect(option, subControl)
        return super().subControlRect(control, option, subControl, widget)  # type: ignore[arg-type]

    def _draw_check(self, option: QStyleOption, painter: QPainter) -> None:
        on, enabled = _is(option, QStyle.StateFlag.State_On), _is(option, QStyle.StateFlag.State_Enabled)
        self._indicator(painter, QRectF(option.rect), on, enabled, 4.0)
        if on:
            painter.setPen(_pen(self._color("onInk" if enabled else "surface"), 2.0))
            _tick(painter, QRectF(option.rect))
        painter.restore()

    def _draw_radio(self, option: QStyleOption, painter: QPainter) -> None:
        on, enabled = _is(option, QStyle.StateFlag.State_On), _is(option, QStyle.StateFlag.State_Enabled)
        self._indicator(painter, QRectF(option.rect), on, enabled, _INDICATOR_PX / 2)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("onInk"))
            painter.drawEllipse(QRectF(option.rect).center(), 3.0, 3.0)
        painter.restore()

    def _indicator(self, painter: QPainter, rect: QRectF, on: bool, enabled: bool, radius: float) -> None:
        """Leaves the painter saved; the caller restores it."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._color(("ink" if on else "outline") if enabled else "text3")
        painter.setPen(_pen(edge, 1.0))
        painter.setBrush(edge if on else self._color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _draw_scroll_bar(self, option: QStyleOptionSlider, painter: QPainter, widget: QWidget | None) -> None:
        if option.maximum <= option.minimum:
            return
        handle = self._scroll_bar_rect(option, QStyle.SubControl.SC_ScrollBarSlider)
        active = _is(option, QStyle.StateFlag.State_MouseOver) or _is(option, QStyle.StateFlag.State_Sunken)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("outline" if active else "buttonBorder"))
        painter.drawRoundedRect(QRectF(handle).adjusted(1, 1, -1, -1), 3.0, 3.0)
        painter.restore()

    def _scroll_bar_rect(self, option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
        """The groove fills the bar; there are no arrow buttons."""
        groove = option.rect
        if part is QStyle.SubControl.SC_ScrollBarGroove:
            return groove
        if part is QStyle.SubControl.SC_ScrollBarSlider:
            return _handle_rect(option)
        return QRect() if part in _ARROWS else _page_rect(option, part)


_ARROWS = frozenset({QStyle.SubControl.SC_ScrollBarAddLine, QStyle.SubControl.SC_ScrollBarSubLine})


def _is(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _pen(color: QColor, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(color, width, Qt.PenStyle.SolidLine, cap, join)


def _tick(painter: QPainter, rect: QRectF) -> None:
    unit = rect.width() / 16
    points = [QPointF(4.4, 8.4), QPointF(7.0, 11.0), QPointF(11.8, 5.6)]
    painter.drawPolyline([rect.topLeft() + point * unit for point in points])


def _handle_rect(option: QStyleOptionSlider) -> QRect:
    horizontal = option.orientation is Qt.Orientation.Horizontal
    length = option.rect.width() if horizontal else option.rect.height()
    span = option.maximum - option.minimum + option.pageStep
    size = min(length, max(24, length * option.pageStep // max(span, 1)))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    if horizontal:
        return QRect(option.rect.x() + start, option.rect.y(), size, option.rect.height())
    return QRect(option.rect.x(), option.rect.y() + start, option.rect.width(), size)


def _page_rect(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    handle, groove = _handle_rect(option), QRect(option.rect)
    before = part is QStyle.SubControl.SC_ScrollBarSubPage
    if option.orientation is Qt.Orientation.Horizontal:
        groove.setRight(handle.left() - 1) if before else groove.setLeft(handle.right() + 1)
    else:
        groove.setBottom(handle.top() - 1) if before else groove.setTop(handle.bottom() + 1)
    return groove
