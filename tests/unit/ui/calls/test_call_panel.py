"""The column of calls, the pinned bar and the keys: the right action for the right call."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.account.account import Language
from softphone.domain.calls.caller_page import OpenAt
from softphone.domain.options.table import CALLER_PAGE, OPEN_FOR_CALLER, AnyOption
from softphone.domain.problems import CallRefused, MicrophoneSilent
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Quality
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.options import OptionsView
from softphone.ui.calls.call_panel import CallPanel
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.calls.compact_call_bar import CompactCallBar
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.shell import i18n
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.controls.buttons import Button
from tests.samples.actions import FakeActions
from tests.samples.calls import ended, ringing, state_of, talking
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S

HELD = talking(1, "Max Theater", "030 23125 100", BEISPIEL, 300, held_here=True)
ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252)
RINGING = ringing(5, "Notariat Niemand", "040 66969 512", ENTWURF, 6)
DIALLED = replace(
    ringing(2, "Sina Fiktiv", "030 23125 433", None, 3), direction=Direction.OUTGOING, state=CallState.DIALING
)


class Window(QWidget):
    """The part of the main window that matters here: panel and bar over one state."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.asked_of = FakeActions()
        self.panel = CallPanel(self.asked_of)
        self.bar = CompactCallBar(self.asked_of)
        column = QVBoxLayout(self)
        column.addWidget(self.panel)
        column.addWidget(self.bar)
        self.resize(520, 700)

    def state(self, *calls: CallView, options: OptionsView | None = None) -> None:
        shown = state_of(*calls)
        self.asked_of.state.set(shown if options is None else replace(shown, options=options))
        self.panel.show_state(self.asked_of.state.value)
        self.bar.show_state(self.asked_of.state.value)
        self._qtbot.waitUntil(lambda: all(map(self._is_laid_out, self.panel.strips.values())))

    def _is_laid_out(self, strip: CallStrip) -> bool:
        buttons = [button for button in strip.findChildren(Button) if button.isVisibleTo(strip)]
        return strip.isVisible() and all(button.isVisible() and button.x() > 0 for button in buttons[1:])

    def strip(self, key: int) -> CallStrip:
        return self.panel.strips[CallKey(key)]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    ticker().set_clock(lambda: NOW_S)
    made = Window(qtbot)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.state()


def offered(strip: CallStrip) -> list[Button]:
    return [button for button in strip.findChildren(Button) if button.isVisibleTo(strip)]


def whole(widget: QWidget) -> bool:
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def test_the_column_gives_every_call_its_room(window: Window, qtbot: QtBot) -> None:
    for calls in ((RINGING,), (RINGING, ACTIVE), (RINGING, ACTIVE, HELD)):
        window.state(*calls)
        qtbot.waitUntil(lambda: all(map(whole, window.panel.strips.values())))
    window.strip(3).toggle_pad()
    qtbot.waitUntil(lambda: all(map(whole, window.panel.strips.values())))


def test_nothing_is_said_to_be_nothing(window: Window) -> None:
    window.state()
    assert not window.panel.empty.isHidden()
    assert window.panel.count.text() == ""
    assert window.bar.isHidden()


def test_the_head_counts_in_words(window: Window) -> None:
    window.state(HELD, ACTIVE, RINGING)
    assert window.panel.count.text() == "1 active · 1 on hold · 1 ringing"
    assert window.panel.empty.isHidden()


def test_oldest_first_so_that_neither_a_new_call_nor_a_change_of_state_moves_anything(
    window: Window, qtbot: QtBot
) -> None:
    def order() -> list[int]:
        return sorted(window.panel.strips, key=lambda key: window.strip(key).y())

    window.state(HELD, ACTIVE, RINGING)
    qtbot.waitUntil(lambda: window.strip(1).y() < window.strip(3).y() < window.strip(5).y())
    strips = dict(window.panel.strips)
    window.state(
        talking(1, "Max Theater", "030 23125 100", BEISPIEL, 300),
        talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, held_here=True),
        talking(5, "Notariat Niemand", "040 66969 512", ENTWURF, 0),
    )
    assert window.panel.strips == strips
    qtbot.waitUntil(lambda: order() == [1, 3, 5])


