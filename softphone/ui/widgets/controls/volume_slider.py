"""A volume: Qt's slider in the look of our switches, and its percentage in words."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from softphone.domain.audio.volume import LOUDEST_PERCENT
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_STEP, _PAGE = 5, 20
_KNOB_PX, _TRACK_PX, _HEIGHT_PX, _WORDS_PX = 16, 4, 24, 110


class _Slider(QSlider):
    """Tells a new value when the hand lets go, and at each key."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, LOUDEST_PERCENT)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setTracking(False)

    def sizeHint(self) -> QSize:
        return QSize(180, _HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The knob jumps to where it was pressed, as in every volume control."""
        self.setSliderDown(True)
        self.setSliderPosition(self._value_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, room = self.height() / 2, self.width() - _KNOB_PX
        x = room * self.sliderPosition() / LOUDEST_PERCENT
        track = QRectF(_KNOB_PX / 2, middle - _TRACK_PX / 2, room, _TRACK_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("outline"))
        painter.drawRoundedRect(track, _TRACK_PX / 2, _TRACK_PX / 2)
        painter.setBrush(theme().color("ink" if self.isEnabled() else "outline"))
        track.setWidth(x)
        painter.drawRoundedRect(track, _TRACK_PX / 2, _TRACK_PX / 2)
        painter.setPen(QPen(theme().color("surface"), 2.0))
        painter.drawEllipse(QRectF(x, middle - _KNOB_PX / 2, _KNOB_PX, _KNOB_PX))

    def _value_at(self, x: float) -> int:
        return round((x - _KNOB_PX / 2) * LOUDEST_PERCENT / max(1, self.width() - _KNOB_PX))


class VolumeSlider(TranslatedWidget, QWidget):
    """`turned(percent)` when the user chose another volume."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider, self._words = _Slider(), TextLabel("", "label", "text2", tabular=True)
        self.setFocusProxy(self.slider)
        self._words.setMinimumWidth(_WORDS_PX)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = make_row(self, 16)
        row.addWidget(self.slider, 1)
        row.addWidget(self._words)
        self.slider.sliderMoved.connect(self._show_words)
        self.slider.valueChanged.connect(self.turned)
        self.slider.setValue(LOUDEST_PERCENT)

    @property
    def words(self) -> str:
        return self._words.text()

    def name(self, what: str) -> None:
        """What a screen reader says."""
        self.slider.setAccessibleName(what)

    def show_volume(self, percent: int) -> None:
        """While the hand holds the knob it stays there."""
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(percent)
            self.slider.blockSignals(False)
            self._show_words(percent)
            self.slider.update()

    def retranslate(self) -> None:
        self._show_words(self.slider.sliderPosition())

    def _show_words(self, percent: int) -> None:
        self._words.setText(translate("AudioPage", "Volume {percent} %").format(percent=percent))
