"""Reads a list of lines (RFC 4662): multipart/related, a table of contents (rlmi) and a dialog-info for each line."""

import logging
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from softphone.domain.lines.dialog_info import DialogInfo
from softphone.domain.lines.line_list import LineList, ListedLine
from softphone.safe_xml import DocumentUnusable, parse
from softphone.telephony.engine.subscriptions.bodies.dialog_info import read_dialog_info
from softphone.telephony.engine.subscriptions.bodies.multipart import BodyPart, parts_of
from softphone.telephony.engine.subscriptions.transport.message import is_addressable, whole

log = logging.getLogger(__name__)

NAMESPACE = "{urn:ietf:params:xml:ns:rlmi}"
CONTENTS, LINE = "application/rlmi+xml", "application/dialog-info+xml"
MOST_LINES = 500
_START = re.compile(r';\s*start\s*=\s*"?<?([^">;]+)', re.IGNORECASE)


def read_line_list(content_type: str, body: bytes) -> LineList:
    """Raises DocumentUnusable and nothing else; a single unreadable line counts as unknown."""
    parts = parts_of(content_type, body, frozenset({CONTENTS, LINE}), 2 * MOST_LINES)
    root = parse(_contents(content_type, parts), keep_comments=False)
    version, full = whole(root.get("version", "")), root.get("fullState", "").strip().lower()
    if root.tag != f"{NAMESPACE}list" or version is None or full not in ("true", "false", "1", "0"):
        raise DocumentUnusable("not a list with version and fullState")
    resources = root.findall(f"{NAMESPACE}resource")
    if len(resources) > MOST_LINES:
        raise DocumentUnusable("too many lines")
    bodies = {part.content_id: part.body for part in parts if part.content_type == LINE}
    lines = tuple(line for resource in resources for line in _lines(resource, bodies))
    return LineList(version, full in ("true", "1"), lines)


def _contents(content_type: str, parts: list[BodyPart]) -> bytes:
    """The part that the header names, else the first: a list may contain further lists."""
    start = _START.search(content_type)
    tables = [part for part in parts if part.content_type == CONTENTS]
    named = [part for part in tables if start is not None and part.content_id == start[1]]
    if not tables:
        raise DocumentUnusable("a list without its table of contents")
    return (named or tables)[0].body


def _lines(resource: etree._Element, bodies: Mapping[str, bytes]) -> Iterator[ListedLine]:
    uri = resource.get("uri", "").strip().partition(";")[0]
    if not is_addressable(uri):
        return
    for instance in resource.findall(f"{NAMESPACE}instance"):
        state, cid = instance.get("state", "").strip().lower(), instance.get("cid", "").strip().strip("<>")
        info = _info(bodies.get(cid, b"")) if cid else None
        is_unclear = state != "active" or (bool(cid) and info is None)
        yield ListedLine(uri, instance.get("id", ""), info, state == "terminated", is_unclear)


def _info(body: bytes) -> DialogInfo | None:
    try:
        return read_dialog_info(body)
    except DocumentUnusable as error:
        log.info("unreadable line in a list: %s", error)
        return None
