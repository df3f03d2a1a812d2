"""The rows of the command table: possible in the right state of a call, and complete."""

from dataclasses import replace
from typing import Any

import pytest

from softphone.control import commands as control
from softphone.domain.options.table import HANG_UP_KEY, HOLD_KEY, KEY_OPTIONS, MUTE_KEY, Option
from softphone.domain.telephone.call import CallState
from softphone.services.commands import (
    COMMANDS,
    HANG_UP,
    HOLD,
    MUTE,
    RESUME,
    UNMUTE,
    ActionCommand,
    UserCommand,
    possible_command,
)
from tests.samples.calls import talking
from tests.samples.groups import MUSTER

ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252)


@pytest.mark.parametrize(
    ("key", "facts", "command"),
    [
        (MUTE_KEY, {}, MUTE),
        (MUTE_KEY, {"muted": True}, UNMUTE),
        (HOLD_KEY, {}, HOLD),
        (HOLD_KEY, {"held_here": True}, RESUME),
        (HANG_UP_KEY, {}, HANG_UP),
        (MUTE_KEY, {"state": CallState.RINGING}, None),
        (HOLD_KEY, {"state": CallState.RINGING}, None),
        (HANG_UP_KEY, {"state": CallState.ENDED}, None),
    ],
)
def test_a_key_means_what_is_possible_for_the_call(
    key: Option[str], facts: dict[str, Any], command: UserCommand | None
) -> None:
    assert possible_command(key, replace(ACTIVE, **facts)) is command


def test_every_key_of_the_options_has_a_row_and_every_row_its_own_name() -> None:
    assert {command.key for command in COMMANDS if isinstance(command.key, Option)} == set(KEY_OPTIONS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_every_row_with_help_is_a_ctl_command() -> None:
    rows = {c.name: c.summary for c in COMMANDS if isinstance(c, ActionCommand) and c.summary}
    assert rows.items() <= {name: command.summary for name, command in control.COMMANDS.items()}.items()
