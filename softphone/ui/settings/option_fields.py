"""One control for each kind of setting; all alike from outside: shows a value, tells when the user chose one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox

from softphone.domain.options.kinds import (
    AddressList,
    Choice,
    KeyCombination,
    Template,
    Text,
    TextList,
    Toggle,
    WholeNumber,
)
from softphone.domain.options.table import AnyOption
from softphone.ui.settings.key_field import KeyField
from softphone.ui.settings.option_field import OptionField
from softphone.ui.settings.option_text import choice_words, unit_words
from softphone.ui.widgets.controls.select_box import SelectBox

translate = QCoreApplication.translate
_LIST_PX = 88


class ToggleField(OptionField):
    def __init__(self) -> None:
        self.box = QCheckBox()
        super().__init__(self.box)
        self.box.clicked.connect(lambda on: self.chosen.emit(on))
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.box.setChecked(value)

    def retranslate(self) -> None:
        self.box.setText(translate("Options", "Switched on"))


class ChoiceField(OptionField):
    def __init__(self, kind: Choice[Any]) -> None:
        self._kind, self.select = kind, SelectBox()
        super().__init__(self.select)
        self.select.activated.connect(lambda place: self.chosen.emit(self.select.itemData(place)))
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.select.choose(value)

    def retranslate(self) -> None:
        now = self.select.currentData()
        self.select.clear()
        for value in self._kind.of:
            self.select.addItem(choice_words(value), value)
        self.select.choose(now)


class IntegerField(OptionField):
    """The wheel moves the page, not the number under the pointer."""

    def __init__(self, kind: WholeNumber) -> None:
        self._kind, self.spin = kind, QSpinBox()
        super().__init__(self.spin)
        self.spin.setRange(kind.lowest, kind.highest)
        self.spin.setKeyboardTracking(False)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin.setMinimumHeight(32)
        self.spin.setMaximumWidth(180)
        self.spin.installEventFilter(self)
        self.spin.valueChanged.connect(lambda value: self.chosen.emit(value))
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(False)

    def retranslate(self) -> None:
        self.spin.setSuffix(unit_words(self._kind.unit))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and not self.spin.hasFocus():
            event.ignore()
            return True
        return False


class TextField(OptionField):
    def __init__(self, kind: Text | Template) -> None:
        self.edit, self._shown = QLineEdit(), ""
        super().__init__(self.edit)
        self.edit.setMaxLength(kind.longest)
        self.edit.editingFinished.connect(self.on_finished)

    def show_value(self, value: Any) -> None:
        """What is being typed stays."""
        if value != self._shown or not self.edit.hasFocus():
            self._shown = value
            self.edit.setText(value)

    def on_finished(self) -> None:
        if self.edit.text() != self._shown:
            self.chosen.emit(self.edit.text())


class ListField(OptionField):
    """One text a line; taken over when the field is left."""

    def __init__(self, kind: TextList | AddressList) -> None:
        self._kind, self._shown = kind, ""
        self.edit = QPlainTextEdit()
        super().__init__(self.edit)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(_LIST_PX)
        self.edit.installEventFilter(self)

    def show_value(self, value: Any) -> None:
        text = "\n".join(value)
        if text != self._shown or not self.edit.hasFocus():
            self._shown = text
            self.edit.setPlainText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self.edit.toPlainText() != self._shown:
            self.chosen.emit(tuple(line for line in self.edit.toPlainText().split("\n") if line.strip()))
        return False


_FIELDS: dict[type, Callable[[Any], OptionField]] = {
    Toggle: lambda _: ToggleField(),
    Choice: ChoiceField,
    WholeNumber: IntegerField,
    Text: TextField,
    Template: TextField,
    TextList: ListField,
    AddressList: ListField,
    KeyCombination: lambda _: KeyField(),
}


def field_for(option: AnyOption) -> OptionField:
    return _FIELDS[type(option.kind)](option.kind)
