"""Value kinds of settings: parsing of stored and typed input, writing, description of allowed values.

`read` parses plain values (JSON, TOML), `read_text` typed text; both raise OptionFaultError for invalid ones.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

from softphone.domain.options.key_combinations import KeyFault, parse_key, types_a_character
from softphone.domain.problems import OptionFault

Plain = bool | int | str | list[str]
"""A value as stored, written in a policy file and printed by `softphone ctl`."""
T = TypeVar("T")
E = TypeVar("E", bound=Enum)
LONGEST_TEXT = 500
MOST_TEXTS = 50


class OptionFaultError(ValueError):
    def __init__(self, fault: OptionFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Kind(Protocol[T]):
    @property
    def name(self) -> str: ...

    @property
    def takes(self) -> str:
        """The allowed values, readable in every language: "on, off", "0 – 3650 d"."""

    def read(self, raw: object) -> T: ...

    def read_text(self, text: str) -> T: ...

    def plain(self, value: T) -> Plain: ...


@dataclass(frozen=True, slots=True)
class Toggle:
    name = "switch"
    takes = "on, off"

    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        return raw

    def read_text(self, text: str) -> bool:
        word = text.strip().lower()
        if word not in ("on", "off", "true", "false"):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        return word in ("on", "true")

    def plain(self, value: bool) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """`unit` is a symbol that needs no translation: s, min, d, %, ms; empty for a plain number."""

    lowest: int
    highest: int
    unit: str = ""

    @property
    def name(self) -> str:
        return "number"

    @property
    def takes(self) -> str:
        return f"{self.lowest} – {self.highest} {self.unit}".rstrip()

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        if not self.lowest <= raw <= self.highest:
            raise OptionFaultError(OptionFault.OUT_OF_RANGE)
        return raw

    def read_text(self, text: str) -> int:
        digits = text.strip().removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        return self.read(int(text))

    def plain(self, value: int) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class Text:
    longest: int = LONGEST_TEXT

    @property
    def name(self) -> str:
        return "text"

    @property
    def takes(self) -> str:
        return f"≤ {self.longest}"

    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        return _clean(raw, self.longest)

    def read_text(self, text: str) -> str:
        return self.read(text)

    def plain(self, value: str) -> Plain:
        return value


@dataclass(frozen=True, slots=True)
class Choice(Generic[E]):
    """A member of an enum of texts."""

    of: type[E]

    @property
    def name(self) -> str:
        return "choice"

    @property
    def takes(self) -> str:
        return ", ".join(str(one.value) for one in self.of)

    def read(self, raw: object) -> E:
        for one in self.of:
            if isinstance(raw, str) and one.value == raw:
                return one
        raise OptionFaultError(OptionFault.NOT_OFFERED if isinstance(raw, str) else OptionFault.WRONG_KIND)

    def read_text(self, text: str) -> E:
        return self.read(text.strip().lower())

    def plain(self, value: E) -> Plain:
        return str(value.value)


@dataclass(frozen=True, slots=True)
class TextList:
    """Typed as one text per line; empty lines are dropped."""

    most: int = MOST_TEXTS
    longest: int = LONGEST_TEXT

    @property
    def name(self) -> str:
        return "list"

    @property
    def takes(self) -> str:
        return f"≤ {self.most} × ≤ {self.longest}"

    def read(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or not all(isinstance(one, str) for one in raw):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        if len(raw) > self.most:
            raise OptionFaultError(OptionFault.OUT_OF_RANGE)
        return tuple(clean for one in raw if (clean := _clean(one, self.longest)))

    def read_text(self, text: str) -> tuple[str, ...]:
        return self.read([line for line in text.split("\n") if line.strip()])

    def plain(self, value: tuple[str, ...]) -> Plain:
        return list(value)


@dataclass(frozen=True, slots=True)
class AddressList:
    """IP addresses and networks such as 192.0.2.0/24, typed as one per line."""

    texts: TextList = TextList(longest=64)

    @property
    def name(self) -> str:
        return "list"

    @property
    def takes(self) -> str:
        return f"≤ {self.texts.most} × 192.0.2.7, 192.0.2.0/24"

    def read(self, raw: object) -> tuple[str, ...]:
        entries = self.texts.read(raw)
        if not all(map(_is_network, entries)):
            raise OptionFaultError(OptionFault.NOT_AN_ADDRESS)
        return entries

    def read_text(self, text: str) -> tuple[str, ...]:
        return self.read(list(self.texts.read_text(text)))

    def plain(self, value: tuple[str, ...]) -> Plain:
        return list(value)


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders, empty or accepted by `is_valid`; `example` shows one."""

    is_valid: Callable[[str], bool]
    example: str
    text: Text = Text()

    @property
    def name(self) -> str:
        return "text"

    @property
    def longest(self) -> int:
        return self.text.longest

    @property
    def takes(self) -> str:
        return self.example

    def read(self, raw: object) -> str:
        value = self.text.read(raw)
        if value and not self.is_valid(value):
            raise OptionFaultError(OptionFault.NOT_A_TEMPLATE)
        return value

    def read_text(self, text: str) -> str:
        return self.read(text)

    def plain(self, value: str) -> Plain:
        return value


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


_KEY_FAULTS = {
    KeyFault.NO_KEY: OptionFault.NO_KEY,
    KeyFault.TOO_PLAIN: OptionFault.KEY_TOO_PLAIN,
    KeyFault.FIXED: OptionFault.KEY_FIXED,
}


@dataclass(frozen=True, slots=True)
class KeyCombination:
    """Empty: the action has no key. `everywhere`: it also works while another program has the focus."""

    everywhere: bool = False

    @property
    def name(self) -> str:
        return "key"

    @property
    def takes(self) -> str:
        return "Ctrl+Alt+A, F1, …"

    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise OptionFaultError(OptionFault.WRONG_KIND)
        if not raw.strip():
            return ""
        press = parse_key(raw)
        if isinstance(press, KeyFault):
            raise OptionFaultError(_KEY_FAULTS[press])
        if self.everywhere and types_a_character(press):
            raise OptionFaultError(OptionFault.KEY_TYPES)
        return str(press)

    def read_text(self, text: str) -> str:
        return self.read(text)

    def plain(self, value: str) -> Plain:
        return value


def _clean(text: str, longest: int) -> str:
    stripped = text.strip()
    if len(stripped) > longest:
        raise OptionFaultError(OptionFault.OUT_OF_RANGE)
    if any(ord(character) < 32 or 0xD800 <= ord(character) <= 0xDFFF for character in stripped):
        raise OptionFaultError(OptionFault.NOT_PRINTABLE)
    return stripped
