"""The keys of `status` for docs/control.md, read from the table of its parts and from the dataclasses behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from softphone.domain.contacts.contact import ContactSource
from softphone.domain.problems import Problem
from softphone.services.diagnostics.plain_json import LEFT_OUT
from softphone.services.diagnostics.status_json import ADDED, STATUS, StatusPart
from softphone.services.state.app_state import AppState

PLAIN: dict[Any, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
    object: "any",
    Any: "any",
}


def status_lines() -> Iterator[str]:
    yield "\n| key | value | what it is |\n|---|---|---|"
    for part in STATUS:
        yield f"| `{part.name}` | {type_words(shape_of(part))} | {part.words} |"
    yield "\n| record | its keys |\n|---|---|"
    for record in records():
        yield f"| `{record.__name__}` | {'; '.join(_keys(record))} |"
    yield ""


def shape_of(part: StatusPart) -> Any:
    return part.shape if part.shape is not None else get_type_hints(AppState)[part.name]


def records() -> list[type]:
    """The dataclasses of all parts and of their fields, by name."""
    found: set[type] = set()
    waiting: list[Any] = [*map(shape_of, STATUS), ContactSource]
    while waiting:
        hint = waiting.pop()
        waiting += get_args(hint)
        if is_dataclass(hint) and isinstance(hint, type) and hint not in found and not issubclass(hint, Problem):
            found.add(hint)
            waiting += plain_keys(hint).values()
    return sorted(found, key=lambda record: record.__name__)


def plain_keys(record: type) -> dict[str, Any]:
    """The keys that are fields of the dataclass, with their types."""
    hints, others = get_type_hints(record), (*LEFT_OUT.get(record, ()), *ADDED.get(record, ()))
    return {field.name: hints[field.name] for field in fields(record) if field.name not in others}


def _keys(record: type) -> Iterator[str]:
    yield from (f"`{name}`: {type_words(hint)}" for name, hint in plain_keys(record).items())
    yield from (f"`{name}`: {words}" for name, words in ADDED.get(record, {}).items())


def type_words(hint: Any) -> str:
    hint = getattr(hint, "__supertype__", hint)
    origin, parts = get_origin(hint), get_args(hint)
    if isinstance(hint, str):
        return hint
    if origin in (Union, UnionType):
        words = dict.fromkeys(type_words(part) for part in parts if part is not NoneType)
        return " or ".join((*words, "null") if NoneType in parts else words)
    if origin is tuple:
        return f"list of {type_words(parts[0])}" if parts[-1] is ... else f"[{', '.join(map(type_words, parts))}]"
    if origin is Mapping:
        return f"object of {type_words(parts[1])}"
    return PLAIN.get(hint) or _named(hint)


def _named(hint: type) -> str:
    if issubclass(hint, Enum):
        return ", ".join(f"`{member.value}`" for member in hint)
    return "problem" if issubclass(hint, Problem) else f"`{hint.__name__}`"
