"""`softphone ctl`: divert, duties with an end, the look at the portal, the journal."""

from datetime import datetime
from typing import Any

import pytest

from softphone.control.groups import moment
from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallEnd
from softphone.services.state.journal import JournalRow
from tests.samples.actions import FakeActions, FakeJournalActions
from tests.samples.app_state import journal
from tests.samples.control import Json, ask

NOW = datetime(2026, 11, 23, 10, 42)


class Journal(FakeJournalActions):
    """A journal whose queries are recorded, too."""

    rows = journal()[:1]

    def page(self, query: JournalQuery, after: JournalRow | None, limit: int) -> tuple[JournalRow, ...]:
        self._requests.record("journal.page", query, after, limit)
        return super().page(query, after, limit)


@pytest.fixture
def actions() -> FakeActions:
    made = FakeActions(at_once=True)
    made.journal = Journal(made.requests)
    return made


def run(actions: FakeActions, command: str, **arguments: Any) -> Json:
    parts: Json = {"now": lambda: NOW, "journal_heading": lambda: ("h",), "journal_cells": lambda row: ("c",)}
    return ask(actions, command, arguments, **parts)


def test_a_divert_is_passed_on(actions: FakeActions) -> None:
    assert run(actions, "divert", on="on", number="451") == {"ok": True}
    run(actions, "divert", on="off")
    assert actions.asked == [("divert.set_divert", True, "451"), ("divert.set_divert", False, "")]


def test_the_look_at_the_portal_answers_with_what_it_found(actions: FakeActions) -> None:
    assert run(actions, "portal-check") == {"ok": True, "portal_change": None}
    actions.problem = NotPossibleNow(Obstacle.BUSY)
    assert run(actions, "portal-check")["ok"] is False


def test_a_time_of_day_is_the_next_one() -> None:
    assert moment("14:00", NOW) == datetime(2026, 11, 23, 14, 0).timestamp()
    assert moment("9", NOW) == datetime(2026, 11, 24, 9, 0).timestamp()
    with pytest.raises(ValueError, match="no time of day"):
        moment("soon", NOW)


def test_the_journal_is_asked_as_the_command_says(actions: FakeActions) -> None:
    found = run(actions, "journal", leader="lea", missed=True, text="x", end="missed", limit=3)
    assert found["rows"][0]["headline"] == journal()[0].headline
    query = JournalQuery("x", "lea", JournalKind.MISSED, CallEnd.MISSED)
    assert actions.asked == [("journal.page", query, None, 3)]
    run(actions, "journal", call_backs=True)
    assert actions.asked[-1][1].kind is JournalKind.CALL_BACKS


def test_notes_promises_and_exports_are_passed_on(actions: FakeActions) -> None:
    run(actions, "journal-note", id=3, text="n")
    run(actions, "journal-promise", id=3, time="15:00")
    run(actions, "journal-promise", id=3, time="never")
    run(actions, "journal-done", id=3)
    run(actions, "journal-delete", id=3)
    until_s = datetime(2026, 11, 23, 15, 0).timestamp()
    assert actions.asked == [
        ("journal.set_note", 3, "n"),
        ("journal.promise", 3, until_s),
        ("journal.promise", 3, None),
        ("journal.set_done", 3, True),
        ("journal.delete", 3),
    ]
    assert run(actions, "journal-export", file="/tmp/x.csv") == {"ok": True, "file": "/tmp/x.csv"}
    assert actions.asked[-1][:3] == ("journal.export", "/tmp/x.csv", ("h",))


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
def test_arguments_of_a_wrong_kind_change_nothing(actions: FakeActions, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        run(actions, command, **arguments)
    assert actions.asked == []
