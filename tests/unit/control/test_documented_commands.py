"""`softphone ctl`, the program's table of handlers and docs/control.md speak of the same commands and arguments."""

import argparse
import re

from scripts.control_page import FILE, page
from softphone.control import arguments as ctl
from softphone.control.command import CommandGroup
from softphone.control.commands import COMMANDS, handlers
from tests.samples.actions import FakeActions
from tests.samples.control import program_of

PAGE = FILE.read_text(encoding="utf-8")


def parsers() -> dict[str, argparse.ArgumentParser]:
    parser = argparse.ArgumentParser()
    ctl.add_arguments(parser)
    (found,) = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(found.choices)


def documented() -> dict[str, str]:
    """The first column of the commands' rows, by command."""
    rows = re.findall(r"(?m)^\| (`.+?) \| ", PAGE.replace("\\|", "/").partition("<!-- end of commands -->")[0])
    found: dict[str, str] = {}
    for row in rows:
        for name in re.findall(r"`([a-z][a-z-]*)", row):
            found[name] = found.get(name, "") + row
    return found


def test_what_can_be_asked_is_answered_and_the_other_way_round() -> None:
    assert set(parsers()) == set(handlers(program_of(FakeActions())))


def test_every_command_has_its_words_and_a_place_in_the_help() -> None:
    parser = argparse.ArgumentParser()
    ctl.add_arguments(parser)
    overview = parser.format_help()
    for name, command in COMMANDS.items():
        assert re.search(rf"(?m)^  {name} +\S", overview), name
        assert command.summary.endswith("."), name
    assert [overview.index(f"\n{group.value}:\n") for group in CommandGroup] == sorted(
        overview.index(f"\n{group.value}:\n") for group in CommandGroup
    )


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
    assert not missing


def test_every_choice_stands_in_the_page() -> None:
    for name, parser in parsers().items():
        for action in parser._actions:
            for choice in action.choices or ():
                assert str(choice) in documented()[name], (name, choice)


def test_the_page_is_up_to_date() -> None:
    assert page(PAGE) == PAGE, "run make control-page"


def test_an_outdated_page_is_noticed() -> None:
    assert page(PAGE.replace("| `redial` |", "| `redail` |")) == PAGE
