"""The `softphone ctl` commands about the program's options."""

from typing import TYPE_CHECKING

from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.options.table import option_of
from softphone.domain.problems import ProblemError
from softphone.services.state.options import OptionView

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram

SUPPORT = CommandGroup.SUPPORT


@command(SUPPORT)
def options(program: "RunningProgram") -> Json:
    """Lists all options: value, default, what they take, locked, changed.

    Keys: [settings.md](settings.md).
    """
    view = program.state.options
    return {"ok": True, "options": [row_json(row) for row in view.rows], "policy": list(view.policy_files)}


@command(SUPPORT)
async def option(program: "RunningProgram", key: str, value: tuple[str, ...] | None = None) -> Json:
    """Shows an option, or gives it a value (`on`, `30`, `dark`).

    value: several for a list; '' empties it
    """
    if value is None:
        return _shown(program, key)
    return {**program.result(await program.actions.options.set_text(key, "\n".join(value))), **_row(program, key)}


@command(SUPPORT)
async def option_reset(program: "RunningProgram", key: str) -> Json:
    """Sets an option back to its default."""
    return {**program.result(await program.actions.options.reset_key(key)), **_row(program, key)}


def _shown(program: "RunningProgram", key: str) -> Json:
    try:
        option_of(key)
    except ProblemError as error:
        return program.result(error.problem)
    return {"ok": True, **_row(program, key)}


def _row(program: "RunningProgram", key: str) -> Json:
    return next((row_json(row) for row in program.state.options.rows if row.option.key == key), {})


def row_json(row: OptionView) -> Json:
    option = row.option
    return {
        "key": option.key,
        "value": option.plain(row.value),
        "default": option.plain(option.default),
        "kind": option.kind.name,
        "takes": option.kind.takes,
        "locked": row.locked,
        "changed": row.changed,
    }
