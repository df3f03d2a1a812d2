"""What people's lines do, from call events or a subscription; unknown until the platform has told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.lines.portal_calls import ANSWERED, PortalCall, PortalCallState


class LineState(Enum):
    FREE = "free"
    RINGING = "ringing"
    IN_CALL = "in-call"


class LineSource(Enum):
    """EVENTS: the platform's call events; SUBSCRIPTION: the line was watched over SIP."""

    EVENTS = "events"
    SUBSCRIPTION = "subscription"


class LineEventKind(Enum):
    """SNAPSHOT replaces all calls of the user, CHANGED one of them, RELEASED takes one away."""

    SNAPSHOT = "snapshot"
    CHANGED = "changed"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class LineEvent:
    """One event of the package Advanced Call about `user_id`."""

    user_id: str
    kind: LineEventKind
    calls: tuple[PortalCall, ...] = ()


Lines = Mapping[str, Mapping[str, PortalCall]]
"""Calls by id, by user; a user without an entry is unknown."""


def heard(lines: Lines, event: LineEvent) -> Lines:
    """A change before the first snapshot is kept out: it would make a busy line look free afterwards."""
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
    """An event that leaves something out does not unsay it."""
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
    """One state for each user: the platform's events where they speak of them, else the subscription's word."""
    watched = {user: (state, LineSource.SUBSCRIPTION) for user, state in subscriptions.items()}
    return {**watched, **{user: (state, LineSource.EVENTS) for user, state in events.items()}}
