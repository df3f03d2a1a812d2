"""The event packages: accepted content types, and the event that each NOTIFY becomes."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from softphone.domain.lines.dialog_info import WatchedLine, line_state, line_update
from softphone.domain.lines.feature_state import FeatureState, joined
from softphone.domain.lines.line_list import WatchedList, list_states, list_update
from softphone.domain.lines.message_summary import read_summary
from softphone.domain.telephone.events import Event, FeaturesChanged, LineChanged, MailboxChanged
from softphone.safe_xml import DocumentUnusable
from softphone.telephony.engine.subscriptions.bodies.dialog_info import read_dialog_info
from softphone.telephony.engine.subscriptions.bodies.feature_event import read_features
from softphone.telephony.engine.subscriptions.bodies.line_list import read_line_list
from softphone.telephony.engine.subscriptions.bodies.multipart import is_multipart

EXPIRES_S = 600


class Package(Enum):
    LINES = "dialog"
    MAILBOXES = "message-summary"
    FEATURES = "as-feature-event"


ACCEPTED = {
    Package.LINES: "application/dialog-info+xml, application/rlmi+xml, multipart/related",
    Package.MAILBOXES: "application/simple-message-summary",
    Package.FEATURES: "application/x-as-feature-event+xml, multipart/mixed",
}


@dataclass(frozen=True, slots=True)
class Watched:
    """The resource of one subscription."""

    package: Package
    uri: str


@dataclass(frozen=True, slots=True)
class NotifyContent:
    """`has_gap`: the full state must be requested from the server."""

    events: tuple[Event, ...]
    has_gap: bool = False


class BodyReader(Protocol):
    """One per subscription dialog. An empty body means that the state is unknown, not that it is idle."""

    def read(self, content_type: str, body: bytes) -> NotifyContent:
        """Raises DocumentUnusable."""


def reader_of(watched: Watched) -> BodyReader:
    match watched.package:
        case Package.LINES:
            return _LineReader(watched.uri)
        case Package.MAILBOXES:
            return _MailboxReader(watched.uri)
        case Package.FEATURES:
            return _FeatureReader()


def unknown(watched: Watched) -> Event:
    """The event for an unknown state."""
    match watched.package:
        case Package.LINES:
            return LineChanged(watched.uri, None)
        case Package.MAILBOXES:
            return MailboxChanged(watched.uri, None)
        case Package.FEATURES:
            return FeaturesChanged(None)


def uri_of_event(event: Event) -> str:
    """The watched URI of an event, empty for our own features."""
    return event.uri if isinstance(event, LineChanged | MailboxChanged) else ""


@dataclass(slots=True)
class _LineReader:
    """One line, or a list of lines; the content type of each NOTIFY decides (RFC 4662)."""

    uri: str
    line: WatchedLine = field(default_factory=WatchedLine)
    list: WatchedList = field(default_factory=WatchedList)

    def read(self, content_type: str, body: bytes) -> NotifyContent:
        if not body.strip():
            self.line, before, self.list = WatchedLine(), self.list, WatchedList()
            return NotifyContent((LineChanged(self.uri, None), *_gone(before, self.list)))
        if is_multipart(content_type):
            return self._read_list(content_type, body)
        _expect(content_type, "application/dialog-info+xml")
        update = line_update(self.line, read_dialog_info(body))
        self.line = update.line
        return NotifyContent((LineChanged(self.uri, line_state(self.line)),), update.has_gap)

    def _read_list(self, content_type: str, body: bytes) -> NotifyContent:
        update, before = list_update(self.list, read_line_list(content_type, body)), self.list
        self.list = update.list
        changed = (LineChanged(uri, state) for uri, state in list_states(self.list).items())
        return NotifyContent((*_gone(before, self.list), *changed), update.has_gap)


def _gone(before: WatchedList, now: WatchedList) -> tuple[Event, ...]:
    named = list_states(now)
    return tuple(LineChanged(uri, None) for uri in list_states(before) if uri not in named)


@dataclass(frozen=True, slots=True)
class _MailboxReader:
    uri: str

    def read(self, content_type: str, body: bytes) -> NotifyContent:
        if not body.strip():
            return NotifyContent((MailboxChanged(self.uri, None),))
        _expect(content_type, "application/simple-message-summary")
        summary = read_summary(body.decode("utf-8", "replace"))
        if summary is None:
            raise DocumentUnusable("says nothing uri_of_event messages")
        return NotifyContent((MailboxChanged(self.uri, summary),))


@dataclass(slots=True)
class _FeatureReader:
    known: FeatureState | None = None

    def read(self, content_type: str, body: bytes) -> NotifyContent:
        if body.strip():
            self.known = joined(self.known or FeatureState(), read_features(content_type, body))
        return NotifyContent((FeaturesChanged(self.known),))


def _expect(content_type: str, wanted: str) -> None:
    if content_type.partition(";")[0].strip().lower() != wanted:
        raise DocumentUnusable(f"{content_type!r} instead of {wanted}")
