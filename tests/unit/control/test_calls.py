"""`softphone ctl` about several calls, transfers, do not disturb and redialling."""

import argparse
from typing import Any

import pytest

from softphone.control.arguments import add_arguments, request_of
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.options.table import DND
from softphone.domain.telephone.call import CallKey
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.calls import TransferView
from tests.samples.calls import state_of, talking
from tests.samples.control import ControlBench, answered
from tests.samples.groups import MUSTER

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

Asked = tuple[Any, ...]


@pytest.fixture
def bench() -> ControlBench:
    return ControlBench()


def asked_by(bench: ControlBench, *line: str) -> Asked:
    """What a command line asks of the program."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    request = request_of(parser.parse_args(list(line)))

    assert answered(bench.program, request["command"], request["arguments"]) == {"ok": True}
    return bench.actions.asked[-1]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (("consult", "101"), ("transfers.ask", "101", None)),
        (("consult", "lea@pbx.example", "3"), ("transfers.ask", "lea@pbx.example", CallKey(3))),
        (("transfer", "+4930123", "3"), ("transfers.send_on", "+4930123", CallKey(3))),
        (("complete-transfer",), ("transfers.connect", None)),
        (("swap",), ("conference.swap", None)),
        (("swap", "5"), ("conference.swap", CallKey(5))),
        (("conference",), ("conference.merge",)),
        (("split-conference", "5"), ("conference.split", CallKey(5))),
        (("leave-conference",), ("conference.leave",)),
        (("dnd", "on"), ("options.set", DND, True)),
        (("dnd", "off"), ("options.set", DND, False)),
        (("redial",), ("calls.redial",)),
    ],
)
def test_every_command_asks_for_its_action(
    bench: ControlBench, line: tuple[str, ...], asked: tuple[Any, ...]
) -> None:
    assert asked_by(bench, *line) == asked


def test_taking_back_means_what_was_asked_about_before_what_was_handed_over(bench: ControlBench) -> None:
    assert asked_by(bench, "take-back") == ("call_push.take_back", None)
    bench.actions.state.set(state_of(ACTIVE, transfers=(ASKED,)))
    for line in (("take-back",), ("take-back", "3"), ("take-back", "8")):
        assert asked_by(bench, *line)[0] == "transfers.take_back"


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
