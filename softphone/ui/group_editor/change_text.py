"""One changed value in words: its term, before, after, and the short form that stands in the foot."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.draft import Change, EditedDocument
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    AssistantEntry,
    CalledNumber,
    CallsFrom,
    Criterion,
    Filtering,
    FilteringMode,
    NameMode,
    NumberMode,
    RolloverAction,
    ScheduleRef,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.ui.group_editor.parts import notification_text
from softphone.ui.text import criterion_text, portal_terms

translate = QCoreApplication.translate
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ChangeText:
    """`short` stands alone in the foot; the other three are one line of the before/after list."""

    term: str
    before: str
    after: str
    short: str


def change_words(change: Change) -> ChangeText:
    term = _term(change)
    before, after = _value(change, change.before), _value(change, change.after)
    whole = f"{_quoted(change.subject)}: {term}" if change.subject else term
    return ChangeText(whole, before, after, _short(change, whole, after))


def short_list(changes: tuple[Change, ...], most: int = 3) -> str:
    """The first few in words, the rest counted."""
    words = list(dict.fromkeys(change_words(change).short for change in changes))
    left = len(words) - most
    if left <= 0:
        return ", ".join(words)
    return translate("ChangeText", "{first} and {count} more").format(first=", ".join(words[:most]), count=left)


def _quoted(name: str) -> str:
    return translate("ChangeText", "“{name}”").format(name=name)


def _short(change: Change, whole: str, after: str) -> str:
    name = _quoted(change.subject)
    match change.field:
        case "active":
            template = (
                translate("ChangeText", "{name} switched on")
                if change.after
                else translate("ChangeText", "{name} switched off")
            )
            return template.format(name=name)
        case "added":
            return translate("ChangeText", "{name} added").format(name=name)
        case "deleted" | "removed":
            return translate("ChangeText", "{name} deleted").format(name=name)
        case "name" | "renamed":
            return translate("ChangeText", "{name} renamed").format(
                name=_quoted(str(change.before or change.subject))
            )
        case "mode" | "simple_filter" if not change.subject:
            return after
    return whole


def _term(change: Change) -> str:
    document = _DOCUMENT_TERMS.get(change.document, {})
    name = document.get(change.field) or _CRITERION_TERMS.get(change.field)
    return name() if name is not None else change.field


def _value(change: Change, value: object) -> str:
    if change.field == "send_to_assistants" and isinstance(value, bool):
        return criterion_text.effect_words(value)
    if value is None and change.field == "time_schedule":
        return criterion_text.always()
    if value is None and change.field == "holiday_schedule":
        return criterion_text.none_term()
    if isinstance(value, bool):
        return portal_terms.on_off(value)
    if isinstance(value, int):
        return _number(change.field, value)
    return _plain(change, value)


def _number(field: str, value: int) -> str:
    if value < 0:
        return _NOTHING
    match field:
        case "rollover_wait_s":
            return translate("ChangeText", "{seconds} s").format(seconds=value)
        case "recall_rings" | "next_assistant_rings":
            return translate("ChangeText", "{rings} rings").format(rings=value)
    return str(value)


def _plain(change: Change, value: object) -> str:
    if isinstance(value, Enum):
        return _enum(value)
    if isinstance(value, ScheduleRef):
        return criterion_text.schedule_words(value)
    if isinstance(value, Criterion):
        return criterion_text.summary(value)
    if isinstance(value, tuple):
        return _many(change, value)
    return str(value) if value not in (None, "") else _NOTHING


def _many(change: Change, values: tuple[object, ...]) -> str:
    if change.field == "called_numbers":
        return criterion_text.called_list_words(tuple(v for v in values if isinstance(v, CalledNumber)))
    return ", ".join(_one(value) for value in values) or _NOTHING


def _one(value: object) -> str:
    if isinstance(value, AssistantEntry):
        return f"{value.first_name} {value.last_name}".strip() or value.user_id
    return str(value)


def _enum(value: Enum) -> str:
    words = _ENUMS.get(value)
    return words() if words is not None else str(value.value)


def _alerting(**fields: object) -> Alerting:
    plain: dict[str, object] = {"mode": None, "name_mode": None, "number_mode": None, **fields}
    return Alerting(**plain)  # type: ignore[arg-type]


_ENUMS: dict[Enum, Callable[[], str]] = {
    FilteringMode.SIMPLE: lambda: translate("ChangeText", "Simple filter"),
    FilteringMode.ADVANCED: lambda: translate("PortalTerms", "Advanced filter"),
    **{
        simple: lambda simple=simple: portal_terms.filter_words(Filtering(True, FilteringMode.SIMPLE, simple))  # type: ignore[misc]
        for simple in SimpleFilter
    },
    ScreeningAlert.SILENT: portal_terms.silent_term,
    ScreeningAlert.RING_SPLASH: lambda: "Ring Splash",
    AlertingMode.SIMULTANEOUS: lambda: translate("PortalTerms", "Simultaneous"),
    AlertingMode.SEQUENTIAL: lambda: translate("PortalTerms", "Sequential"),
    **{
        mode: lambda mode=mode: portal_terms.name_words(_alerting(name_mode=mode))  # type: ignore[misc]
        for mode in NameMode
    },
    **{
        mode: lambda mode=mode: portal_terms.number_words(_alerting(number_mode=mode))  # type: ignore[misc]
        for mode in NumberMode
    },
    **{action: lambda action=action: notification_text.rollover_term(action) for action in RolloverAction},  # type: ignore[misc]
    **{c: lambda c=c: criterion_text.calls_from_term(c) for c in CallsFrom},  # type: ignore[misc]
}

_CRITERION_TERMS: dict[str, Callable[[], str]] = {
    "active": criterion_text.active_term,
    "added": lambda: translate("ChangeText", "added"),
    "deleted": lambda: translate("ChangeText", "deleted"),
    "removed": lambda: translate("ChangeText", "deleted"),
    "name": lambda: translate("ChangeText", "Name"),
    "renamed": lambda: translate("ChangeText", "Name"),
    "send_to_assistants": criterion_text.effect_term,
    "calls_from": criterion_text.calls_from_heading,
    "include_anonymous": criterion_text.anonymous_term,
    "include_unavailable": criterion_text.unavailable_term,
    "numbers": criterion_text.numbers_term,
    "called_numbers": criterion_text.calls_to_heading,
    "time_schedule": criterion_text.time_schedule_term,
    "holiday_schedule": criterion_text.holiday_schedule_term,
}

_DOCUMENT_TERMS: dict[EditedDocument, dict[str, Callable[[], str]]] = {
    EditedDocument.FILTERING: {
        "enabled": lambda: translate("PortalTerms", "Filter"),
        "mode": lambda: translate("PortalTerms", "Filter"),
        "simple_filter": lambda: translate("PortalTerms", "Filter"),
    },
    EditedDocument.SCREENING: {
        "enabled": portal_terms.silent_term,
        "alert": portal_terms.silent_term,
        "mobility": lambda: "MagentaEINS Business Integration",
        "anywhere": lambda: translate("PortalTerms", "Parallel ringing"),
        "shared_call_appearance": lambda: "Shared Call Appearance",
    },
    EditedDocument.ALERTING: {
        "mode": lambda: translate("PortalTerms", "Notification"),
        "name_mode": lambda: translate("PortalTerms", "Call information: name"),
        "number_mode": lambda: translate("PortalTerms", "Call information: number"),
        "custom_name": lambda: translate("PortalTerms", "Call information: name"),
        "custom_number": lambda: translate("PortalTerms", "Call information: number"),
        "recall_rings": lambda: translate("PortalTerms", "Handover abort"),
        "next_assistant_rings": lambda: translate("ChangeText", "Rings until the next assistant"),
        "rollover_enabled": lambda: translate("PortalTerms", "Action if no assistant answers"),
        "rollover_wait_s": lambda: translate("ChangeText", "Action on no answer after"),
        "rollover_action": lambda: translate("PortalTerms", "Action if no assistant answers"),
        "rollover_number": lambda: translate("ChangeText", "Forwarding number"),
    },
    EditedDocument.ASSISTANTS: {
        "allow_opt_in": lambda: translate("ChangeText", "Permission to log in and out"),
        "entries": lambda: translate("ChangeText", "Order of the assistants"),
    },
}
