"""`softphone ctl`: reading, noting, promising, exporting in the journal."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from softphone.control.groups import moment
from softphone.control.server import Handler
from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.domain.problems import NotPossibleNow, Problem
from softphone.domain.telephone.call import CallEnd
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.diagnostics.status_json import plain_json
from softphone.services.state.journal import JournalRow

Json = dict[str, Any]
DEFAULT_LIMIT, MOST = 50, 10_000


class JournalCommands:
    """`heading` and `cells` word an export in the user's language."""

    def __init__(
        self,
        actions: Actions,
        result: Callable[[Problem | None], Json],
        now: Callable[[], datetime],
        heading: Callable[[], tuple[str, ...]],
        cells: Callable[[JournalRow], tuple[str, ...]],
    ) -> None:
        self._actions, self._result, self._now = actions, result, now
        self._heading, self._cells = heading, cells

    def table(self) -> dict[str, Handler]:
        return {
            "journal": self._journal,
            "journal-note": self._note,
            "journal-promise": self._promise,
            "journal-done": self._handler(lambda entry_id: self._actions.journal.set_done(entry_id, True)),
            "journal-seen": self._seen,
            "journal-call": self._call,
            "journal-delete": self._handler(lambda entry_id: self._actions.journal.delete(entry_id)),
            "journal-export": self._export,
        }

    async def _journal(self, arguments: Json) -> Json:
        limit = arguments.get("limit", DEFAULT_LIMIT)
        if isinstance(limit, bool) or not isinstance(limit, int) or not 0 < limit <= MOST:
            raise ValueError(f"limit: a whole number from 1 to {MOST}")
        rows = self._actions.journal.page(_query(arguments), None, limit)
        return {"ok": True, "rows": [plain_json(row) for row in rows]}

    async def _note(self, arguments: Json) -> Json:
        text = arguments["text"]
        if not isinstance(text, str):
            raise TypeError("text: a text is needed")
        return self._result(await self._actions.journal.set_note(_id(arguments), text))

    async def _promise(self, arguments: Json) -> Json:
        time = arguments["time"]
        until_s = None if time == "never" else moment(str(time), self._now())
        return self._result(await self._actions.journal.promise(_id(arguments), until_s))

    async def _seen(self, _: Json) -> Json:
        return self._result(await self._actions.journal.set_missed_done())

    async def _call(self, arguments: Json) -> Json:
        """Calls back, on the leader's behalf where that is asked for."""
        row = self._actions.journal.row(_id(arguments))
        if row is None or not row.number:
            return self._result(NotPossibleNow("no-such-entry" if row is None else "caller-hidden"))
        if not arguments.get("behalf"):
            return self._result(await self._actions.dial(row.number))
        if row.leader is None:
            return self._result(NotPossibleNow("no-leader"))
        return self._result(await self._actions.handover.dial_as(row.leader.user_id, row.number))

    async def _export(self, arguments: Json) -> Json:
        file = arguments["file"]
        if not isinstance(file, str) or not Path(file).is_absolute():
            raise ValueError("file: a complete path is needed")
        query = _query(arguments)
        answer = self._result(await self._actions.journal.export(file, self._heading(), self._cells, query))
        return {**answer, "file": file}

    def _handler(self, action: Callable[[int], Outcome]) -> Handler:
        async def handle(arguments: Json) -> Json:
            return self._result(await action(_id(arguments)))

        return handle


def _query(arguments: Json) -> JournalQuery:
    kind = JournalKind.ALL
    if arguments.get("missed"):
        kind = JournalKind.MISSED
    elif arguments.get("call_backs"):
        kind = JournalKind.CALL_BACKS
    end = arguments.get("end")
    text, leader = arguments.get("text", ""), arguments.get("leader")
    if not isinstance(text, str) or not isinstance(leader, str | None):
        raise TypeError("text, leader: texts are needed")
    return JournalQuery(text, leader, kind, CallEnd(end) if end else None)


def _id(arguments: Json) -> int:
    value = arguments["id"]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("id: a whole number is needed")
    return value
