"""`softphone ctl mailbox`, `journal-call` and `journal-seen`: what they ask of the program."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from softphone.control.commands import handlers
from softphone.domain.telephone.call import CallEnd, CallKey, Direction
from softphone.services.core.outcomes import settled
from softphone.services.state.groups import LeaderRef
from softphone.services.state.journal import JournalRow
from tests.samples.control import program_of

LEA = LeaderRef("lea@pbx.example", "Lea Muster", "LM", 0)
ROW = JournalRow(CallKey(0), Direction.INCOMING, "Erika", "0152", LEA, CallEnd.MISSED, 1.0, None, True, 7, "0152")


class Asked:
    """Every group of actions at once: remembers what was asked."""

    def __init__(self, row: JournalRow | None = ROW) -> None:
        self.found, self.asked = row, list[tuple[Any, ...]]()

    def __getattr__(self, name: str) -> Any:
        if name in ("journal", "mailboxes", "on_behalf", "calls"):
            return self

        def ask(*arguments: Any) -> Any:
            self.asked.append((name, *arguments))
            return settled()

        return ask

    def row(self, entry_id: int) -> JournalRow | None:
        return self.found if self.found is not None and self.found.id == entry_id else None


def ask(actions: Asked, command: str, **arguments: Any) -> dict[str, Any]:
    async def handle() -> dict[str, Any]:
        return await handlers(program_of(actions))[command](arguments)

    return asyncio.run(handle())


def test_a_mailbox_is_called_ones_own_or_a_leaders() -> None:
    actions = Asked()
    assert ask(actions, "mailbox")["ok"]
    assert ask(actions, "mailbox", leader=LEA.user_id)["ok"]
    assert actions.asked == [("call", None), ("call", LEA.user_id)]
    with pytest.raises(TypeError):
        ask(actions, "mailbox", leader=7)


def test_an_entry_is_called_back_and_on_behalf() -> None:
    actions = Asked()
    assert ask(actions, "journal-call", id=7)["ok"]
    assert ask(actions, "journal-call", id=7, behalf=True)["ok"]
    assert actions.asked == [("dial", "0152"), ("dial", LEA.user_id, "0152")]


@pytest.mark.parametrize(
    ("row", "arguments", "why"),
    [
        (None, {}, "no-such-entry"),
        (replace(ROW, number=""), {}, "caller-hidden"),
        (replace(ROW, leader=None), {"behalf": True}, "no-leader"),
    ],
)
def test_what_cannot_be_called_back_is_said(row: JournalRow | None, arguments: dict[str, Any], why: str) -> None:
    actions = Asked(row)
    assert ask(actions, "journal-call", id=7, **arguments)["problem"] == {"kind": "NotPossibleNow", "why": why}
    assert actions.asked == []


def test_all_missed_calls_are_seen_to() -> None:
    actions = Asked()
    assert ask(actions, "journal-seen")["ok"]
    assert actions.asked == [("set_missed_done",)]
