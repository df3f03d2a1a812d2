"""`softphone ctl` about contacts: what is asked of the program, what is refused before."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.services.state.contacts import ContactQuery, ContactsView, Found
from tests.samples.actions import FakeActions, FakeContactActions
from tests.samples.app_state import assistant_state
from tests.samples.contact_views import PREVIEW
from tests.samples.contacts import EVERYBODY
from tests.samples.control import Json, ask
from tests.samples.requests import Requests


class Contacts(FakeContactActions):
    """Contacts whose searches are recorded, too."""

    def __init__(self, requests: Requests) -> None:
        super().__init__(requests)
        self.people = EVERYBODY

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        self._requests.record("contacts.find", text, limit)
        return super().find(text, limit)

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        self._requests.record("contacts.page", query, limit)
        return self.people


@pytest.fixture
def actions() -> FakeActions:
    made = FakeActions(at_once=True)
    made.contacts = Contacts(made.requests)
    return made


def run(actions: FakeActions, command: str, **arguments: Any) -> Json:
    return ask(actions, command, arguments)


def test_finding_and_listing(actions: FakeActions) -> None:
    assert run(actions, "find", text="mu", limit=3) == {"ok": True, "found": []}
    answer = run(actions, "contacts", text="e", source="csv:Kartei", favourites=True)
    assert [one["name"] for one in answer["contacts"]] == [one.name for one in EVERYBODY]
    assert actions.asked == [("contacts.find", "mu", 3), ("contacts.page", ContactQuery("e", "csv:Kartei", True), 20)]


def test_a_vcard_is_taken_at_once_and_a_table_after_a_look(actions: FakeActions) -> None:
    run(actions, "contacts-import", file="/a/x.vcf", name="X")
    run(actions, "contacts-import", file="/a/x.csv", column=["2=mobile"], encoding="cp1252")
    run(actions, "contacts-import", file="/a/y.csv", preview=True)
    assert actions.asked == [
        ("contacts.import_vcards", "/a/x.vcf", "X"),
        ("contacts.preview_csv", "/a/x.csv", "cp1252"),
        ("contacts.set_csv_field", 1, CsvField.MOBILE),
        ("contacts.import_csv", ""),
        ("contacts.preview_csv", "/a/y.csv", ""),
    ]


def test_a_table_that_is_not_clear_is_not_imported_without_a_word(actions: FakeActions) -> None:
    actions.state.set(assistant_state(contacts=ContactsView(csv=replace(PREVIEW, unsure=(1,)))))
    answer = run(actions, "contacts-import", file="/a/x.csv")
    assert (answer["ok"], answer["problem"]["why"], answer["csv"]["unsure"]) == (False, "columns-unsure", [1])
    run(actions, "contacts-import", file="/a/x.csv", yes=True)
    assert [asked[0] for asked in actions.asked] == [
        "contacts.preview_csv",
        "contacts.preview_csv",
        "contacts.import_csv",
    ]


def test_what_is_refused_goes_no_further(actions: FakeActions) -> None:
    actions.problem = NotPossibleNow(Obstacle.FILE_NOT_READ)
    answer = run(actions, "contacts-import", file="/a/x.csv")
    assert (answer["ok"], answer["problem"]) == (False, {"kind": "NotPossibleNow", "why": "file-not-read"})
    assert len(actions.asked) == 1


def test_a_password_that_others_can_read_is_not_used(actions: FakeActions, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    secret.chmod(0o644)
    where: Json = {"url": "https://dav.example/", "user": "nele", "password_file": str(secret)}
    assert not run(actions, "contacts-server", **where)["ok"]
    assert actions.asked == []
    secret.chmod(0o600)
    assert run(actions, "contacts-server", **where)["ok"]
    assert actions.asked == [("contacts.add_address_book", "", "https://dav.example/", "nele", "geheim", "")]


def test_stars_refreshing_and_deleting(actions: FakeActions) -> None:
    run(actions, "favourite", contact="k", on="on")
    run(actions, "contacts-refresh")
    run(actions, "contacts-delete", source="csv:x")
    assert actions.asked == [
        ("contacts.set_favourite", "k", True),
        ("contacts.refresh", None),
        ("contacts.delete_source", "csv:x"),
    ]


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
def test_arguments_of_a_wrong_kind_are_told(actions: FakeActions, command: str, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        run(actions, command, **arguments)
