"""Splitter for an endless answer: complete XML documents, none larger than allowed."""

from xml.parsers import expat

from softphone.safe_xml import DocumentUnusable

MOST_BYTES = 256 * 1024
MOST_STALLS = 200
"""So often a document may go on without the parser getting on: each time it reads the open tag from its start."""

_END_OF_TAG = b">"


class DocumentStream:
    """`feed` bytes as they come; gives the documents that became complete with them."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._reset()

    def feed(self, chunk: bytes) -> list[bytes]:
        """Parses tag by tag: octets before the end of a tag wait, since the parser would read each tag again."""
        done: list[bytes] = []
        while _END_OF_TAG in chunk:
            head, mark, chunk = chunk.partition(_END_OF_TAG)
            piece, self._waiting = bytes(self._waiting) + head + mark, bytearray()
            if self._add(piece):
                done.append(bytes(self._document))
                self._reset()
        self._wait(chunk)
        return done

    def _wait(self, rest: bytes) -> None:
        self._waiting += rest if self._document or self._waiting else rest.lstrip()
        if len(self._document) + len(self._waiting) > MOST_BYTES:
            raise DocumentUnusable("an event larger than the limit")

    def _reset(self) -> None:
        self._document = bytearray()
        self._depth, self._closed = 0, False
        self._stalls = 0
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
        before = self._parser.CurrentByteIndex
        try:
            self._parser.Parse(piece, False)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise DocumentUnusable(f"not XML: {error}") from error
        self._count_stall(self._parser.CurrentByteIndex == before)
        return self._closed

    def _count_stall(self, stalled: bool) -> None:
        self._stalls += stalled
        if self._stalls > MOST_STALLS:
            raise DocumentUnusable("a tag in too many pieces")

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._closed = self._depth == 0


def _on_doctype(name: str, system_id: str | None, public_id: str | None, has_internal_subset: bool) -> None:
    raise DocumentUnusable("has a document type")
