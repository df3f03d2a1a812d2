"""The `softphone ctl` commands about the journal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from softphone.control.command import CommandGroup, command
from softphone.control.groups import moment
from softphone.control.parameter import Json
from softphone.domain.journal.entry import JournalKind, JournalQuery
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallEnd

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

JOURNAL = CommandGroup.JOURNAL
Limit = Annotated[int, range(1, 10_001), "N"]
Outcomes = Annotated[str | None, "OUTCOME"]


@command(JOURNAL)
def journal(
    program: "RunningProgram",
    *,
    leader: str | None = None,
    missed: bool = False,
    call_backs: bool = False,
    text: Annotated[str, "WORDS"] = "",
    end: Outcomes = None,
    limit: Limit = 50,
) -> Json:
    """Lists entries, newest first; call-backs with the next one first.

    leader: the leader's user id; '' means your own calls
    missed: missed calls only
    call_backs: promised call-backs only
    end: how the call ended
    """
    query = _query(leader, missed, call_backs, text, end)
    return {"ok": True, "rows": [program.json(row) for row in program.actions.journal.page(query, None, limit)]}


@command(JOURNAL)
async def journal_export(
    program: "RunningProgram",
    file: Path,
    *,
    leader: str | None = None,
    missed: bool = False,
    call_backs: bool = False,
    text: Annotated[str, "WORDS"] = "",
    end: Outcomes = None,
) -> Json:
    """Writes the same entries as CSV (RFC 4180, UTF-8 with a byte order mark).

    What begins like a formula gets an apostrophe.
    """
    query = _query(leader, missed, call_backs, text, end)
    heading, cells = program.journal_heading(), program.journal_cells
    problem = await program.actions.journal.export(str(file), heading, cells, query)
    return {**program.result(problem), "file": str(file)}


@command(JOURNAL)
def journal_note(program: "RunningProgram", id: int, text: str) -> "Outcome":
    """Writes a note at an entry."""
    return program.actions.journal.set_note(id, text)


@command(JOURNAL)
def journal_promise(program: "RunningProgram", id: int, time: Annotated[str, "HH:MM|never"]) -> "Outcome":
    """Promises a call-back by that time; `never` takes the promise back."""
    until_s = None if time == "never" else moment(time, program.now())
    return program.actions.journal.promise(id, until_s)


@command(JOURNAL)
def journal_done(program: "RunningProgram", id: int) -> "Outcome":
    """Marks an entry as done."""
    return program.actions.journal.set_done(id, True)


@command(JOURNAL)
def journal_seen(program: "RunningProgram") -> "Outcome":
    """Marks every missed call as done."""
    return program.actions.journal.set_missed_done()


@command(JOURNAL)
def journal_call(program: "RunningProgram", id: int, *, behalf: bool = False) -> "Outcome | NotPossibleNow":
    """Calls an entry back.

    behalf: on behalf of the entry's leader
    """
    row = program.actions.journal.row(id)
    if row is None or not row.number:
        return NotPossibleNow(Obstacle.NO_SUCH_ENTRY if row is None else Obstacle.CALLER_HIDDEN)
    if not behalf:
        return program.actions.calls.dial(row.number)
    if row.leader is None:
        return NotPossibleNow(Obstacle.NO_LEADER)
    return program.actions.on_behalf.dial(row.leader.user_id, row.number)


@command(JOURNAL)
def journal_delete(program: "RunningProgram", id: int) -> "Outcome":
    """Removes an entry."""
    return program.actions.journal.delete(id)


def _query(leader: str | None, missed: bool, call_backs: bool, text: str, end: str | None) -> JournalQuery:
    kind = JournalKind.MISSED if missed else JournalKind.CALL_BACKS if call_backs else JournalKind.ALL
    return JournalQuery(text, leader, kind, CallEnd(end) if end else None)
