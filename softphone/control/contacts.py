"""`softphone ctl`: finding, reading, importing and fetching contacts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.adapters.storage.provision_file import read_password
from softphone.control.server import Handler
from softphone.domain.contacts.csv_import import CsvField
from softphone.domain.problems import Problem, ProblemError
from softphone.services.actions import Actions
from softphone.services.diagnostics.status_json import plain_json
from softphone.services.state.contacts import ContactQuery

Json = dict[str, Any]
DEFAULT_LIMIT, MOST = 20, 10_000


class ContactCommands:
    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {
            "find": self._find,
            "contacts": self._contacts,
            "favourite": self._favourite,
            "contacts-import": self._import,
            "contacts-server": self._server,
            "contacts-refresh": self._refresh,
            "contacts-delete": self._delete,
        }

    async def _find(self, arguments: Json) -> Json:
        found = self._actions.contacts.find(_text(arguments, "text"), _limit(arguments))
        return {"ok": True, "found": [plain_json(one) for one in found]}

    async def _contacts(self, arguments: Json) -> Json:
        query = ContactQuery(_text(arguments, "text", ""), arguments.get("source"), bool(arguments.get("favourites")))
        rows = self._actions.contacts.page(query, _limit(arguments))
        return {"ok": True, "contacts": [{**plain_json(row), "name": row.name} for row in rows]}

    async def _favourite(self, arguments: Json) -> Json:
        on = {"on": True, "off": False}[_text(arguments, "on")]
        return self._result(await self._actions.contacts.set_favourite(_text(arguments, "contact"), on))

    async def _import(self, arguments: Json) -> Json:
        """By what the file is called: vCards at once, anything else is a table."""
        file, name = _text(arguments, "file"), _text(arguments, "name", "")
        if file.lower().endswith((".vcf", ".vcard")):
            return self._told(await self._actions.contacts.import_vcards(file, name))
        problem = await self._actions.contacts.preview_csv(file, _text(arguments, "encoding", ""))
        problem = problem or await self._set_columns(arguments)
        if problem is None and not arguments.get("preview"):
            problem = await self._actions.contacts.import_csv(name)
        return self._told(problem)

    async def _set_columns(self, arguments: Json) -> Problem | None:
        """`NUMBER=FIELD`, columns counted from 1."""
        for wish in arguments.get("column") or ():
            number, _, field = str(wish).partition("=")
            problem = await self._actions.contacts.set_csv_field(int(number) - 1, CsvField(field))
            if problem is not None:
                return problem
        return None

    async def _server(self, arguments: Json) -> Json:
        try:
            password = read_password(Path(_text(arguments, "password_file")))
        except ProblemError as error:
            return self._result(error.problem)
        url, user = _text(arguments, "url"), _text(arguments, "user")
        name, ca_file = _text(arguments, "name", ""), _text(arguments, "ca_file", "")
        return self._told(await self._actions.contacts.add_address_book(name, url, user, password, ca_file))

    async def _refresh(self, arguments: Json) -> Json:
        return self._told(await self._actions.contacts.refresh(arguments.get("source")))

    async def _delete(self, arguments: Json) -> Json:
        return self._told(await self._actions.contacts.delete_source(_text(arguments, "source")))

    def _told(self, problem: Problem | None) -> Json:
        """What there is afterwards."""
        view = self._actions.state.value.contacts
        sources = [{"id": one.source.id, "name": one.source.name, "count": one.count} for one in view.sources]
        return {**self._result(problem), "sources": sources, "skipped": view.skipped, "csv": plain_json(view.csv)}


def _text(arguments: Json, name: str, default: str | None = None) -> str:
    value = arguments[name] if default is None else arguments.get(name, default)
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value


def _limit(arguments: Json) -> int:
    limit = arguments.get("limit", DEFAULT_LIMIT)
    if isinstance(limit, bool) or not isinstance(limit, int) or not 0 < limit <= MOST:
        raise ValueError(f"limit: a whole number from 1 to {MOST}")
    return limit
