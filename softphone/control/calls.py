"""The `softphone ctl` commands about calls."""

from typing import TYPE_CHECKING

from softphone.control.command import CommandGroup, add_command, command
from softphone.control.parameter import Json, refusal
from softphone.domain.options.table import DND
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey, CallState
from softphone.services.commands import (
    ANSWER,
    CONFERENCE,
    HANG_UP,
    HOLD,
    LEAVE_CONFERENCE,
    MUTE,
    OPEN_FOR_CALLER,
    REDIAL,
    REJECT,
    RESUME,
    SILENCE,
    SPLIT_CONFERENCE,
    SWAP,
    UNMUTE,
    ActionCommand,
)

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

CALLS = CommandGroup.CALLS
KEY_HELP = "\n\nkey: the call's key; without one the only call that can be meant"


def add_row(row: ActionCommand, group: CommandGroup) -> None:
    """Adds the `ctl` form of a row that windows and keys share."""

    def run(program: "RunningProgram") -> "Outcome":
        return row.run(program.actions, None)

    def run_for_call(program: "RunningProgram", key: CallKey | None = None) -> "Outcome":
        return row.run(program.actions, key)

    add_command(row.name, group, run_for_call if row.takes_call else run, row.summary + KEY_HELP * row.takes_call)


@command(CALLS)
def dial(program: "RunningProgram", target: str) -> "Outcome":
    """Calls a number or SIP address; answers when it rings or is refused."""
    return program.actions.calls.dial(target)


for each in (
    REDIAL,
    ANSWER,
    REJECT,
    HANG_UP,
    HOLD,
    RESUME,
    MUTE,
    UNMUTE,
    SILENCE,
    SWAP,
    CONFERENCE,
    SPLIT_CONFERENCE,
    LEAVE_CONFERENCE,
    OPEN_FOR_CALLER,
):
    add_row(each, CALLS)


@command(CALLS)
def voicemail(program: "RunningProgram", key: CallKey | None = None) -> "Outcome | Json":
    """Sends the ringing call to the leader's voicemail."""
    ringing = (call.key for call in program.state.calls if call.state is CallState.RINGING)
    key = key or next(ringing, None)
    if key is None:
        return refusal("NoSuchCall", "No call is ringing.")
    return program.actions.calls.send_to_voicemail(key)


@command(CALLS)
def dtmf(program: "RunningProgram", digits: str, key: CallKey | None = None) -> "Outcome":
    """Sends digits as tones (RFC 4733)."""
    return program.actions.calls.send_dtmf(digits, key)


@command(CALLS)
def call_note(program: "RunningProgram", text: str, key: CallKey | None = None) -> "Outcome":
    """Writes a note about the call, kept with its journal entry."""
    return program.actions.calls.set_note(text, key)


@command(CALLS)
def dnd(program: "RunningProgram", on: bool) -> "Outcome":
    """Turns "Do not disturb" on or off.

    `reception` in the status.
    """
    return program.actions.options.set(DND, on)


@command(CALLS)
def mailbox(program: "RunningProgram", leader: str | None = None) -> "Outcome":
    """Calls your own voicemail, or a leader's where it is shared.

    Waiting messages are `mailbox` in the status, lines are `lines`, DND and forwarding at the platform `features`.
    """
    return program.actions.mailboxes.call(leader)


@command(CALLS)
def open_url(program: "RunningProgram", url: str) -> Problem | None:
    """Offers the number of a `tel:`, `sip:` or `callto:` link in the dial field, and never dials.

    `softphone URL` does the same.
    """
    return program.open_url(url)
