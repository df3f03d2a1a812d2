"""Reads a portal document strictly: every element once, known, with an allowed value."""

import re
from collections.abc import Iterable

from softphone.demo_pbx.model.xml import Node
from softphone.demo_pbx.rules.setting_fields import CHOICES, LENGTHS, RANGES

_DIALLABLE = re.compile(r"\+?[0-9*#]+\Z|[^@\s<>]+@[^@\s<>]+\Z", re.ASCII)
_PATTERN = re.compile(r"\+?[0-9?]*\*?\Z", re.ASCII)


def is_dialable(text: str) -> bool:
    """A number, or a SIP address without its scheme."""
    return len(text) <= LENGTHS["divert_number"] and _DIALLABLE.match(text) is not None


class SchemaError(ValueError):
    """The document breaks the schema; the message names the element."""


class DocumentReader:
    """The children of one element, read by name; `finish` refuses unread ones."""

    def __init__(self, node: Node) -> None:
        self._name = node.name
        self._left: dict[str, Node] = {}
        if node.children and node.text.strip():
            raise SchemaError(f"{node.name}: text between elements")
        for child in node.children:
            if child.name in self._left:
                raise SchemaError(f"{child.name}: given twice")
            self._left[child.name] = child

    def maybe(self, name: str) -> Node | None:
        """None also for a nil element."""
        node = self._left.pop(name, None)
        return None if node is None or node.is_nil else node

    def need(self, name: str) -> Node:
        node = self.maybe(name)
        if node is None:
            raise SchemaError(f"{name}: missing in {self._name}")
        return node

    def boolean(self, name: str) -> bool:
        return boolean(self.need(name))

    def choice(self, name: str, table: str) -> str:
        text = _text(self.need(name))
        if text not in CHOICES[table]:
            raise SchemaError(f"{name}: unknown value {text!r}")
        return text

    def number(self, name: str, table: str) -> int:
        return whole_number(self.need(name), *RANGES[table])

    def text(self, name: str, table: str) -> str:
        return bounded_text(self.need(name), LENGTHS[table])

    def maybe_text(self, name: str, table: str) -> str | None:
        node = self.maybe(name)
        return None if node is None else bounded_text(node, LENGTHS[table])

    def maybe_dialable(self, name: str, table: str) -> str | None:
        text = self.maybe_text(name, table)
        if text is not None and not _DIALLABLE.match(text):
            raise SchemaError(f"{name}: neither a number nor user@host")
        return text

    def finish(self, allowed: Iterable[str] = ()) -> list[Node]:
        """Refuses remaining elements, except `allowed`, which it returns."""
        for name in self._left:
            if name not in allowed:
                raise SchemaError(f"{name}: not part of {self._name}")
        return list(self._left.values())


def items(node: Node | None, name: str) -> list[Node]:
    """The children of a list, all of one name."""
    children = [] if node is None else list(node.children)
    for child in children:
        if child.name != name:
            raise SchemaError(f"{child.name}: not part of {node.name if node else name}")
    return children


def boolean(node: Node) -> bool:
    text = _text(node)
    if text not in ("true", "false", "1", "0"):
        raise SchemaError(f"{node.name}: {text!r} is neither true nor false")
    return text in ("true", "1")


def whole_number(node: Node, low: int, high: int) -> int:
    text = _text(node)
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) or not low <= int(text) <= high:
        raise SchemaError(f"{node.name}: {text!r} is not a whole number from {low} to {high}")
    return int(text)


def bounded_text(node: Node, longest: int) -> str:
    text = _text(node)
    if not 1 <= len(text) <= longest:
        raise SchemaError(f"{node.name}: 1 to {longest} characters are allowed")
    return text


def number_or_pattern(node: Node) -> str:
    """Digits, `?` for one digit, `*` at the end for any."""
    text = bounded_text(node, LENGTHS["custom_number"])
    if not _PATTERN.match(text) or text == "+":
        raise SchemaError(f"{node.name}: {text!r} is neither a number nor a pattern")
    return text


def _text(node: Node) -> str:
    if node.children:
        raise SchemaError(f"{node.name}: elements where a value belongs")
    return node.text.strip()
