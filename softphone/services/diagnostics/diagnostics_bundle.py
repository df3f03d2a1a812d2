"""What a diagnostics bundle holds, as texts by file name: nothing secret, and people only where that was wished."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from softphone.domain.account.account import Account
from softphone.domain.diagnostics.pseudonyms import Pseudonyms
from softphone.domain.diagnostics.redaction import without_secrets
from softphone.domain.options.table import AUTO_ANSWER_NUMBERS
from softphone.services.diagnostics.plain_json import plain_json
from softphone.services.session.account_json import account_to_json
from softphone.services.state.app_state import AppState
from softphone.services.state.diagnostics import CallFigures, RegistrationMoment

READ_ME = """Diagnostics of Vorzimmer.

Passwords, answers to challenges, tokens and encryption keys have been taken out.{people}
{how}
"""
_SHORTENED = " Names and numbers are stand-ins (Name1, n1-22, u1): the same one for the same person."
_IN_FULL = " Names and numbers are in it as they were."
_HOW = (
    "facts.json: versions; account.json, options.json, status.json: the program's state; registrations.json, "
    "calls.json: what happened; logs/: the files of this computer, the SIP trace and crash reports among them."
)
_PRIVATE = ("journal", "call_backs", "journal_counts", "editor", "rule", "contacts", "last_dialled", "replies")
"""Not needed for looking for a fault, and nobody's business."""
_PEOPLE = frozenset(
    (
        *("name", "user_name", "user_id", "leader_name", "leader_id", "headline", "detail", "number", "own_number"),
        *("answered_by", "ringing_caller", "caller", "sender", "text", "note", "display_name", "last_dialled"),
        *("first_name", "last_name", "full_name", "company"),
    )
)
_NO_PEOPLE = ("devices", "options", "self_test", "headset", "sound_test")
"""Their names are those of things."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything as it was at one moment; `secrets` are those that must not be found anywhere."""

    state: AppState
    status: Mapping[str, Any]
    account: Account | None
    registrations: tuple[RegistrationMoment, ...]
    calls: tuple[CallFigures, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    logs: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    home: str = ""


def bundle(material: Material, full_names: bool = False) -> dict[str, str]:
    """May take a second with long logs: not for the loop."""
    people = None if full_names else Pseudonyms(_names(material))
    cleaner = _Cleaner(material.secrets, people, material.home)
    how = READ_ME.format(people=_IN_FULL if full_names else _SHORTENED, how=_HOW)
    parts = _documents(material)
    if not full_names:
        _without_chosen_people(parts["options"]["values"])
    documents = {f"{name}.json": cleaner.document(value) for name, value in parts.items()}
    logs = {f"logs/{name}": cleaner.text(text) for name, text in material.logs.items()}
    return {"README.txt": how, **documents, **logs}


def _documents(material: Material) -> dict[str, Any]:
    status = {key: value for key, value in material.status.items() if key not in _PRIVATE}
    return {
        "facts": dict(material.facts),
        "account": account_to_json(material.account) if material.account is not None else None,
        "options": _own(status.pop("options")),
        "status": status,
        "registrations": [plain_json(moment) for moment in material.registrations],
        "calls": [plain_json(call) for call in material.calls],
    }


def _own(options: Mapping[str, Any]) -> dict[str, Any]:
    """A copy: the status is shared with everybody who looks at it."""
    return {**options, "values": dict(options["values"])}


def _without_chosen_people(values: dict[str, Any]) -> None:
    """A short extension cannot be told from other figures, so of these only their count is told."""
    numbers = values.get(AUTO_ANSWER_NUMBERS.key, [])
    values[AUTO_ANSWER_NUMBERS.key] = f"<{len(numbers)}>"


class _Cleaner:
    def __init__(self, secrets: tuple[str, ...], people: Pseudonyms | None, home: str) -> None:
        self._secrets, self._people, self._home = secrets, people, home

    def text(self, text: str) -> str:
        clean = without_secrets(text, self._secrets)
        if self._people is None:
            return clean
        return self._people.shorten(clean.replace(self._home, "~") if self._home else clean)

    def document(self, value: Any) -> str:
        """Each text of it by itself, so that it stays JSON."""
        return json.dumps(self._plain(value), ensure_ascii=False, indent=1)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._plain(one) for one in value]
        if isinstance(value, dict):
            return {self.text(str(key)): self._plain(one) for key, one in value.items()}
        return value


def _names(material: Material) -> Iterator[str]:
    """Whoever the program knows at this moment, by name, number and user."""
    people = {key: value for key, value in material.status.items() if key not in _NO_PEOPLE}
    yield from _named(people)
    account = material.account
    if account is not None:
        yield from (account.user_id, account.sip.user, account.sip.auth_user, account.sip.display_name)


def _named(value: Any) -> Iterator[str]:
    """Texts of a status under the names that people go by in it."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict) and "kind" not in value:  # a problem's words are no person
        for key, one in value.items():
            if key in _PEOPLE and isinstance(one, str):
                yield one
            else:
                yield from _named(one)
