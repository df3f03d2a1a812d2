"""The settings: a wish keeps the rest, a missing device stays wished, levels have words."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.problems import KeyringMissing
from softphone.domain.settings import AudioWish, Language
from softphone.services.views import SignInView
from softphone.ui import i18n
from softphone.ui.level_meter import level_share, level_words
from softphone.ui.settings_dialog import SettingsDialog
from tests.unit.ui import sample_state as sample

WISH = AudioWish(
    "Headset Kontor 60",
    "Headset Kontor 40",
    ("Lautsprecher am Bildschirm", "Headset Kontor 40", "Konferenzeinheit Saal 2"),
)


@pytest.fixture
def actions() -> sample.FakeActions:
    return sample.FakeActions()


@pytest.fixture
def dialog(qtbot: QtBot, actions: sample.FakeActions) -> SettingsDialog:
    made = SettingsDialog(actions)
    qtbot.addWidget(made)
    made.show_state(sample.assistant_state())
    made.show()
    return made


def test_showing_the_state_asks_for_nothing(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    dialog.show_state(sample.assistant_state(message_waiting=2))
    assert actions.asked == []


def test_another_loudspeaker_keeps_the_other_wishes(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    box = dialog.sound.speaker.box
    box.setCurrentIndex(box.findData("Lautsprecher am Bildschirm"))
    box.activated.emit(box.currentIndex())
    assert actions.asked == [
        ("set_audio", AudioWish(WISH.microphone, "Lautsprecher am Bildschirm", WISH.ringers, True, True))
    ]


def test_the_system_s_device_is_a_wish_of_its_own(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    box = dialog.sound.microphone.box
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert actions.asked[0][1].microphone is None


def test_a_wished_device_that_is_missing_stays_in_the_list_and_says_so(dialog: SettingsDialog) -> None:
    microphone = dialog.sound.microphone
    assert microphone.box.currentText() == "Headset Kontor 60 – not connected"
    assert "stands in" in microphone.problem.text


def test_a_ringer_box_changes_the_ringers_only(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    dialog.sound.ringers.boxes["Headset Kontor 40"].click()
    expected = AudioWish(
        WISH.microphone, WISH.speaker, ("Lautsprecher am Bildschirm", "Konferenzeinheit Saal 2"), True, True
    )
    assert actions.asked == [("set_audio", expected)]


def test_echo_and_noise_are_separate_wishes(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    dialog.sound.echo.click()
    dialog.sound.noise.click()
    wishes = [asked[1] for asked in actions.asked]
    assert [(w.echo_cancellation, w.noise_suppression) for w in wishes] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("dbfs", "words", "share"),
    [
        (None, "measured during calls", 0.0),
        (-90.0, "quiet · −60 dB", 0.0),
        (-18.0, "good · −18 dB", 0.7),
        (-2.0, "too loud · −2 dB", 0.97),
    ],
)
def test_a_level_has_words(qapp: QApplication, dbfs: float | None, words: str, share: float) -> None:
    i18n.install(qapp, Language.ENGLISH)
    assert level_words(dbfs) == words
    assert level_share(dbfs) == pytest.approx(share, abs=0.01)


def test_the_language_takes_effect_on_the_open_dialog(
    qtbot: QtBot, qapp: QApplication, dialog: SettingsDialog
) -> None:
    i18n.install(qapp, Language.GERMAN)
    qtbot.waitUntil(lambda: dialog.nav[1].text() == "Ton")
    assert dialog.sound.echo.text() == "Echo unterdrücken"
    i18n.install(qapp, Language.ENGLISH)
    qtbot.waitUntil(lambda: dialog.nav[1].text() == "Sound")


def test_without_a_keyring_the_account_page_says_so(dialog: SettingsDialog) -> None:
    dialog.show_state(sample.assistant_state(sign_in=SignInView(keyring_problem=KeyringMissing())))
    assert "keyring" in dialog.account.keyring.text()


def test_signing_out_and_again_are_asked_for(dialog: SettingsDialog, actions: sample.FakeActions) -> None:
    dialog.account.again.click()
    dialog.account.out.click()
    assert actions.asked == [("sign_in_again",), ("sign_out",)]
