"""The twelve keys for tones in a call, by pointer or by the keyboard's own digits."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from softphone.ui.widgets.controls.buttons import Button, ButtonKind, make_button
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

DIGITS = "123456789*0#"
_SHOWN = 24


class DtmfPad(TranslatedWidget, QWidget):
    """Emits each digit once; shows what was pressed. Esc closes the pad, never the call."""

    pressed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = ""
        self.keys: dict[str, Button] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sent = TextLabel("", "title", tabular=True)
        grid = QGridLayout()
        grid.setSpacing(6)
        for index, digit in enumerate(DIGITS):
            grid.addWidget(self._key(digit), index // 3, index % 3)
        column = make_column(self, 6)
        column.addWidget(self.sent)
        column.addLayout(grid)
        self.retranslate()

    def _key(self, digit: str) -> Button:
        key = make_button(ButtonKind.PLAIN, digit)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self.press(digit))
        self.keys[digit] = key
        return key

    def retranslate(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("CallStrip", "Keypad"))
        self.sent.setText(
            self._sent[-_SHOWN:] or QCoreApplication.translate("CallStrip", "Type digits or press keys")
        )
        self.sent.set_font_name("title" if self._sent else "label")
        self.sent.set_color("text" if self._sent else "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif len(event.text()) == 1 and event.text() in DIGITS:
            self.press(event.text())
        else:
            super().keyPressEvent(event)

    def press(self, digit: str) -> None:
        self._sent += digit
        self.retranslate()
        self.pressed.emit(digit)
