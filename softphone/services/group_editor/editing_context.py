"""Where edits of a leader's settings begin and end: whose, in which portal, and what comes into force here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from softphone.domain.contacts.initials import initials
from softphone.domain.executive.draft import Draft, EditedDocument
from softphone.domain.executive.settings import GroupSettings
from softphone.services.core.ports import Portal
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import OwnGroupService
from softphone.services.session.portal_session import PortalSession
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore

Documents = frozenset[EditedDocument]
_FILTER = frozenset({EditedDocument.FILTERING, EditedDocument.CRITERION})


@dataclass(frozen=True, slots=True)
class Leader:
    """Whose settings are edited; `own`: the signed-in leader's."""

    ref: LeaderRef
    own: bool


@dataclass(frozen=True, slots=True)
class EditingContext:
    """`take_over` puts what the portal has confirmed of these documents into force."""

    portal: Portal
    host: str
    region: str
    leader: Leader
    take_over: Callable[[Draft, Documents], None]


class Editing:
    """Gives the context for one leader of the signed-in user; None where there is no such leader or no portal."""

    def __init__(
        self, portal: PortalSession, assistant: AssistantService, leader: OwnGroupService, state: StateStore
    ) -> None:
        self._portal, self._assistant, self._leader, self._state = portal, assistant, leader, state

    def __call__(self, leader_id: str) -> EditingContext | None:
        leader = self._known(leader_id)
        if leader is None or self._portal.in_use is None:
            return None
        portal, account = self._portal.in_use
        host = urlsplit(account.portal_url).hostname or ""
        return EditingContext(
            portal, host, account.region, leader, lambda now, which: self._take_over(leader, now, which)
        )

    def _known(self, leader_id: str) -> Leader | None:
        person = self._state.value.sign_in
        if self._state.value.own_group is not None and person.user_id == leader_id:
            name = person.user_name or leader_id
            ref = self._assistant.ref(leader_id) or LeaderRef(leader_id, name, initials(name), 0)
            return Leader(replace(ref, number=ref.number or person.own_number), own=True)
        known = self._assistant.ref(leader_id)
        return Leader(known, own=False) if known is not None else None

    def _take_over(self, leader: Leader, now: Draft, which: Documents) -> None:
        self._assistant.take_over_settings(leader.ref.user_id, lambda old: in_force(old, now.settings, which))
        if leader.own:
            assistants = now.assistants if EditedDocument.ASSISTANTS in which else None
            self._leader.take_over_settings(lambda old: in_force(old, now.settings, which), assistants)


def in_force(old: GroupSettings, now: GroupSettings, which: Documents) -> GroupSettings:
    """What was not written stays as it was in force, whatever the portal has."""
    if which & _FILTER:
        old = replace(old, filtering=now.filtering, criteria=now.criteria)
    return replace(
        old,
        screening=now.screening if EditedDocument.SCREENING in which else old.screening,
        alerting=now.alerting if EditedDocument.ALERTING in which else old.alerting,
    )
