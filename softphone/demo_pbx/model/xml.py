"""XML of the portal: a small tree, a parser that refuses every DTD, a writer that escapes everything."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://schema.broadsoft.com/xsi"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{INSTANCE}}}nil"
_MAX_DEPTH = 32


class XmlRefused(ValueError):  # noqa: N818 (reads as what happened)
    """Not XML, or XML this portal does not take."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element. Names are plain within the Xsi namespace, `{uri}name` outside it."""

    name: str
    text: str = ""
    children: tuple["Node", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def is_nil(self) -> bool:
        return dict(self.attributes).get(NIL, "").strip() in ("true", "1")


def leaf(name: str, value: str | bool | int) -> Node:
    if isinstance(value, bool):
        return Node(name, "true" if value else "false")
    return Node(name, str(value))


def branch(name: str, *children: Node | None) -> Node:
    """Children that are None are left out."""
    return Node(name, children=tuple(child for child in children if child is not None))


def optional(name: str, value: str | int | None) -> Node | None:
    return None if value is None or value == "" else leaf(name, value)


def nil(name: str) -> Node:
    return Node(name, attributes=((NIL, "true"),))


@dataclass(slots=True)
class _Open:
    name: str
    attributes: tuple[tuple[str, str], ...]
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def close(self) -> Node:
        text = "" if self.children else "".join(self.text)
        return Node(self.name, text, tuple(self.children), self.attributes)


class _TreeBuilder:
    """Collects expat's calls; refuses document types, so no entity can be declared at all."""

    def __init__(self) -> None:
        self._open: list[_Open] = [_Open("", ())]
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text

    def build(self, body: bytes) -> Node:
        try:
            self._expat.Parse(body, True)
        except expat.ExpatError as error:
            raise XmlRefused(str(error)) from error
        return self._open[0].children[0]

    def _refuse_doctype(self, *_: object) -> None:
        raise XmlRefused("a document type is not allowed")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _MAX_DEPTH:
            raise XmlRefused("nested too deep")
        self._open.append(_Open(_plain(name), tuple((_clark(key), value) for key, value in attributes.items())))

    def _end(self, _name: str) -> None:
        done = self._open.pop().close()
        self._open[-1].children.append(done)

    def _text(self, text: str) -> None:
        self._open[-1].text.append(text)


def parse(body: bytes) -> Node:
    """Raises XmlRefused."""
    try:
        return _TreeBuilder().build(body)
    except (ValueError, LookupError) as error:
        raise error if isinstance(error, XmlRefused) else XmlRefused(str(error)) from error


def parse_fragments(xml: str) -> tuple[Node, ...]:
    """Elements written without a namespace of their own."""
    wrapped = f'<extra xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}">{xml}</extra>'
    return parse(wrapped.encode()).children


def to_bytes(root: Node) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_write(root, None))).encode()


def to_fragment(node: Node) -> str:
    return "".join(_write(node, NAMESPACE))


def _write(node: Node, inherited: str | None) -> Iterable[str]:
    uri, name = _split(node.name)
    yield f"<{name}"
    if uri != inherited:
        yield f" xmlns={quoteattr(uri)}"
    yield from _write_attributes(node.attributes)
    if not node.children and not node.text:
        yield "/>"
        return
    yield f">{escape(node.text)}"
    for child in node.children:
        yield from _write(child, uri)
    yield f"</{name}>"


def _write_attributes(attributes: tuple[tuple[str, str], ...]) -> Iterable[str]:
    for index, (key, value) in enumerate(attributes):
        if not key.startswith("{"):
            yield f" {key}={quoteattr(value)}"
            continue
        uri, name = _split(key)
        prefix = "xsi" if uri == INSTANCE else f"n{index}"
        yield f" xmlns:{prefix}={quoteattr(uri)} {prefix}:{name}={quoteattr(value)}"


def _clark(expat_name: str) -> str:
    uri, _, name = expat_name.rpartition(" ")
    return f"{{{uri}}}{name}" if uri else name


def _plain(expat_name: str) -> str:
    uri, _, name = expat_name.rpartition(" ")
    return name if uri == NAMESPACE else f"{{{uri}}}{name}"


def _split(name: str) -> tuple[str, str]:
    if not name.startswith("{"):
        return NAMESPACE, name
    uri, _, local = name[1:].partition("}")
    return uri, local
