"""Lines, mailboxes and features as the windows show them: a word and an icon, and nothing where nothing is known."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.lines.feature_state import FeatureState, Forward, ForwardKind
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import AssistantRef
from softphone.ui.leader_details.own_group_rows import LeaderAssistantRow
from softphone.ui.leaders.leader_row_text import leader_accessible, leader_mailbox, leader_tool_tip
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.text.feature_text import feature_words
from softphone.ui.text.line_state_text import with_line
from softphone.ui.text.mailbox_text import count_words, waiting_words
from softphone.ui.widgets.tool_tip import tool_tip
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import BEISPIEL, MUSTER

Show = Callable[..., MainWindow]


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def window(qtbot: QtBot, actions: FakeActions) -> MainWindow:
    made = MainWindow(actions)
    qtbot.addWidget(made)
    made.resize(1120, 720)
    made.show()
    return made


def show(window: MainWindow, actions: FakeActions, **changes: object) -> AppState:
    state = sample.assistant_state(calls=(), **changes)
    actions.state.set(state)
    window.show_state(state)
    return state


def test_what_waits_in_a_mailbox_is_said_in_words() -> None:
    assert waiting_words(None) == waiting_words(MessageSummary(0, 4)) == ""
    assert waiting_words(MessageSummary(2)) == "2 new on voicemail"
    assert waiting_words(MessageSummary(2, 1, 1)) == "2 new on voicemail, 1 urgent"
    assert count_words(MessageSummary()) == "No messages"
    assert count_words(MessageSummary(2, 1, 1, 1)) == "Messages: 2 new, 1 old, 2 urgent"


def test_a_name_in_a_menu_carries_the_line_only_where_it_is_known() -> None:
    assert with_line("Dr. Lea Muster", LineState.IN_CALL) == "Dr. Lea Muster – In a call"
    assert with_line("Dr. Lea Muster", None) == "Dr. Lea Muster"


def test_what_keeps_calls_away_is_said() -> None:
    assert feature_words(None) == feature_words(FeatureState(False)) == ("", "", "")
    assert feature_words(FeatureState(True))[0] == "Do not disturb on the platform"
    forwarded = FeatureState(False, None, (Forward(ForwardKind.ALWAYS, True, "451"),))
    assert feature_words(forwarded) == ("All calls go to 451", "451", "arrow-bend-up-right")
    assert feature_words(FeatureState(forwards=(Forward(ForwardKind.BUSY, True, "451"),))) == ("", "", "")


def test_a_row_tells_of_the_leaders_mailbox() -> None:
    row = sample_groups.group(MUSTER, mailbox=MessageSummary(3, 1), line_state=LineState.FREE)
    assert leader_mailbox(row) == "3"
    assert "3 new on voicemail" in leader_accessible(row)
    assert "Voicemail: Messages: 3 new, 1 old" in leader_tool_tip(row)
    quiet = sample_groups.group(MUSTER)
    assert "on the voicemail" not in leader_accessible(quiet)
    assert "Messages:" not in leader_tool_tip(quiet)
    assert leader_mailbox(quiet) == leader_mailbox(sample_groups.group(MUSTER, mailbox=MessageSummary(0, 3))) == ""


def test_the_status_line_shows_waiting_messages_and_calls_the_mailbox(
    window: MainWindow, actions: FakeActions, qtbot: QtBot
) -> None:
    show(window, actions)
    assert not window.status.voicemail.isVisible()
    show(window, actions, mailbox=MessageSummary(2, 5, 1))
    link = window.status.voicemail
    assert link.isVisible()
    assert link.text() == "2 new on voicemail, 1 urgent"
    assert "5 old" in tool_tip(link)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert actions.asked == [("mailboxes.call", None)] * 2


def test_one_key_calls_the_mailbox_and_a_refusal_stands_below_the_dial_field(
    window: MainWindow, actions: FakeActions, qtbot: QtBot
) -> None:
    show(window, actions)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    actions.problem = NotPossibleNow(Obstacle.NO_VOICEMAIL)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_V, modifiers)
    assert actions.asked == [("mailboxes.call", None)]
    actions.settle()
    assert "voicemail" in window.toolbar.dial.problem.text


def test_do_not_disturb_at_the_platform_stands_in_the_status_line(window: MainWindow, actions: FakeActions) -> None:
    show(window, actions, features=FeatureState(True))
    assert window.status.features.isVisible()
    show(window, actions, features=FeatureState(False))
    assert not window.status.features.isVisible()


def test_the_details_offer_to_listen_to_a_shared_mailbox_only(
    window: MainWindow, actions: FakeActions, qtbot: QtBot
) -> None:
    first = replace(sample_groups.groups()[0], mailbox=MessageSummary(1))
    show(window, actions, groups=(first, *sample_groups.groups()[1:]))
    window.details.show_leader(MUSTER.user_id)
    assert not window.details.mailbox.isHidden()
    assert window.details.mailbox.words.text() == "Messages: 1 new, 0 old"
    window.details.mailbox.listen.click()
    assert actions.asked == [("mailboxes.call", MUSTER.user_id)]
    actions.problem = NotPossibleNow(Obstacle.NO_VOICEMAIL)
    window.details.mailbox.listen.click()
    actions.settle()
    assert window.details.mailbox.problem.text
    window.details.show_leader(BEISPIEL.user_id)
    assert window.details.mailbox.isHidden()


def test_an_assistants_row_says_what_the_line_does_or_nothing(qtbot: QtBot) -> None:
    row = LeaderAssistantRow()
    qtbot.addWidget(row)
    row.show_assistant(1, AssistantRef("nele@x", "Nele Probe", "NP", True, LineState.RINGING))
    assert (row.line.text(), row.below.isHidden()) == ("Ringing there", False)
    row.show_assistant(1, AssistantRef("nele@x", "Nele Probe", "NP", True))
    assert row.below.isHidden()


def test_the_details_name_the_other_assistants_with_their_lines(window: MainWindow, actions: FakeActions) -> None:
    colleague = AssistantRef("paul@x", "Paul Attrappe", "PA", False, LineState.FREE)
    first = replace(sample_groups.groups()[0], colleagues=(colleague,))
    show(window, actions, groups=(first, *sample_groups.groups()[1:]))
    window.details.show_leader(MUSTER.user_id)
    (row,) = window.details.colleagues.rows
    assert (row.name.text(), row.line.text(), row.word.text()) == ("Paul Attrappe", "Free", "Logged out")
    assert row.place.isHidden()
    window.details.show_leader(BEISPIEL.user_id)
    assert window.details.colleagues.isHidden()


def test_where_there_is_little_room_the_status_line_says_less_before_it_says_nothing(
    window: MainWindow, actions: FakeActions, qtbot: QtBot
) -> None:
    window.resize(360, 640)
    show(window, actions, mailbox=MessageSummary(3), features=FeatureState(True))
    qtbot.waitUntil(lambda: window.status.width() == 360)
    assert window.status.features.isVisible()
    assert window.status.features.label.text() == "Do not disturb"
    assert window.status.voicemail.isVisible()
    assert window.status.voicemail.text() == "3"
    assert window.status.voicemail.accessibleName() == "3 new on voicemail"
    assert window.status.voicemail.geometry().right() <= window.status.width()
