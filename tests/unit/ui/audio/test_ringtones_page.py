"""The page "Ringing by leader": one row for each leader and one for own calls, chosen and played by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.state.audio import SoundTestView
from softphone.ui.audio.ringtones_page import RingtonesPage
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def page(qtbot: QtBot, actions: FakeActions) -> RingtonesPage:
    made = RingtonesPage(actions)
    qtbot.addWidget(made)
    made.show_state(sample.assistant_state(ring_tones=((MUSTER.user_id, Ringtone.BIRD),)))
    made.show()
    return made


def test_every_leader_has_a_row_with_the_tone_in_force(page: RingtonesPage) -> None:
    leaders = [group.leader.user_id for group in sample_groups.groups()]
    assert list(page.rows) == ["", *leaders]
    assert page.rows[MUSTER.user_id].box.currentText() == "Bird"
    assert page.rows[""].box.currentText() == "Classic"


def test_a_tone_is_chosen_by_keyboard(qtbot: QtBot, page: RingtonesPage, actions: FakeActions) -> None:
    QTest.keyClick(page.rows[MUSTER.user_id].box, Qt.Key.Key_Home)
    QTest.keyClick(page.rows[""].box, Qt.Key.Key_Down)
    assert actions.asked == [
        ("ringtones.choose", MUSTER.user_id, Ringtone.CLASSIC),
        ("ringtones.choose", "", Ringtone.BELL),
    ]


def test_a_tone_is_heard_and_stopped_with_the_same_button(page: RingtonesPage, actions: FakeActions) -> None:
    row, other = page.rows[MUSTER.user_id], page.rows[""]
    row.listen.click()
    running = sample.assistant_state(
        sound_test=SoundTestView(running=AudioTestKind.RING), ring_tones=((MUSTER.user_id, Ringtone.BIRD),)
    )
    page.show_state(running)
    assert (row.listen.accessibleName(), other.listen.accessibleName()) == ("Stop", "Listen")
    row.listen.click()
    page.show_state(replace(running, sound_test=SoundTestView()))
    assert row.listen.accessibleName() == "Listen"
    assert actions.asked == [("audio_test.start_test", AudioTestKind.RING, Ringtone.BIRD), ("audio_test.stop_test",)]
