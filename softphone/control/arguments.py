"""The command line of `softphone ctl`, built from the table of commands."""

import argparse
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from softphone.control.command import Command, CommandGroup
from softphone.control.commands import COMMANDS
from softphone.control.parameter import Json, Parameter

_NAME_COLUMNS, _COLUMNS = 20, 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--profile", type=Path, default=None, metavar="DIR", help="the profile of the running program"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(_overview())
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS.values():
        added = parsers.add_parser(command.name, description=_description(command))
        for parameter in command.parameters:
            _add_parameter(added, parameter)


def request_of(arguments: argparse.Namespace) -> Json:
    """The one line that is sent; files become absolute, since the program has another working folder."""
    values = {k: v for k, v in vars(arguments).items() if k not in ("profile", "command") and v is not None}
    return {
        "command": arguments.command,
        "arguments": {k: str(v.absolute()) if isinstance(v, Path) else v for k, v in values.items()},
    }


def usage(command: Command) -> str:
    """As in `docs/control.md`: optional parts in brackets, values in capitals."""
    return " ".join((command.name, *(_usage_of(parameter) for parameter in command.parameters)))


def _usage_of(parameter: Parameter) -> str:
    value = "|".join(parameter.kind.choices) or _placeholder(parameter)
    if parameter.is_option:
        value = parameter.flag if parameter.kind.is_flag else f"{parameter.flag} {value}"
    value += " …" if parameter.kind.is_list else ""
    return value if parameter.required else f"[{value}]"


def _placeholder(parameter: Parameter) -> str:
    return parameter.placeholder or parameter.name.upper()


def _overview() -> Iterator[str]:
    for group in CommandGroup:
        yield f"{group.value}:"
        for command in COMMANDS.values():
            if command.group is group:
                yield textwrap.fill(
                    command.summary,
                    _COLUMNS,
                    initial_indent=f"  {command.name:<{_NAME_COLUMNS}}",
                    subsequent_indent=" " * (_NAME_COLUMNS + 2),
                )


def _description(command: Command) -> str:
    """Without the addresses of links, which only the page needs."""
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", f"{command.summary} {command.details}".rstrip())


def _add_parameter(parser: argparse.ArgumentParser, parameter: Parameter) -> None:
    kind, words = parameter.kind, parameter.help or None
    if kind.is_flag:
        parser.add_argument(parameter.flag, action="store_true", default=None, help=words)
        return
    how: dict[str, Any] = {"type": kind.word, "choices": kind.choices or None, "help": words}
    if not kind.choices:
        how["metavar"] = _placeholder(parameter)
    if parameter.is_option:
        how["action"] = "append" if kind.is_list else "store"
        parser.add_argument(parameter.flag, default=None, required=parameter.required, **how)
    elif kind.is_list:
        parser.add_argument(parameter.name, nargs="*", default=argparse.SUPPRESS, **how)
    else:
        parser.add_argument(parameter.name, nargs=None if parameter.required else "?", **how)
