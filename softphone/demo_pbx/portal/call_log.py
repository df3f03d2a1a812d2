"""Call log: placed, received and missed calls of each user, collected from the SIP side's events."""

import datetime
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from softphone.demo_pbx.model.platform import Platform, User

_KEPT = 50


class CallKind(Enum):
    PLACED = "placed"
    RECEIVED = "received"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class LoggedCall:
    call_id: str
    name: str
    number: str
    at: datetime.datetime


@dataclass(slots=True)
class _Running:
    name: str
    number: str
    dialled: str
    at: datetime.datetime
    rung: list[str] = field(default_factory=list)
    answered_by: str = ""


class CallLog:
    """Lists a call once it has ended; an answered call counts as missed for no user."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._running: dict[str, _Running] = {}
        self._ended: dict[tuple[str, CallKind], deque[LoggedCall]] = defaultdict(lambda: deque(maxlen=_KEPT))

    def of(self, user: User, kind: CallKind) -> list[LoggedCall]:
        """The latest first."""
        return list(self._ended[user.name, kind])

    def on_event(self, event: Mapping[str, Any]) -> None:
        call_id = str(event.get("call", ""))
        call = self._running.get(call_id)
        match event.get("event"):
            case "call-started":
                self._running[call_id] = self._begin(event)
            case "ringing" if call is not None:
                call.rung.append(str(event.get("target", "")))
            case "answered" if call is not None:
                call.answered_by = call.answered_by or str(event.get("by", ""))
            case "ended" if call is not None:
                del self._running[call_id]
                self._enter(call_id, call)

    def _begin(self, event: Mapping[str, Any]) -> _Running:
        now = datetime.datetime.now(datetime.UTC)
        return _Running(
            str(event.get("caller", "")), str(event.get("number", "")), str(event.get("dialled", "")), now
        )

    def _enter(self, call_id: str, call: _Running) -> None:
        caller = self._platform.find(call.number) if call.number else None
        if caller is not None:
            self._add(caller.name, CallKind.PLACED, self._to(call_id, call))
        kind = CallKind.RECEIVED if call.answered_by else CallKind.MISSED
        for name in [call.answered_by] if call.answered_by else dict.fromkeys(call.rung):
            self._add(name, kind, LoggedCall(call_id, call.name, call.number, call.at))

    def _to(self, call_id: str, call: _Running) -> LoggedCall:
        callee = self._platform.find(call.dialled)
        name, number = (callee.display, callee.number) if callee else ("", call.dialled)
        return LoggedCall(call_id, name, number, call.at)

    def _add(self, name: str, kind: CallKind, entry: LoggedCall) -> None:
        self._ended[name, kind].appendleft(entry)
