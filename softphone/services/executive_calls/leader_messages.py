"""Incoming messages of leaders and assistants, matched to calls and acknowledged."""

from dataclasses import dataclass

from softphone.domain.calls.sip_headers import NameAddr, parse_name_addr
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind
from softphone.domain.numbers.phone_numbers import display, same_number
from softphone.domain.plain_text import plain
from softphone.domain.telephone.call import Call, CallState, Direction
from softphone.services.calls.call_service import CallService
from softphone.services.core.ports import Clock
from softphone.services.core.session_context import SessionContext
from softphone.services.executive_calls.sip_messages import SipMessages
from softphone.services.state.calls import CallMessage, CallView
from softphone.services.state.state_store import StateStore

EARLY_S = 20.0
"""A note may overtake the call it came with."""
_OPEN = frozenset({CallState.RINGING, CallState.ACTIVE})


@dataclass(frozen=True, slots=True)
class _Early:
    message: LeaderMessage
    shown: CallMessage
    sender: str
    until_s: float


class LeaderMessages:
    """Attaches a leader's reply to a call for that leader, an assistant's note to the call that was pushed."""

    def __init__(
        self, clock: Clock, state: StateStore, calls: CallService, messages: SipMessages, context: SessionContext
    ) -> None:
        self._clock, self._state, self._calls = clock, state, calls
        self._messages, self._context = messages, context
        self._early: tuple[_Early, ...] = ()

    def receive(self, sender: str, message: LeaderMessage) -> None:
        shown = self._shown(sender, message)
        call = self._call_of(message, shown)
        if call is not None:
            self._calls.label(call.key, message=shown)
            self._acknowledge(sender, message)
            return
        if message.kind is MessageKind.NOTE:
            until_s = self._clock.now_s() + EARLY_S
            self._early = (*self._early[-7:], _Early(message, shown, sender, until_s))
        self._state.notify("message", f"{shown.sender}: {shown.text}")

    def early_note(self, call: Call) -> CallMessage | None:
        """The note that arrived before this call; its sender gets a receipt."""
        now_s = self._clock.now_s()
        self._early = tuple(early for early in self._early if early.until_s > now_s)
        tracking_id = call.invite.tracking_id if call.invite is not None else ""
        notes = [early for early in self._early if tracking_id and early.message.tracking_id == tracking_id]
        for early in notes:
            self._acknowledge(early.sender, early.message)
        return notes[-1].shown if notes else None

    def _acknowledge(self, sender: str, message: LeaderMessage) -> None:
        """Only to people of the groups and colleagues: a receipt tells that somebody sits here and has read it."""
        address = parse_name_addr(sender)
        if address is not None and (self._context.leader_of(sender) or self._is_colleague(address)):
            self._messages.acknowledge(address.uri, message, "")

    def _is_colleague(self, address: NameAddr) -> bool:
        own = self._state.value.own_group
        groups = (
            own.assistants if own is not None else (),
            *(group.colleagues for group in self._state.value.groups),
        )
        full = f"{address.user}@{address.host}".casefold()
        by_number = bool(self._context.colleague_numbers(address.user))
        return by_number or any(assistant.user_id.casefold() == full for group in groups for assistant in group)

    def _shown(self, sender: str, message: LeaderMessage) -> CallMessage:
        leader = self._context.ref(self._context.leader_of(sender))
        address = parse_name_addr(sender)
        name = plain(address.display or display(address.user, self._context.region), 80) if address else ""
        who = leader.name if leader is not None else name or "?"
        choice = message.choice if message.kind is MessageKind.REPLY and leader is not None else None
        return CallMessage(who, message.text, self._clock.now_s(), choice, leader)

    def _call_of(self, message: LeaderMessage, shown: CallMessage) -> CallView | None:
        """By the platform's id, by the caller, else the newest one it can be about."""
        possible = [c for c in self._state.value.calls if c.direction is Direction.INCOMING and c.state in _OPEN]
        if message.kind is not MessageKind.NOTE:
            possible = [c for c in possible if shown.leader is not None and c.leader == shown.leader]
        named = [c for c in possible if self._is_about(message, c)]
        chosen = named or ([] if message.tracking_id and message.kind is MessageKind.NOTE else possible)
        return chosen[-1] if chosen else None

    def _is_about(self, message: LeaderMessage, call: CallView) -> bool:
        known = self._calls.find(call.key)
        theirs = known.invite.tracking_id if known is not None and known.invite is not None else ""
        if theirs and message.tracking_id:
            return theirs == message.tracking_id
        number = call.number or call.headline
        return bool(message.caller) and same_number(number, message.caller, self._context.region)
