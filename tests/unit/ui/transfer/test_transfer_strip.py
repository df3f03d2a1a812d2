"""The strip below a live call, the identity in the dial field and its band, the leader's replies."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.executive.call_push import PushMethod, PushPhase
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.executive.settings import (
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    ScheduleRef,
)
from softphone.domain.lines.line_state import LineState
from softphone.domain.numbers.feature_codes import DEFAULT_CODES
from softphone.domain.problems import CallRefused, NotANumber, PortalRefused
from softphone.domain.telephone.call import CallEnd, CallKey, CallState
from softphone.services.calls.selectors import column_calls, current_call
from softphone.services.executive_calls.ring_reason import ring_reason
from softphone.services.state.calls import (
    CallMessage,
    CallView,
    Delivery,
    HandoverView,
    IdentityView,
    NoteView,
    ReplyView,
    TransferView,
)
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.dial.dial_field import DialField
from softphone.ui.incoming.incoming_card import IncomingCard
from softphone.ui.incoming.silent_card import SilentCard
from softphone.ui.leader_details.pick_up_row import PickUpRow
from softphone.ui.leaders.leader_row_text import leader_accessible, leader_detail
from softphone.ui.main_window.identity_band import IdentityBand
from softphone.ui.text import ring_reason_text
from softphone.ui.transfer import transfer_text
from softphone.ui.widgets.clock import ticker
from tests.samples.actions import FakeActions
from tests.samples.calls import ringing, state_of, talking
from tests.samples.contact_views import FOUND
from tests.samples.groups import BEISPIEL, MUSTER, NOW_S, group, own_group, settings

ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252)
GONE = replace(ACTIVE, state=CallState.ENDED, end=CallEnd.HUNG_UP_THERE, ended_at_s=NOW_S - 1)


@pytest.fixture
def actions() -> FakeActions:
    ticker().set_clock(lambda: NOW_S)
    return FakeActions()


def pushing(**changes: Any) -> HandoverView:
    return replace(
        HandoverView(CallKey(3), MUSTER, PushMethod.PORTAL, PushPhase.PUSHING, ACTIVE, NOW_S - 7, NOW_S + 13),
        **changes,
    )


def strip(qtbot: QtBot, actions: FakeActions, call: CallView, **more: Any) -> CallStrip:
    made = CallStrip(actions)
    qtbot.addWidget(made)
    made.show_call(call, state_of(call, **more), NOW_S)
    made.resize(520, made.sizeHint().height())
    made.show()
    return made


def test_a_live_call_goes_to_its_own_leader_with_one_click(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, ACTIVE)
    made = card.transfer
    assert made.target.text() == "Dr. Lea Muster"
    QTest.mouseClick(made.direct, Qt.MouseButton.LeftButton)
    assert actions.asked == [("call_push.push", CallKey(3), None)]


def test_a_direct_call_has_to_be_given_a_leader_first(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, replace(ACTIVE, leader=None))
    made = card.transfer
    assert not made.direct.isEnabled()
    made.choice.pick(BEISPIEL)
    QTest.mouseClick(made.direct, Qt.MouseButton.LeftButton)
    assert actions.asked == [("call_push.push", CallKey(3), BEISPIEL.user_id)]


def test_whoever_has_no_leaders_types_a_number(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, replace(ACTIVE, leader=None), groups=())
    made = card.transfer
    assert made.target.isHidden()
    assert not made.ask.isEnabled()
    QTest.keyClicks(made.choice.edit, "030 12")
    QTest.mouseClick(made.direct, Qt.MouseButton.LeftButton)
    QTest.keyClick(made.choice.edit, Qt.Key.Key_Return)
    assert actions.asked == [("transfers.send_on", "030 12", CallKey(3)), ("transfers.ask", "030 12", CallKey(3))]


def test_what_cannot_be_dialled_is_said_at_the_strip(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, replace(ACTIVE, leader=None), groups=())
    loop = asyncio.new_event_loop()
    outcome: asyncio.Future[Any] = loop.create_future()
    outcome.set_result(NotANumber("12 €", 4))
    card.transfer.on_outcome(outcome)
    assert "position 4" in card.transfer.problem.text
    loop.close()


def test_a_digit_begins_a_number_and_escape_means_the_leader_again(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, ACTIVE)
    made = card.transfer
    made.take_keys()
    QTest.keyClick(made, Qt.Key.Key_E)
    QTest.keyClicks(made, "4")
    QTest.keyClicks(made.choice.edit, "2")
    assert made.choice.target() == "42"
    QTest.keyClick(made.choice.edit, Qt.Key.Key_Escape)
    assert made.choice.target() == MUSTER.user_id
    assert actions.asked == [("transfers.ask", MUSTER.user_id, CallKey(3))]


def asking(phase: TransferPhase, **changes: Any) -> TransferView:
    waits = replace(ACTIVE, held_here=True)
    can = phase in (TransferPhase.CALLING, TransferPhase.TALKING, TransferPhase.TARGET_GONE)
    talks = phase is TransferPhase.TALKING
    made = TransferView(CallKey(3), TransferKind.ASK, phase, waits, "Dr. Lea Muster", "101", MUSTER, CallKey(8))
    return replace(made, can_take_back=can, can_connect=talks, **changes)


def test_caller_and_target_are_one_unit_with_a_way_on_and_a_way_back(qtbot: QtBot, actions: FakeActions) -> None:
    waits = replace(ACTIVE, held_here=True)
    target = talking(8, "Dr. Lea Muster", "101", MUSTER, 7)
    state = state_of(waits, target, transfers=(asking(TransferPhase.TALKING),))
    assert column_calls(state) == (waits,)
    assert current_call(state) == target
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(waits, state, NOW_S)
    assert made.resume.isHidden()
    assert made.transfer.title.text() == "Asking Dr. Lea Muster"
    words = made.transfer.sentence.accessibleName()
    assert words == "You are talking 0:07. The caller is on hold."
    made.transfer.take_keys()
    QTest.keyClick(made.transfer, Qt.Key.Key_V)
    QTest.keyClick(made.transfer, Qt.Key.Key_Z)
    assert actions.asked == [("transfers.connect", CallKey(3)), ("transfers.take_back", CallKey(3))]


def test_before_the_target_answers_there_is_nothing_to_connect(qtbot: QtBot, actions: FakeActions) -> None:
    state = state_of(replace(ACTIVE, held_here=True), transfers=(asking(TransferPhase.CALLING, rings_there=True),))
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(state.calls[0], state, NOW_S)
    assert not made.transfer.connect_both.isEnabled()
    assert "Ringing. The caller is on hold." in made.transfer.sentence.accessibleName()
    assert not made.transfer.ask.isVisible()


def test_a_target_that_is_busy_says_so_and_the_way_back_stays(qtbot: QtBot, actions: FakeActions) -> None:
    gone = asking(TransferPhase.TARGET_GONE, target_key=None, problem=CallRefused(486, "Busy Here"))
    state = state_of(replace(ACTIVE, held_here=True), transfers=(gone,))
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(state.calls[0], state, NOW_S)
    assert made.transfer.problem.text == "Dr. Lea Muster is busy."
    assert not made.transfer.connect_both.isVisible()
    QTest.mouseClick(made.transfer.take_back, Qt.MouseButton.LeftButton)
    assert actions.asked == [("transfers.take_back", CallKey(3))]


def test_after_a_target_who_was_busy_another_one_is_chosen_without_taking_back(
    qtbot: QtBot, actions: FakeActions
) -> None:
    gone = asking(TransferPhase.TARGET_GONE, target_key=None, problem=CallRefused(486, "Busy Here"))
    state = state_of(replace(ACTIVE, held_here=True), transfers=(gone,))
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(state.calls[0], state, NOW_S)
    made.transfer.take_keys()
    QTest.keyClicks(made.transfer, "4")
    QTest.keyClicks(made.transfer.choice.edit, "2")
    QTest.keyClick(made.transfer.choice.edit, Qt.Key.Key_Return)
    assert actions.asked == [("transfers.ask", "42", CallKey(3))]


@pytest.mark.parametrize("kept", [True, False])
def test_a_direct_hand_over_can_be_taken_back_by_its_key(qtbot: QtBot, actions: FakeActions, kept: bool) -> None:
    """The caller waits here, or the target rings after our own call has ended."""
    phase = TransferPhase.CALLING if kept else TransferPhase.CONNECTING
    changes: dict[str, Any] = {"target_key": CallKey(8)} if kept else {"target_key": None, "left_at_s": NOW_S - 3}
    direct = asking(phase, kind=TransferKind.DIRECT, rings_there=True, **changes)
    direct = replace(direct, can_take_back=True)
    caller = replace(ACTIVE, held_here=True) if kept else GONE
    state = state_of(caller, transfers=(direct,))
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(column_calls(state)[0], state, NOW_S)
    assert made.transfer.isVisible()
    assert made.resume.isHidden()
    assert kept or "0:03" in made.state_label.text()
    assert not made.transfer.connect_both.isVisible()
    assert made.transfer.sentence.accessibleName().startswith("Ringing." if kept else "Handed over")
    made.transfer.take_keys()
    QTest.keyClick(made.transfer, Qt.Key.Key_V)
    QTest.keyClick(made.transfer, Qt.Key.Key_Z)
    assert actions.asked == [("transfers.take_back", CallKey(3))]


@pytest.mark.parametrize("phase", [TransferPhase.CONNECTING, TransferPhase.TAKING_BACK])
def test_the_unit_stays_while_an_answer_is_waited_for(
    qtbot: QtBot, actions: FakeActions, phase: TransferPhase
) -> None:
    state = state_of(replace(ACTIVE, held_here=True), transfers=(asking(phase),))
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(state.calls[0], state, NOW_S)
    assert made.transfer.isVisible()
    assert made.resume.isHidden()
    assert not made.transfer.take_back.isVisible()
    assert made.transfer.sentence.accessibleName().endswith("…")


def test_a_connected_caller_stays_for_the_last_word(qtbot: QtBot, actions: FakeActions) -> None:
    done = replace(asking(TransferPhase.DONE), target_key=None, ended_at_s=NOW_S)
    state = state_of(GONE, transfers=(done,))
    assert [call.key for call in column_calls(state)] == [CallKey(3)]
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(column_calls(state)[0], state, NOW_S)
    assert made.transfer.said.text() == "Connected to Dr. Lea Muster."


def test_a_call_on_its_way_stays_with_its_time_and_the_way_back(qtbot: QtBot, actions: FakeActions) -> None:
    state = state_of(GONE, handovers=(pushing(can_take_back=True),))
    assert column_calls(state) == (ACTIVE,)
    assert current_call(state) is None
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(ACTIVE, state, NOW_S)
    assert made.controls.isHidden()
    assert made.state_label.text() == "Waiting 0:07"
    assert made.transfer.ring.seconds == 13
    assert "13 s" in made.transfer.sentence.accessibleName()
    QTest.mouseClick(made.transfer.take_back, Qt.MouseButton.LeftButton)
    QTest.keyClicks(made.transfer.note_edit, "Vertrag")
    QTest.keyClick(made.transfer.note_edit, Qt.Key.Key_Return)
    assert actions.asked == [("call_push.take_back", CallKey(3)), ("call_push.send_note", CallKey(3), "Vertrag")]


def test_letters_are_keys_only_while_the_strip_has_the_focus(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, ACTIVE)
    made = card.transfer
    made.take_keys()
    QTest.keyClick(made, Qt.Key.Key_D)
    assert actions.asked == [("call_push.push", CallKey(3), None)]
    made.show_call(ACTIVE, state_of(GONE, handovers=(pushing(can_take_back=True),)), pushing(can_take_back=True))
    QTest.keyClick(made, Qt.Key.Key_Z)
    assert actions.asked[-1] == ("call_push.take_back", CallKey(3))


def test_without_a_way_back_none_is_offered(qtbot: QtBot, actions: FakeActions) -> None:
    card = strip(qtbot, actions, ACTIVE, handovers=(pushing(),))
    made = card.transfer
    assert not made.take_back.isVisible()


def test_a_refusal_stands_at_the_call_and_it_can_be_tried_again(qtbot: QtBot, actions: FakeActions) -> None:
    no = pushing(
        phase=PushPhase.REFUSED, pushed_at_s=None, deadline_s=None, problem=PortalRefused(403, "Nicht erlaubt")
    )
    made = strip(qtbot, actions, ACTIVE, handovers=(no,))
    assert not made.controls.isHidden()
    assert "Nicht erlaubt" in made.transfer.problem.text
    assert made.transfer.direct.isEnabled()


@pytest.mark.parametrize(
    ("phase", "certain", "words"),
    [
        (PushPhase.DONE, True, "Dr. Lea Muster has taken the call."),
        (PushPhase.DONE, False, "Did not come back from Dr. Lea Muster."),
        (PushPhase.RECALLED, True, "Dr. Lea Muster did not answer – the caller is back with you"),
        (PushPhase.TAKEN_BACK, True, "Taken back from Dr. Lea Muster."),
    ],
)
def test_what_became_of_it_is_said_as_surely_as_it_is_known(
    qtbot: QtBot, actions: FakeActions, phase: PushPhase, certain: bool, words: str
) -> None:
    over = pushing(phase=phase, certain=certain, ended_at_s=NOW_S)
    made = strip(qtbot, actions, ACTIVE)
    made.show_call(ACTIVE, state_of(GONE, handovers=(over,)), NOW_S)
    assert made.transfer.said.text() == words
    assert made.transfer.note_edit.isHidden() or not made.transfer.note_edit.isVisible()


def test_a_recalled_call_says_so_on_the_card_and_in_the_column(qtbot: QtBot, actions: FakeActions) -> None:
    back = replace(ACTIVE, recalled_from=MUSTER)
    said = "Dr. Lea Muster did not answer – the caller is back with you"
    assert strip(qtbot, actions, back).transfer.said.text() == said
    card = IncomingCard(actions)
    qtbot.addWidget(card)
    call = ringing(5, "Erika", "0152", MUSTER, 3, recalled_from=MUSTER)
    card.show_call(call, state_of(call))
    assert card.recalled.text() == "Dr. Lea Muster did not answer – the caller is back with you"


def test_a_note_says_how_far_it_has_come(qtbot: QtBot, actions: FakeActions) -> None:
    for delivery, word in ((Delivery.SENDING, "being sent"), (Delivery.SENT, "sent"), (Delivery.READ, "read")):
        made = strip(qtbot, actions, ACTIVE, handovers=(pushing(note=NoteView("Vertrag", delivery)),))
        assert word in made.transfer.note_said.text()


# ---------------------------------------------------------------- identity


def field_of(qtbot: QtBot, actions: FakeActions, identity: IdentityView | None) -> DialField:
    made = DialField(actions)
    qtbot.addWidget(made)
    made.show_sign_in(state_of().sign_in)
    made.show_identity(identity, (MUSTER, BEISPIEL))
    return made


def test_the_identity_is_chosen_left_of_the_first_digit(qtbot: QtBot, actions: FakeActions) -> None:
    made = field_of(qtbot, actions, None)
    entries = made.identity_menu().actions()
    assert [entry.text() for entry in entries][:2] == ["As Nele Probe", "On behalf of Dr. Lea Muster"]
    entries[1].trigger()
    entries[0].trigger()
    assert actions.asked == [("on_behalf.choose", MUSTER.user_id), ("on_behalf.choose", None)]


def test_a_chosen_identity_dials_in_that_name_and_a_used_one_does_not(qtbot: QtBot, actions: FakeActions) -> None:
    made = field_of(qtbot, actions, IdentityView(MUSTER))
    assert made.identity.text() == "On behalf of Dr. Lea Muster"
    made.edit.setText("123")
    made.on_call()
    made.show_identity(IdentityView(MUSTER, CallKey(9)), (MUSTER,))
    made.on_call()
    asked = [request for request in actions.asked if request[0] in ("calls.dial", "on_behalf.dial")]
    assert asked == [("on_behalf.dial", MUSTER.user_id, "123"), ("calls.dial", "123")]


def test_the_band_says_as_whom_which_number_and_who_one_is_afterwards(qtbot: QtBot) -> None:
    band = IdentityBand()
    qtbot.addWidget(band)
    band.show_state(state_of())
    assert band.isHidden()
    leader = replace(MUSTER, number="030 23125 410")
    band.show_state(state_of(identity=IdentityView(leader)))
    assert not band.isHidden()
    assert band.words() == (
        "You are calling on behalf of Dr. Lea Muster",
        "030 23125 410 is shown",
        "Then as Nele Probe again",
    )


# ---------------------------------------------------------------- replies and lines


def silent_card(qtbot: QtBot, actions: FakeActions, **more: Any) -> SilentCard:
    call = ringing(7, "Notariat Niemand", "040", None, 24)
    card = SilentCard(actions)
    qtbot.addWidget(card)
    card.show_call(call, state_of(call, groups=(), own_group=own_group(), **more), NOW_S)
    return card


def test_each_reply_is_one_tap(qtbot: QtBot, actions: FakeActions) -> None:
    card = silent_card(qtbot, actions)
    for button in card.replies.buttons.values():
        button.click()
    assert actions.asked == [("replies.reply", CallKey(7), choice) for choice in ReplyChoice]
    assert not any(button.isChecked() for button in card.replies.buttons.values())


def test_the_pressed_reply_stays_marked_and_says_who_read_it(qtbot: QtBot, actions: FakeActions) -> None:
    reply = ReplyView(CallKey(7), ReplyChoice.THROUGH, Delivery.READ, ("Nele Probe",))
    card = silent_card(qtbot, actions, replies=(reply,))
    assert [choice for choice, b in card.replies.buttons.items() if b.isChecked()] == [ReplyChoice.THROUGH]
    assert card.replies.said.shown_text() == "Put through: read (Nele Probe)"


def test_a_reply_that_reached_nobody_is_a_problem(qtbot: QtBot, actions: FakeActions) -> None:
    reply = ReplyView(CallKey(7), ReplyChoice.MESSAGE, Delivery.FAILED, problem=PortalRefused(403, "Nein"))
    assert "Nein" in silent_card(qtbot, actions, replies=(reply,)).replies.failed.text


def test_the_leaders_words_stand_on_the_card_without_markup(qtbot: QtBot, actions: FakeActions) -> None:
    card = IncomingCard(actions)
    qtbot.addWidget(card)
    for message, words in (
        (CallMessage("Dr. Lea Muster", "x", NOW_S, ReplyChoice.THROUGH, MUSTER), "Please put through"),
        (CallMessage("Lea", "<b>gleich</b> {da}", NOW_S), "Lea: <b>gleich</b> {da}"),
    ):
        call = ringing(5, "Erika", "0152", MUSTER, 3, message=message)
        card.show_call(call, state_of(call))
        assert card.message.words.accessibleName() == words


def test_a_row_says_what_its_line_does_and_nothing_where_it_is_not_known() -> None:
    assert leader_detail(replace(group(MUSTER), line_state=LineState.FREE)).parts[0] == "Free"
    assert leader_detail(replace(group(MUSTER), line_state=LineState.IN_CALL)).icon == "phone-fill"
    unknown = group(MUSTER)
    assert "Free" not in leader_detail(unknown).parts
    assert "Free" not in leader_accessible(unknown)


def test_taking_over_is_offered_only_where_line_and_code_are_known(qtbot: QtBot, actions: FakeActions) -> None:
    row = PickUpRow(actions)
    qtbot.addWidget(row)
    row.show_group(group(MUSTER), DEFAULT_CODES)
    assert row.isHidden()
    row.show_group(replace(group(MUSTER), line_state=LineState.IN_CALL), replace(DEFAULT_CODES, bridge=None))
    assert (row.retrieve.isHidden(), row.bridge.isHidden(), row.pick_up.isHidden()) == (False, True, True)
    row.retrieve.click()
    assert actions.asked[0] == ("feature_codes.retrieve", MUSTER.user_id)


def test_the_reason_names_the_criterion_only_where_it_is_the_only_one() -> None:
    office = Criterion("Bürozeit", True, CallsFrom.ANY_EXTERNAL, time_schedule=ScheduleRef(None, "Buero"))
    both = (CriterionActivation("Bürozeit", True), CriterionActivation("VIP", True))
    filtering = Filtering(True, FilteringMode.ADVANCED, None, both[:1])
    one = replace(settings(), filtering=filtering, criteria=(office,))
    words = "Rings here because of: external call, Buero (filter criterion “Bürozeit”)"
    assert ring_reason_text.why(ring_reason(one)).startswith(words)
    two = replace(one, filtering=replace(filtering, criteria=both), criteria=(office, Criterion("VIP", True)))
    assert ring_reason_text.why(ring_reason(two)).startswith("Advanced filter")
    unread = replace(one, filtering=replace(filtering, criteria=both))
    assert ring_reason_text.why(ring_reason(unread)).startswith("Advanced filter")


def test_a_caller_who_has_left_meanwhile_is_told_of_at_the_call(qtbot: QtBot, actions: FakeActions) -> None:
    left = asking(TransferPhase.CALLER_GONE, caller_end=CallEnd.HUNG_UP_THERE)
    over = replace(ACTIVE, state=CallState.ENDED, end=CallEnd.HUNG_UP_THERE, ended_at_s=NOW_S)
    made = CallStrip(actions)
    qtbot.addWidget(made)
    made.show_call(over, state_of(over, transfers=(left,)), NOW_S)
    assert made.transfer.isVisibleTo(made)
    assert made.transfer.said.text() == "The caller has hung up."
    assert not made.transfer.take_back.isVisibleTo(made)


def test_who_speaks_with_a_third_one_meanwhile_is_not_said_to_speak_with_the_caller() -> None:
    target = talking(8, "Dr. Lea Muster", "101", MUSTER, 7, held_here=True)
    asked = asking(TransferPhase.TALKING)
    both = replace(asked, call=replace(asked.call, held_here=True))
    swapped = replace(asked, call=replace(asked.call, held_here=False))
    assert transfer_text.state_words(both, target, NOW_S) == "On hold 0:07. The caller is on hold too."
    assert transfer_text.state_words(swapped, target, NOW_S) == "On hold 0:07. You are talking to the caller."


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (600, "Dr. Lea Muster is busy."),
        (408, "Dr. Lea Muster does not answer."),
        (480, "Dr. Lea Muster cannot be reached at the moment."),
        (603, "Dr. Lea Muster did not accept the call."),
        (404, "This number does not exist. Please check it."),
    ],
)
def test_of_a_target_is_said_what_is_so_and_not_to_call_again(status: int, words: str) -> None:
    gone = asking(TransferPhase.TARGET_GONE, problem=CallRefused(status, "Some Reason"))
    assert transfer_text.problem_words(gone) == words
    talks = asking(TransferPhase.TALKING, problem=CallRefused(603, "Decline"))
    assert transfer_text.problem_words(talks) == (
        "The platform did not connect the two (603 Decline). Dr. Lea Muster is still on the line."
    )


def test_each_change_of_a_transfer_is_spoken_whole() -> None:
    gone = asking(TransferPhase.TARGET_GONE, problem=CallRefused(486, "Busy Here"))
    assert transfer_text.spoken(gone) == ("Asking Dr. Lea Muster. Dr. Lea Muster is busy. The caller is on hold.")
    assert transfer_text.spoken(asking(TransferPhase.DONE)).endswith("Connected to Dr. Lea Muster.")


@pytest.mark.parametrize(
    ("phase", "more", "words"),
    [
        (TransferPhase.DONE, {"certain": False}, "Transferred to Dr. Lea Muster; not confirmed."),
        (TransferPhase.CALLER_GONE, {"caller_end": CallEnd.HUNG_UP_THERE}, "The caller has hung up."),
        (TransferPhase.CALLER_GONE, {"caller_end": CallEnd.HUNG_UP_HERE}, "You ended the call with the caller."),
        *(
            (
                TransferPhase.CALLER_GONE,
                {"caller_end": lost},
                "The connection to the caller was lost; the call is in the journal.",
            )
            for lost in (CallEnd.FAILED, CallEnd.ENGINE_LOST)
        ),
    ],
)
def test_the_last_word_about_a_transfer_claims_no_more_than_is_known(
    phase: TransferPhase, more: dict[str, Any], words: str
) -> None:
    assert transfer_text.said_words(replace(asking(phase), **more)) == words


def test_before_a_leader_is_asked_in_vain_the_strip_warns(qtbot: QtBot, actions: FakeActions) -> None:
    busy = replace(group(MUSTER), call_waiting=False, line_state=LineState.IN_CALL)
    card = strip(qtbot, actions, ACTIVE, groups=(busy, group(BEISPIEL)))
    assert "call waiting" in card.transfer.warning.text
    card.transfer.choice.pick(BEISPIEL)
    assert card.transfer.warning.text == ""
    assert card.transfer.ask.isEnabled()


def test_a_name_is_found_among_the_contacts_like_in_the_dial_field(qtbot: QtBot, actions: FakeActions) -> None:
    actions.contacts.found = FOUND
    card = strip(qtbot, actions, ACTIVE)
    card.transfer.take_keys()
    QTest.keyClick(card.transfer, Qt.Key.Key_N)
    QTest.keyClicks(card.transfer.choice.edit, "jon")
    assert card.transfer.results.list.chosen == FOUND[0]
    QTest.keyClick(card.transfer.choice.edit, Qt.Key.Key_Return)
    assert actions.asked == [("transfers.ask", FOUND[0].number, CallKey(3))]
