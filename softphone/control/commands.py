"""All commands of `softphone ctl`, in the order of its help, and their handlers in the running program."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

# Each module registers its commands when it is imported.
from softphone.control import (
    audio,
    calls,
    contacts,
    diagnostics,
    group_editor,
    groups,
    journal,
    options,
    simulator,
    transfer,
)
from softphone.control.command import COMMANDS as COMMANDS
from softphone.control.command import Handler
from softphone.control.parameter import Json

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram

MODULES = (calls, transfer, groups, journal, contacts, group_editor, simulator, audio, options, diagnostics)


def handlers(program: "RunningProgram") -> dict[str, Handler]:
    return {name: partial(command.run, program) for name, command in COMMANDS.items()}


def changes(before: Json, after: Json) -> Iterator[Json]:
    """The lines of `ctl events` between two states: one for each top-level part that changed."""
    for part, value in after.items():
        if before.get(part) != value:
            yield {"event": part, part: value}
