"""`softphone ctl`: divert, duties with an end, the look at the portal, the journal."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from softphone.control.commands import handlers
from softphone.control.groups import moment
from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.domain.problems import NotPossibleNow, Problem
from softphone.domain.telephone.call import CallEnd
from softphone.services.state.app_state import AppState
from softphone.services.state.observable import Observable
from tests.samples.app_state import journal
from tests.samples.control import program_of

Json = dict[str, Any]
NOW = datetime(2026, 11, 23, 10, 42)


class Group:
    """Remembers what was asked; answers with `problem`."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.problem: Problem | None = None

    def page(self, *arguments: Any) -> tuple[Any, ...]:
        self.asked.append(("page", *arguments))
        return journal()[:1]

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: Any) -> Any:
            self.asked.append((name, *arguments))
            outcome = asyncio.get_running_loop().create_future()
            outcome.set_result(self.problem)
            return outcome

        return ask


class Actions:
    def __init__(self) -> None:
        self.groups = self.divert = self.own_group = self.portal_changes = self.journal = Group()
        self.state = Observable(AppState())


@pytest.fixture
def actions() -> Actions:
    return Actions()


def ask(actions: Actions, command: str, **arguments: Any) -> Json:
    async def run() -> Json:
        program = program_of(
            actions, now=lambda: NOW, journal_heading=lambda: ("h",), journal_cells=lambda row: ("c",)
        )
        return await handlers(program)[command](arguments)

    return asyncio.run(run())


def test_a_divert_is_passed_on(actions: Actions) -> None:
    assert ask(actions, "divert", on="on", number="451") == {"ok": True}
    ask(actions, "divert", on="off")
    assert actions.divert.asked == [("set_divert", True, "451"), ("set_divert", False, "")]


def test_the_look_at_the_portal_answers_with_what_it_found(actions: Actions) -> None:
    assert ask(actions, "portal-check") == {"ok": True, "portal_change": None}
    actions.divert.problem = NotPossibleNow("busy")
    assert ask(actions, "portal-check")["ok"] is False


def test_a_time_of_day_is_the_next_one() -> None:
    assert moment("14:00", NOW) == datetime(2026, 11, 23, 14, 0).timestamp()
    assert moment("9", NOW) == datetime(2026, 11, 24, 9, 0).timestamp()
    with pytest.raises(ValueError, match="no time of day"):
        moment("soon", NOW)


def test_the_journal_is_asked_as_the_command_says(actions: Actions) -> None:
    found = ask(actions, "journal", leader="lea", missed=True, text="x", end="missed", limit=3)
    assert found["rows"][0]["headline"] == journal()[0].headline
    query = JournalQuery("x", "lea", JournalKind.MISSED, CallEnd.MISSED)
    assert actions.journal.asked == [("page", query, None, 3)]
    ask(actions, "journal", call_backs=True)
    assert actions.journal.asked[-1][1].kind is JournalKind.CALL_BACKS


def test_notes_promises_and_exports_are_passed_on(actions: Actions) -> None:
    ask(actions, "journal-note", id=3, text="n")
    ask(actions, "journal-promise", id=3, time="15:00")
    ask(actions, "journal-promise", id=3, time="never")
    ask(actions, "journal-done", id=3)
    ask(actions, "journal-delete", id=3)
    until_s = datetime(2026, 11, 23, 15, 0).timestamp()
    assert actions.journal.asked == [
        ("set_note", 3, "n"),
        ("promise", 3, until_s),
        ("promise", 3, None),
        ("set_done", 3, True),
        ("delete", 3),
    ]
    assert ask(actions, "journal-export", file="/tmp/x.csv") == {"ok": True, "file": "/tmp/x.csv"}
    assert actions.journal.asked[-1][:3] == ("export", "/tmp/x.csv", ("h",))


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("divert", {"on": "yes"}),
        ("divert", {"on": "on", "number": 4}),
        ("journal", {"limit": 0}),
        ("journal", {"limit": True}),
        ("journal", {"end": "nonsense"}),
        ("journal", {"text": 7}),
        ("journal-note", {"id": "3", "text": "x"}),
        ("journal-note", {"id": 3, "text": 7}),
        ("journal-promise", {"id": 3, "time": "soon"}),
        ("journal-delete", {"id": True}),
        ("journal-export", {"file": "relative.csv"}),
    ],
)
def test_arguments_of_a_wrong_kind_change_nothing(actions: Actions, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        ask(actions, command, **arguments)
    assert actions.journal.asked == []
