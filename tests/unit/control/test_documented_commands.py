"""`softphone ctl`, the program's table of handlers and docs/control.md speak of the same commands and arguments."""

import argparse
import re
from pathlib import Path

from softphone.control import client as ctl
from softphone.control.client import HELP
from tests.fuzz.test_control import commands

PAGE = (Path(__file__).parents[3] / "docs" / "control.md").read_text(encoding="utf-8")
STREAMED = {"events"}
"""Answered by the server itself, without a handler."""


def parsers() -> dict[str, argparse.ArgumentParser]:
    parser = argparse.ArgumentParser()
    ctl.add_arguments(parser)
    (found,) = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(found.choices)


def documented() -> dict[str, str]:
    """The first column of the commands' rows, by each command that stands in it."""
    rows = re.findall(r"(?m)^\| (`.+?) \| ", PAGE.replace("\\|", "/").partition("## The fields of `edit`")[0])
    found: dict[str, str] = {}
    for row in rows:
        for name in re.findall(r"`([a-z][a-z-]*)", row):
            found[name] = found.get(name, "") + row
    return found


def test_what_can_be_asked_is_answered_and_the_other_way_round() -> None:
    assert set(parsers()) == set(commands()) | STREAMED
    assert set(parsers()) == set(HELP)


def test_every_command_stands_in_the_page_and_no_other() -> None:
    assert set(documented()) == set(parsers())


def test_every_option_stands_beside_its_command() -> None:
    missing = [
        (name, option)
        for name, parser in parsers().items()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help" and option not in documented()[name]
    ]
    allowed = {("journal-export", option) for option in ("--leader", "--missed", "--call-backs", "--text", "--end")}
    assert set(missing) <= allowed  # its row says: the same choices


def test_every_choice_stands_in_the_page() -> None:
    for name, parser in parsers().items():
        for action in parser._actions:
            for choice in action.choices or ():
                assert str(choice) in documented()[name], (name, choice)
