"""Allowed values of a leader's settings: one table for portal, scenario and control."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from softphone.demo_pbx.model.platform import AssistantLink, Criterion, Executive, ScheduleRef
from softphone.demo_pbx.model.xml import XmlRefused, parse_fragments

CHOICES: dict[str, tuple[str, ...]] = {
    "mode": ("Simple", "Advanced"),
    "simple_filter": ("All Calls", "All Internal Calls", "All External Calls"),
    "screening_alert": ("Silent", "Ring Splash"),
    "alerting_mode": ("Simultaneous", "Sequential"),
    "name_mode": ("Executive", "Executive-Originator", "Originator-Executive", "Originator", "Custom"),
    "number_mode": ("Executive", "Originator", "Custom"),
    "rollover_action": ("Voice Messaging", "Forward", "No Answer Processing"),
    "calls_from": ("Any", "Any Internal", "Any External", "Specified Only"),
    "level": ("Enterprise", "Group", "User"),
    "called": ("Primary", "Alternate", "Mobility"),
}
RANGES: dict[str, tuple[int, int]] = {
    "recall_rings": (2, 20),
    "next_rings": (2, 20),
    "rollover_wait_s": (0, 7200),
    "alternate": (1, 10),
}
LENGTHS: dict[str, int] = {
    "criterion_name": 50,
    "schedule_name": 40,
    "custom_name": 61,
    "custom_number": 161,
    "rollover_number": 161,
    "divert_number": 161,
}
MAX_NUMBERS = 12
_TEXTS_OR_NONE = ("custom_name", "custom_number", "rollover_number")


class SettingError(ValueError):
    """A value the platform would not store; the message names the field."""


def set_fields(executive: Executive, values: Mapping[str, Any]) -> None:
    """All of `values` or, when one is wrong, none of them."""
    checked = {name: check(name, value) for name, value in values.items()}
    for name, value in checked.items():
        setattr(executive, name, value)


def check(name: str, value: Any) -> Any:
    """The value in the form stored in Executive."""
    if name in CHOICES and name in _EXECUTIVE_TYPES:
        return choice(name, value)
    if name in RANGES:
        return number_in_range(name, value)
    if name in _TEXTS_OR_NONE:
        return None if value in (None, "") else text(name, value, LENGTHS[name])
    if name == "assistants":
        return [_link(entry) for entry in _list(name, value)]
    if name == "criteria":
        return [criterion(entry) for entry in _list(name, value)]
    if name == "extra_xml":
        return {text(name, key, 61): _fragments(name, xml) for key, xml in _table(name, value).items()}
    if _EXECUTIVE_TYPES.get(name) is bool:
        return boolean(name, value)
    raise SettingError(f"unknown setting {name!r}")


def choice(name: str, value: Any) -> str:
    if value not in CHOICES[name]:
        raise SettingError(f"{name}: {value!r} is none of {', '.join(CHOICES[name])}")
    return str(value)


def number_in_range(name: str, value: Any) -> int:
    low, high = RANGES[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SettingError(f"{name}: {value!r} is not a whole number from {low} to {high}")
    return value


def boolean(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingError(f"{name}: {value!r} is neither true nor false")
    return value


def text(name: str, value: Any, longest: int) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise SettingError(f"{name}: a text of 1 to {longest} characters is needed, not {value!r}")
    if any(ord(character) < 32 for character in value):
        raise SettingError(f"{name}: control characters are not allowed")
    return value


def criterion(entry: Any) -> Criterion:
    """From a table with the names of model.Criterion."""
    table = dict(_table("criteria", entry))
    made = Criterion(text("criterion_name", table.pop("name", None), LENGTHS["criterion_name"]))
    for name, value in table.items():
        setattr(made, name, _criterion_field(name, value))
    return made


def _criterion_field(name: str, value: Any) -> Any:
    if name in ("filter", "active", "anonymous", "unavailable"):
        return boolean(name, value)
    if name == "calls_from":
        return choice(name, value)
    if name == "numbers":
        return _numbers(value)
    if name in ("time_schedule", "holiday_schedule"):
        return None if value is None else _schedule_ref(name, value)
    if name == "called":
        return [_called(entry) for entry in _list(name, value)]
    raise SettingError(f"unknown part of a criterion {name!r}")


def _numbers(value: Any) -> list[str]:
    numbers = [text("numbers", entry, 161) for entry in _list("numbers", value)]
    if len(numbers) > MAX_NUMBERS:
        raise SettingError(f"numbers: at most {MAX_NUMBERS}")
    return numbers


def _schedule_ref(name: str, value: Any) -> ScheduleRef:
    table = _table(name, value)
    return ScheduleRef(choice("level", table.get("level")), text(name, table.get("name"), LENGTHS["schedule_name"]))


def _called(entry: Any) -> tuple[str, int | None]:
    """`"Primary"`, `"Mobility"` or `["Alternate", 2]`."""
    kind, number = (entry, None) if isinstance(entry, str) else _pair(entry)
    choice("called", kind)
    if (kind == "Alternate") != (number is not None):
        raise SettingError("called: Alternate and only Alternate has a number")
    return str(kind), None if number is None else number_in_range("alternate", number)


def _pair(entry: Any) -> tuple[Any, Any]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise SettingError(f"called: {entry!r} is no pair")
    return entry[0], entry[1]


def _link(entry: Any) -> AssistantLink:
    if isinstance(entry, str):
        return AssistantLink(entry)
    table = _table("assistants", entry)
    return AssistantLink(text("assistants", table.get("user"), 161), boolean("opted_in", table.get("opted_in", True)))


def _fragments(name: str, value: Any) -> str:
    try:
        parse_fragments(text(name, value, 4000))
    except XmlRefused as error:
        raise SettingError(f"{name}: {error}") from error
    return str(value)


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise SettingError(f"{name}: a list is needed")
    return value


def _table(name: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingError(f"{name}: a table is needed")
    return value


_EXECUTIVE_TYPES: dict[str, Any] = {each.name: each.type for each in fields(Executive)}
