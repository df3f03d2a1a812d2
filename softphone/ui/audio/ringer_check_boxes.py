"""On which devices it rings: a box for each, a wished one that is missing included."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from softphone.services.state.audio import AudioView
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row

translate = QCoreApplication.translate


class RingerCheckBoxes(QWidget):
    """`chosen(names)`: all wished ringers after the click; none wished means the system's default."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audio = AudioView()
        self.boxes: dict[str, QCheckBox] = {}
        self._words: dict[str, TextLabel] = {}
        self._column = make_column(self, 12)

    def show_audio(self, audio: AudioView) -> None:
        self._audio = audio
        names = _names(audio)
        if tuple(self.boxes) != names:
            self._rebuild(names)
        for name, box in self.boxes.items():
            box.setChecked(name in audio.ringers)
            self._words[name].setText(_state_words(name, audio))

    def on_clicked(self) -> None:
        self.chosen.emit(tuple(name for name, box in self.boxes.items() if box.isChecked()))

    def _rebuild(self, names: tuple[str, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes, self._words = {}, {}
        for name in names:
            self._column.addWidget(self._row(name))

    def _row(self, name: str) -> QWidget:
        box, words = QCheckBox(name.replace("&", "&&")), TextLabel("", "label", "text2")
        box.clicked.connect(self.on_clicked)
        self.boxes[name], self._words[name] = box, words
        holder = QWidget()
        row = make_row(holder)
        row.addWidget(box, 1)
        row.addWidget(words)
        return holder


def _names(audio: AudioView) -> tuple[str, ...]:
    there = tuple(device.name for device in audio.speakers)
    return there + tuple(name for name in audio.ringers if name not in there)


def _state_words(name: str, audio: AudioView) -> str:
    if name not in {device.name for device in audio.speakers}:
        return translate("AudioPage", "not connected")
    if name in audio.ringers_softly:
        return translate("AudioPage", "rings softly")
    return translate("AudioPage", "rings") if name in audio.ringers_using else ""
