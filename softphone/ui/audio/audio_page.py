"""Settings, page "Ton": wished devices and their stand-ins, live levels, where it rings, what is improved, trials."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from softphone.domain.account.account import AudioSettings
from softphone.domain.options.table import (
    ECHO_CANCELLATION,
    MICROPHONE,
    NOISE_SUPPRESSION,
    RINGER_VOLUME,
    RINGERS,
    SPEAKER,
    SPEAKER_VOLUME,
    AnyOption,
)
from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.services.actions import Actions
from softphone.services.audio.audio_options import wish_of
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import HeadsetView
from softphone.ui.audio.audio_test_row import AudioTestButton, AudioTestRow
from softphone.ui.audio.device_picker import DevicePicker
from softphone.ui.audio.ringer_check_boxes import RingerCheckBoxes
from softphone.ui.problems.audio_problem_text import keys_refused_text, missing_runs
from softphone.ui.widgets.containers.settings_rows import SettingsPage, SettingsRow
from softphone.ui.widgets.controls.volume_slider import VolumeSlider
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.labels.tinted_note import TintedNote
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class AudioPage(TranslatedWidget, SettingsPage):
    """Every change is written through at once, also during a call. The levels are live while it is visible."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self.subtitle, self.missing = TextLabel("", "label", "text2", wrap=True), TintedNote("plugs-bold")
        self.microphone, self.speaker = DevicePicker("microphone"), DevicePicker("headset")
        self.tone = AudioTestButton(actions, AudioTestKind.TONE, "play-fill")
        self.volume, self.ring_volume = VolumeSlider(), VolumeSlider()
        self.ring_row, self.better_row, self.trial = SettingsRow(), SettingsRow(), AudioTestRow(actions)
        self.ringers, self.ring = RingerCheckBoxes(), AudioTestButton(actions, AudioTestKind.RING, "bell")
        self.echo, self.noise = QCheckBox(), QCheckBox()
        self._ordered: tuple[QCheckBox, ...] = ()
        self.keys_row, self.keys, self.locked = SettingsRow(), TextLabel("", wrap=True), ProblemLabel()
        self.locked.set_tone("wait")
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        audio = state.audio
        self.missing.show_runs(missing_runs(audio))
        self.microphone.show_side(audio.microphone, audio.microphones, audio.input_dbfs)
        self.speaker.show_side(audio.speaker, audio.speakers, audio.output_dbfs)
        muted = translate("AudioPage", "muted by the system")
        self.microphone.level.setText(muted if audio.microphone_muted else self.microphone.meter.words)
        self.volume.show_volume(audio.speaker_volume)
        self.ring_volume.show_volume(audio.ringer_volume)
        self.ringers.show_audio(audio)
        self._order()
        self.echo.setChecked(audio.echo_cancellation)
        self.noise.setChecked(audio.noise_suppression)
        self._show_headset(state.headset)
        self._show_locked(frozenset(row.option.key for row in state.options.rows if row.locked))
        for trial in (self.tone, self.ring, self.trial):
            trial.show_test(state.sound_test)

    def showEvent(self, event: QShowEvent) -> None:
        self._actions.audio_test.watch_levels(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._actions.audio_test.watch_levels(False)
        super().hideEvent(event)

    def on_microphone(self, index: int) -> None:
        self._wish(replace(self._now(), microphone=self.microphone.box.itemData(index) or None))

    def on_speaker(self, index: int) -> None:
        self._wish(replace(self._now(), speaker=self.speaker.box.itemData(index) or None))

    def on_ringers(self, names: tuple[str, ...]) -> None:
        self._wish(replace(self._now(), ringers=names))

    def on_volume(self, percent: int) -> None:
        self._wish(replace(self._now(), speaker_volume=percent))

    def on_ring_volume(self, percent: int) -> None:
        self._wish(replace(self._now(), ringer_volume=percent))

    def on_echo(self, on: bool) -> None:
        self._wish(replace(self._now(), echo_cancellation=on))

    def on_noise(self, on: bool) -> None:
        self._wish(replace(self._now(), noise_suppression=on))

    def _order(self) -> None:
        """The tab key goes down the page; the boxes of the ringers come and go."""
        boxes = tuple(self.ringers.boxes.values())
        if boxes == self._ordered:
            return
        self._ordered = boxes
        above = (self.microphone.box, self.speaker.box, self.tone, self.volume.slider)
        below = (self.ring_volume.slider, self.ring, self.echo, self.noise, self.trial.record, self.trial.play)
        for one, next_one in pairwise((*above, *boxes, *below, self.trial.echo)):
            QWidget.setTabOrder(one, next_one)

    def _show_headset(self, headset: HeadsetView) -> None:
        """Only where there is one with keys."""
        self.keys_row.setVisible(bool(headset.used or headset.refused))
        self.keys.setText(", ".join(headset.used))
        self.keys.setVisible(bool(headset.used))
        self.locked.show_text(keys_refused_text(headset.refused))

    def _show_locked(self, locked: frozenset[str]) -> None:
        """What the policy has decided cannot be touched, and says so."""
        fields: tuple[tuple[AnyOption, QWidget, SettingsRow], ...] = (
            (MICROPHONE, self.microphone.box, self.microphone.row),
            (SPEAKER, self.speaker.box, self.speaker.row),
            (SPEAKER_VOLUME, self.volume, self.speaker.row),
            (RINGERS, self.ringers, self.ring_row),
            (RINGER_VOLUME, self.ring_volume, self.ring_row),
            (ECHO_CANCELLATION, self.echo, self.better_row),
            (NOISE_SUPPRESSION, self.noise, self.better_row),
        )
        for option, field, _ in fields:
            field.setEnabled(option.key not in locked)
        held = {id(row) for option, _, row in fields if option.key in locked}
        for _, _, row in fields:
            row.show_locked(id(row) in held)

    def _now(self) -> AudioSettings:
        return wish_of(self._state.audio)

    def _wish(self, wish: AudioSettings) -> None:
        self._actions.audio.set(wish)

    def _lay_out(self) -> None:
        self.subtitle.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.subtitle, 1)
        self.speaker.choice.addWidget(self.tone)
        self.speaker.row.controls.insertWidget(2, self.volume)
        ring_line = QHBoxLayout()
        ring_line.addWidget(self.ring)
        ring_line.addStretch(1)
        self.ring_row.controls.addWidget(self.ringers)
        self.ring_row.controls.addWidget(self.ring_volume)
        self.ring_row.controls.addLayout(ring_line)
        self.better_row.controls.addWidget(self.echo)
        self.better_row.controls.addWidget(self.noise)
        self.keys_row.controls.addWidget(self.keys)
        self.keys_row.controls.addWidget(self.locked)
        self.column.addSpacing(10)
        self.column.addWidget(self.missing)
        self.add_rows(
            self.microphone.row, self.speaker.row, self.ring_row, self.better_row, self.keys_row, self.trial
        )

    def _connect(self) -> None:
        self.microphone.box.activated.connect(self.on_microphone)
        self.speaker.box.activated.connect(self.on_speaker)
        self.ringers.chosen.connect(self.on_ringers)
        self.volume.turned.connect(self.on_volume)
        self.ring_volume.turned.connect(self.on_ring_volume)
        self.echo.clicked.connect(self.on_echo)
        self.noise.clicked.connect(self.on_noise)

    def retranslate(self) -> None:
        self.title.setText(translate("SettingsDialog", "Sound"))
        self.subtitle.setText(translate("AudioPage", "Can be changed during a call"))
        self.microphone.name(translate("AudioPage", "Microphone"))
        self.speaker.name(translate("AudioPage", "Speaker"), translate("AudioPage", "The other party's voice"))
        self.ring_row.name(translate("AudioPage", "Ring on"), translate("AudioPage", "You can choose several"))
        self.better_row.name(translate("AudioPage", "Enhancement"))
        self.volume.name(translate("AudioPage", "Volume of the other party's voice"))
        self.ring_volume.name(translate("AudioPage", "Ring volume"))
        self.tone.name(translate("AudioPage", "Test tone"))
        self.ring.name(translate("AudioPage", "Test ring"))
        self.echo.setText(translate("AudioPage", "Suppress echo"))
        self.noise.setText(translate("AudioPage", "Reduce background noise"))
        self.keys_row.name(translate("AudioPage", "Headset buttons"))
        self.trial.retranslate()
        self.show_state(self._state)
