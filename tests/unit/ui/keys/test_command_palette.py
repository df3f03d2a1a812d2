"""The keys of actions in the windows: changed by pressing them, followed everywhere, found among the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.options.key_combinations import FIXED, GrabFault, KeyPress, parse_key
from softphone.domain.options.kinds import KeyCombination
from softphone.domain.options.table import (
    ANSWER_KEY,
    COMMANDS_KEY,
    END_KEY,
    EVERYWHERE_KEYS,
    KEY_OPTIONS,
    KEYS_KEY,
    MUTE_KEY,
    NEXT_CALL_KEY,
    SILENCE_KEY,
)
from softphone.domain.problems import OptionFault, OptionRefused
from softphone.domain.telephone.call import CallEnd
from softphone.services.state.options import OptionsView
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.keys.command_palette import CommandPalette, PaletteEntry
from softphone.ui.keys.key_map import add_option_key, key_map
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.settings.key_field import KeyField
from softphone.ui.settings.keys_page import KeysPage
from softphone.ui.text.command_text import key_labels
from softphone.ui.widgets.clock import ticker
from softphone.ui.windows import Windows
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.calls import ended, ringing, state_of
from tests.samples.groups import NOW_S

DOCS = Path(__file__).resolve().parents[4] / "docs"
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def defaults_afterwards() -> Iterator[None]:
    yield
    key_map().show_options(OptionsView())


def chosen(**keys: str) -> OptionsView:
    return sample.options(**keys)


def test_no_two_actions_have_one_key_and_each_could_be_chosen_by_a_person() -> None:
    defaults = [option.default for option in KEY_OPTIONS]
    assert len(set(defaults)) == len(defaults)
    for option in KEY_OPTIONS:
        assert isinstance(parse_key(option.default), KeyPress)
        assert option.read(option.default) == option.default
        assert option.default not in FIXED
    assert set(key_labels()) == {option.key for option in KEY_OPTIONS}


def test_only_the_four_for_calls_act_everywhere() -> None:
    everywhere = {one for one in KEY_OPTIONS if isinstance(one.kind, KeyCombination) and one.kind.everywhere}
    assert everywhere == set(EVERYWHERE_KEYS) == {ANSWER_KEY, NEXT_CALL_KEY, SILENCE_KEY, END_KEY}


def test_a_shortcut_and_what_names_it_follow_the_choice(qtbot: QtBot) -> None:
    window, heard = QWidget(), []
    qtbot.addWidget(window)
    add_option_key(window, MUTE_KEY, lambda: heard.append("mute"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)
    key_map().show_options(chosen(keys__mute="F9"))
    assert key_map().hint("Mute", MUTE_KEY) == "Mute (F9)"
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert heard == ["mute", "mute"]
    key_map().show_options(chosen(keys__mute=""))
    assert key_map().hint("Mute", MUTE_KEY) == "Mute"
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert heard == ["mute", "mute"]


@pytest.fixture
def field(qtbot: QtBot) -> KeyField:
    made = KeyField()
    qtbot.addWidget(made)
    made.show_value("Ctrl+M")
    made.show()
    made.edit.setFocus()
    return made


def test_the_field_takes_what_is_pressed_also_where_it_means_something_else(qtbot: QtBot, field: KeyField) -> None:
    heard: list[object] = []
    field.chosen.connect(heard.append)
    other: list[str] = []
    add_option_key(field, KEYS_KEY, lambda: other.append("help"))
    assert field.edit.text() == QKeySequence("Ctrl+M").toString(QKeySequence.SequenceFormat.NativeText)
    QTest.keyClick(field.edit, Qt.Key.Key_M, CTRL)
    QTest.keyClick(field.edit, Qt.Key.Key_Control, CTRL)
    QTest.keyClick(field.edit, Qt.Key.Key_X, CTRL | ALT)
    QTest.keyClick(field.edit, Qt.Key.Key_F1)
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert heard == ["Ctrl+Alt+X", "F1", ""]
    assert not other


def test_tab_and_escape_leave_the_field(qtbot: QtBot, field: KeyField) -> None:
    heard: list[object] = []
    field.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Return):
        QTest.keyClick(field.edit, key)
    assert heard == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OptionFault.NO_KEY, "cannot be used"),
        (OptionFault.KEY_TOO_PLAIN, "by mistake"),
        (OptionFault.KEY_FIXED, "fixed meaning"),
        (OptionFault.KEY_TYPES, "types a character"),
    ],
)
def test_every_refusal_is_a_sentence_with_a_way_out(fault: OptionFault, words: str) -> None:
    text = problem_text(OptionRefused("keys.mute", fault, "Ctrl+Alt+A"))
    assert words in text
    assert "Please" in text


def test_a_key_in_use_names_the_other_action() -> None:
    text = problem_text(OptionRefused("keys.hold", OptionFault.KEY_IN_USE, "keys.mute"))
    assert text.startswith("“Mute or unmute” already uses these keys.")


def test_what_does_not_act_everywhere_is_said_at_its_key(qtbot: QtBot) -> None:
    page = KeysPage(FakeActions())
    qtbot.addWidget(page)
    page.show_state(sample.assistant_state(key_faults={ANSWER_KEY.key: GrabFault.TAKEN}))
    assert "Another program" in page.rows[ANSWER_KEY.key].note.text
    assert page.rows[END_KEY.key].note.text == ""
    assert page.no_way.isHidden()
    page.show_state(sample.assistant_state(key_faults={ANSWER_KEY.key: GrabFault.NO_WAY}))
    assert not page.no_way.isHidden()
    assert "softphone ctl answer" in page.no_way.text()


# ------------------------------------------------------------ calls


def test_the_next_call_comes_to_the_top_and_is_the_one_that_is_answered(qtbot: QtBot) -> None:
    actions = FakeActions()
    window = IncomingCallWindow(actions)
    qtbot.addWidget(window)
    window.on_next_call()
    window.on_answer_top()
    assert actions.asked == []
    calls = tuple(ringing(key, f"Caller {key}", "030 1", None, for_s=10 - key) for key in (1, 2, 3))
    actions.state.set(state_of(*calls))
    first = window.shown_keys
    window.on_next_call()
    assert window.shown_keys == (*first[1:], first[0])
    assert window.card.key == first[1]
    window.on_answer_top()
    assert actions.asked == [("calls.answer", first[1])]
    actions.state.set(state_of(*(call for call in calls if call.key != first[1])))
    assert window.shown_keys == (first[0], first[2])


def test_a_call_that_is_over_and_says_why_is_neither_answered_nor_in_the_way(qtbot: QtBot) -> None:
    actions = FakeActions()
    ticker().set_clock(lambda: NOW_S)
    window = IncomingCallWindow(actions)
    qtbot.addWidget(window)
    over = ended(1, CallEnd.MISSED)
    calls = (over, *(ringing(key, f"Caller {key}", "030 1", None, for_s=5 - key) for key in (2, 3)))
    actions.state.set(state_of(*calls))
    assert window.shown_keys == (1, 2, 3)
    window.on_next_call()
    assert window.card.key == 3
    window.on_answer_top()
    assert actions.asked == [("calls.answer", 3)]


def test_each_key_for_calls_does_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    actions = FakeActions()
    windows = Windows(qapp, actions)
    state = sample.assistant_state()
    actions.state.set(state)
    windows.on_global_key(SILENCE_KEY.key)
    windows.on_global_key(END_KEY.key)
    names = [name for name, *_ in actions.asked]
    assert "calls.silence" in names
    assert "calls.hang_up" in names
    windows.close()
    for made in (windows.sign_in, windows.main, windows.incoming, windows.silent):
        made.deleteLater()
    windows.deleteLater()
    qapp.setStyleSheet("")


# ------------------------------------------------------------ commands


class Shown:
    """The window of three commands, and what was done; the parent lives as long."""

    def __init__(self, qtbot: QtBot) -> None:
        self.parent, self.done = QWidget(), list[str]()
        qtbot.addWidget(self.parent)
        named = ("Hang up", "Go to the journal", "Quit")
        made = tuple(PaletteEntry(word, "", lambda w=word: self.done.append(w)) for word in named)  # type: ignore[misc]
        self.window = CommandPalette(made, self.parent)
        self.window.show()


def test_a_command_is_found_by_its_words_and_done_with_enter(
    qtbot: QtBot,
) -> None:
    shown = Shown(qtbot)
    window, done = shown.window, shown.done
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    assert window.list.count() == 3
    QTest.keyClicks(window.edit, "jour")
    assert [window.list.item(row).text() for row in range(window.list.count())] == ["Go to the journal"]
    QTest.keyClick(window.edit, Qt.Key.Key_Return)
    assert done == ["Go to the journal"]
    qtbot.waitUntil(lambda: bool(gone))


def test_arrows_choose_and_escape_does_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    window, done = shown.window, shown.done
    QTest.keyClick(window.edit, Qt.Key.Key_Down)
    assert window.list.currentItem().text() == "Go to the journal"
    QTest.keyClicks(window.edit, "nothing like it")
    assert not window.none.isHidden()
    QTest.keyClick(window.edit, Qt.Key.Key_Return)
    QTest.keyClick(window.edit, Qt.Key.Key_Escape)
    assert done == []


def test_all_that_has_a_key_is_among_the_commands(qtbot: QtBot, qapp: QApplication) -> None:
    actions = FakeActions()
    windows = Windows(qapp, actions)
    actions.state.set(sample.assistant_state())
    labels = [command.label for command in windows._commands()]
    assert len(set(labels)) == len(labels)
    words = key_labels()
    assert set(words.values()) - set(labels) == {words[COMMANDS_KEY.key], words[END_KEY.key]}
    assert "Dr. Lea Muster: einloggen oder ausloggen" in labels
    windows.close()
    for made in (windows.sign_in, windows.main, windows.incoming, windows.silent):
        made.deleteLater()
    windows.deleteLater()
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("guide", "control"), [("usage", "Ctrl"), ("benutzung", "Strg")])
def test_keys_that_never_change_stand_in_the_guides(guide: str, control: str) -> None:
    """The others are on the page of the settings, which is made from the table."""
    text = (DOCS / f"{guide}.md").read_text(encoding="utf-8")
    of_text = {"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"}
    numbered = {key for key in FIXED if key[-1].isdigit() and "+" in key}
    missing = [key for key in FIXED - of_text - numbered if key.replace("Ctrl", control) not in text]
    assert missing == []
    assert f"{control}+1" in text
