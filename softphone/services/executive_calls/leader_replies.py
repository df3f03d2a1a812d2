"""The leader's one-tap replies to the assistants while a call rings there, and whether they were read."""

from dataclasses import dataclass, replace

from softphone.domain.executive.leader_message import LeaderMessage, MessageKind, ReplyChoice, sentence
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import CallKey, CallState, Direction
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.session_context import SessionContext
from softphone.services.executive_calls.sip_messages import SipMessages, new_id
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView, Delivery, ReplyView
from softphone.services.state.groups import AssistantRef
from softphone.services.state.state_store import StateStore


@dataclass(slots=True)
class _Sending:
    """One reply to several assistants; `open_` are the answers still to come."""

    view: ReplyView
    message_id: str
    outcome: Outcome
    open_: int


class ReplyService:
    """Owns `AppState.replies`; a newer reply about a call takes the place of the last."""

    def __init__(self, state: StateStore, calls: CallService, messages: SipMessages, context: SessionContext) -> None:
        self._state, self._calls, self._messages, self._context = state, calls, messages, context
        self._sendings: dict[CallKey, _Sending] = {}

    def reply(self, key: CallKey, choice: ReplyChoice) -> Outcome:
        call = next((c for c in self._state.value.calls if c.key == key), None)
        if call is None or call.direction is not Direction.INCOMING or call.state is not CallState.RINGING:
            return settled(NoSuchCall(key) if call is None else NotPossibleNow(Obstacle.NOT_RINGING))
        to = [uri for a in asked_assistants(self._state.value) if (uri := self._context.message_uri(a.user_id))]
        if not to:
            return settled(NotPossibleNow(Obstacle.NO_ASSISTANTS))
        return self._send(call, choice, to)

    def on_receipt(self, message_id: str, reader: str) -> None:
        for sending in self._sendings.values():
            if sending.message_id == message_id and reader not in sending.view.read_by:
                read_by = (*sending.view.read_by, reader)
                sending.view = replace(sending.view, delivery=Delivery.READ, read_by=read_by, problem=None)
        self._publish()

    def refresh(self) -> None:
        """A reply goes with its call."""
        ringing = {c.key for c in self._state.value.calls if c.state is CallState.RINGING}
        for key in [key for key in self._sendings if key not in ringing]:
            del self._sendings[key]
        self._publish()

    def _send(self, call: CallView, choice: ReplyChoice, to: list[str]) -> Outcome:
        text = sentence(choice, self._state.value.language.value)
        invite = getattr(self._calls.find(call.key), "invite", None)
        tracking_id = invite.tracking_id if invite is not None else ""
        message = LeaderMessage(MessageKind.REPLY, text, new_id(), choice, call.number or call.headline, tracking_id)
        sending = _Sending(ReplyView(call.key, choice, Delivery.SENDING), message.id, pending(), len(to))
        self._sendings[call.key] = sending
        self._publish()
        for uri in to:
            self._messages.send(uri, message).add_done_callback(lambda done: self._on_sent(sending, done))
        if choice is ReplyChoice.VOICEMAIL and call.can_send_to_voicemail:
            self._calls.send_to_voicemail(call.key)
        return sending.outcome

    def _on_sent(self, sending: _Sending, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        sending.open_ -= 1
        if problem is None:
            self._advance(sending, Delivery.SENT, None)
            settle(sending.outcome)
        elif sending.open_ == 0 and sending.view.delivery is Delivery.SENDING:
            self._advance(sending, Delivery.FAILED, problem)
            settle(sending.outcome, problem)

    def _advance(self, sending: _Sending, delivery: Delivery, problem: Problem | None) -> None:
        if sending.view.delivery is not Delivery.READ:
            sending.view = replace(sending.view, delivery=delivery, problem=problem)
        self._publish()

    def _publish(self) -> None:
        self._state.update(replies=tuple(sending.view for sending in self._sendings.values()))


def asked_assistants(state: AppState) -> tuple[AssistantRef, ...]:
    """Those of the own group at whom it may ring: all but who is known to be logged out."""
    group = state.own_group
    return tuple(a for a in group.assistants if a.opted_in is not False) if group is not None else ()
