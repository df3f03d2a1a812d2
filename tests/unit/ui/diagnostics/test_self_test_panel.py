"""The light of the self-test: sign and word, the panel it opens, reached by keyboard; every line has its sentence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.domain.account.account import Language
from softphone.domain.diagnostics.self_test import Check, CheckResult, CheckState
from softphone.domain.problems import DeviceSide as Side
from softphone.domain.problems import KeyringMissing, NoSoundDevice, NotPossibleNow, Obstacle, RegistrationRefused
from softphone.services.state.self_test import SelfTestView
from softphone.ui.diagnostics.self_test_text import LOOKS, check_name, check_sentence, light_words
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.main_window.status_line import StatusLine
from softphone.ui.shell import i18n
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.groups import NOW_S

GOOD = SelfTestView(
    (
        CheckResult(Check.REGISTRATION, CheckState.GOOD, at_s=NOW_S),
        CheckResult(Check.TELEPHONE_TLS, CheckState.NOT_NEEDED),
        CheckResult(Check.PORTAL, CheckState.GOOD, at_s=NOW_S),
        CheckResult(Check.PORTAL_TLS, CheckState.GOOD, at_s=NOW_S + 9e6, host="portal.example"),
        CheckResult(Check.MICROPHONE, CheckState.GOOD, device="Headset", level_dbfs=-48.0),
        CheckResult(Check.SPEAKER, CheckState.GOOD, device="Headset"),
        CheckResult(Check.RINGERS, CheckState.GOOD, device="Headset, Saal"),
        CheckResult(Check.KEYRING, CheckState.GOOD),
    ),
    NOW_S,
)


def with_bad(*bad: CheckResult) -> SelfTestView:
    changed = {result.check: result for result in bad}
    return replace(GOOD, results=tuple(changed.get(result.check, result) for result in GOOD.results))


TROUBLE = with_bad(
    CheckResult(Check.SPEAKER, CheckState.BAD, NoSoundDevice(Side.SPEAKER)),
    CheckResult(Check.KEYRING, CheckState.WARNING, KeyringMissing()),
)


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def line(qtbot: QtBot, actions: FakeActions) -> StatusLine:
    made = StatusLine(actions)
    qtbot.addWidget(made)
    made.resize(1000, 28)
    made.show()
    return made


def show(line: StatusLine, view: SelfTestView) -> None:
    line.show_state(sample.assistant_state(self_test=view))


def test_before_the_first_test_there_is_no_light(line: StatusLine) -> None:
    show(line, SelfTestView())
    assert not line.light.isVisible()


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (GOOD, "all good"),
        (TROUBLE, "2 notes"),
        (with_bad(CheckResult(Check.SPEAKER, CheckState.NOT_POSSIBLE)), "incomplete"),
        (with_bad(CheckResult(Check.SPEAKER, CheckState.RUNNING)), "Self-test …"),
    ],
)
def test_the_light_says_in_words_what_it_is(line: StatusLine, view: SelfTestView, words: str) -> None:
    show(line, view)
    assert line.light.isVisible()
    assert words in line.light.text()
    assert line.light.accessibleName() == line.light.text()


def test_each_state_has_a_sign_of_its_own() -> None:
    assert len({sign for sign, _ in LOOKS.values()}) == len(CheckState)


def test_the_light_opens_a_panel_with_every_line(qtbot: QtBot, line: StatusLine, actions: FakeActions) -> None:
    show(line, TROUBLE)
    QTest.keyClick(line.light, Qt.Key.Key_Space)
    panel = line.self_test
    assert panel.isVisible()
    shown = {check for check, one in panel.lines.lines.items() if one.isVisible()}
    assert shown == set(Check) - {Check.TELEPHONE_TLS}
    assert "No loudspeaker" in panel.lines.lines[Check.SPEAKER].sentence.text()
    assert panel.again.hasFocus()
    QTest.keyClick(panel.again, Qt.Key.Key_Space)
    assert actions.asked == [("self_test.run",)]
    panel.close()


def test_while_it_runs_nobody_starts_another(line: StatusLine) -> None:
    show(line, with_bad(CheckResult(Check.SPEAKER, CheckState.RUNNING)))
    assert not line.self_test.again.isEnabled()


def test_the_menu_runs_the_first_and_shows_the_others(qtbot: QtBot, actions: FakeActions) -> None:
    window = MainWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(sample.assistant_state())
    window.show()
    window.toolbar.menu.self_test.trigger()
    assert actions.asked == [("self_test.run",)]
    assert window.status.self_test.isVisible()
    window.status.self_test.close()
    actions.state.set(sample.assistant_state(self_test=GOOD))
    window.toolbar.menu.self_test.trigger()
    assert actions.asked == [("self_test.run",)]
    window.status.self_test.close()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_every_line_in_every_state_has_its_sentence(qapp: QApplication, language: Language) -> None:
    i18n.install(qapp, language)
    assert len({check_name(check) for check in Check}) == len(Check)
    for check in Check:
        for state in CheckState:
            result = CheckResult(check, state, device="Headset", level_dbfs=-50.0, at_s=NOW_S, host="x.example")
            sentence = check_sentence(result)
            assert sentence.endswith((".", "…", "?"))
            assert "{" not in sentence
    refused = CheckResult(Check.REGISTRATION, CheckState.BAD, RegistrationRefused(403, "Forbidden"))
    assert "403" in check_sentence(refused)
    i18n.install(qapp, Language.ENGLISH)


def test_a_line_says_why_it_could_not_be_looked_at() -> None:
    result = CheckResult(Check.SPEAKER, CheckState.NOT_POSSIBLE, NotPossibleNow(Obstacle.SOUND_TEST_GAVE_WAY))
    assert "call" in check_sentence(result)


def test_the_words_of_no_test_are_none() -> None:
    assert light_words(SelfTestView()) == ""
