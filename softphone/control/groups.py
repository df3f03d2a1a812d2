"""The `softphone ctl` commands about leaders: opt-in, divert, own switches, changes in the portal."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.executive import opt_out_timer
from softphone.services.state.groups import OwnSwitch

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

LEADERS = CommandGroup.LEADERS


@command(LEADERS)
def opt_in(
    program: "RunningProgram", leader: str, on: bool, *, until: Annotated[str | None, "HH:MM"] = None
) -> "Outcome":
    """Opts in to a leader's calls, or out of them ("Logged in").

    leader: the leader's user id
    until: opts out again then (also late, at the next start); `never` clears the scheduled opt-out
    """
    if on and until is not None:
        until_s = None if until == "never" else moment(until, program.now())
        return program.actions.groups.opt_in_until(leader, until_s)
    return program.actions.groups.set_opted_in(leader, on)


@command(LEADERS)
def own(program: "RunningProgram", what: OwnSwitch, on: bool) -> "Outcome":
    """Turns a leader's own filter, or the own silent notification, on or off."""
    return program.actions.own_group.switch(what, on)


@command(LEADERS)
def divert(program: "RunningProgram", on: bool, number: str = "") -> "Outcome":
    """Diverts the assistant's calls to a number ("Assistant divert"); off keeps the stored number."""
    return program.actions.divert.set_divert(on, number)


@command(LEADERS)
async def portal_check(program: "RunningProgram") -> Json:
    """Compares the portal with what is in force; applies nothing.

    The answer has `portal_change`.
    """
    return program.result(await program.actions.portal_changes.check()) | program.parts("portal_change")


@command(LEADERS)
def portal_later(program: "RunningProgram") -> None:
    """Hides the banner about a change in the portal until there is another difference."""
    program.actions.portal_changes.postpone()


def moment(text: str, now: datetime) -> float:
    """The next time the clock shows `text`; ValueError where it is not a time of day."""
    found = opt_out_timer.next_at(text, now)
    if found is None:
        raise ValueError(f"{text!r} is no time of day such as 14:00")
    return found.timestamp()
