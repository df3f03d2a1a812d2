"""Readers for calls, feature codes and call events: elements by namespace, never by prefix."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from lxml import etree

from softphone.domain import platform_facts as facts
from softphone.domain.lines.line_state import LineEvent, LineEventKind
from softphone.domain.lines.portal_calls import Personality, PortalCall, PortalCallState
from softphone.portal.xsi.bindings import XSI
from softphone.safe_xml import DocumentUnusable, parse

E = TypeVar("E", bound=Enum)

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LONGEST_TEXT = 300
_CHANGES = frozenset(
    {
        "CallOriginatedEvent",
        "CallReceivedEvent",
        "CallAnsweredEvent",
        "CallHeldEvent",
        "CallRetrievedEvent",
        "CallUpdatedEvent",
        "CallTransferredEvent",
    }
)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """`line` is None for an event without call data; `ended` means that the channel is closed."""

    event_id: str
    line: LineEvent | None = None
    ended: bool = False


def read_call_ids(body: bytes) -> tuple[str, ...]:
    ids = (_text(call, "callId") for call in _root(body, "Calls").iterfind(_q("call")))
    return tuple(call_id for call_id in ids if call_id)


def read_call(body: bytes) -> PortalCall:
    return _call(_root(body, "Call"))


def read_started(body: bytes) -> str:
    """The externalTrackingId of a requested call; empty where the answer has none."""
    return _text(_root(body, "CallStartInfo"), "externalTrackingId")


def read_feature_codes(body: bytes) -> dict[str, str]:
    """Name to code, the first of each name."""
    found: dict[str, str] = {}
    for entry in _root(body, "FAC").iterfind(_q("featureAccessCode")):
        found.setdefault(_text(entry, "codeName"), _text(entry, "code"))
    return found


def read_channel_id(body: bytes) -> str:
    channel_id = _text(_root(body, "Channel"), "channelId")
    if not channel_id:
        raise DocumentUnusable("channelId is missing")
    return channel_id


def read_event(body: bytes) -> ReadEvent | None:
    """None for a document that is no event (heartbeats)."""
    root = parse(body, keep_comments=False)
    if root.tag != _q("Event"):
        return None
    kind, event_id = _type_of(root), _text(root, "eventID")
    if kind == "ChannelTerminatedEvent":
        return ReadEvent(event_id, ended=True)
    data = root.find(_q("eventData"))
    user_id = _text(root, "targetId") or _text(root, "userId")
    if data is None or not user_id:
        return ReadEvent(event_id)
    return ReadEvent(event_id, _line_event(user_id, data))


def _line_event(user_id: str, data: etree._Element) -> LineEvent | None:
    kind = _type_of(data)
    calls = tuple(_call(element) for element in data.iter(_q("call")))
    if kind == "CallSubscriptionEvent":
        return LineEvent(user_id, LineEventKind.SNAPSHOT, calls)
    if kind == "CallReleasedEvent":
        return LineEvent(user_id, LineEventKind.RELEASED, calls)
    return LineEvent(user_id, LineEventKind.CHANGED, calls) if kind in _CHANGES else None


def _call(element: etree._Element) -> PortalCall:
    call_id = _text(element, "callId")
    if not call_id:
        raise DocumentUnusable("callId is missing")
    party = element.find(_q("remoteParty"))
    return PortalCall(
        call_id=call_id,
        personality=_known(Personality, _text(element, "personality")),
        state=_known(PortalCallState, _text(element, "state")),
        tracking_id=_text(element, "extTrackingId"),
        name=_text(party, "name"),
        number=_text(party, "address").removeprefix("tel:"),
        leader_id=_text(element, "executiveUserId") or None,
        recalled=_text(element, "recallType") == facts.XSI_RECALL_TYPE,
        started_at_s=_seconds(_text(element, "startTime")),
    )


def _root(body: bytes, name: str) -> etree._Element:
    root = parse(body, keep_comments=False)
    if root.tag != _q(name):
        raise DocumentUnusable(f"root element {etree.QName(root).localname[:60]} instead of {name}")
    return root


def _type_of(element: etree._Element) -> str:
    """The local name of xsi:type, if its prefix maps to the platform's schema (or to nothing)."""
    prefix, colon, name = element.get(_TYPE, "").strip().rpartition(":")
    namespace = element.nsmap.get(prefix if colon else None)
    return name if namespace in (XSI, None) else ""


def _text(element: etree._Element | None, name: str) -> str:
    found = element.find(_q(name)) if element is not None else None
    return (found.text or "").strip()[:_LONGEST_TEXT] if found is not None else ""


def _known(kind: type[E], word: str) -> E | None:
    return next((member for member in kind if member.value == word), None)


def _seconds(milliseconds: str) -> float | None:
    return int(milliseconds) / 1000 if milliseconds.isascii() and milliseconds.isdigit() else None


def _q(name: str) -> str:
    return f"{{{XSI}}}{name}"
