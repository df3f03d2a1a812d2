"""Tool tips: shown as plain text, and never read as the description of a widget.

Qt reads a widget's tool tip to a screen reader where no description is set, and guesses at markup in it. So the text
is kept in a property and shown here.
"""

from functools import cache

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from softphone.ui.text.plain_tool_tip import plain_tool_tip

_PROPERTY = "plainToolTip"


def set_tool_tip(widget: QWidget, text: str) -> None:
    """Several lines are separated by line breaks."""
    if text == tool_tip(widget):
        return
    widget.setProperty(_PROPERTY, text)
    widget.removeEventFilter(_shower())
    if text:
        widget.installEventFilter(_shower())


def tool_tip(widget: QWidget) -> str:
    return str(widget.property(_PROPERTY) or "")


class _Shower(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(watched, QWidget):
            return False
        assert isinstance(event, QHelpEvent)
        QToolTip.showText(event.globalPos(), plain_tool_tip(tool_tip(watched)), watched)
        return True


@cache
def _shower() -> _Shower:
    return _Shower()
