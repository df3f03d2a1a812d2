"""One row per `softphone ctl` command, made from a decorated function.

Arguments come from the function's signature, help from its docstring, and values are checked here only. The client
imports the functions for that, so what only the running program needs is imported for type checking alone.
"""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from softphone.control.parameter import Json, Parameter, parameter_of

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram

Handler = Callable[[Json], Awaitable[Json]]
F = TypeVar("F", bound=Callable[..., Any])


class CommandGroup(Enum):
    """The groups of the help, in its order."""

    CALLS = "Calls"
    HANDOVER = "Handover"
    LEADERS = "Leaders"
    JOURNAL = "Journal"
    CONTACTS = "Contacts"
    EDITOR = "Group editor"
    SOUND = "Sound"
    SUPPORT = "Program and support"


@dataclass(frozen=True, slots=True)
class Command:
    """`summary` is the docstring's first line, `details` its text without the lines about single arguments."""

    name: str
    group: CommandGroup
    summary: str
    details: str
    parameters: tuple[Parameter, ...]
    function: Callable[..., Any]

    async def run(self, program: "RunningProgram", arguments: Json) -> Json:
        """KeyError, TypeError or ValueError for arguments that are missing or of a wrong kind."""
        values = {parameter.name: parameter.value(arguments) for parameter in self.parameters}
        return await program.answer(self.function(program, **values))


COMMANDS: dict[str, Command] = {}
"""Filled by the modules that `commands` imports."""


def command(group: CommandGroup) -> Callable[[F], F]:
    """Registers the function under its name, dashes for underscores.

    Parameters are positional arguments, those behind `*` options. A docstring line `NAME: …` is that argument's help.
    """

    def register(function: F) -> F:
        add_command(function.__name__.replace("_", "-"), group, function)
        return function

    return register


def add_command(name: str, group: CommandGroup, function: Callable[..., Any], doc: str = "") -> None:
    if name in COMMANDS:
        raise ValueError(f"two commands have the name {name}")
    _, *taken = inspect.signature(function).parameters.values()
    text = doc or inspect.getdoc(function) or ""
    parameters = tuple(parameter_of(each, _help_of(each.name, text)) for each in taken)
    summary, _, rest = text.partition("\n")
    COMMANDS[name] = Command(name, group, summary, _without_help(rest, parameters), parameters, function)


def _help_of(name: str, text: str) -> str:
    found = re.search(rf"(?m)^{name}: (.+)$", text)
    return found[1] if found else ""


def _without_help(text: str, parameters: tuple[Parameter, ...]) -> str:
    names = "|".join(parameter.name for parameter in parameters)
    kept = re.sub(rf"(?m)^({names}): .+$", "", text) if names else text
    return " ".join(kept.split())
