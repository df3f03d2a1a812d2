"""Which of the leader's numbers must have been called: none chosen means any."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from softphone.domain.executive.settings import ALTERNATE_IDS, CalledNumber, CalledNumberKind
from softphone.ui.text.criterion_text import called_words
from softphone.ui.widgets.labels.text_label import TextLabel

translate = QCoreApplication.translate
_COLUMNS = 2

CHOICES: tuple[CalledNumber, ...] = (
    CalledNumber(CalledNumberKind.PRIMARY),
    CalledNumber(CalledNumberKind.MOBILITY),
    *(CalledNumber(CalledNumberKind.ALTERNATE, place) for place in ALTERNATE_IDS),
)


class CalledNumbers(QWidget):
    """`edited(numbers)` by the user; a number this program does not know is kept and said."""

    edited = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[CalledNumber, ...] = ()
        self.boxes = tuple(QCheckBox() for _ in CHOICES)
        self.note = TextLabel("", "label", "text2", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, box in enumerate(self.boxes):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            box.clicked.connect(self.on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.note)
        self.retranslate()

    def show_numbers(self, numbers: tuple[CalledNumber, ...]) -> None:
        self._shown = numbers
        for box, choice in zip(self.boxes, CHOICES, strict=True):
            box.setChecked(choice in numbers)
        self._show_note()

    def on_clicked(self) -> None:
        """What stood there keeps its place; what is new comes after it."""
        chosen = {choice for box, choice in zip(self.boxes, CHOICES, strict=True) if box.isChecked()}
        kept = tuple(number for number in self._shown if number in chosen or number not in CHOICES)
        fresh = tuple(choice for choice in CHOICES if choice in chosen and choice not in kept)
        self.edited.emit((*kept, *fresh))

    def retranslate(self) -> None:
        for box, choice in zip(self.boxes, CHOICES, strict=True):
            box.setText(called_words(choice))
        self._show_note()

    def _show_note(self) -> None:
        other = [called_words(number) for number in self._shown if number not in CHOICES]
        words = translate("CalledNumbers", "None chosen: any of the leader's numbers.")
        self.note.setText(", ".join(other) if other else words)
        self.note.setVisible(bool(other) or not self._shown)
