"""The `softphone ctl` commands about contacts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from softphone.adapters.storage.provision_file import read_password
from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.import_note import CONTACT_FILES
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.services.state.contacts import ContactQuery

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

CONTACTS = CommandGroup.CONTACTS
Limit = Annotated[int, range(1, 10_001), "N"]


@command(CONTACTS)
def find(program: "RunningProgram", text: str, *, limit: Limit = 20) -> Json:
    """Lists what the dial field would offer.

    Leaders, favourites, internal, contacts, journal; each number once.
    """
    return {"ok": True, "found": [program.json(one) for one in program.actions.contacts.find(text, limit)]}


@command(CONTACTS)
def contacts(
    program: "RunningProgram",
    *,
    text: Annotated[str, "WORDS"] = "",
    source: Annotated[str | None, "ID"] = None,
    favourites: bool = False,
    limit: Limit = 20,
) -> Json:
    """Lists contacts by name; without `--text` favourites come first.

    favourites: favourites only
    """
    rows = program.actions.contacts.page(ContactQuery(text, source, favourites), limit)
    return {"ok": True, "contacts": [{**program.json(row), "name": row.name} for row in rows]}


@command(CONTACTS)
def favourite(program: "RunningProgram", contact: str, on: bool) -> "Outcome":
    """Makes a contact a favourite, or no longer one.

    contact: the contact's `key`
    """
    return program.actions.contacts.set_favourite(contact, on)


@command(CONTACTS)
def contact_add(program: "RunningProgram", name: str, number: str) -> "Outcome":
    """Adds a contact of your own; the same number again renames it."""
    return program.actions.contacts.add(name, number)


@command(CONTACTS)
def contact_remove(program: "RunningProgram", contact: str) -> "Outcome":
    """Removes a contact of your own.

    contact: the contact's `key`
    """
    return program.actions.contacts.remove(contact)


@command(CONTACTS)
async def contacts_import(
    program: "RunningProgram",
    file: Path,
    *,
    name: str = "",
    encoding: Annotated[str, "NAME"] = "",
    column: Annotated[tuple[str, ...], "NUMBER=FIELD"] = (),
    preview: bool = False,
    yes: bool = False,
) -> Json:
    """Imports a vCard file, a FRITZ!Box phone book (`.xml`) or a CSV file; the same name replaces an earlier import.

    `report` says how many contacts came, and which lines did not and why. Where a column of a CSV file is not clear,
    nothing is imported: `csv` shows the guess, and in `unsure` the columns (from 0) to name with `--column`.

    FIELD: `full-name`, `first-name`, `last-name`, `company`, `mail`, `work`, `mobile`, `home`, `extension`, `fax`,
    `other`, `skip`.

    preview: reads a CSV file and imports nothing: `csv` shows the guessed columns
    column: the columns of a CSV file, counted from 1
    yes: takes the guess although it is not clear
    """
    if file.suffix.lower() in CONTACT_FILES:
        return _sources(program, await program.actions.contacts.import_vcards(str(file), name))
    problem = await program.actions.contacts.preview_csv(str(file), encoding)
    problem = problem or await _set_columns(program, column)
    if problem is None and not preview:
        problem = _unsure(program, yes) or await program.actions.contacts.import_csv(name)
    return _sources(program, problem)


def _unsure(program: "RunningProgram", yes: bool) -> Problem | None:
    csv = program.state.contacts.csv
    return None if yes or csv is None or not csv.unsure else NotPossibleNow(Obstacle.COLUMNS_UNSURE)


async def _set_columns(program: "RunningProgram", columns: tuple[str, ...]) -> Problem | None:
    for column in columns:
        number, _, field = column.partition("=")
        problem = await program.actions.contacts.set_csv_field(int(number) - 1, CsvField(field))
        if problem is not None:
            return problem
    return None


@command(CONTACTS)
async def contacts_server(
    program: "RunningProgram",
    url: str,
    user: str,
    *,
    password_file: Annotated[Path, "FILE"],
    name: str = "",
    ca_file: Annotated[Path | None, "FILE"] = None,
) -> Json:
    """Adds an address book on a CardDAV or LDAP server; the password goes to the keyring.

    LDAP: `ldaps://server/base?attributes?scope?filter` (RFC 4516), the user as a DN or `user@domain`.
    """
    try:
        password = read_password(password_file)
    except ProblemError as error:
        return program.result(error.problem)
    certificates = str(ca_file) if ca_file is not None else ""
    return _sources(program, await program.actions.contacts.add_address_book(name, url, user, password, certificates))


@command(CONTACTS)
async def contacts_refresh(program: "RunningProgram", source: str | None = None) -> Json:
    """Fetches directories and address books again; without a source all of them."""
    return _sources(program, await program.actions.contacts.refresh(source))


@command(CONTACTS)
async def contacts_delete(program: "RunningProgram", source: str) -> Json:
    """Removes a source with its contacts."""
    return _sources(program, await program.actions.contacts.delete_source(source))


def _sources(program: "RunningProgram", problem: Problem | None) -> Json:
    """The sources after the command."""
    view = program.state.contacts
    sources = [{"id": one.source.id, "name": one.source.name, "count": one.count} for one in view.sources]
    shown = {"csv": program.json(view.csv), "report": program.json(view.report)}
    return {**program.result(problem), "sources": sources, "skipped": view.skipped, **shown}
