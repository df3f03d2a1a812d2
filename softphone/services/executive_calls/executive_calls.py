"""Calls of leaders: call push, calls on behalf, messages, feature codes and line events, connected."""

import random
from collections.abc import Callable
from typing import Any

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind
from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.plain_text import plain
from softphone.domain.telephone.call import Call, CallState
from softphone.domain.telephone.events import Event
from softphone.services.calls.arrival_policies import Decision
from softphone.services.calls.call_service import CallService
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.executive_calls.call_push_service import CallPushService
from softphone.services.executive_calls.feature_code_service import FeatureCodeService
from softphone.services.executive_calls.leader_messages import LeaderMessages
from softphone.services.executive_calls.leader_replies import ReplyService
from softphone.services.executive_calls.on_behalf_service import OnBehalfService
from softphone.services.executive_calls.sip_messages import SipMessages
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.leader_details import LeaderDetailsService
from softphone.services.lines.line_events import LineEventService
from softphone.services.state.state_store import StateStore
from softphone.services.transfer.transfer_service import TransferService


class ExecutiveCalls:
    """Joins the services for calls of leaders."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        calls: CallService,
        transfers: TransferService,
        assistant: AssistantService,
        context: SessionContext,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._state, self._calls, self._assistant, self._context = state, calls, assistant, context
        self._messages = SipMessages(engine, clock, spawn)
        self.feature_codes = FeatureCodeService(spawn, state, calls, context)
        self._facts = LeaderDetailsService(spawn)
        self.line_events = LineEventService(clock, spawn, jitter)
        self.call_push = CallPushService(engine, clock, spawn, state, calls, transfers, self._messages, context)
        self.on_behalf = OnBehalfService(clock, spawn, state, calls, context)
        self.replies = ReplyService(state, calls, self._messages, context)
        self._leader_messages = LeaderMessages(clock, state, calls, self._messages, context)
        self._messages.received.connect(self._on_message)
        self._facts.changed.connect(assistant.show_facts)
        self.line_events.call_changed.connect(self._on_line)

    def on_event(self, event: Event) -> None:
        self._messages.on_event(event)
        self.call_push.on_event(event)
        self.on_behalf.on_event(event)
        self.replies.refresh()

    def follow(self) -> None:
        """Reads anew after a sign-in or a change of the leaders."""
        account, portal = self._context.account(), self._context.portal()
        leaders = tuple(identity.user_id for identity in self._context.leaders())
        settings = ((group.leader.user_id, group.settings) for group in self._state.value.groups)
        self._facts.follow(portal, self._assistant.reads, settings)
        if portal is not None and account is not None:
            self.feature_codes.follow(portal, account.feature_codes)
            self.line_events.follow(portal if leaders else None, account.user_id, leaders)

    def end(self) -> None:
        """Ends with the portal session."""
        self.feature_codes.follow(None, None)
        self._facts.follow(None, 0, ())
        self.line_events.follow(None, "", ())
        self.call_push.drop_all()
        self.on_behalf.end()

    def annotate(self, call: Call, caller: CallerIdView) -> Decision | None:
        """Adds to a call that it came back from a leader, what the platform says of it, and a colleague's note."""
        self._facts.look_again(caller.leader_id or "")
        known: dict[str, Any] = {}
        push = self.call_push.recall_of(call, caller)
        if push is not None:
            known |= {"recalled_from": push.leader_id, "leader_id": push.leader_id, "continues": push.key}
        for told in self.line_events.calls_of(self._own_id()):
            known |= self._platform_facts(call, told)
        note = self._leader_messages.early_note(call)
        if note is not None:
            known["message"] = note
        return Decision(annotations=known)

    def _on_line(self, user_id: str, told: PortalCall | None) -> None:
        self.call_push.on_line(user_id, told, self.line_events.calls_of(user_id))
        if told is None or user_id != self._own_id():
            return
        for view in self._state.value.calls:
            call = self._calls.find(view.key) if view.state is CallState.RINGING else None
            if call is not None:
                self._calls.label(call.key, **self._platform_facts(call, told))

    def _platform_facts(self, call: Call, told: PortalCall) -> dict[str, str]:
        """Whose call it is in the platform's own words; empty unless they are about this very call."""
        tracking_id = call.invite.tracking_id if call.invite is not None else ""
        leader = self._context.ref(told.leader_id)
        if not tracking_id or told.tracking_id != tracking_id or leader is None:
            return {}
        recalled = {"recalled_from": leader.user_id} if told.recalled else {}
        return {"leader_id": leader.user_id, **recalled}

    def _on_message(self, sender: str, message: LeaderMessage) -> None:
        if message.kind is MessageKind.READ:
            address = parse_name_addr(sender)
            self.call_push.on_receipt(message.id)
            self.replies.on_receipt(message.id, plain(address.display or address.user, 80) if address else "?")
        else:
            self._leader_messages.receive(sender, message)

    def _own_id(self) -> str:
        account = self._context.account()
        return account.user_id if account is not None else ""
