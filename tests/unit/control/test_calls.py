"""`softphone ctl` about several calls, passing them on, do not disturb and calling again."""

import argparse
import asyncio
from typing import Any

import pytest

from softphone.control.arguments import add_arguments, request_of
from softphone.control.commands import handlers
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.options.table import DND
from softphone.domain.telephone.call import CallKey
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.calls import TransferView
from tests.samples.calls import MUSTER, state_of, talking
from tests.unit.control.test_commands import RecordingActions, World

ACTIVE = talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, held_here=True)
ASKED = TransferView(
    CallKey(3),
    TransferKind.ASK,
    TransferPhase.TALKING,
    ACTIVE,
    "Dr. Lea Muster",
    leader=MUSTER,
    target_key=CallKey(8),
    can_connect=True,
    can_take_back=True,
)


class Actions(RecordingActions):
    """All groups of actions in one."""


@pytest.fixture
def world() -> World:
    return World(Actions())


def asked_by(world: World, *line: str) -> tuple[Any, ...]:
    """What a command line asks of the program."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    request = request_of(parser.parse_args(list(line)))

    async def answer() -> dict[str, Any]:
        return await handlers(world.program)[request["command"]](request["arguments"])

    assert asyncio.run(answer()) == {"ok": True}
    return world.actions.asked[-1]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (("consult", "101"), ("ask", "101", None)),
        (("consult", "lea@pbx.example", "3"), ("ask", "lea@pbx.example", CallKey(3))),
        (("transfer", "+4930123", "3"), ("send_on", "+4930123", CallKey(3))),
        (("complete-transfer",), ("connect", None)),
        (("swap",), ("swap", None)),
        (("swap", "5"), ("swap", CallKey(5))),
        (("conference",), ("merge",)),
        (("split-conference", "5"), ("split", CallKey(5))),
        (("leave-conference",), ("leave",)),
        (("dnd", "on"), ("set", DND, True)),
        (("dnd", "off"), ("set", DND, False)),
        (("redial",), ("redial",)),
    ],
)
def test_every_command_asks_for_its_action(world: World, line: tuple[str, ...], asked: tuple[Any, ...]) -> None:
    assert asked_by(world, *line) == asked


def test_taking_back_means_what_was_asked_about_before_what_was_handed_over(world: World) -> None:
    assert asked_by(world, "take-back") == ("take_back", None)
    world.actions.state.set(state_of(ACTIVE, transfers=(ASKED,)))
    for line in (("take-back",), ("take-back", "3"), ("take-back", "8")):
        assert asked_by(world, *line)[0] == "take_back"


def test_the_status_tells_of_transfers_conference_reception_and_the_last_number() -> None:
    status = status_json(
        state_of(ACTIVE, transfers=(ASKED,), conference=(CallKey(3), CallKey(8)), last_dialled="101")
    )
    shown = status["transfers"][0]
    assert (shown["phase"], shown["target"], shown["can_connect"], shown["target_key"]) == (
        "talking",
        "Dr. Lea Muster",
        True,
        8,
    )
    assert "call" not in shown
    assert status["conference"] == [3, 8]
    assert status["reception"]["dnd"] is False
    assert status["last_dialled"] == "101"
