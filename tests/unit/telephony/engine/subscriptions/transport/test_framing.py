"""SIP messages cut out of a stream of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.subscriptions.transport.framing import Framing
from softphone.telephony.engine.subscriptions.transport.message import (
    LARGEST_MESSAGE,
    WireError,
)


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=5), st.data())
def test_a_stream_is_cut_where_the_messages_end(bodies: list[bytes], data: st.DataObject) -> None:
    messages = [b"SIP/2.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies]
    stream, found, framing = b"\r\n\r\n".join([b"", *messages]), [], Framing()
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += framing.feed(stream[:size])
        stream = stream[size:]
    assert found == messages


def test_a_stream_that_cannot_be_cut_is_given_up() -> None:
    with pytest.raises(WireError):
        Framing().feed(b"SIP/2.0 200 OK\r\n\r\n")
    with pytest.raises(WireError):
        Framing().feed(b"x" * (LARGEST_MESSAGE + 1))
