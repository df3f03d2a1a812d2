"""Writes the tables of docs/control.md from the commands and the status of the program: `make control-page`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.status_page import status_lines
from softphone.control.arguments import usage
from softphone.control.command import Command, CommandGroup
from softphone.control.commands import COMMANDS

FILE = Path(__file__).resolve().parents[1] / "docs" / "control.md"


def page(text: str) -> str:
    """The page with its generated parts made anew."""
    return _with_part(_with_part(text, "commands", _commands()), "keys of status", status_lines())


def _with_part(text: str, name: str, lines: Iterable[str]) -> str:
    part = "\n".join((f"<!-- {name} -->", *lines, f"<!-- end of {name} -->"))
    return re.sub(rf"(?s)<!-- {name} -->.*<!-- end of {name} -->", lambda _: part, text)


def _commands() -> Iterator[str]:
    for group in CommandGroup:
        yield f"\n## {group.value}\n\n| command | what it does |\n|---|---|"
        yield from (_row(command) for command in COMMANDS.values() if command.group is group)
    yield ""


def _row(command: Command) -> str:
    helps = (
        f"`{parameter.flag if parameter.is_option else parameter.name.upper()}`: {parameter.help}."
        for parameter in command.parameters
        if parameter.help and parameter.name != "key"  # the page says it once, at its head
    )
    words = " ".join(filter(None, (command.summary, command.details, *helps)))
    return f"| `{_cell(usage(command))}` | {_cell(words)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8")
