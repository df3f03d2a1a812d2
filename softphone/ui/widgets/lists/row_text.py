"""Text in painted rows: its width, the longest variant that fits, and drawing it."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from softphone.ui.text.elision import shortened_name
from softphone.ui.theme.theme import FontName, theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


def text_width(text: str, font: FontName, tabular: bool = False) -> int:
    return QFontMetrics(theme().font(font, tabular)).horizontalAdvance(text)


def fitting_text(variants: Iterable[str], font: FontName, width_px: int) -> str:
    """The first variant that fits; the last one where none does."""
    text = ""
    for text in variants:
        if text_width(text, font) <= width_px:
            break
    return text


def draw_text(
    painter: QPainter,
    room: QRect,
    text: str,
    font: FontName = "body",
    color: str = "text",
    align: int = LEFT,
    tabular: bool = False,
    is_name: bool = False,
) -> int:
    """One line, at the left with an ellipsis where it is too long; returns the width that it takes.

    A name keeps its surname.
    """
    painter.setFont(theme().font(font, tabular))
    painter.setPen(theme().color(color))
    metrics = QFontMetrics(painter.font())
    if is_name:
        shown = shortened_name(text, lambda part: metrics.horizontalAdvance(part) <= room.width())
    else:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()) if align == LEFT else text
    painter.drawText(room, align, shown)
    return metrics.horizontalAdvance(shown)
