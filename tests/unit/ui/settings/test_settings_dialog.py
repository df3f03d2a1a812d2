"""The settings dialog: a change keeps the rest, a missing device stays chosen, levels have words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.account.account import AudioSettings, Language
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.options.table import ACCEPT_ADDRESSES, ACCEPT_CALLS_FROM, NOISE_SUPPRESSION, Section
from softphone.domain.problems import (
    DeviceSide,
    KeyringMissing,
    NoSoundDevice,
    NotPossibleNow,
    Obstacle,
    OptionFault,
    OptionRefused,
)
from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.state.audio import HeadsetView, SideView, SoundTestView
from softphone.services.state.options import OptionsView, OptionView
from softphone.services.state.session import RegistrationView, SignInView
from softphone.ui.settings.settings_dialog import SettingsDialog
from softphone.ui.shell import i18n
from softphone.ui.widgets.controls.level_meter import level_share, level_words
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.groups import NOW_S

WISH = AudioSettings(
    "Headset Kontor 60",
    "Headset Kontor 40",
    ("Lautsprecher am Bildschirm", "Headset Kontor 40", "Konferenzeinheit Saal 2"),
    speaker_volume=60,
)


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def dialog(qtbot: QtBot, actions: FakeActions) -> SettingsDialog:
    made = SettingsDialog(actions)
    qtbot.addWidget(made)
    made.show_state(sample.assistant_state())
    made.show()
    return made


def test_showing_the_state_asks_for_nothing(dialog: SettingsDialog, actions: FakeActions) -> None:
    dialog.show_state(sample.assistant_state(mailbox=MessageSummary(2)))
    assert actions.asked == []


def test_another_loudspeaker_keeps_the_other_wishes(dialog: SettingsDialog, actions: FakeActions) -> None:
    box = dialog.sound.speaker.box
    box.setCurrentIndex(box.findData("Lautsprecher am Bildschirm"))
    box.activated.emit(box.currentIndex())
    assert actions.asked == [("audio.set", replace(WISH, speaker="Lautsprecher am Bildschirm"))]


def test_the_system_s_device_is_a_wish_of_its_own(dialog: SettingsDialog, actions: FakeActions) -> None:
    box = dialog.sound.microphone.box
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert actions.asked[0][1].microphone is None


def test_a_wished_device_that_is_missing_stays_in_the_list_and_says_so(dialog: SettingsDialog) -> None:
    dialog.show_state(sample.assistant_state(audio=sample.audio_in_trouble()))
    microphone = dialog.sound.microphone
    assert microphone.box.currentText() == "Headset Kontor 40 – Mikrofon"
    assert microphone.box.findData("Headset Kontor 60") >= 0
    assert microphone.row.hint.text() == "Used until your chosen device is back"
    assert "Your chosen device Headset Kontor 60 is not connected" in dialog.sound.missing.text


def test_a_machine_without_a_microphone_says_so_at_its_row(dialog: SettingsDialog) -> None:
    none = SideView(problem=NoSoundDevice(DeviceSide.MICROPHONE))
    dialog.show_state(sample.assistant_state(audio=replace(sample.audio(), microphone=none, problems=())))
    assert "No microphone found" in dialog.sound.microphone.problem.text
    assert dialog.sound.missing.text == ""


def test_a_ringer_box_changes_the_ringers_only(dialog: SettingsDialog, actions: FakeActions) -> None:
    dialog.sound.ringers.boxes["Headset Kontor 40"].click()
    expected = replace(WISH, ringers=("Lautsprecher am Bildschirm", "Konferenzeinheit Saal 2"))
    assert actions.asked == [("audio.set", expected)]


def test_echo_and_noise_are_separate_wishes(dialog: SettingsDialog, actions: FakeActions) -> None:
    dialog.sound.echo.click()
    dialog.sound.noise.click()
    wishes = [asked[1] for asked in actions.asked]
    assert [(w.echo_cancellation, w.noise_suppression) for w in wishes] == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("dbfs", "words", "share"),
    [
        (None, "", 0.0),
        (-100.0, "silent", 0.0),
        (-70.0, "too quiet · −60 dB", 0.0),
        (-18.0, "good · −18 dB", 0.7),
        (-2.0, "too loud · −2 dB", 0.97),
    ],
)
def test_a_level_has_words(qapp: QApplication, dbfs: float | None, words: str, share: float) -> None:
    i18n.install(qapp, Language.ENGLISH)
    assert level_words(dbfs) == words
    assert level_share(dbfs) == pytest.approx(share, abs=0.01)


def test_the_microphone_is_listened_to_while_the_page_is_seen(dialog: SettingsDialog, actions: FakeActions) -> None:
    dialog.show_page(1)
    dialog.show_page(0)
    dialog.show_page(1)
    dialog.hide()
    watched = [asked[1] for asked in actions.asked if asked[0] == "audio_test.watch_levels"]
    assert watched == [True, False, True, False]


@pytest.mark.parametrize("language", [Language.GERMAN, Language.ENGLISH])
def test_a_narrow_window_puts_the_controls_below_their_names_and_cuts_nothing(
    qtbot: QtBot, qapp: QApplication, dialog: SettingsDialog, language: Language
) -> None:
    i18n.install(qapp, language)
    dialog.show_page(1)
    dialog.resize(dialog.minimumWidth(), 600)
    area = dialog.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    page = dialog.sound
    qtbot.waitUntil(lambda: page.width() <= area.viewport().width())
    assert page.tone.mapTo(page, page.tone.rect().topRight()).x() < page.width()
    assert page.microphone.box.mapTo(page, page.microphone.box.rect().topLeft()).x() < 60
    dialog.resize(840, 600)
    qtbot.waitUntil(lambda: page.microphone.box.mapTo(page, page.microphone.box.rect().topLeft()).x() > 200)
    i18n.install(qapp, Language.ENGLISH)


def test_the_tab_key_goes_down_the_page(dialog: SettingsDialog) -> None:
    page = dialog.sound
    passed: list[QWidget] = []
    place = page.microphone.box.nextInFocusChain()
    while place is not None and place is not page.microphone.box:
        passed.append(place)
        place = place.nextInFocusChain()
    stops = [
        page.speaker.box,
        page.tone,
        page.volume.slider,
        *page.ringers.boxes.values(),
        page.ring_volume.slider,
        page.ring,
        page.echo,
        page.noise,
        page.trial.record,
        page.trial.play,
        page.trial.echo,
    ]
    assert [widget for widget in passed if widget in stops] == stops


def test_volumes_are_turned_by_keyboard_and_keep_the_rest(
    qtbot: QtBot, dialog: SettingsDialog, actions: FakeActions
) -> None:
    page = dialog.sound
    QTest.keyClick(page.volume.slider, Qt.Key.Key_Left)
    QTest.keyClick(page.ring_volume.slider, Qt.Key.Key_PageDown)
    assert actions.asked == [
        ("audio.set", replace(WISH, speaker_volume=55)),
        ("audio.set", replace(WISH, ringer_volume=80)),
    ]
    assert page.volume.words == "Volume 60 %"
    dialog.show_state(sample.assistant_state(audio=replace(sample.audio(), speaker_volume=55)))
    assert page.volume.words == "Volume 55 %"
    assert len(actions.asked) == 2


def test_trials_start_and_stop_with_the_same_button(dialog: SettingsDialog, actions: FakeActions) -> None:
    page = dialog.sound
    page.tone.click()
    page.ring.click()
    page.trial.record.click()
    assert not page.trial.play.isEnabled()
    running = SoundTestView(running=AudioTestKind.RECORD, since_s=NOW_S)
    dialog.show_state(sample.assistant_state(sound_test=running))
    assert page.trial.record.text() == "Stop"
    page.trial.record.click()
    dialog.show_state(sample.assistant_state(sound_test=SoundTestView(recorded_s=4.2)))
    assert page.trial.length.text() == "recorded: 4 s"
    page.trial.play.click()
    assert actions.asked == [
        ("audio_test.start_test", AudioTestKind.TONE, Ringtone.CLASSIC),
        ("audio_test.start_test", AudioTestKind.RING, Ringtone.CLASSIC),
        ("audio_test.start_test", AudioTestKind.RECORD, Ringtone.CLASSIC),
        ("audio_test.stop_test",),
        ("audio_test.start_test", AudioTestKind.PLAY, Ringtone.CLASSIC),
    ]


def test_what_the_policy_has_decided_cannot_be_touched_and_says_so(dialog: SettingsDialog) -> None:
    page, row = dialog.sound, OptionView(NOISE_SUPPRESSION, False, locked=True)
    dialog.show_state(
        sample.assistant_state(
            options=OptionsView(tuple(row if one.option is row.option else one for one in OptionsView().rows))
        )
    )
    assert (page.noise.isEnabled(), page.echo.isEnabled()) == (False, True)
    assert page.better_row.policy_words.text() == "Grey: set by your administrator"
    assert page.microphone.row.policy_words.isHidden()


def test_headset_keys_are_named_where_there_are_some(dialog: SettingsDialog) -> None:
    page = dialog.sound
    assert page.keys_row.isHidden()
    dialog.show_state(sample.assistant_state(headset=HeadsetView(("Kontor 40",), ("Kontor 60",))))
    assert not page.keys_row.isHidden()
    assert page.keys.text() == "Kontor 40"
    assert "Kontor 60" in page.locked.text


def test_the_echo_test_is_offered_where_the_account_names_a_number(
    dialog: SettingsDialog, actions: FakeActions
) -> None:
    echo = dialog.sound.trial.echo
    assert not echo.isHidden()
    echo.click()
    assert actions.asked == [("audio_test.call_echo",)]
    view = SoundTestView(problem=NotPossibleNow(Obstacle.SOUND_TEST_GAVE_WAY))
    dialog.show_state(sample.assistant_state(sound_test=view))
    assert echo.isHidden()
    assert "Not possible during a call" in dialog.sound.trial.problem.text


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


def test_signing_out_and_again_are_asked_for(dialog: SettingsDialog, actions: FakeActions) -> None:
    dialog.account.again.click()
    dialog.account.out.click()
    assert actions.asked == [("session.sign_in_again",), ("session.sign_out",)]


def test_the_account_page_says_that_the_connection_is_in_clear(dialog: SettingsDialog) -> None:
    assert not dialog.account.in_clear.isVisible()
    registration = RegistrationView(True, transport="udp", in_clear=True)
    dialog.show_state(sample.assistant_state(registration=registration))
    assert dialog.account.in_clear.isVisible()
    assert "is not encrypted" in dialog.account.in_clear.text()


def test_settings_of_the_account_stand_below_its_facts(dialog: SettingsDialog) -> None:
    dialog.on_jump(ACCEPT_CALLS_FROM.key)
    row = dialog.sections[Section.ACCOUNT].rows[ACCEPT_CALLS_FROM.key]
    assert row.isVisible()
    assert dialog.account.isVisible()
    assert row.field.control.hasFocus()


def test_a_list_of_addresses_says_what_is_wrong_with_an_entry(dialog: SettingsDialog, actions: FakeActions) -> None:
    actions.problem = OptionRefused(ACCEPT_ADDRESSES.key, OptionFault.NOT_AN_ADDRESS, ACCEPT_ADDRESSES.kind.takes)
    row = dialog.sections[Section.ACCOUNT].rows[ACCEPT_ADDRESSES.key]
    row.field.chosen.emit(("sbc.example",))
    actions.settle()
    assert "192.0.2.0/24" in row.problem.text
