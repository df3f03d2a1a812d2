"""Merge of a change into a document as read: only differing elements are touched.

Elements are found by namespace and name, never by prefix. What is missing is inserted in schema order, which is the
order of the fields of the binding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import Field, fields, is_dataclass
from typing import Any

from lxml import etree

from softphone.portal.xsi.bindings import KEY

XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
BindingField = Field[Any]


def merge(element: etree._Element, before: Any, after: Any) -> None:
    """`element` is what `before` was read from; afterwards it reads as `after`. Both are the same binding class."""
    for spec in fields(before):
        old, new = getattr(before, spec.name), getattr(after, spec.name)
        if old == new:
            continue
        element.attrib.pop(XSI_NIL, None)
        if isinstance(new, list):
            _merge_list(element, before, spec, old, new)
        else:
            _merge_one(element, before, spec, old, new)


def tag_of(spec: BindingField) -> str:
    return f"{{{spec.metadata['namespace']}}}{spec.metadata['name']}"


def _merge_one(parent: etree._Element, binding: Any, spec: BindingField, old: Any, new: Any) -> None:
    child = parent.find(tag_of(spec))
    if new is None and not spec.metadata["nillable"]:
        if child is not None:
            _remove(child)
        return
    if child is None:
        child = _insert(parent, binding, spec)
    _fill(child, old, new)


def _fill(element: etree._Element, old: Any, new: Any) -> None:
    if new is None:
        element[:] = []
        element.text = None
        element.set(XSI_NIL, "true")
    elif is_dataclass(new):
        element.attrib.pop(XSI_NIL, None)
        merge(element, _empty(new) if old is None else old, new)
    else:
        element[:] = []
        element.attrib.pop(XSI_NIL, None)
        element.text = _text(new)


def _empty(like: Any) -> Any:
    return type(like)()


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _merge_list(parent: etree._Element, binding: Any, spec: BindingField, old: list[Any], new: list[Any]) -> None:
    present = parent.findall(tag_of(spec))
    partners = _pair(old, new, spec)
    for index, child in enumerate(present):
        if index not in partners:
            _remove(child)
    anchor: etree._Element | None = None
    for partner, item in zip(partners, new, strict=True):
        child = _insert(parent, binding, spec) if partner is None else present[partner]
        _put_after(anchor, child)
        _fill_entry(child, None if partner is None else old[partner], item)
        anchor = child


def _fill_entry(element: etree._Element, old: Any, new: Any) -> None:
    if old is None or old != new:
        _fill(element, old, new)


def _pair(old: Sequence[Any], new: Sequence[Any], spec: BindingField) -> list[int | None]:
    """For each new entry the index of the old one it continues, each old one at most once."""
    free = dict(enumerate(old))
    partners: list[int | None] = []
    for item in new:
        found = next(_candidates(free, item, spec), None)
        if found is not None:
            del free[found]
        partners.append(found)
    return partners


def _candidates(free: dict[int, Any], item: Any, spec: BindingField) -> Iterator[int]:
    """Best first: the entry as it is, then the one with the same key."""
    yield from (index for index, old in free.items() if old == item)
    if spec.metadata[KEY]:
        key = _key(item, spec)
        yield from (index for index, old in free.items() if old is not None and _key(old, spec) == key)


def _key(item: Any, spec: BindingField) -> tuple[Any, ...]:
    return tuple(getattr(item, name) for name in spec.metadata[KEY])


def _put_after(anchor: etree._Element | None, child: etree._Element) -> None:
    """Moves `child` only if the order requires it; comments and unknown neighbours keep their places."""
    parent = child.getparent()
    if anchor is None or parent is None or parent.index(child) > parent.index(anchor):
        return
    anchor.addnext(child)


def _insert(parent: etree._Element, binding: Any, spec: BindingField) -> etree._Element:
    """A new child after the last one that comes before it in the schema."""
    tag = tag_of(spec)
    child: etree._Element = etree.SubElement(parent, tag)
    names = [tag_of(other) for other in fields(binding)]
    earlier, later = names[: names.index(tag) + 1], names[names.index(tag) + 1 :]
    siblings = list(parent)[:-1]
    before = [other for other in siblings if other.tag in earlier]
    after = [other for other in siblings if other.tag in later]
    if before:
        parent.insert(parent.index(before[-1]) + 1, child)
    elif after:
        parent.insert(parent.index(after[0]), child)
    return child


def _remove(child: etree._Element) -> None:
    parent = child.getparent()
    if parent is not None:
        parent.remove(child)
