"""`softphone ctl` about contacts: what is asked of the program, what is refused before."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from softphone.control.commands import handlers
from softphone.domain.contacts.csv_import import CsvField
from softphone.domain.problems import NotPossibleNow, Problem
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactQuery
from softphone.services.state.observable import Observable
from tests.samples.contacts import EVERYBODY
from tests.samples.control import program_of

Json = dict[str, Any]


class Contacts:
    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.problem: Problem | None = None

    def find(self, text: str, limit: int) -> tuple[Any, ...]:
        self.asked.append(("find", text, limit))
        return ()

    def page(self, query: ContactQuery, limit: int) -> tuple[Any, ...]:
        self.asked.append(("page", query, limit))
        return EVERYBODY

    def __getattr__(self, name: str) -> Any:
        def ask(*arguments: Any) -> Outcome:
            self.asked.append((name, *arguments))
            outcome: Outcome = asyncio.get_running_loop().create_future()
            outcome.set_result(self.problem)
            return outcome

        return ask


class Actions:
    def __init__(self) -> None:
        self.contacts, self.state = Contacts(), Observable(AppState())


@pytest.fixture
def actions() -> Actions:
    return Actions()


def run(actions: Actions, command: str, **arguments: Any) -> Json:
    async def ask() -> Json:
        return await handlers(program_of(actions))[command](arguments)

    return asyncio.run(ask())


def test_finding_and_listing(actions: Actions) -> None:
    assert run(actions, "find", text="mu", limit=3) == {"ok": True, "found": []}
    answer = run(actions, "contacts", text="e", source="csv:Kartei", favourites=True)
    assert [one["name"] for one in answer["contacts"]] == [one.name for one in EVERYBODY]
    assert actions.contacts.asked == [("find", "mu", 3), ("page", ContactQuery("e", "csv:Kartei", True), 20)]


def test_a_vcard_is_taken_at_once_and_a_table_after_a_look(actions: Actions) -> None:
    run(actions, "contacts-import", file="/a/x.vcf", name="X")
    run(actions, "contacts-import", file="/a/x.csv", column=["2=mobile"], encoding="cp1252")
    run(actions, "contacts-import", file="/a/y.csv", preview=True)
    assert actions.contacts.asked == [
        ("import_vcards", "/a/x.vcf", "X"),
        ("preview_csv", "/a/x.csv", "cp1252"),
        ("set_csv_field", 1, CsvField.MOBILE),
        ("import_csv", ""),
        ("preview_csv", "/a/y.csv", ""),
    ]


def test_what_is_refused_goes_no_further(actions: Actions) -> None:
    actions.contacts.problem = NotPossibleNow("file-not-read")
    answer = run(actions, "contacts-import", file="/a/x.csv")
    assert (answer["ok"], answer["problem"]) == (False, {"kind": "NotPossibleNow", "why": "file-not-read"})
    assert len(actions.contacts.asked) == 1


def test_a_password_that_others_can_read_is_not_used(actions: Actions, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    secret.chmod(0o644)
    where: Json = {"url": "https://dav.example/", "user": "nele", "password_file": str(secret)}
    assert not run(actions, "contacts-server", **where)["ok"]
    assert actions.contacts.asked == []
    secret.chmod(0o600)
    assert run(actions, "contacts-server", **where)["ok"]
    assert actions.contacts.asked == [("add_address_book", "", "https://dav.example/", "nele", "geheim", "")]


def test_stars_refreshing_and_deleting(actions: Actions) -> None:
    run(actions, "favourite", contact="k", on="on")
    run(actions, "contacts-refresh")
    run(actions, "contacts-delete", source="csv:x")
    assert actions.contacts.asked == [("set_favourite", "k", True), ("refresh", None), ("delete_source", "csv:x")]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("find", {}),
        ("find", {"text": 1}),
        ("find", {"text": "a", "limit": 0}),
        ("favourite", {"contact": "k", "on": "maybe"}),
        ("contacts-import", {"file": "/a.csv", "column": ["x=mobile"]}),
        ("contacts-import", {"file": "/a.csv", "column": ["1=what"]}),
    ],
)
def test_arguments_of_a_wrong_kind_are_told(actions: Actions, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        run(actions, command, **arguments)
