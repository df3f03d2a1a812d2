"""What a person can do: one row each for menus, keys, command palette, buttons and `softphone ctl`.

A new command: a row here, its words in ui/text/command_text.py, a slot in the window that carries it out or a `run`;
a key needs an option in domain/options/table.py. For a form in `ctl`, add it in control/, run `make control-page`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from softphone.domain.lines.line_state import LineState
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.options import table
from softphone.domain.options.table import Option
from softphone.domain.telephone.call import CallKey, CallState

if TYPE_CHECKING:
    from softphone.services.actions import Actions
    from softphone.services.core.outcomes import Outcome
    from softphone.services.state.calls import CallView
    from softphone.services.state.groups import GroupView


@dataclass(frozen=True, slots=True)
class UserCommand:
    """A command that a window carries out; `key` is the option that holds its key, or a key that never changes."""

    name: str
    key: Option[str] | str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCommand(UserCommand):
    """A command that asks for one action; `summary` is its help in `softphone ctl`, empty where ctl has its own form.

    `run` without a call key means the only possible call; `takes_call`: ctl has the key as an argument.
    """

    summary: str = ""
    run: Callable[["Actions", CallKey | None], "Outcome"]
    takes_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCommand(ActionCommand):
    """`possible`: whether it does anything for this call."""

    possible: Callable[["CallView"], bool]
    takes_call: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderCommand(UserCommand):
    """A command about a leader's line; `possible`: whether it does anything now."""

    summary: str
    run: Callable[["Actions", str], "Outcome"]
    possible: Callable[["GroupView", FeatureCodes], bool]


def _is_ringing(call: "CallView") -> bool:
    return call.state is CallState.RINGING


def _is_active(call: "CallView") -> bool:
    return call.state is CallState.ACTIVE


def _is_live(call: "CallView") -> bool:
    return call.state is not CallState.ENDED


def _take_back(actions: "Actions", key: CallKey | None) -> "Outcome":
    """Ends a consultation before a call push: only the former still has the call here."""
    consulted = [transfer for transfer in actions.state.value.transfers if transfer.can_take_back]
    if any(key in (None, transfer.key, transfer.target_key) for transfer in consulted):
        return actions.transfers.take_back(key)
    return actions.call_push.take_back(key)


