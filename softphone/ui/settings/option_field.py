"""What the control of every setting is from outside."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.widgets.layouts import make_column


class OptionField(QWidget):
    """`chosen(value)` only for what the user did."""

    chosen = Signal(object)

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.control = control
        self.setFocusProxy(control)
        column = make_column(self)
        column.addWidget(control)

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def retranslate(self) -> None:
        """The name is the row's affair."""