def test_a_ringing_call_is_answered_or_declined(window: Window, qtbot: QtBot) -> None:
    window.state(RINGING)
    strip = window.strip(5)
    assert offered(strip) == [strip.answer, strip.reject]
    assert strip.state_label.text() == "0:06"
    QTest.mouseClick(strip.reject, Qt.MouseButton.LeftButton)
    QTest.mouseClick(strip.answer, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.reject", 5), ("calls.answer", 5)]


def test_a_live_call_has_its_controls_and_hang_up_stands_alone_at_the_right(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    controls = window.strip(3).controls
    assert offered(window.strip(3)) == [
        controls.mute,
        controls.hold,
        controls.pad,
        controls.more,
        controls.hang_up,
        window.strip(3).transfer.target,
        window.strip(3).transfer.ask,
        window.strip(3).transfer.direct,
    ]
    assert controls.hang_up.x() > controls.more.geometry().right() + 40
    for button in (controls.mute, controls.hold, controls.hang_up):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.set_muted", True, 3), ("calls.hold", 3), ("calls.hang_up", 3)]


def test_mute_is_shown_only_once_it_is_so(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    controls = window.strip(3).controls
    QTest.mouseClick(controls.mute, Qt.MouseButton.LeftButton)
    assert not controls.mute.isChecked()
    window.state(replace(ACTIVE, muted=True))
    assert controls.mute.isChecked()
    QTest.mouseClick(controls.mute, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked[-1] == ("calls.set_muted", False, 3)


def test_times_run_from_the_answer_and_from_the_moment_of_holding(window: Window) -> None:
    window.state(ACTIVE)
    label = window.strip(3).state_label
    assert label.text() == "4:12"
    window.panel.on_tick(NOW_S + 10)
    assert label.text() == "4:22"
    window.state(replace(ACTIVE, held_here=True))
    window.panel.on_tick(NOW_S + 96)
    assert label.text() == "On hold 1:36"


def test_a_held_call_is_only_taken_back(window: Window, qtbot: QtBot) -> None:
    window.state(HELD)
    strip = window.strip(1)
    assert offered(strip) == [strip.resume]
    QTest.mouseClick(strip.resume, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.resume", 1)]


def test_hold_by_the_other_side_is_told_in_words(window: Window) -> None:
    window.state(replace(ACTIVE, held_there=True))
    assert window.strip(3).state_label.text() == "Held by other party 4:12"


def test_an_outgoing_call_can_be_given_up(window: Window, qtbot: QtBot) -> None:
    window.state(DIALLED)
    strip = window.strip(2)
    assert strip.state_label.text() == "Dialling …"
    QTest.mouseClick(strip.give_up, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.hang_up", 2)]
    window.state(replace(DIALLED, state=CallState.REMOTE_RINGING))
    assert strip.state_label.text() == "Ringing there …"


def test_a_call_that_is_over_says_how_and_offers_nothing(window: Window) -> None:
    refused = replace(
        DIALLED, state=CallState.ENDED, end=CallEnd.FAILED, ended_at_s=NOW_S, problem=CallRefused(486, "Busy Here")
    )
    window.state(refused, ended(3, CallEnd.HUNG_UP_THERE, answered_at_s=NOW_S - 9))
    assert window.strip(3).state_label.text() == "The other party hung up"
    assert window.strip(3).problem.isHidden()
    assert "Busy" in window.strip(2).problem.text
    assert offered(window.strip(2)) == []
    assert offered(window.strip(3)) == []


@pytest.mark.parametrize(
    ("encrypted", "wanted", "over_network", "words"),
    [
        (True, False, False, "encrypted"),
        (False, True, False, "not encrypted"),
        (False, False, True, "not encrypted"),
        (False, False, False, ""),
        (None, True, True, ""),
    ],
)
def test_a_conversation_says_whether_others_can_listen(
    window: Window, encrypted: bool | None, wanted: bool, over_network: bool, words: str
) -> None:
    window.state(
        replace(ACTIVE, encrypted=encrypted, encryption_wanted=wanted, over_network=over_network),
    )
    said = window.strip(3).accessibleName()
    assert words in said
    assert ("encrypted" in said) is bool(words)
    lock = window.strip(3).state_label.lock
    assert lock.isHidden() is not bool(words)
    assert not words or lock.name == ("lock-simple-fill" if encrypted else "lock-simple-open-fill")


def test_quality_and_lock_tell_what_was_measured(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    strip = window.strip(3)
    assert strip.state_label.lock.isHidden()
    assert not strip.controls.quality.isEnabled()
    window.state(replace(ACTIVE, quality=Quality(1.25, 4.2, None, 3.2, "PCMA", encrypted=True), encrypted=True))
    assert not strip.state_label.lock.isHidden()
    strip.controls.quality.trigger()
    assert not strip.quality.isHidden()
    assert strip.quality.text().startswith("Poor connection · PCMA · loss 1")
    assert strip.quality.text().endswith("jitter 4 ms · encrypted")


def test_the_keypad_sends_each_digit_once_and_escape_closes_it(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    strip = window.strip(3)
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(strip.pad.hasFocus)
    keys = strip.pad.keys
    qtbot.waitUntil(lambda: whole(keys["#"]))
    QTest.keyClicks(strip.pad, "4*")
    QTest.mouseClick(strip.pad.keys["#"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(strip.pad, "x")
    assert window.asked_of.asked == [
        ("calls.send_dtmf", "4", 3),
        ("calls.send_dtmf", "*", 3),
        ("calls.send_dtmf", "#", 3),
    ]
    assert strip.pad.sent.text() == "4*#"
    QTest.keyClick(strip.pad, Qt.Key.Key_Escape)
    assert strip.pad.isHidden()
    assert strip.controls.pad.hasFocus()


def test_window_keys_act_on_the_current_call(window: Window, qtbot: QtBot) -> None:
    control, both = (
        Qt.KeyboardModifier.ControlModifier,
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    )
    window.state(HELD, ACTIVE, RINGING)
    QTest.keyClick(window, Qt.Key.Key_M, control)
    QTest.keyClick(window, Qt.Key.Key_H, both)
    QTest.keyClick(window, Qt.Key.Key_A, both)
    assert window.asked_of.asked == [("calls.set_muted", True, 3), ("calls.hold", 3), ("calls.hang_up", 3)]
    window.state(HELD)
    QTest.keyClick(window, Qt.Key.Key_H, both)
    assert window.asked_of.asked[-1] == ("calls.resume", 1)


def test_no_key_ends_or_answers_a_call_that_rings(window: Window, qtbot: QtBot) -> None:
    window.state(RINGING)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_A, both)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.asked_of.asked == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_focused_button_once(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    window.state(RINGING)
    strip = window.strip(5)
    strip.answer.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(strip.answer.hasFocus)
    QTest.keyClick(strip.answer, key)
    assert window.asked_of.asked == [("calls.answer", 5)]


def test_tab_reaches_every_button_in_reading_order(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    window.state(HELD, ACTIVE, RINGING)
    ringing_one, live, held = window.strip(5), window.strip(3).controls, window.strip(1)
    held.resume.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(held.resume.hasFocus)
    transfer = window.strip(3).transfer
    handing = (transfer.target, transfer.ask, transfer.direct)
    talking_one = (live.mute, live.hold, live.pad, live.more, live.hang_up, *handing)
    for button in (held.merge, *talking_one, ringing_one.answer, ringing_one.reject):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert button.hasFocus()


def test_a_note_is_written_while_talking_and_typing_is_not_disturbed(window: Window, qtbot: QtBot) -> None:
    window.state(ACTIVE)
    strip = window.strip(3)
    assert not strip.note.isVisible()
    assert strip.controls.note in strip.controls.menu().actions()
    strip.controls.note.trigger()
    qtbot.waitUntil(strip.note.hasFocus)
    QTest.keyClicks(strip.note, "Hi")
    assert window.asked_of.asked == [("calls.set_note", "H", 3), ("calls.set_note", "Hi", 3)]
    window.state(replace(ACTIVE, note="H"))
    assert strip.note.text() == "Hi"


def test_the_callers_page_has_a_button_where_the_settings_name_one(window: Window) -> None:
    window.state(ACTIVE)
    strip = window.strip(3)
    assert not strip.controls.open.isVisible()
    named: dict[AnyOption, object] = {OPEN_FOR_CALLER: OpenAt.CLICK, CALLER_PAGE: "https://crm.example/{number}"}
    rows = tuple(replace(row, value=named.get(row.option, row.value)) for row in OptionsView().rows)
    window.state(ACTIVE, options=OptionsView(rows))
    strip.controls.open.trigger()
    assert window.asked_of.asked == [("caller_page.open", 3)]


def test_names_are_plain_text_and_the_number_goes_before_the_leader_shortens(window: Window) -> None:
    window.state(replace(ACTIVE, name="<b>x</b>"))
    strip = window.strip(3)
    assert strip.caller.text() == "<b>x</b>"
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
    strip.second_line.resize(strip.second_line.minimumSizeHint())
    assert strip.second_line.shown_text() == "for Dr. Lea Muster"


def test_the_bar_pins_the_live_call_and_acts_on_it(window: Window, qtbot: QtBot) -> None:
    window.state(HELD, ACTIVE, RINGING)
    bar = window.bar
    assert bar.caller.text() == "Erika Mustermann"
    assert bar.state_label.text() == "In a call 4:12"
    for button in (bar.mute, bar.hold, bar.end):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.set_muted", True, 3), ("calls.hold", 3), ("calls.hang_up", 3)]
    assert not bar.hold.isChecked()


def test_the_bar_offers_to_answer_where_nothing_else_goes_on(window: Window, qtbot: QtBot) -> None:
    window.state(RINGING)
    QTest.mouseClick(window.bar.answer, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.bar.end, Qt.MouseButton.LeftButton)
    window.state(HELD)
    QTest.mouseClick(window.bar.hold, Qt.MouseButton.LeftButton)
    assert window.asked_of.asked == [("calls.answer", 5), ("calls.reject", 5), ("calls.resume", 1)]


def test_a_forgotten_call_leaves_the_column(window: Window) -> None:
    window.state(ACTIVE, RINGING)
    window.state(ACTIVE)
    assert list(window.panel.strips) == [3]
    assert window.asked_of.state.value != AppState()


@pytest.mark.parametrize(
    ("language", "by_system", "words"),
    [
        (Language.GERMAN, True, "Mikrofon ist stumm"),
        (Language.GERMAN, False, "Mikrofon ist still"),
        (Language.ENGLISH, True, "Microphone is muted"),
        (Language.ENGLISH, False, "Microphone is silent"),
    ],
)
def test_the_narrow_bar_says_that_nobody_hears_this_side(
    window: Window, qtbot: QtBot, qapp: QApplication, german: None, language: Language, by_system: bool, words: str
) -> None:
    i18n.install(qapp, language)
    state = state_of(ACTIVE)
    bar = window.bar
    bar.setFixedWidth(360)
    bar.show_state(replace(state, audio=replace(state.audio, microphone_trouble=MicrophoneSilent(by_system))))
    assert (bar.unheard.words.text(), bar.state_label.isHidden()) == (words, True)
    sentence = problem_text(MicrophoneSilent(by_system))
    assert (bar.unheard.accessibleName(), len(sentence) > len(words)) == (sentence, True)
    qtbot.waitUntil(lambda: bar.unheard.words.width() >= bar.unheard.words.sizeHint().width())
    bar.show_state(state)
    assert (bar.unheard.isHidden(), bar.state_label.isHidden()) == (True, False)
