"""dialog-info documents (RFC 4235), and bodies that are none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.lines.feature_state import FeatureState
from softphone.safe_xml import DocumentUnusable
from softphone.telephony.engine.subscriptions.bodies.dialog_info import read_dialog_info
from softphone.telephony.engine.subscriptions.bodies.feature_event import read_features

DIALOG_INFO = (
    b'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="%d" state="%s" entity="sip:x">%s</dialog-info>'
)


def test_a_dialog_info_document_is_read() -> None:
    body = DIALOG_INFO % (4, b"partial", b'<dialog id="1" direction="initiator"><state>early</state></dialog>')
    info = read_dialog_info(body)
    assert (info.version, info.full, info.dialogs[0].outgoing) == (4, False, True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<dialog-info/>",
        DIALOG_INFO % (1, b"some", b""),
        DIALOG_INFO % (1, b"full", b'<dialog id="1"><state>sleeping</state></dialog>'),
        DIALOG_INFO % (1, b"full", b"<dialog><state>early</state></dialog>"),
        DIALOG_INFO % (1, b"full", b'<dialog id="1"><state>early</state></dialog>' * 201),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + DIALOG_INFO % (1, b"full", b""),
    ],
)
def test_what_is_no_use_is_a_declared_error(body: bytes) -> None:
    with pytest.raises(DocumentUnusable):
        read_dialog_info(body)


@given(st.binary(max_size=300))
def test_documents_of_any_bytes_are_read_or_refused(body: bytes) -> None:
    for document in (body, DIALOG_INFO % (0, b"full", body)):
        with suppress(DocumentUnusable):
            assert all(dialog.id for dialog in read_dialog_info(document).dialogs)
    with suppress(DocumentUnusable):
        assert read_features("application/x-as-feature-event+xml", body) == FeatureState()
    with suppress(DocumentUnusable):
        parts = b"--b\r\n" + body + b"\r\n--b--"
        assert read_features("multipart/mixed;boundary=b", parts) == FeatureState()


@given(st.text(max_size=60))
def test_any_content_type_is_taken_or_refused(content_type: str) -> None:
    with suppress(DocumentUnusable):
        assert read_features(f"multipart/{content_type}", b"--b\r\n\r\nx\r\n--b--") == FeatureState()
