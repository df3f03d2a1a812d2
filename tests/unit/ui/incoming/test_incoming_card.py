"""The incoming card: takes no focus, moves nothing, shows plain text, and asks for exactly what was pressed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.executive.settings import AlertingMode, SimpleFilter
from softphone.domain.telephone.call import CallEnd, CallKey
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.floating_card import FloatingCard
from softphone.ui.widgets.controls.buttons import Button
from softphone.ui.widgets.tool_tip import tool_tip
from tests.samples.actions import FakeActions
from tests.samples.calls import ended, ringing, state_of, talking
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S, group, settings


class Shown:
    """A window over a state that the test sets."""

    def __init__(self, qtbot: QtBot) -> None:
        self.actions = FakeActions()
        self.told: list[tuple[str, str]] = []
        self.inside = False
        self.window = _Window(self)
        qtbot.addWidget(self.window)

    def state(self, *calls: CallView) -> None:
        self.actions.state.set(state_of(*calls))

    def card_place(self) -> QPoint:
        return self.window.card.mapToGlobal(QPoint(0, 0))


class _Window(IncomingCallWindow):
    """With a pointer that the test moves."""

    def __init__(self, shown: Shown) -> None:
        self._owner = shown
        super().__init__(shown.actions, lambda title, text: shown.told.append((title, text)))

    def pointer_inside(self) -> bool:
        return self._owner.inside


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    ticker().set_clock(lambda: NOW_S)
    made = Shown(qtbot)
    yield made
    made.actions.state.set(AppState())


ERIKA = ringing(1, "Erika Mustermann", "0152 28817386", MUSTER, 18)
NOTARIAT = ringing(3, "Notariat Niemand", "040 66969 512", BEISPIEL, 6)
THIRD = ringing(5, "", "", None, 2)


def test_the_window_can_never_take_the_focus(shown: Shown) -> None:
    shown.state(ERIKA, NOTARIAT)
    flags = shown.window.windowFlags()
    for flag in (
        Qt.WindowType.Tool,
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        Qt.WindowType.WindowDoesNotAcceptFocus,
    ):
        assert flags & flag == flag
    assert shown.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    takers = [w for w in shown.window.findChildren(QWidget) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert takers == []


def test_the_card_comes_with_the_call_and_goes_when_it_is_answered_here(shown: Shown) -> None:
    assert not shown.window.isVisible()
    shown.state(ERIKA)
    assert shown.window.isVisible()
    shown.state(talking(1, "Erika Mustermann", "0152 28817386", MUSTER, 0))
    assert not shown.window.isVisible()


def test_the_card_says_for_whom_who_and_why(shown: Shown) -> None:
    shown.state(ERIKA)
    card = shown.window.card
    assert (card.band.whom.text(), card.band.leader.text()) == ("for ", "Dr. Lea Muster")
    assert card.caller.text() == "Erika Mustermann"
    assert card.number.text() == "0152 28817386"
    assert card.elapsed.text() == "0:18"
    assert card.why.text() == "All external calls · rings all logged-in assistants simultaneously"
    assert card.band.words.text() == "Voicemail in ≈ 27 s"


def test_the_reason_follows_the_settings_of_that_leader(shown: Shown) -> None:
    shown.actions.state.set(
        state_of(
            ERIKA,
            groups=(
                group(MUSTER, settings=settings(SimpleFilter.EXTERNAL, alerting=AlertingMode.SEQUENTIAL, rings=5)),
            ),
        )
    )
    assert shown.window.card.why.text() == "All external calls · Sequential: it is your turn"
    assert shown.window.card.band.words.text() == "Moves on in ≈ 7 s"


def test_without_a_leader_it_is_a_direct_call_without_a_reason(shown: Shown) -> None:
    shown.state(THIRD)
    card = shown.window.card
    assert card.band.leader.text() == "Direct call"
    assert card.caller.text() == "Anonymous"
    assert card.why_row.isHidden()
    assert card.band.words.text() == ""


def test_further_calls_stand_below_oldest_first(shown: Shown) -> None:
    shown.state(THIRD, NOTARIAT, ERIKA)
    assert shown.window.shown_keys == (1, 3, 5)
    assert [row.key for row in shown.window.rows] == [3, 5]
    assert [row.state_words.text() for row in shown.window.rows] == ["0:06", "0:02"]
    assert [row.height() for row in shown.window.rows] == [52, 52]


def test_a_new_call_moves_neither_the_card_nor_its_buttons(shown: Shown) -> None:
    shown.state(ERIKA)
    before = shown.card_place(), shown.window.card.answer.mapToGlobal(QPoint(0, 0))
    shown.state(ERIKA, NOTARIAT)
    shown.state(ERIKA, NOTARIAT, THIRD)
    assert (shown.card_place(), shown.window.card.answer.mapToGlobal(QPoint(0, 0))) == before
    assert shown.window.height() >= shown.window.card.height() + 2 * 52
    assert shown.window.card.key == 1


def test_the_top_card_does_not_change_under_the_pointer(shown: Shown) -> None:
    shown.state(ERIKA, NOTARIAT)
    place = shown.card_place()
    shown.inside = True
    shown.state(talking(1, "Erika Mustermann", "0152 28817386", MUSTER, 0), NOTARIAT)
    assert shown.window.card.key == 1
    assert shown.window.card.band.words.text() == "Answered"
    assert not shown.window.card.answer.isEnabled()
    assert [row.key for row in shown.window.rows] == [3]
    assert shown.card_place() == place
    shown.inside = False
    shown.window.on_tick(NOW_S)
    assert shown.window.card.key == 3
    assert shown.window.rows == []


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (CallEnd.MISSED, "Caller hung up"),
        (CallEnd.ANSWERED_ELSEWHERE, "Answered elsewhere"),
        (CallEnd.ENGINE_LOST, "Connection lost"),
    ],
)
def test_closing_words_stand_for_two_seconds_with_every_button_in_its_place(
    shown: Shown, end: CallEnd, words: str
) -> None:
    shown.state(ERIKA)
    card = shown.window.card
    buttons: list[Button] = [card.answer, card.reject, card.silence]
    before = [button.geometry() for button in buttons]
    shown.state(ended(1, end, ago_s=0))
    assert card.band.words.text() == words
    assert [button.geometry() for button in buttons] == before
    assert not any(button.isEnabled() for button in buttons)
    shown.window.on_tick(NOW_S + 1.9)
    assert shown.window.isVisible()
    shown.window.on_tick(NOW_S + 2.0)
    assert not shown.window.isVisible()


def test_each_button_asks_for_its_own_thing_with_this_call(shown: Shown, qtbot: QtBot) -> None:
    shown.state(ringing(1, "Erika Mustermann", "", MUSTER, 1, can_send_to_voicemail=True))
    card = shown.window.card
    for button in (card.silence, card.voicemail, card.reject, card.answer):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.actions.asked == [
        ("calls.silence", 1),
        ("calls.send_to_voicemail", 1),
        ("calls.reject", 1),
        ("calls.answer", 1),
    ]


def test_a_row_answers_its_own_call(shown: Shown, qtbot: QtBot) -> None:
    shown.state(ERIKA, NOTARIAT)
    QTest.mouseClick(shown.window.rows[0].answer, Qt.MouseButton.LeftButton)
    assert shown.actions.asked == [("calls.answer", 3)]


def test_silence_all_asks_for_every_ringing_call(shown: Shown, qtbot: QtBot) -> None:
    shown.state(ERIKA, NOTARIAT)
    assert shown.window.count.text() == "2 calls"
    QTest.mouseClick(shown.window.silence_all, Qt.MouseButton.LeftButton)
    assert shown.actions.asked == [("calls.silence", 1), ("calls.silence", 3)]


def test_voicemail_is_offered_only_where_the_account_says_how(shown: Shown) -> None:
    shown.state(ERIKA)
    assert shown.window.card.voicemail.isHidden()


def test_silenced_is_shown_once_the_state_says_so(shown: Shown, qtbot: QtBot) -> None:
    shown.state(ERIKA)
    QTest.mouseClick(shown.window.card.silence, Qt.MouseButton.LeftButton)
    assert not shown.window.card.silence.isChecked()
    shown.state(ringing(1, "Erika Mustermann", "0152 28817386", MUSTER, 18, ring_silenced=True))
    assert shown.window.card.silence.isChecked()


def test_names_from_the_network_are_never_markup(shown: Shown) -> None:
    evil = "<b>Chef</b><img src=x>"
    shown.state(ringing(1, evil * 8, evil, MUSTER, 1), ringing(3, evil, evil, ENTWURF, 1))
    assert shown.window.card.caller.text() == evil * 8
    assert shown.window.card.caller.is_elided()
    assert tool_tip(shown.window.card.caller) == evil * 8
    assert not shown.window.card.caller.toolTip()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown.window.findChildren(QLabel))


def test_a_long_name_takes_two_lines_and_a_number_is_shown_whole(shown: Shown) -> None:
    number = "+49 30 23125 41012345"
    shown.state(ringing(1, "Maximiliane Musterfrau-Beispielhausen " * 4, number, MUSTER, 1))
    card = shown.window.card
    lines = card.caller.lines(card.caller.width())
    assert len(lines) == 2
    assert lines[0].startswith("… ")
    assert "".join(lines).endswith("Musterfrau-Beispielhausen")
    assert card.number.width() >= card.number.fontMetrics().horizontalAdvance(number)


def test_the_system_is_told_once_of_each_call(shown: Shown) -> None:
    shown.state(ERIKA)
    shown.window.on_tick(NOW_S + 1)
    shown.state(ERIKA, THIRD)
    assert shown.told == [
        ("Erika Mustermann", "Call for Dr. Lea Muster from Erika Mustermann"),
        ("Anonymous", "Call from Anonymous"),
    ]


def test_two_cards_never_cover_each_other(shown: Shown, qtbot: QtBot) -> None:
    shown.state(ERIKA)
    other = FloatingCard(200)
    qtbot.addWidget(other)
    other.move(other.corner_place(0))
    here = shown.window.card_rect().translated(shown.window.pos())
    assert other.card_rect().translated(other.pos()).right() < here.left()


def test_the_key_of_nothing_shown_is_none(shown: Shown) -> None:
    assert shown.window.card.key is None
    shown.state(ERIKA)
    assert shown.window.card.key == CallKey(1)
