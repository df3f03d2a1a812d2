"""The `softphone ctl` commands that pass calls on, call on behalf of a leader, and answer assistants."""

from typing import TYPE_CHECKING

from softphone.control.command import CommandGroup, command
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.telephone.call import CallKey

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


@command(HANDOVER)
def complete_transfer(program: "RunningProgram", key: CallKey | None = None) -> "Outcome":
    """Connects caller and target after `consult` ("Connect")."""
    return program.actions.transfers.connect(key)


@command(HANDOVER)
def take_back(program: "RunningProgram", key: CallKey | None = None) -> "Outcome":
    """Ends the consultation ("Take it back"), or fetches back a call that was handed over."""
    consulted = [transfer for transfer in program.state.transfers if transfer.can_take_back]
    if any(key in (None, transfer.key, transfer.target_key) for transfer in consulted):
        return program.actions.transfers.take_back(key)
    return program.actions.call_push.take_back(key)


@command(HANDOVER)
def transfer(program: "RunningProgram", target: str, key: CallKey | None = None) -> "Outcome":
    """Passes the call on without asking, by SIP transfer ("Directly").

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


@command(HANDOVER)
def retrieve(program: "RunningProgram", leader: str) -> "Outcome":
    """Takes over the leader's call, by the platform's feature code."""
    return program.actions.feature_codes.retrieve(leader)


@command(HANDOVER)
def bridge(program: "RunningProgram", leader: str) -> "Outcome":
    """Joins the leader's call, by the platform's feature code."""
    return program.actions.feature_codes.bridge(leader)


@command(HANDOVER)
def pick_up(program: "RunningProgram", leader: str) -> "Outcome":
    """Answers a call that rings at the leader, by the platform's feature code."""
    return program.actions.feature_codes.pick_up(leader)
