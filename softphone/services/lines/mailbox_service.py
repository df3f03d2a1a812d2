"""Mailboxes: waiting messages of the own one, and calls to it or to a leader's."""

from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle
from softphone.domain.telephone.events import Event, MessageWaiting
from softphone.services.calls.annotations import NO_ANNOTATION, CallAnnotation
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.session_context import SessionContext
from softphone.services.state.state_store import StateStore

_DIALLED = ("sip:", "sips:")


class MailboxService:
    """Owns `AppState.mailbox`."""

    def __init__(self, state: StateStore, calls: CallService, context: SessionContext) -> None:
        self._state, self._calls, self._context = state, calls, context

    def on_event(self, event: Event) -> None:
        if isinstance(event, MessageWaiting):
            counts = (event.new, event.old, event.urgent_new, event.urgent_old)
            self._state.update(mailbox=MessageSummary(*counts, event.account))

    def end(self) -> None:
        """Clears the message summary: the next user has another mailbox."""
        self._state.update(mailbox=None)

    def call(self, leader_id: str | None = None) -> Outcome:
        """The own mailbox, or a leader's where the platform tells us of it; settles when it is answered."""
        label = NO_ANNOTATION
        if leader_id is not None:
            leader = self._context.ref(leader_id)
            if leader is None:
                return settled(NoSuchGroup(leader_id))
            label = CallAnnotation(leader_id=leader_id)
        target = self._target(leader_id)
        if not target:
            return settled(NotPossibleNow(Obstacle.NO_VOICEMAIL))
        return self._calls.place(target, label, until_answered=True)[1]

    def _target(self, leader_id: str | None) -> str:
        """The address in the message summary (RFC 3842), else the platform's feature code."""
        if leader_id is not None:
            group = next((g for g in self._state.value.groups if g.leader.user_id == leader_id), None)
            return self._account_of(group.mailbox if group is not None else None)
        return self._account_of(self._state.value.mailbox) or self._context.feature_codes.mailbox or ""

    def _account_of(self, summary: MessageSummary | None) -> str:
        """The mailbox's address, empty where it lies outside the account's own domain."""
        account = summary.account if summary is not None else ""
        address = parse_name_addr(account)
        host = address.host if address is not None else ""
        own = self._context.domain.lower()
        inside = host == own or host.endswith(f".{own}")
        return account if account.lower().startswith(_DIALLED) and own and inside else ""
