"""The key of an action: pressed, not typed. Tab goes on, Backspace takes the key away."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from softphone.ui.settings.option_field import OptionField
from softphone.ui.widgets.controls.key_cap import key_text

translate = QCoreApplication.translate
_WIDTH_PX = 220
_ONLY_MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_unknown}
)
_LEAVES = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _KeyEdit(QLineEdit):
    """Shows a combination and takes the next one; nothing is typed here."""

    def __init__(self, field: "KeyField") -> None:
        super().__init__()
        self._field = field
        self.setReadOnly(True)
        self.setMaximumWidth(_WIDTH_PX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """A combination that means something elsewhere in the window means itself here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _leaves(event):
            event.ignore()
        elif event.key() not in _ONLY_MODIFIERS:
            self._field.on_pressed(event)


class KeyField(OptionField):
    def __init__(self) -> None:
        self._shown = ""
        self.edit = _KeyEdit(self)
        super().__init__(self.edit)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._shown = value
        self.edit.setText(key_text(value))

    def on_pressed(self, event: QKeyEvent) -> None:
        """Backspace or Delete alone: none."""
        plain = not event.modifiers()
        if plain and Qt.Key(event.key()) in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.chosen.emit("")
            return
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if pressed != self._shown:
            self.chosen.emit(pressed)

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(translate("Keys", "Press the keys"))


def _leaves(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) in _LEAVES and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
