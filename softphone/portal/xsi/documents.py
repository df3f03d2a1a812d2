"""Xsi documents: bytes to domain values, and changed values written into the document as read."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from lxml import etree
from xsdata.exceptions import ConverterWarning, ParserError, XmlHandlerError
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler

from softphone.domain import platform_facts as facts
from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    Assistants,
    AssistantSettings,
    Criterion,
    Filtering,
    PortalProfile,
    Roles,
    Screening,
)
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.criterion import criterion_binding, criterion_value
from softphone.portal.xsi.leader import (
    alerting_binding,
    alerting_value,
    filtering_binding,
    filtering_value,
    screening_binding,
    screening_value,
)
from softphone.portal.xsi.merge import merge, tag_of
from softphone.portal.xsi.merge_rules import needed
from softphone.portal.xsi.people import (
    assistant_binding,
    assistant_value,
    assistants_binding,
    assistants_value,
    person_value,
)
from softphone.portal.xsi.schedules import Schedules, schedules_value
from softphone.safe_xml import DocumentUnusable, parse, serialize

B = TypeVar("B")
V = TypeVar("V")
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_CONTEXT = XmlContext()
_CONFIG = ParserConfig(fail_on_unknown_properties=False, fail_on_converter_warnings=True)


@dataclass(frozen=True, slots=True)
class Document(Generic[B, V]):
    """One kind of document that is read, changed and written back whole."""

    binding: type[B]
    to_value: Callable[[B], V]
    to_binding: Callable[[V, B], B]

    def read(self, body: bytes) -> V:
        return self.to_value(bind(self.binding, body))

    def write(self, source: bytes, wish: V) -> bytes:
        """`source` with `wish` written into it; the same bytes where nothing differs."""
        stored = bind(self.binding, source)
        if self.to_value(stored) == wish:
            return source
        root = parse(source, keep_comments=True)
        merge(root, stored, self.to_binding(wish, stored))
        return serialize(root)


ASSISTANT: Document[xsi.ExecutiveAssistant, AssistantSettings] = Document(
    xsi.ExecutiveAssistant, assistant_value, assistant_binding
)
ASSISTANTS: Document[xsi.ExecutiveAssistants, Assistants] = Document(
    xsi.ExecutiveAssistants, assistants_value, assistants_binding
)
FILTERING: Document[xsi.ExecutiveCallFiltering, Filtering] = Document(
    xsi.ExecutiveCallFiltering, filtering_value, filtering_binding
)
SCREENING: Document[xsi.ExecutiveScreening, Screening] = Document(
    xsi.ExecutiveScreening, screening_value, screening_binding
)
ALERTING: Document[xsi.ExecutiveAlerting, Alerting] = Document(
    xsi.ExecutiveAlerting, alerting_value, alerting_binding
)
CRITERION: Document[xsi.ExecutiveFilteringCriteria, Criterion] = Document(
    xsi.ExecutiveFilteringCriteria, criterion_value, criterion_binding
)


def bind(binding: type[B], body: bytes) -> B:
    """The typed content of `body`; DocumentUnusable when it is anything but a `binding` document."""
    root = parse(body, keep_comments=False)
    expected = f"{{{xsi.XSI}}}{binding.__name__}"
    if root.tag != expected:
        raise DocumentUnusable(f"root element {etree.QName(root).localname[:60]} instead of {binding.__name__}")
    _refuse_doubles(root, binding)
    # A type named in the document must not choose the class that is built from it.
    etree.strip_attributes(root, _XSI_TYPE)
    return _bind(binding, root)


def _bind(binding: type[B], root: etree._Element) -> B:
    parser = XmlParser(config=_CONFIG, context=_CONTEXT, handler=LxmlEventHandler)
    try:
        bound: B | None = parser.parse(root, binding)
    except (ParserError, ConverterWarning, XmlHandlerError, ValueError) as error:
        raise DocumentUnusable(f"unreadable {binding.__name__}: {error}") from error
    if bound is None:
        raise DocumentUnusable(f"empty {binding.__name__}")
    return bound


def _refuse_doubles(element: etree._Element, binding: type[Any]) -> None:
    """Refuses a doubled single element: a write could not tell which of the two to change."""
    hints: dict[str, Any] = get_type_hints(binding)
    for spec in fields(binding):
        children = element.findall(tag_of(spec))
        inner: type[Any] = get_args(hints[spec.name])[0]
        if len(children) > 1 and spec.default_factory is not list:
            raise DocumentUnusable(f"{spec.metadata['name']} stands twice")
        for child in children if is_dataclass(inner) else ():
            _refuse_doubles(child, inner)


def opt_in_document(source: bytes, leader_id: str, on: bool) -> bytes | None:
    """ExecutiveAssistant with this one executive, its opt-in and enableDivert; None for a leader not in the list.

    An opt-in change is one PUT with that one executive; the same bytes where nothing changes.
    """
    stored = bind(xsi.ExecutiveAssistant, source)
    assistant_value(stored)  # refuses a document that a write could not be built on
    entries = stored.executives.entries if stored.executives else []
    chosen = next((entry for entry in entries if entry and _same_user(entry.user_id, leader_id)), None)
    if chosen is None:
        return None
    if chosen.opt_in is on:
        return source
    root = parse(source, keep_comments=True)
    merge(root, stored, replace(stored, executives=xsi.Executives([replace(chosen, opt_in=on)])))
    return serialize(root)


def _same_user(left: str | None, right: str) -> bool:
    return (left or "").strip().casefold() == right.strip().casefold()


def read_roles(body: bytes) -> Roles:
    names = {(service.name or "").strip() for service in bind(xsi.Services, body).entries if service}
    return Roles(is_executive="Executive" in names, is_assistant="Executive-Assistant" in names)


def read_profile(body: bytes) -> PortalProfile:
    details = bind(xsi.Profile, body).details
    if details is None:
        raise DocumentUnusable("details are missing")
    return person_value(details)


def read_directory_entry(body: bytes, user_id: str) -> PortalProfile | None:
    """The entry of this user among those that the directory names, whatever else it answered with."""
    directory = bind(xsi.Enterprise, body).directory
    entries = directory.entries if directory else []
    found = next((entry for entry in entries if entry and _same_user(entry.user_id, user_id)), None)
    return person_value(found) if found else None


def read_schedules(body: bytes) -> Schedules:
    return schedules_value(bind(xsi.Schedule, body))


def check_accepted(body: bytes) -> None:
    """A write is answered with nothing or a document; an HTML page from a proxy is no confirmation."""
    if body.strip():
        parse(body, keep_comments=False)


def read_call_waiting(body: bytes) -> bool:
    return needed(bind(xsi.CallWaiting, body).active, facts.XSI_CALL_WAITING_ACTIVE)


def read_group_directory(body: bytes) -> tuple[AssistantEntry, ...]:
    directory = bind(xsi.Group, body).directory
    people = [person_value(entry) for entry in directory.entries if entry] if directory else []
    return tuple(AssistantEntry(each.user_id, each.first_name, each.last_name) for each in people)
