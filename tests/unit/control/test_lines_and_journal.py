"""`softphone ctl mailbox`, `journal-call` and `journal-seen`: what they ask of the program."""

from dataclasses import replace
from typing import Any

import pytest

from softphone.domain.telephone.call import CallEnd, CallKey, Direction
from softphone.services.state.groups import LeaderRef
from softphone.services.state.journal import JournalRow
from tests.samples.actions import FakeActions, FakeJournalActions
from tests.samples.control import Json, ask

LEA = LeaderRef("lea@pbx.example", "Lea Muster", "LM", 0)
ROW = JournalRow(CallKey(0), Direction.INCOMING, "Erika", "0152", LEA, CallEnd.MISSED, 1.0, None, True, 7, "0152")


def with_row(row: JournalRow | None = ROW) -> FakeActions:
    actions = FakeActions(at_once=True)
    journal = FakeJournalActions(actions.requests)
    journal.rows = () if row is None else (row,)
    actions.journal = journal
    return actions


def run(actions: FakeActions, command: str, **arguments: Any) -> Json:
    return ask(actions, command, arguments)


def test_a_mailbox_is_called_ones_own_or_a_leaders() -> None:
    actions = with_row()
    assert run(actions, "mailbox")["ok"]
    assert run(actions, "mailbox", leader=LEA.user_id)["ok"]
    assert actions.asked == [("mailboxes.call", None), ("mailboxes.call", LEA.user_id)]
    with pytest.raises(TypeError):
        run(actions, "mailbox", leader=7)


def test_an_entry_is_called_back_and_on_behalf() -> None:
    actions = with_row()
    assert run(actions, "journal-call", id=7)["ok"]
    assert run(actions, "journal-call", id=7, behalf=True)["ok"]
    assert actions.asked == [("calls.dial", "0152"), ("on_behalf.dial", LEA.user_id, "0152")]


@pytest.mark.parametrize(
    ("row", "arguments", "why"),
    [
        (None, {}, "no-such-entry"),
        (replace(ROW, number=""), {}, "caller-hidden"),
        (replace(ROW, leader=None), {"behalf": True}, "no-leader"),
    ],
)
def test_what_cannot_be_called_back_is_said(row: JournalRow | None, arguments: Json, why: str) -> None:
    actions = with_row(row)
    assert run(actions, "journal-call", id=7, **arguments)["problem"] == {"kind": "NotPossibleNow", "why": why}
    assert actions.asked == []


def test_all_missed_calls_are_seen_to() -> None:
    actions = with_row()
    assert run(actions, "journal-seen")["ok"]
    assert actions.asked == [("journal.set_missed_done",)]
