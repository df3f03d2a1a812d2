"""The endless answer of the event channel: whole documents out of any pieces, bounded work for a hostile portal."""

import pytest

from softphone.portal.http.document_stream import MOST_BYTES, MOST_STALLS, DocumentStream
from softphone.safe_xml import DocumentUnusable

TWO = b'<?xml version="1.0"?>\n<a x="1 > 0"><b>t\xc3\xb6n</b></a>\r\n\r\n<c/>'
DOCUMENTS = [b'<?xml version="1.0"?>\n<a x="1 > 0"><b>t\xc3\xb6n</b></a>', b"<c/>"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, len(TWO)])
def test_documents_come_whole_out_of_any_pieces(size: int) -> None:
    stream = DocumentStream()
    pieces = [TWO[at : at + size] for at in range(0, len(TWO), size)]
    assert [document for piece in pieces for document in stream.feed(piece)] == DOCUMENTS


def test_an_attribute_in_single_octets_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser reads an open tag from its start each time it is asked."""
    stream = DocumentStream()
    asked: list[bytes] = []
    add = stream._add

    def counted(piece: bytes) -> bool:
        asked.append(piece)
        return add(piece)

    monkeypatch.setattr(stream, "_add", counted)
    document = b'<a x="' + b"y" * 10_000 + b'"/>'
    assert [d for at in range(len(document)) for d in stream.feed(document[at : at + 1])] == [document]
    assert asked == [document]


def test_a_tag_that_never_ends_is_refused() -> None:
    stream = DocumentStream()
    stream.feed(b"<" + b"y" * (MOST_BYTES - 1))
    with pytest.raises(DocumentUnusable, match="larger"):
        stream.feed(b"y")


def test_a_tag_in_too_many_pieces_is_refused() -> None:
    stream = DocumentStream()
    stream.feed(b'<a x="')
    with pytest.raises(DocumentUnusable, match="pieces"):
        stream.feed(b">" * (MOST_STALLS + 2))
