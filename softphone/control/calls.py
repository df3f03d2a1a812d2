"""The `softphone ctl` commands about calls."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.control.command import CommandGroup, add_command, command
from softphone.control.parameter import Json, refusal
from softphone.domain.options.table import DND
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey, CallState
from softphone.services.commands import CALL_COMMANDS, CONFERENCE_COMMANDS, REDIAL, CallCommand, ProgramCommand

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

CALLS = CommandGroup.CALLS
KEY_HELP = "\n\nkey: the call's key; without one the only call that can be meant"


def of_call(row: CallCommand) -> Callable[..., "Outcome"]:
    def run(program: "RunningProgram", key: CallKey | None = None) -> "Outcome":
        return row.run(program.actions, key)

    return run


def of_program(row: ProgramCommand) -> Callable[..., "Outcome"]:
    def run(program: "RunningProgram") -> "Outcome":
        return row.run(program.actions)

    return run


@command(CALLS)
def dial(program: "RunningProgram", target: str) -> "Outcome":
    """Calls a number or SIP address; answers when it rings or is refused."""
    return program.actions.calls.dial(target)


add_command(REDIAL.name, CALLS, of_program(REDIAL), REDIAL.summary)
for each in CALL_COMMANDS:
    add_command(each.name, CALLS, of_call(each), each.summary + KEY_HELP)
for one in CONFERENCE_COMMANDS:
    add_command(one.name, CALLS, of_program(one), one.summary)


@command(CALLS)
def split_conference(program: "RunningProgram", key: CallKey | None = None) -> "Outcome":
    """Ends the conference: goes on with one call, the other is on hold.

    `conference` in the status holds the keys.
    """
    return program.actions.conference.split(key)


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
