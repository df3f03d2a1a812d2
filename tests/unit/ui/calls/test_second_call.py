"""What a second call makes possible in the column, on the card and by keyboard."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.domain.account.account import Language
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.telephone.call import CallKey
from softphone.services.state.calls import CallView, TransferView
from softphone.ui.calls.call_panel import CallPanel
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.incoming.incoming_card import IncomingCard
from softphone.ui.keys.call_shortcuts import CallShortcuts
from softphone.ui.shell import i18n
from softphone.ui.widgets.tool_tip import tool_tip
from tests.samples.actions import FakeActions
from tests.samples.calls import ringing, state_of, talking
from tests.samples.groups import BEISPIEL, MUSTER, NOW_S

HELD = talking(1, "Max Theater", "030 23125 100", BEISPIEL, 300, held_here=True)
ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252)


def strip(qtbot: QtBot, actions: FakeActions, call: CallView, *others: CallView, **more: Any) -> CallStrip:
    made = CallStrip(actions)
    qtbot.addWidget(made)
    made.show_call(call, state_of(call, *others, **more), NOW_S)
    made.resize(520, made.sizeHint().height())
    made.show()
    return made


def test_a_call_on_hold_beside_another_can_be_swapped_or_joined(qtbot: QtBot) -> None:
    actions = FakeActions()
    made = strip(qtbot, actions, HELD, ACTIVE)
    assert made.resume.text() == "Swap"
    QTest.mouseClick(made.resume, Qt.MouseButton.LeftButton)
    QTest.mouseClick(made.merge, Qt.MouseButton.LeftButton)
    assert actions.asked == [("calls.resume", CallKey(1)), ("conference.merge",)]


def test_a_call_on_hold_alone_is_taken_back(qtbot: QtBot) -> None:
    made = strip(qtbot, FakeActions(), HELD)
    assert made.resume.text() == "Resume"
    assert not made.merge.isVisible()


def _is_whole(label: QWidget) -> bool:
    return label.width() >= label.sizeHint().width()


@pytest.mark.parametrize("width", [288, 300, 320, 346, 420, 700])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_a_call_on_hold_says_so_at_every_width(
    qtbot: QtBot, qapp: QApplication, language: Language, width: int
) -> None:
    i18n.install(qapp, language)
    waits = replace(HELD, headline="Maximiliane Theater-Schauspielhaus")
    column = QWidget()
    qtbot.addWidget(column)
    made = CallStrip(FakeActions())
    made.setParent(column)  # as a window of its own it would not become that narrow
    made.show_call(waits, state_of(waits, ACTIVE), NOW_S)
    made.setGeometry(0, 0, width, 60)
    column.show()
    made.show_time(NOW_S + 3000)
    said = made.state_label
    qtbot.waitUntil(lambda: said.isHidden() or (_is_whole(said.words) and made.merge.geometry().right() < width))
    assert said.isVisible()
    assert said.text().startswith(("On hold", "Gehalten"))
    assert tool_tip(made.resume).startswith(made.resume.text())


def test_a_conference_says_who_is_in_it_and_has_two_ways_out(qtbot: QtBot) -> None:
    actions = FakeActions()
    both = [replace(call, in_conference=True, held_here=False) for call in (HELD, ACTIVE)]
    made = strip(qtbot, actions, both[0], both[1], conference=(CallKey(1), CallKey(3)))
    assert made.conference.words.text() == "Conference with Erika Mustermann"
    assert not made.transfer.isVisible()
    QTest.mouseClick(made.conference.alone, Qt.MouseButton.LeftButton)
    QTest.mouseClick(made.conference.leave, Qt.MouseButton.LeftButton)
    assert actions.asked == [("conference.split", CallKey(1)), ("conference.leave",)]


def test_one_key_swaps_and_one_joins(qtbot: QtBot) -> None:
    actions, window = FakeActions(), QWidget()
    qtbot.addWidget(window)
    CallShortcuts(window, actions)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_M, both)
    QTest.keyClick(window, Qt.Key.Key_K, both)
    assert actions.asked == [("conference.swap", None), ("conference.merge",)]


def test_the_card_says_that_answering_holds_the_call(qtbot: QtBot) -> None:
    card = IncomingCard(FakeActions())
    qtbot.addWidget(card)
    call = ringing(5, "Notariat Niemand", "040 66969 512", MUSTER, 6)
    card.show_call(call, state_of(call))
    assert card.waits.isHidden()
    card.show_call(replace(call, waits=True), state_of(call))
    assert not card.waits.isHidden()
    assert tool_tip(card.answer).startswith("Answer (holds your call)")


def test_a_call_that_was_answered_by_itself_says_so_as_long_as_it_lasts(qtbot: QtBot) -> None:
    made = strip(qtbot, FakeActions(), replace(ACTIVE, answered_itself=True))
    assert made.itself.text == "Answered automatically. The caller can hear you."


def test_who_sent_us_on_stands_below_the_name(qtbot: QtBot) -> None:
    made = strip(qtbot, FakeActions(), replace(ACTIVE, referred_by="Max Theater", leader=None))
    assert made.second_line.text().startswith("transferred by Max Theater")


def test_while_somebody_is_asked_the_strips_keys_act_on_the_caller_who_waits(qtbot: QtBot) -> None:
    actions = FakeActions()
    panel = CallPanel(actions)
    qtbot.addWidget(panel)
    waits, target = replace(ACTIVE, held_here=True), talking(8, "Dr. Lea Muster", "101", MUSTER, 7)
    asked = TransferView(CallKey(3), TransferKind.ASK, TransferPhase.TALKING, waits, "Dr. Lea Muster", leader=MUSTER)
    asked = replace(asked, target_key=CallKey(8), can_connect=True, can_take_back=True)
    panel.show_state(state_of(waits, target, transfers=(asked,)))
    panel.show()
    assert set(panel.strips) == {CallKey(3)}
    assert panel.count.text() == "1 in consultation"
    panel.on_push_key()
    QTest.keyClick(panel.strips[CallKey(3)].transfer, Qt.Key.Key_V)
    panel.on_digit("5")
    assert actions.asked == [("transfers.connect", CallKey(3)), ("calls.send_dtmf", "5", CallKey(8))]


@pytest.mark.parametrize("width", range(300, 620, 20))
def test_how_long_it_rings_goes_before_the_caller_s_name_is_cut(qtbot: QtBot, width: int) -> None:
    call = ringing(5, "Notariat Niemand", "0221 4710", BEISPIEL, 6)
    column = QWidget()
    qtbot.addWidget(column)
    made = CallStrip(FakeActions())
    made.setParent(column)
    made.show_call(call, state_of(call, ACTIVE), NOW_S)
    made.setGeometry(0, 0, width, 60)
    column.show()
    made._column.activate()
    whole = made.caller.width() >= made.caller.sizeHint().width()
    assert whole or made.state_label.isHidden()
    assert (width < 600) or not made.state_label.isHidden()
