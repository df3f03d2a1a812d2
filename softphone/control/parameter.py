"""The arguments of a `ctl` command: how a value is checked, and how it is given on the command line."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

Json = dict[str, Any]
SWITCH = ("on", "off")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """`read` turns the JSON value into the argument; TypeError or ValueError says what is needed."""

    read: Callable[[Any], Any]
    word: type = str
    choices: tuple[str, ...] = ()
    is_flag: bool = False
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """`placeholder` stands for the value in usage lines; empty: the name."""

    name: str
    kind: ValueKind
    is_option: bool
    required: bool
    default: Any
    help: str
    placeholder: str = ""

    @property
    def flag(self) -> str:
        return f"--{self.name.replace('_', '-')}"

    def value(self, arguments: Json) -> Any:
        if not self.required and arguments.get(self.name) is None:
            return self.default
        try:
            return self.kind.read(arguments[self.name])
        except (TypeError, ValueError) as error:
            raise type(error)(f"{self.name}: {error}") from None


def parameter_of(parameter: inspect.Parameter, words: str) -> Parameter:
    """`Annotated` gives a placeholder (text) or the numbers that are allowed (range)."""
    plain, extras = _without_extras(parameter.annotation)
    is_option = parameter.kind is inspect.Parameter.KEYWORD_ONLY
    required = parameter.default is inspect.Parameter.empty
    kind = _flag_kind() if is_option and parameter.default is False else _kind(plain, extras)
    placeholder = next((extra for extra in extras if isinstance(extra, str)), "")
    return Parameter(
        parameter.name, kind, is_option, required, None if required else parameter.default, words, placeholder
    )


def _without_extras(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type without `Annotated` and `| None`, and what `Annotated` added."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        return _without_extras(inner)[0], tuple(extras)
    if get_origin(hint) in (Union, UnionType):
        (only,) = (part for part in get_args(hint) if part is not NoneType)
        return _without_extras(only)
    return hint, ()


def _kind(hint: Any, extras: tuple[Any, ...]) -> ValueKind:
    if get_origin(hint) is Literal:
        return _choice_kind(get_args(hint), str)
    if get_origin(hint) is tuple:
        return ValueKind(_texts, is_list=True)
    hint = getattr(hint, "__supertype__", hint)
    if issubclass(hint, Enum):
        return _choice_kind(tuple(member.value for member in hint), hint)
    allowed = next((extra for extra in extras if isinstance(extra, range)), None)
    kinds = {
        str: ValueKind(_text),
        bool: ValueKind(_switch, choices=SWITCH),
        int: ValueKind(lambda value: _number(value, allowed), int),
        Path: ValueKind(_path, Path),
    }
    return kinds[hint]


def _flag_kind() -> ValueKind:
    return ValueKind(_flag, is_flag=True)


def _choice_kind(choices: tuple[str, ...], make: Callable[[str], Any]) -> ValueKind:
    def read(value: Any) -> Any:
        if _text(value) not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return make(value)

    return ValueKind(read, choices=choices)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is needed")
    return tuple(_text(each) for each in value)


def _switch(value: Any) -> bool:
    if _text(value) not in SWITCH:
        raise ValueError("on or off")
    return bool(value == "on")


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _number(value: Any, allowed: range | None) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("a whole number is needed")
    if allowed is not None and value not in allowed:
        raise ValueError(f"a whole number from {allowed[0]} to {allowed[-1]}")
    return value


def _path(value: Any) -> Path:
    """The client sends complete paths: the program has another working folder."""
    path = Path(_text(value))
    if not path.is_absolute():
        raise ValueError("a complete path is needed")
    return path


def refusal(kind: str, sentence: str) -> Json:
    """The answer to a command that could not be carried out."""
    return {"ok": False, "problem": {"kind": kind}, "sentence": sentence}
