"""Lines, mailboxes and features of the platform, joined for the App: fulfils LineActions."""

from collections.abc import Mapping

from softphone.domain.lines.line_state import LineState
from softphone.domain.telephone.events import Event
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome
from softphone.services.core.ports import Engine
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import LeaderService
from softphone.services.lines.line_subscriptions import WatchService
from softphone.services.lines.mailbox_service import MailboxService
from softphone.services.session.session_context import PbxContext
from softphone.services.state.state_store import StateHolder


class Lines:
    """`watch` decides between what is told and what is watched; the leaders' and assistants' rows hear of it."""

    def __init__(
        self,
        engine: Engine,
        state: StateHolder,
        calls: CallService,
        assistant: AssistantService,
        leader: LeaderService,
        context: PbxContext,
    ) -> None:
        self._assistant, self._leader = assistant, leader
        self.watch = WatchService(engine, state, context)
        self.mailbox = MailboxService(state, calls, context)
        self.watch.on_lines = self._on_lines
        self.watch.on_mailboxes = assistant.show_mailboxes

    def call_mailbox(self, leader_id: str | None = None) -> Outcome:
        return self.mailbox.call(leader_id)

    def handle(self, event: Event) -> None:
        self.watch.handle(event)
        self.mailbox.handle(event)

    def end(self) -> None:
        self.mailbox.end()

    def _on_lines(self, states: Mapping[str, LineState]) -> None:
        self._assistant.show_lines(states)
        self._leader.show_lines(states)
