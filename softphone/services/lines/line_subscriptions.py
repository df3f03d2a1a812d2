"""SIP subscriptions: lines of leaders and colleagues, leaders' mailboxes, own features."""

from collections.abc import Mapping
from typing import TypeVar

from softphone.domain.contacts.contact import user_id_of
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.line_state import LineState, merged
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.platform_facts import LINES_ARE_WATCHED_ONE_BY_ONE
from softphone.domain.telephone.commands import Command, WatchFeatures, WatchLines, WatchMailboxes
from softphone.domain.telephone.events import EngineLost, Event, FeaturesChanged, LineChanged, MailboxChanged
from softphone.services.core.ports import Engine
from softphone.services.core.session_context import SessionContext
from softphone.services.core.signal import Signal
from softphone.services.state.app_state import AppState
from softphone.services.state.lines import LineView
from softphone.services.state.state_store import StateStore

T = TypeVar("T")


class LineSubscriptions:
    """Owns `AppState.lines` and `AppState.features`. The platform's call events go before what is watched here."""

    def __init__(self, engine: Engine, state: StateStore, context: SessionContext) -> None:
        self._engine, self._state, self._context = engine, state, context
        self._sent: dict[type[Command], tuple[str, ...]] = {}
        self._looked_at: tuple[object, ...] = ()
        self._events: Mapping[str, LineState] = {}
        self._watched: dict[str, LineState] = {}
        self._mailboxes: dict[str, MessageSummary] = {}
        self._people: Mapping[str, str] = {}
        self.lines_changed = Signal[Mapping[str, LineState]]()
        self.filter_differs = Signal[()]()
        self.mailboxes_changed = Signal[Mapping[str, MessageSummary]]()
        state.observable.subscribe(self._look)

    def follow(self) -> None:
        """Subscribes anew after a sign-in or sign-out, or a change of the people."""
        leaders = self._leaders()
        people = (*leaders, *self._colleagues(), *self._favourites()) if self._is_signed_in else ()
        own = self._own_uri() if self._is_signed_in else ""
        watched = [uri for person in people if (uri := self._uri(person)) and uri != own]
        self._people = {person.casefold(): person for person in people}
        self._send(WatchLines, self._line_list() or tuple(dict.fromkeys(watched)))
        self._send(WatchMailboxes, tuple(uri for leader in leaders if (uri := self._uri(leader)) and uri != own))
        self._send(WatchFeatures, (own,) if own else ())
        if not self._is_signed_in:
            self._forget()

    def use_event_states(self, states: Mapping[str, LineState]) -> None:
        """States from the platform's call events; a missing user is unknown to them."""
        self._events = states
        self._publish()

    def on_event(self, event: Event) -> None:
        match event:
            case LineChanged(uri, state):
                person = _person(uri)
                _put(self._watched, self._people.get(person.casefold(), person), state)
                self._publish()
            case MailboxChanged(uri, summary):
                _put(self._mailboxes, _person(uri), summary)
                self.mailboxes_changed.emit(self._mailboxes)
            case FeaturesChanged(features):
                self._state.update(features=features)
                self._compare_filter(features)
            case EngineLost():
                self._forget()
            case _:
                pass

    def _compare_filter(self, features: FeatureState | None) -> None:
        """The server's word is a hint only: what is in force changes at sign-in, and the portal says what it is."""
        group = self._state.value.own_group
        in_force = group.settings.filtering if group is not None else None
        told = features.filtering if features is not None else None
        if told is not None and in_force is not None and in_force.enabled is not told:
            self.filter_differs.emit()

    @property
    def _is_signed_in(self) -> bool:
        return self._context.account() is not None

    def _look(self, state: AppState) -> None:
        """Whoever is listed anywhere may be new; everything else is not our business."""
        seen = (state.groups, state.own_group, state.sign_in.phase, state.contacts.favourites)
        if any(now is not before for now, before in zip(seen, self._looked_at or (None,) * len(seen), strict=True)):
            self._looked_at = seen
            self.follow()

    def _leaders(self) -> tuple[str, ...]:
        return tuple(leader.user_id for leader in self._context.leaders()) if self._is_signed_in else ()

    def _colleagues(self) -> tuple[str, ...]:
        """Those of the own group, and those who assist the same leaders as far as the portal names them."""
        state = self._state.value
        groups = [group.colleagues for group in state.groups]
        own = state.own_group.assistants if state.own_group is not None else ()
        return tuple(colleague.user_id for each in (own, *groups) for colleague in each)

    def _favourites(self) -> tuple[str, ...]:
        """Those that the portal's own directories have; of others nobody knows a line here."""
        people = (user_id_of(contact) for contact in self._state.value.contacts.favourites)
        return tuple(person for person in people if person)

    def _uri(self, person: str) -> str | None:
        return self._context.message_uri(person) if LINES_ARE_WATCHED_ONE_BY_ONE else None

    def _line_list(self) -> tuple[str, ...]:
        """A platform that has one list for all may know nothing of single lines."""
        account = self._context.account()
        return (account.line_list,) if account is not None and account.line_list else ()

    def _own_uri(self) -> str:
        account = self._context.account()
        has_line = account is not None and account.sip.user and account.sip.domain
        return f"sip:{account.sip.user}@{account.sip.domain}" if account is not None and has_line else ""

    def _send(self, kind: type[WatchLines | WatchMailboxes | WatchFeatures], uris: tuple[str, ...]) -> None:
        if self._sent.get(kind, ()) != uris:
            self._sent[kind] = uris
            self._engine.send(kind(uris))

    def _forget(self) -> None:
        if self._watched or self._mailboxes or self._state.value.features is not None:
            self._watched, self._mailboxes = {}, {}
            self._state.update(features=None)
            self.mailboxes_changed.emit(self._mailboxes)
            self._publish()

    def _publish(self) -> None:
        lines = merged(self._events, self._watched)
        views = tuple(LineView(user, state, source) for user, (state, source) in sorted(lines.items()))
        if views != self._state.value.lines:
            self._state.update(lines=views)
            self.lines_changed.emit({view.user_id: view.state for view in views})


def _person(uri: str) -> str:
    return uri.removeprefix("sip:")


def _put(known: dict[str, T], key: str, value: T | None) -> None:
    if value is None:
        known.pop(key, None)
    else:
        known[key] = value
