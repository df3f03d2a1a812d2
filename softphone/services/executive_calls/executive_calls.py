"""Hand-over, calls on behalf, replies and line states, joined."""

import random
from collections.abc import Callable

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind
from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.plain_text import plain
from softphone.domain.telephone.call import Call, CallState
from softphone.domain.telephone.events import Event
from softphone.services.calls.annotations import Arriving
from softphone.services.calls.call_service import CallService
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.executive_calls.call_push_service import PushService
from softphone.services.executive_calls.feature_code_service import FeatureCodeService
from softphone.services.executive_calls.leader_messages import InboxService
from softphone.services.executive_calls.leader_replies import ReplyService
from softphone.services.executive_calls.on_behalf_service import BehalfService
from softphone.services.executive_calls.sip_messages import MessageDesk
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.leader_details import LeaderFactsService
from softphone.services.lines.line_events import LineService
from softphone.services.state.state_store import StateHolder
from softphone.services.transfer.transfer_service import TransferService


class HandoverService:
    """Hears every event after the calls did, and is asked about every incoming call before it rings."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateHolder,
        calls: CallService,
        transfers: TransferService,
        assistant: AssistantService,
        context: SessionContext,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._state, self._calls, self._assistant, self._context = state, calls, assistant, context
        self._messages = MessageDesk(engine, clock, spawn)
        self.feature_codes = FeatureCodeService(spawn, state, calls, context)
        self._facts = LeaderFactsService(spawn)
        self.line_events = LineService(clock, spawn, jitter)
        self.call_push = PushService(engine, clock, spawn, state, calls, transfers, self._messages, context)
        self.on_behalf = BehalfService(clock, spawn, state, calls, context)
        self.replies = ReplyService(state, calls, self._messages, context)
        self._inbox = InboxService(clock, state, calls, self._messages, context)
        self._messages.received.connect(self._on_message)
        self._facts.changed.connect(assistant.show_facts)
        self.line_events.call_changed.connect(self._on_line)
        calls.on_arrival = self._on_arrival

    def handle(self, event: Event) -> None:
        self._messages.handle(event)
        self.call_push.handle(event)
        self.on_behalf.handle(event)
        self.replies.refresh()

    def follow(self) -> None:
        """Somebody signed in or out, or the leaders have changed."""
        account, portal = self._context.account(), self._context.portal()
        leaders = tuple(identity.user_id for identity in self._context.leaders())
        settings = ((group.leader.user_id, group.settings) for group in self._state.value.groups)
        self._facts.follow(portal, self._assistant.reads, settings)
        if portal is not None and account is not None:
            self.feature_codes.follow(portal, account.feature_codes)
            self.line_events.follow(portal if leaders else None, account.user_id, leaders)

    def end(self) -> None:
        """The portal is left."""
        self.feature_codes.follow(None, None)
        self._facts.follow(None, 0, ())
        self.line_events.follow(None, "", ())
        self.call_push.forget_all()
        self.on_behalf.forget()

    def _on_arrival(self, call: Call, caller: CallerIdView) -> Arriving:
        arriving = self.on_behalf.arrived(call, caller)
        if arriving is Arriving.RING:
            self._label_arrival(call, caller)
            self._facts.look_again(caller.leader_id or "")
        return arriving

    def _label_arrival(self, call: Call, caller: CallerIdView) -> None:
        came_back_from = self.call_push.arrived(call, caller)
        if came_back_from is not None:
            self._calls.label(call.key, recalled_from=came_back_from, leader_id=came_back_from)
        for told in self.line_events.calls_of(self._own_id()):
            self._label_as_told(call, told)
        self._inbox.arrived(call)

    def _on_line(self, user_id: str, told: PortalCall | None) -> None:
        self.call_push.on_line(user_id, told, self.line_events.calls_of(user_id))
        if told is None or user_id != self._own_id():
            return
        for view in self._state.value.calls:
            call = self._calls.find(view.key) if view.state is CallState.RINGING else None
            if call is not None:
                self._label_as_told(call, told)

    def _label_as_told(self, call: Call, told: PortalCall) -> None:
        """The platform's own word for whose call it is; only about the very same call."""
        tracking_id = call.invite.tracking_id if call.invite is not None else ""
        if not tracking_id or told.tracking_id != tracking_id or self._context.ref(told.leader_id) is None:
            return
        recalled = {"recalled_from": told.leader_id} if told.recalled else {}
        self._calls.label(call.key, leader_id=told.leader_id, **recalled)

    def _on_message(self, sender: str, message: LeaderMessage) -> None:
        if message.kind is MessageKind.READ:
            address = parse_name_addr(sender)
            self.call_push.on_receipt(message.id)
            self.replies.on_receipt(message.id, plain(address.display or address.user, 80) if address else "?")
        else:
            self._inbox.take(sender, message)

    def _own_id(self) -> str:
        account = self._context.account()
        return account.user_id if account is not None else ""
