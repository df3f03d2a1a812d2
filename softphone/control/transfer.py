"""The `softphone ctl` commands that pass calls on, call on behalf of a leader, and answer assistants."""

from typing import TYPE_CHECKING

from softphone.control.calls import add_row
from softphone.control.command import CommandGroup, add_command, command
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.telephone.call import CallKey
from softphone.services.commands import BRIDGE, COMPLETE_TRANSFER, PICK_UP, RETRIEVE, TAKE_BACK, LeaderCommand

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

HANDOVER = CommandGroup.HANDOVER


@command(HANDOVER)
def push(program: "RunningProgram", key: CallKey | None = None, *, leader: str | None = None) -> "Outcome":
    """Hands the call to its leader (call push).

    leader: another leader's user id; the call goes there by SIP transfer
    """
    return program.actions.call_push.push(key, leader or None)


@command(HANDOVER)
def note(program: "RunningProgram", key: CallKey, text: str) -> "Outcome":
    """Sends the leader a note that goes with the call."""
    return program.actions.call_push.send_note(key, text)


@command(HANDOVER)
def consult(program: "RunningProgram", target: str, key: CallKey | None = None) -> "Outcome":
    """Holds the caller and calls the target ("Ask first").

    How it stands: `transfers` in the status.

    target: a leader's user id, a number or a SIP address
    """
    return program.actions.transfers.ask(target, key)


for row in (COMPLETE_TRANSFER, TAKE_BACK):
    add_row(row, HANDOVER)


@command(HANDOVER)
def transfer(program: "RunningProgram", target: str, key: CallKey | None = None) -> "Outcome":
    """Passes the call on without asking, by SIP transfer ("Hand over").

    Where the call could not be picked up again (outside, no code) the caller waits until the target answers.

    target: a leader's user id, a number or a SIP address
    """
    return program.actions.transfers.send_on(target, key)


@command(HANDOVER)
def dial_as(program: "RunningProgram", leader: str, target: str) -> "Outcome":
    """Makes one call on behalf of a leader."""
    return program.actions.on_behalf.dial(leader, target)


@command(HANDOVER)
def identity(program: "RunningProgram", leader: str | None = None) -> "Outcome":
    """Chooses the leader on whose behalf the next call goes out; without one, yourself again."""
    return program.actions.on_behalf.choose(leader or None)


@command(HANDOVER)
def reply(program: "RunningProgram", key: CallKey, choice: ReplyChoice) -> "Outcome":
    """Sends the leader's answer to the assistants while the call rings."""
    return program.actions.replies.reply(key, choice)


def _add_leader_row(row: LeaderCommand) -> None:
    def run(program: "RunningProgram", leader: str) -> "Outcome":
        return row.run(program.actions, leader)

    add_command(row.name, HANDOVER, run, row.summary)


for each in (RETRIEVE, BRIDGE, PICK_UP):
    _add_leader_row(each)
