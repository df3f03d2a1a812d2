"""What a person can do with calls and the program: one row each for windows, keys and `softphone ctl`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from softphone.domain.options.table import (
    ANSWER_KEY,
    CONFERENCE_KEY,
    HANG_UP_KEY,
    HOLD_KEY,
    MUTE_KEY,
    SILENCE_KEY,
    SWAP_KEY,
    Option,
)
from softphone.domain.telephone.call import CallKey, CallState

if TYPE_CHECKING:
    from softphone.services.actions import Actions
    from softphone.services.core.outcomes import Outcome
    from softphone.services.state.calls import CallView


@dataclass(frozen=True, slots=True)
class CallCommand:
    """`name` and `summary` are those of `softphone ctl`; `run` without a call key means the only possible call."""

    name: str
    summary: str
    possible: Callable[["CallView"], bool]
    run: Callable[["Actions", CallKey | None], "Outcome"]
    key: Option[str] | None = None


@dataclass(frozen=True, slots=True)
class ProgramCommand:
    """A command that is about no single call."""

    name: str
    summary: str
    run: Callable[["Actions"], "Outcome"]
    key: Option[str] | None = None


def _is_ringing(call: "CallView") -> bool:
    return call.state is CallState.RINGING


def _is_active(call: "CallView") -> bool:
    return call.state is CallState.ACTIVE


def _is_live(call: "CallView") -> bool:
    return call.state is not CallState.ENDED


ANSWER = CallCommand("answer", "Answers the call.", _is_ringing, lambda a, key: a.calls.answer(key), ANSWER_KEY)
REJECT = CallCommand("reject", "Declines the call.", _is_ringing, lambda a, key: a.calls.reject(key))
HANG_UP = CallCommand("hangup", "Ends the call.", _is_live, lambda a, key: a.calls.hang_up(key), HANG_UP_KEY)
HOLD = CallCommand(
    "hold",
    "Puts the call on hold.",
    lambda call: _is_active(call) and not call.held_here,
    lambda a, key: a.calls.hold(key),
    HOLD_KEY,
)
RESUME = CallCommand(
    "resume",
    "Takes the call off hold.",
    lambda call: _is_active(call) and call.held_here,
    lambda a, key: a.calls.resume(key),
    HOLD_KEY,
)
MUTE = CallCommand(
    "mute",
    "Mutes the microphone: the other party hears nothing.",
    lambda call: _is_active(call) and not call.muted,
    lambda a, key: a.calls.set_muted(True, key),
    MUTE_KEY,
)
UNMUTE = CallCommand(
    "unmute",
    "Unmutes the microphone.",
    lambda call: _is_active(call) and call.muted,
    lambda a, key: a.calls.set_muted(False, key),
    MUTE_KEY,
)
SILENCE = CallCommand(
    "silence",
    "Stops the ringing on this computer.",
    lambda call: _is_ringing(call) and not call.ring_silenced,
    lambda a, key: a.calls.silence(key),
    SILENCE_KEY,
)
SWAP = CallCommand(
    "swap",
    "Swaps the active call and the one on hold.",
    _is_active,
    lambda a, key: a.conference.swap(key),
    SWAP_KEY,
)
CALL_COMMANDS = (ANSWER, REJECT, HANG_UP, HOLD, RESUME, MUTE, UNMUTE, SILENCE, SWAP)

CONFERENCE = ProgramCommand(
    "conference", "Joins both calls and yourself in one conversation.", lambda a: a.conference.merge(), CONFERENCE_KEY
)
LEAVE_CONFERENCE = ProgramCommand(
    "leave-conference", "Leaves the conference; the two others go on talking.", lambda a: a.conference.leave()
)
REDIAL = ProgramCommand("redial", "Calls the last dialled number again.", lambda a: a.calls.redial())
SIGN_IN_AGAIN = ProgramCommand(
    "sign-in-again", "Signs in again and applies what has changed in the portal.", lambda a: a.session.sign_in_again()
)
SIGN_OUT = ProgramCommand("sign-out", "Ends the session.", lambda a: a.session.sign_out())
QUIT = ProgramCommand("quit", "Ends the program.", lambda a: a.quit())
CONFERENCE_COMMANDS = (CONFERENCE, LEAVE_CONFERENCE)


def possible_command(key: Option[str], call: "CallView") -> CallCommand | None:
    """The command that the key means for this call: mute or unmute, hold or resume."""
    return next((each for each in CALL_COMMANDS if each.key == key and each.possible(call)), None)