DIAL_FIELD = UserCommand("dial-field", table.DIAL_KEY)
IDENTITY = UserCommand("identity", table.IDENTITY_KEY)
PASS_ON = UserCommand("pass-on", table.TRANSFER_KEY)
JOURNAL = UserCommand("journal", table.JOURNAL_KEY)
SEARCH = UserCommand("search", table.SEARCH_KEY)
EDIT = UserCommand("edit", table.EDIT_KEY)
FIND_COMMAND = UserCommand("find-command", table.COMMANDS_KEY)
SHOW_KEYS = UserCommand("show-keys", table.KEYS_KEY)
CONTACTS = UserCommand("contacts", table.CONTACTS_KEY)
MAILBOX = UserCommand("mailbox", table.MAILBOX_KEY)
SETTINGS = UserCommand("settings", table.SETTINGS_KEY)
DND = ActionCommand(
    "dnd",
    table.DND_KEY,
    run=lambda actions, _: actions.options.set(table.DND, not actions.state.value.reception.dnd),
)
MUTE = CallCommand(
    "mute",
    table.MUTE_KEY,
    summary="Mutes the microphone: the other party hears nothing.",
    run=lambda actions, key: actions.calls.set_muted(True, key),
    possible=lambda call: _is_active(call) and not call.muted,
)
UNMUTE = CallCommand(
    "unmute",
    table.MUTE_KEY,
    summary="Unmutes the microphone.",
    run=lambda actions, key: actions.calls.set_muted(False, key),
    possible=lambda call: _is_active(call) and call.muted,
)
HOLD = CallCommand(
    "hold",
    table.HOLD_KEY,
    summary="Puts the call on hold.",
    run=lambda actions, key: actions.calls.hold(key),
    possible=lambda call: _is_active(call) and not call.held_here,
)
RESUME = CallCommand(
    "resume",
    table.HOLD_KEY,
    summary="Takes the call off hold.",
    run=lambda actions, key: actions.calls.resume(key),
    possible=lambda call: _is_active(call) and call.held_here,
)
OPEN_FOR_CALLER = CallCommand(
    "open-for-caller",
    summary="Opens the page or runs the program that the settings name for a caller.",
    run=lambda actions, key: actions.caller_page.open(key),
    possible=_is_live,
)
KEYPAD = UserCommand("keypad", table.PAD_KEY)
HANG_UP = CallCommand(
    "hangup",
    table.HANG_UP_KEY,
    summary="Ends the call.",
    run=lambda actions, key: actions.calls.hang_up(key),
    possible=_is_live,
)
SWAP = ActionCommand(
    "swap",
    table.SWAP_KEY,
    summary="Swaps the active call and the one on hold.",
    run=lambda actions, key: actions.conference.swap(key),
    takes_call=True,
)
CONFERENCE = ActionCommand(
    "conference",
    table.CONFERENCE_KEY,
    summary="Joins both calls and yourself in one conversation.",
    run=lambda actions, _: actions.conference.merge(),
)
LEAVE_CONFERENCE = ActionCommand(
    "leave-conference",
    summary="Leaves the conference; the two others go on talking.",
    run=lambda actions, _: actions.conference.leave(),
)
SPLIT_CONFERENCE = ActionCommand(
    "split-conference",
    summary="Ends the conference: goes on with one call, the other is on hold.",
    run=lambda actions, key: actions.conference.split(key),
    takes_call=True,
)
COMPLETE_TRANSFER = ActionCommand(
    "complete-transfer",
    summary='Connects caller and target after `consult` ("Connect").',
    run=lambda actions, key: actions.transfers.connect(key),
    takes_call=True,
)
TAKE_BACK = ActionCommand(
    "take-back",
    summary='Ends the consultation ("Take back"), or fetches back a call that was handed over.',
    run=_take_back,
    takes_call=True,
)
PICK_UP = LeaderCommand(
    "pick-up",
    summary="Answers a call that rings at the leader, by the platform's feature code.",
    run=lambda actions, leader_id: actions.feature_codes.pick_up(leader_id),
    possible=lambda group, codes: group.line_state is LineState.RINGING and codes.pick_up is not None,
)
RETRIEVE = LeaderCommand(
    "retrieve",
    summary="Takes over the leader's call, by the platform's feature code.",
    run=lambda actions, leader_id: actions.feature_codes.retrieve(leader_id),
    possible=lambda group, codes: group.line_state is LineState.IN_CALL and codes.retrieve is not None,
)
BRIDGE = LeaderCommand(
    "bridge",
    summary="Joins the leader's call, by the platform's feature code.",
    run=lambda actions, leader_id: actions.feature_codes.bridge(leader_id),
    possible=lambda group, codes: group.line_state is LineState.IN_CALL and codes.bridge is not None,
)
ANSWER = CallCommand(
    "answer",
    table.ANSWER_KEY,
    summary="Answers the call.",
    run=lambda actions, key: actions.calls.answer(key),
    possible=_is_ringing,
)
REJECT = CallCommand(
    "reject", summary="Declines the call.", run=lambda actions, key: actions.calls.reject(key), possible=_is_ringing
)
NEXT_CALL = UserCommand("next-call", table.NEXT_CALL_KEY)
SILENCE = CallCommand(
    "silence",
    table.SILENCE_KEY,
    summary="Stops the ringing on this computer.",
    run=lambda actions, key: actions.calls.silence(key),
    possible=lambda call: _is_ringing(call) and not call.ring_silenced,
)
END = UserCommand("end", table.END_KEY)
REDIAL = ActionCommand(
    "redial", summary="Calls the last dialled number again.", run=lambda actions, _: actions.calls.redial()
)
SIGN_IN_AGAIN = ActionCommand(
    "sign-in-again",
    "F5",
    summary="Signs in again and applies what has changed in the portal.",
    run=lambda actions, _: actions.session.sign_in_again(),
)
SELF_TEST = UserCommand("self-test")
SIGN_OUT = ActionCommand("sign-out", summary="Ends the session.", run=lambda actions, _: actions.session.sign_out())
QUIT = ActionCommand("quit", "Ctrl+Q", summary="Ends the program.", run=lambda actions, _: actions.quit())

COMMANDS: tuple[UserCommand, ...] = tuple(each for each in list(vars().values()) if isinstance(each, UserCommand))
"""All rows above, in the order of the command palette."""


def possible_command(key: Option[str], call: "CallView") -> CallCommand | None:
    """The command that a key means for this call: mute or unmute, hold or resume."""
    of_key = (each for each in COMMANDS if isinstance(each, CallCommand) and each.key == key)
    return next((each for each in of_key if each.possible(call)), None)


def mute_command(call: "CallView") -> CallCommand:
    return UNMUTE if call.muted else MUTE


def hold_command(call: "CallView") -> CallCommand:
    return RESUME if call.held_here else HOLD
