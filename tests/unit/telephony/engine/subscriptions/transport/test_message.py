"""SIP messages of the subscriber: read, or refused with a declared error."""

from contextlib import suppress

import pytest
from aiosipua.message import SipRequest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.transport.message import (
    LARGEST_MESSAGE,
    WireError,
    header,
    parameters,
    parsed,
    reply_to,
    tag_of,
)
from tests.samples.notify import NOTIFY


def test_short_names_folded_lines_and_parameters_are_read() -> None:
    notify = parsed(NOTIFY.replace(b"active ; expires=30", b"active;\r\n expires=30"))
    assert header(notify, "event") == "dialog"
    assert tag_of(notify, "to") == "ours"
    state = parameters(notify, "subscription-state")
    assert (state.value, state.seconds("expires"), state.seconds("retry-after")) == ("active", 30, None)
    assert notify.body == b"abc"


@given(st.binary(max_size=600))
def test_any_bytes_are_a_message_or_a_declared_error(data: bytes) -> None:
    with suppress(WireError):
        message = parsed(data)
        assert all(header(message, name) for name in ("via", "from", "to", "call-id", "cseq"))


@given(st.integers(0, len(NOTIFY) - 1), st.binary(max_size=8), st.integers(0, 40))
def test_a_damaged_message_is_read_or_refused_and_answered_without_fault(at: int, junk: bytes, cut: int) -> None:
    try:
        message = parsed(NOTIFY[:at] + junk + NOTIFY[at + cut :])
    except WireError:
        return
    parameters(message, "subscription-state").seconds("expires")
    if isinstance(message, SipRequest):
        Dialog("sip:a@b", "sip:c@d", "call-1", "ours").fits(message)
        assert reply_to(message, 200, "OK", "tag").startswith(b"SIP/2.0 200 OK\r\n")


def test_what_is_too_large_or_lacks_a_header_is_refused() -> None:
    for data in (b"x" * (LARGEST_MESSAGE + 1), NOTIFY.replace(b"CSeq: 7 NOTIFY\r\n", b""), b""):
        with pytest.raises(WireError):
            parsed(data)
