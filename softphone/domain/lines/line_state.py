"""States of people's lines, from call events or a subscription."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.lines.portal_calls import ANSWERED, PortalCall, PortalCallState


class LineState(Enum):
    FREE = "free"
    RINGING = "ringing"
    IN_CALL = "in-call"


class LineSource(Enum):
    """EVENTS: the platform's call events; SUBSCRIPTION: the line is watched over SIP."""

    EVENTS = "events"
    SUBSCRIPTION = "subscription"


class LineEventKind(Enum):
    """SNAPSHOT replaces all calls of the user, CHANGED one of them, RELEASED removes one."""

    SNAPSHOT = "snapshot"
    CHANGED = "changed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class LineEvent:
    """An event of the package Advanced Call about `user_id`."""

    user_id: str
    kind: LineEventKind
    calls: tuple[PortalCall, ...] = ()


Lines = Mapping[str, Mapping[str, PortalCall]]
"""Calls by id, by user; a user without an entry is unknown."""


def with_event(lines: Lines, event: LineEvent) -> Lines:
    """Applies an event. Changes before the first snapshot are ignored: a busy line would look free afterwards."""
    named = {call.call_id: call for call in event.calls}
    if event.kind is LineEventKind.SNAPSHOT:
        return {**lines, event.user_id: named}
    known = lines.get(event.user_id)
    if known is None:
        return lines
    if event.kind is LineEventKind.RELEASED:
        return {**lines, event.user_id: {key: call for key, call in known.items() if key not in named}}
    return {**lines, event.user_id: {**known, **{key: _joined(known.get(key), c) for key, c in named.items()}}}


def _joined(known: PortalCall | None, now: PortalCall) -> PortalCall:
    """Keeps known values that the event leaves out."""
    if known is None:
        return now
    return replace(now, state=now.state or known.state, tracking_id=now.tracking_id or known.tracking_id)


def state_of(lines: Lines, user_id: str) -> LineState | None:
    calls = lines.get(user_id)
    if calls is None:
        return None
    states = {call.state for call in calls.values() if call.state is not PortalCallState.RELEASED}
    if states & ANSWERED:
        return LineState.IN_CALL
    return LineState.RINGING if states else LineState.FREE


def merged(
    events: Mapping[str, LineState], subscriptions: Mapping[str, LineState]
) -> Mapping[str, tuple[LineState, LineSource]]:
    """One state per user, from the platform's events where present, else from the subscription."""
    watched = {user: (state, LineSource.SUBSCRIPTION) for user, state in subscriptions.items()}
    return {**watched, **{user: (state, LineSource.EVENTS) for user, state in events.items()}}
