"""Settings, page "Klingeln je Leiter": a tone for each leader and one for calls of one's own, each to be heard."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.domain.telephone.ringtone import Ringtone, ringtone_for
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import SoundTestView
from softphone.services.state.groups import LeaderRef
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP
from softphone.ui.widgets.containers.settings_rows import SettingsPage, hairline
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_BOX_PX = 220
_NAMES = {
    Ringtone.CLASSIC: QT_TRANSLATE_NOOP("RingTones", "Classic"),
    Ringtone.BELL: QT_TRANSLATE_NOOP("RingTones", "Bell"),
    Ringtone.RISING: QT_TRANSLATE_NOOP("RingTones", "Rising"),
    Ringtone.MARIMBA: QT_TRANSLATE_NOOP("RingTones", "Marimba"),
    Ringtone.PULSE: QT_TRANSLATE_NOOP("RingTones", "Pulse"),
    Ringtone.BIRD: QT_TRANSLATE_NOOP("RingTones", "Bird"),
}


class RingtoneRow(QWidget):
    """One leader, or oneself with an empty id."""

    def __init__(self, actions: Actions, leader_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._leader_id = actions, leader_id
        self._mine = False
        self.tile, self.name, self.box = Tile(32), TextLabel("", "strong", wrap=True), SelectBox("bell")
        self.listen = icon_button("play-fill", "", ButtonKind.PLAIN)
        self.box.setMaximumWidth(_BOX_PX)
        row = QHBoxLayout()
        row.setContentsMargins(0, 14, 0, 14)
        row.setSpacing(12)
        row.addWidget(self.tile)
        row.addWidget(self.name, 3)
        row.addWidget(self.box, 2)
        row.addWidget(self.listen)
        column = make_column(self, 0)
        column.addLayout(row)
        column.addWidget(hairline())
        self.box.activated.connect(self.on_chosen)
        self.listen.clicked.connect(self.on_listen)
        self.retranslate()

    def show_person(self, leader: LeaderRef | None, own_initials: str) -> None:
        if leader is not None:
            self.tile.show_leader(leader)
            self.name.setText(leader.name)
        else:
            self.tile.show_monogram(own_initials)
            self.name.setText(translate("RingTones", "My own calls"))
        self.box.setAccessibleName(translate("RingTones", "Tone for {name}").format(name=self.name.text()))

    def show_ringtone(self, ringtone: Ringtone, test: SoundTestView) -> None:
        self.box.choose(ringtone)
        runs = test.running is AudioTestKind.RING
        self._mine = self._mine and runs
        self.listen.set_icons("stop-fill" if self._mine else "play-fill")
        words = translate("AudioPage", "Stop") if self._mine else translate("RingTones", "Listen")
        set_word(self.listen, words)

    def on_chosen(self, index: int) -> None:
        self._actions.ringtones.choose(self._leader_id, self.box.itemData(index))

    def on_listen(self) -> None:
        if self._mine:
            self._actions.audio_test.stop_test()
            return
        self._mine = True
        self._actions.audio_test.start_test(AudioTestKind.RING, self.box.currentData())

    def retranslate(self) -> None:
        self.box.clear()
        for ringtone in Ringtone:
            self.box.addItem(translate("RingTones", _NAMES[ringtone]), ringtone)


class RingtonesPage(TranslatedWidget, SettingsPage):
    """Rows follow the leaders of the sign-in; places stay."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._state = actions, AppState()
        self.hint = TextLabel("", "label", "text2", wrap=True)
        self.problem = ProblemLabel()
        self.problem.set_tone("wait")
        self.rows: dict[str, RingtoneRow] = {}
        self._list = QVBoxLayout()
        self.column.addSpacing(4)
        self.column.addWidget(self.hint)
        self.column.addWidget(self.problem)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        people: dict[str, LeaderRef | None] = {"": None}
        people.update({group.leader.user_id: group.leader for group in state.groups})
        if list(people) != list(self.rows):
            self._rebuild(list(people))
        ringtones = dict(state.ring_tones)
        for leader_id, leader in people.items():
            self.rows[leader_id].show_person(leader, state.sign_in.user_initials)
            self.rows[leader_id].show_ringtone(ringtone_for(leader_id, ringtones), state.sound_test)
        problem = state.sound_test.problem
        self.problem.show_text(problem_text(problem) if problem is not None else "")

    def _rebuild(self, leader_ids: list[str]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {leader_id: RingtoneRow(self._actions, leader_id) for leader_id in leader_ids}
        for row in self.rows.values():
            self._list.addWidget(row)

    def retranslate(self) -> None:
        self.title.setText(translate("SettingsDialog", "Ringing by leader"))
        self.hint.setText(
            translate("RingTones", "Hear who a call is for before you look. A silent notification stays silent.")
        )
        for row in self.rows.values():
            row.retranslate()
        self.show_state(self._state)
