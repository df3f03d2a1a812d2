"""Settings, page "Ton": wished devices and their stand-ins, live levels, where it rings, what is improved."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from softphone.domain.settings import AudioWish
from softphone.services.actions import Actions
from softphone.services.views import AppState, AudioView, DeviceView, SideView
from softphone.ui.level_meter import LevelMeter, level_words
from softphone.ui.problem_text import problem_text
from softphone.ui.ringer_boxes import RingerBoxes
from softphone.ui.select_box import SelectBox
from softphone.ui.settings_rows import SettingsPage, SettingsRow
from softphone.ui.widgets.problem_label import InlineProblem
from softphone.ui.widgets.text_label import TextLabel

translate = QCoreApplication.translate


def wish_of(audio: AudioView) -> AudioWish:
    """The wish in force; changing one thing keeps the rest."""
    return AudioWish(
        audio.microphone.wish,
        audio.speaker.wish,
        audio.ringers,
        audio.echo_cancellation,
        audio.noise_suppression,
    )


class _Side:
    """A device choice with its level and its trouble."""

    def __init__(self, icon: str) -> None:
        self.row, self.box = SettingsRow(), SelectBox(icon)
        self.meter, self.level = LevelMeter(), TextLabel("", "label", "text2", tabular=True)
        self.problem = InlineProblem()
        self.problem.set_tone("wait")
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.meter, 1)
        line.addWidget(self.level)
        self.row.controls.addWidget(self.box)
        self.row.controls.addLayout(line)
        self.row.controls.addWidget(self.problem)

    def show_side(self, side: SideView, devices: tuple[DeviceView, ...], dbfs: float | None) -> None:
        self._fill(side, devices)
        self.meter.show_level(dbfs)
        self.level.setText(level_words(dbfs))
        self.problem.show_text(problem_text(side.problem) if side.problem is not None else "")

    def _fill(self, side: SideView, devices: tuple[DeviceView, ...]) -> None:
        """A wished device that is not there stays in the list: the wish is never overwritten."""
        entries = _entries(side, devices)
        if entries != [(self.box.itemText(i), self.box.itemData(i)) for i in range(self.box.count())]:
            self.box.clear()
            for text, data in entries:
                self.box.addItem(text, data)
        self.box.choose(side.wish or "")


class SoundPage(SettingsPage):
    """Every change is written through at once, also during a call."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self.microphone, self.speaker = _Side("microphone"), _Side("headset")
        self.ring_row, self.better_row = SettingsRow(), SettingsRow()
        self.ringers = RingerBoxes()
        self.echo, self.noise = QCheckBox(), QCheckBox()
        self.ring_row.controls.addWidget(self.ringers)
        self.better_row.controls.addWidget(self.echo)
        self.better_row.controls.addWidget(self.noise)
        self.add_rows(self.microphone.row, self.speaker.row, self.ring_row, self.better_row)
        self._connect()
        self._retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        audio = state.audio
        self.microphone.show_side(audio.microphone, audio.microphones, audio.input_dbfs)
        self.speaker.show_side(audio.speaker, audio.speakers, audio.output_dbfs)
        self.ringers.show_audio(audio)
        self.echo.setChecked(audio.echo_cancellation)
        self.noise.setChecked(audio.noise_suppression)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def on_microphone(self, index: int) -> None:
        self._wish(replace(self._now(), microphone=self.microphone.box.itemData(index) or None))

    def on_speaker(self, index: int) -> None:
        self._wish(replace(self._now(), speaker=self.speaker.box.itemData(index) or None))

    def on_ringers(self, names: tuple[str, ...]) -> None:
        self._wish(replace(self._now(), ringers=names))

    def on_echo(self, on: bool) -> None:
        self._wish(replace(self._now(), echo_cancellation=on))

    def on_noise(self, on: bool) -> None:
        self._wish(replace(self._now(), noise_suppression=on))

    def _now(self) -> AudioWish:
        return wish_of(self._state.audio)

    def _wish(self, wish: AudioWish) -> None:
        self._actions.set_audio(wish)

    def _connect(self) -> None:
        self.microphone.box.activated.connect(self.on_microphone)
        self.speaker.box.activated.connect(self.on_speaker)
        self.ringers.chosen.connect(self.on_ringers)
        self.echo.clicked.connect(self.on_echo)
        self.noise.clicked.connect(self.on_noise)

    def _retranslate(self) -> None:
        self.title.setText(translate("SettingsDialog", "Sound"))
        self.microphone.row.name(translate("SoundPage", "Microphone"))
        self.speaker.row.name(translate("SoundPage", "Listening"), translate("SoundPage", "The other side's voice"))
        self.ring_row.name(translate("SoundPage", "Ring on"), translate("SoundPage", "Several devices possible"))
        self.better_row.name(translate("SoundPage", "Improvement"))
        self.microphone.box.setAccessibleName(translate("SoundPage", "Microphone"))
        self.speaker.box.setAccessibleName(translate("SoundPage", "Listening"))
        self.echo.setText(translate("SoundPage", "Suppress echo"))
        self.noise.setText(translate("SoundPage", "Damp background noise"))
        self.show_state(self._state)


def _entries(side: SideView, devices: tuple[DeviceView, ...]) -> list[tuple[str, str]]:
    default = next((device.name for device in devices if device.is_default), "")
    words = translate("SoundPage", "Like the system")
    entries = [(f"{words} ({default})" if default else words, "")]
    entries += [(device.name, device.name) for device in devices]
    if side.wish and side.wish not in {device.name for device in devices}:
        missing = translate("SoundPage", "{device} – not connected").format(device=side.wish)
        entries.append((missing, side.wish))
    return entries
