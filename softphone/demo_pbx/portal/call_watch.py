"""Changes to each user's half of each call since the last query: events of package Advanced Call."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from softphone.demo_pbx.portal.xsi_calls import Half

_TALKING = ("Active", "Remote Held")


class CallEvent(Enum):
    ORIGINATED = "CallOriginatedEvent"
    RECEIVED = "CallReceivedEvent"
    ANSWERED = "CallAnsweredEvent"
    HELD = "CallHeldEvent"
    RETRIEVED = "CallRetrievedEvent"
    UPDATED = "CallUpdatedEvent"
    RELEASED = "CallReleasedEvent"


@dataclass(frozen=True, slots=True)
class UserCallEvent:
    event: CallEvent
    half: Half


class CallWatch:
    """Compares one user's call halves with the previous ones."""

    def __init__(self) -> None:
        self._seen: dict[str, Half] = {}

    def changes(self, halves: list[Half]) -> list[UserCallEvent]:
        current = {str(call["id"]): (call, party) for call, party in halves}
        seen, self._seen = self._seen, current
        gone = [_released(half) for call_id, half in seen.items() if call_id not in current]
        news = [_steps(seen.get(call_id), half) for call_id, half in current.items()]
        return [*gone, *(happened for steps in news for happened in steps)]


def _released(half: Half) -> UserCallEvent:
    call, party = half
    return UserCallEvent(CallEvent.RELEASED, (call, {**party, "state": "Released"}))


def _steps(before: Half | None, half: Half) -> list[UserCallEvent]:
    """More than one where a look came late; the state in them is the one of now."""
    party = half[1]
    if before is None:
        first = CallEvent.ORIGINATED if party["originator"] else CallEvent.RECEIVED
        return [UserCallEvent(first, half), *_moved("Alerting", half)]
    moved = _moved(str(before[1]["state"]), half)
    if not moved and _facts(before[1]) != _facts(party):
        return [UserCallEvent(CallEvent.UPDATED, half)]
    return moved


def _moved(before: str, half: Half) -> list[UserCallEvent]:
    state = half[1]["state"]
    if before == state:
        return []
    steps = [CallEvent.ANSWERED] if before == "Alerting" else []
    if state == "Held":
        steps.append(CallEvent.HELD)
    elif before == "Held":
        steps.append(CallEvent.RETRIEVED)
    elif before in _TALKING:
        steps.append(CallEvent.UPDATED)
    return [UserCallEvent(step, half) for step in steps]


def _facts(party: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in party.items() if name not in ("state", "silent")}
