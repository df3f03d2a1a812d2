"""XML from the network into a tree, and nothing else with it, no DTD, no look-ups, bounded size."""

from xml.parsers import expat

from lxml import etree

MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_ELEMENTS = 20_000


class DocumentUnusable(Exception):  # noqa: N818 - a condition of the answer, turned into a Problem by the client
    """The bytes are not the document that the interface promises; the text is short English for the log."""


def parse(
    body: bytes, *, keep_comments: bool, max_bytes: int = MAX_BODY_BYTES, max_elements: int = MAX_ELEMENTS
) -> etree._Element:
    """The root element. Without comments the text of an element is always in one piece."""
    if len(body) > max_bytes:
        raise DocumentUnusable("larger than the limit")
    _refuse_doctype(body, max_elements)
    try:
        root = etree.fromstring(body, _parser(keep_comments))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentUnusable(f"not XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise DocumentUnusable("has a document type")
    return root


def serialize(root: etree._Element) -> bytes:
    """The whole document, with what stands before and after the root."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")


def _parser(keep_comments: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=not keep_comments,
        remove_pis=not keep_comments,
        strip_cdata=not keep_comments,
    )


def _refuse_doctype(body: bytes, max_elements: int) -> None:
    # expat reports the document type before it reads a single declaration in it; lxml only afterwards.
    scanner = expat.ParserCreate()
    scanner.StartDoctypeDeclHandler = _on_doctype
    scanner.StartElementHandler = _ElementCount(max_elements)
    try:
        scanner.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DocumentUnusable(f"not XML: {error}") from error


def _on_doctype(name: str, system_id: str | None, public_id: str | None, has_internal_subset: bool) -> None:
    raise DocumentUnusable("has a document type")


class _ElementCount:
    def __init__(self, most: int) -> None:
        self._seen, self._most = 0, most

    def __call__(self, name: str, attributes: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > self._most:
            raise DocumentUnusable("too many elements")
