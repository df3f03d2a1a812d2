"""Splitter for an endless answer: complete XML documents, none larger than allowed."""

from xml.parsers import expat

from softphone.safe_xml import DocumentUnusable

MOST_BYTES = 256 * 1024
_END_OF_TAG = b">"


class DocumentStream:
    """`feed` bytes as they come; gives the documents that became complete with them."""

    def __init__(self) -> None:
        self._reset()

    def feed(self, chunk: bytes) -> list[bytes]:
        done: list[bytes] = []
        while chunk:
            head, mark, chunk = chunk.partition(_END_OF_TAG)
            if self._add(head + mark):
                done.append(bytes(self._document))
                self._reset()
        return done

    def _reset(self) -> None:
        self._document = bytearray()
        self._depth, self._closed = 0, False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _on_doctype
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end

    def _add(self, piece: bytes) -> bool:
        """Whether the document is complete now. Space between two documents belongs to none."""
        if not self._document:
            piece = piece.lstrip()
        if len(self._document) + len(piece) > MOST_BYTES:
            raise DocumentUnusable("an event larger than the limit")
        self._document += piece
        try:
            self._parser.Parse(piece, False)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise DocumentUnusable(f"not XML: {error}") from error
        return self._closed

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._closed = self._depth == 0


def _on_doctype(name: str, system_id: str | None, public_id: str | None, has_internal_subset: bool) -> None:
    raise DocumentUnusable("has a document type")
