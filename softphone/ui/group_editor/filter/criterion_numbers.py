"""The numbers and patterns of one criterion: a line each, at most twelve, every fault said at its line."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.domain.executive.number_patterns import PatternFault, pattern_fault, split_pasted, wrong_character
from softphone.domain.executive.settings import LONGEST_NUMBER, MOST_CRITERION_NUMBERS
from softphone.ui.keys.focus_order import put_before
from softphone.ui.text.criterion_text import numbers_term
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate


def pattern_words(text: str) -> str:
    """Why it is refused; empty for a sound number or pattern."""
    match pattern_fault(text):
        case None | PatternFault.EMPTY:
            return ""
        case PatternFault.CHARACTER:
            words = translate("CriterionNumbers", "“{character}” is not allowed in a number.")
            return words.format(character=wrong_character(text))
        case PatternFault.PLUS_PLACE:
            return translate("CriterionNumbers", "A plus sign is only allowed at the beginning, followed by digits.")
        case PatternFault.STAR_PLACE:
            return translate("CriterionNumbers", "The star is only allowed at the end.")
        case PatternFault.TOO_LONG:
            words = translate("CriterionNumbers", "At most {longest} characters.")
            return words.format(longest=LONGEST_NUMBER)


class NumberLine(QWidget):
    """One number; pasting a list fills several lines."""

    edited = Signal()
    removed = Signal()
    pasted = Signal(tuple)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._kept = text
        self.edit = QLineEdit(text)
        self.remove = icon_button("x", "", ButtonKind.GHOST)
        self.remove.set_height("buttonSmall")
        self.problem = ProblemLabel()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.remove)
        column = make_column(self, 4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.edit.textEdited.connect(self.on_text_edited)
        self.edit.installEventFilter(self)
        self.remove.clicked.connect(self.removed)
        self.show_fault()

    @property
    def text(self) -> str:
        return self.edit.text().strip()

    @property
    def faulty(self) -> bool:
        """What the portal itself stores is never called wrong."""
        return bool(self.text) and self.text != self._kept and bool(pattern_words(self.text))

    def on_text_edited(self) -> None:
        self.show_fault()
        self.edited.emit()

    def show_fault(self) -> None:
        words = pattern_words(self.text) if self.faulty else ""
        self.problem.show_text(words)
        self.edit.setAccessibleDescription(words)
        if self.edit.property("wrong") != ("true" if words else "false"):
            self.edit.setProperty("wrong", "true" if words else "false")
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and _is_paste(event):
            parts = split_pasted(QApplication.clipboard().text())
            if len(parts) > 1:
                self.pasted.emit(parts)
                return True
        return False


class CriterionNumbers(QWidget):
    """`edited()` after each change by the user; `numbers` is what stands there, without empty lines."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[NumberLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add = Button(ButtonKind.PLAIN, "", "plus-bold")
        self.add.set_height("buttonSmall")
        self.add.clicked.connect(self.on_add)
        self.note = TextLabel("", "label", "text2", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.note, 1)
        column = make_column(self, 8)
        column.addLayout(self._column)
        column.addLayout(row)
        self.retranslate()

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines if line.text)

    @property
    def faulty(self) -> bool:
        return any(line.faulty for line in self.lines)

    def show_numbers(self, numbers: tuple[str, ...]) -> None:
        """Lines that already say so stay as they are."""
        if numbers == self.numbers and (self.lines or not numbers):
            return
        for line in tuple(self.lines):
            self._drop(line)
        for number in numbers:
            self._append(number)
        self._show_room()

    def on_add(self) -> None:
        self._append("").edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_room()

    def on_removed(self, line: NumberLine) -> None:
        place = self.lines.index(line)
        self._drop(line)
        neighbour = self.lines[min(place, len(self.lines) - 1)].edit if self.lines else self.add
        neighbour.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_room()
        self.edited.emit()

    def on_pasted(self, line: NumberLine, parts: tuple[str, ...]) -> None:
        line.edit.setText(parts[0])
        line.show_fault()
        for part in parts[1 : 1 + MOST_CRITERION_NUMBERS - len(self.lines)]:
            self._append(part, new=True)
        self._show_room()
        self.edited.emit()

    def retranslate(self) -> None:
        self.add.setText(translate("CriterionNumbers", "Add a number"))
        for line in self.lines:
            self._name(line)
        self._show_room()

    def _append(self, text: str, new: bool = False) -> NumberLine:
        line = NumberLine("" if new else text)
        if new:
            line.edit.setText(text)
            line.show_fault()
        self.lines.append(line)
        self._column.addWidget(line)
        put_before((line.edit, line.remove), self.add)
        self._name(line)
        line.edited.connect(self.edited)
        line.removed.connect(lambda: self.on_removed(line))
        line.pasted.connect(lambda parts: self.on_pasted(line, parts))
        return line

    def _drop(self, line: NumberLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _name(self, line: NumberLine) -> None:
        line.edit.setAccessibleName(numbers_term())
        set_word(line.remove, translate("CriterionNumbers", "Remove this number"))

    def _show_room(self) -> None:
        full = len(self.lines) >= MOST_CRITERION_NUMBERS
        self.add.setEnabled(not full)
        text = (
            translate("CriterionNumbers", "The portal accepts at most {most} numbers.")
            if full
            else translate(
                "CriterionNumbers", "? matches one digit, * at the end matches any ending. At most {most}."
            )
        )
        self.note.setText(text.format(most=MOST_CRITERION_NUMBERS))


def _is_paste(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste)
