"""CardDAV documents (RFC 6352) and incremental sync (RFC 6578): requests and multistatus answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from softphone.safe_xml import parse

MAX_BYTES = 24 * 1024 * 1024
MAX_ELEMENTS = 600_000
_DAV, _CARD, _CS = "DAV:", "urn:ietf:params:xml:ns:carddav", "http://calendarserver.org/ns/"
_NAMESPACES = f'xmlns="{_DAV}" xmlns:C="{_CARD}" xmlns:S="{_CS}"'
_HEAD = '<?xml version="1.0" encoding="utf-8"?>'

WHERE = (
    f"{_HEAD}<propfind {_NAMESPACES}><prop><resourcetype/><current-user-principal/><C:addressbook-home-set/></prop>"
    "</propfind>"
).encode()
ENTRIES = f"{_HEAD}<propfind {_NAMESPACES}><prop><resourcetype/><getetag/></prop></propfind>".encode()
TAG = f"{_HEAD}<propfind {_NAMESPACES}><prop><S:getctag/><getetag/></prop></propfind>".encode()


@dataclass(frozen=True, slots=True)
class Answered:
    """One resource in a multistatus answer; `missing` where it is no longer there."""

    href: str
    missing: bool = False
    cut_off: bool = False
    is_book: bool = False
    is_collection: bool = False
    principal: str = ""
    home: str = ""
    etag: str = ""
    ctag: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True)
class MultiStatus:
    answers: tuple[Answered, ...]
    sync_token: str = ""


def sync_report(token: str) -> bytes:
    """What has changed since `token`; empty: everything."""
    return (
        f"{_HEAD}<sync-collection {_NAMESPACES}><sync-token>{escape(token)}</sync-token><sync-level>1</sync-level>"
        "<prop><getetag/></prop></sync-collection>"
    ).encode()


def multiget_report(hrefs: Iterable[str]) -> bytes:
    wanted = "".join(f"<href>{escape(href)}</href>" for href in hrefs)
    return (
        f"{_HEAD}<C:addressbook-multiget {_NAMESPACES}><prop><getetag/><C:address-data/></prop>{wanted}"
        "</C:addressbook-multiget>"
    ).encode()


def read_multistatus(body: bytes) -> MultiStatus:
    """Raises DocumentUnusable for anything else."""
    root = parse(body, keep_comments=False, max_bytes=MAX_BYTES, max_elements=MAX_ELEMENTS)
    answers = tuple(_answered(one) for one in root.iterchildren(_name("response")))
    return MultiStatus(answers, _text(root, "sync-token"))


def _answered(response: etree._Element) -> Answered:
    status = _text(response, "status")
    props = list(_props(response))
    return Answered(
        href=_text(response, "href"),
        missing=" 404" in status or " 410" in status,
        cut_off=" 507" in status,
        is_book=_has(props, f"{_name('resourcetype')}/{{{_CARD}}}addressbook"),
        is_collection=_has(props, f"{_name('resourcetype')}/{_name('collection')}"),
        principal=_first(props, f"{_name('current-user-principal')}/{_name('href')}"),
        home=_first(props, f"{{{_CARD}}}addressbook-home-set/{_name('href')}"),
        etag=_first(props, _name("getetag")),
        ctag=_first(props, f"{{{_CS}}}getctag"),
        card=_first(props, f"{{{_CARD}}}address-data"),
    )


def _props(response: etree._Element) -> Iterator[etree._Element]:
    """The properties with status 200."""
    for part in response.iterchildren(_name("propstat")):
        prop = part.find(_name("prop"))
        if prop is not None and " 200" in _text(part, "status"):
            yield prop


def _has(props: Iterable[etree._Element], path: str) -> bool:
    return any(prop.find(path) is not None for prop in props)


def _first(props: Iterable[etree._Element], path: str) -> str:
    return next((text for prop in props if (text := (prop.findtext(path) or "").strip())), "")


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(_name(name)) or "").strip()


def _name(name: str) -> str:
    return f"{{{_DAV}}}{name}"
