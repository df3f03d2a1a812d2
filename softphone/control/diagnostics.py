"""The `softphone ctl` commands about the session, the window, the program's state and faults."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from softphone.control.calls import add_row
from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json, refusal
from softphone.domain.problems import ProblemError
from softphone.services.commands import QUIT, SIGN_IN_AGAIN, SIGN_OUT

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram

SUPPORT = CommandGroup.SUPPORT
File = Annotated[Path | None, "FILE"]


@command(SUPPORT)
def status(program: "RunningProgram") -> Json:
    """Shows everything the program knows.

    [The keys of `status`](#the-keys-of-status), and `engine`: {pid, running}.
    """
    engine = {"pid": program.engine_pid(), "running": program.state.engine_running}
    return {"ok": True, **program.status(), "engine": engine}


@command(SUPPORT)
def events(program: "RunningProgram") -> Json:
    """Shows the status once, then one line for each part that changes.

    For example `{"event": "calls", "calls": […]}`.
    """
    return status(program)


@command(SUPPORT)
async def sign_in(program: "RunningProgram", *, password_file: File = None, sip_password_file: File = None) -> Json:
    """Signs in with the stored account."""
    account = program.actions.account
    if account is None:
        return refusal("NoAccount", "There is no account yet: start with --provision, or sign in at the window.")
    try:
        passwords = await program.passwords(password_file, sip_password_file)
    except ProblemError as error:
        return program.result(error.problem)
    if passwords is None:
        return refusal("NoPassword", "No password is stored; give one with --password-file.")
    return program.result(await program.actions.session.sign_in(account, passwords, False))


for row in (SIGN_OUT, SIGN_IN_AGAIN):
    add_row(row, SUPPORT)


@command(SUPPORT)
async def self_test(program: "RunningProgram") -> Json:
    """Checks registration, portal, certificates, sound devices and keyring, unheard.

    Answers when everything is checked: `light`, `results`, and `lines` in the user's language.
    """
    answer = program.result(await program.actions.self_test.run())
    lines = [program.check_line(result) for result in program.state.self_test.results]
    return {**answer, **program.status()["self_test"], "lines": lines}


@command(SUPPORT)
async def diagnostics(program: "RunningProgram", file: Path, *, full_names: bool = False) -> Json:
    """Writes a ZIP for support: [administration.md](administration.md#looking-for-a-fault).

    full_names: real names and numbers instead of stand-ins
    """
    return {**program.result(await program.actions.diagnostics.save(str(file), full_names)), "file": str(file)}


@command(SUPPORT)
def screenshot(program: "RunningProgram", file: Path) -> Json:
    """Saves a picture of the program's visible windows as PNG."""
    failure = program.save_picture(file)
    return refusal("NotWritten", failure) if failure else {"ok": True, "file": str(file)}


@command(SUPPORT)
def show(program: "RunningProgram") -> None:
    """Brings the window to the front."""
    program.show()


add_row(QUIT, SUPPORT)
