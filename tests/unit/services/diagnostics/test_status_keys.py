"""The keys of the status in docs/control.md are those that the program sends."""

from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest

from scripts.status_page import plain_keys, shape_of
from softphone.domain.contacts.contact import ContactSource, SourceKind
from softphone.domain.problems import Problem
from softphone.services.diagnostics.status_json import ADDED, STATUS, status_json
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactsView, SourceView
from tests.samples import app_state as sample
from tests.samples.contacts import EVERYBODY

SOURCE = SourceView(ContactSource("csv:Kartei", SourceKind.CSV, "Kartei"), 3)
CONTACTS = ContactsView(sources=(SOURCE,), favourites=EVERYBODY[:1], total=3)


def documented(record: type) -> set[str]:
    names = {*plain_keys(record), *ADDED.get(record, {})}
    return (names | set(plain_keys(ContactSource))) - {"…"} if record is SourceView else names


def check(hint: Any, value: Any, place: str) -> int:
    """How many records were compared with what the page says of them."""
    if get_origin(hint) in (Union, UnionType):
        hints = [part for part in get_args(hint) if part is not NoneType]
        return check(hints[0], value, place) if value is not None and len(hints) == 1 else 0
    if get_origin(hint) is tuple and get_args(hint)[-1] is ...:
        return sum(check(get_args(hint)[0], each, place) for each in value)
    if not is_dataclass(hint) or not isinstance(hint, type) or issubclass(hint, Problem):
        return 0
    assert set(value) == documented(hint), place
    return 1 + sum(check(kind, value[name], f"{place}.{name}") for name, kind in plain_keys(hint).items())


@pytest.mark.parametrize(
    ("state", "least"),
    [
        (AppState(), 8),
        (AppState(contacts=CONTACTS), 11),
        (sample.assistant_state(journal=sample.journal(), audio=sample.audio_in_trouble()), 30),
        (sample.leader_state(), 15),
    ],
)
def test_every_record_has_the_keys_of_the_page(state: AppState, least: int) -> None:
    status = status_json(state)
    assert sum(check(shape_of(part), status[part.name], part.name) for part in STATUS) >= least
