"""SIP messages cut out of a stream of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.wire.framing import LARGEST_HEAD, PING, MessageStream
from softphone.telephony.engine.gate.wire.message import DamagedMessageError


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=5), st.data())
def test_a_stream_is_cut_where_the_messages_end(bodies: list[bytes], data: st.DataObject) -> None:
    messages = [b"SIP/2.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies]
    stream, found, framing = b"\r\n".join([b"", *messages]), [], MessageStream()
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += framing.feed(stream[:size])
        stream = stream[size:]
    assert found == messages


def test_a_keep_alive_is_told_and_a_reply_to_ours_is_not() -> None:
    stream = MessageStream()
    assert stream.feed(b"\r\n") == []
    assert stream.feed(b"\r\n") == [PING]
    assert stream.feed(b"\r\nSIP/2.0 200 OK\r\nl: 0\r\n\r\n") == [b"SIP/2.0 200 OK\r\nl: 0\r\n\r\n"]


@pytest.mark.parametrize(
    "data",
    [
        b"x" * (LARGEST_HEAD + 1),
        b"INVITE sip:a SIP/2.0\r\nContent-Length: 99999999\r\n\r\n",
        b"INVITE sip:a SIP/2.0\r\nX: " + b"y" * LARGEST_HEAD + b"\r\n\r\n",
    ],
    ids=["no end", "promises too much", "a head too long"],
)
def test_a_stream_that_cannot_be_cut_within_bounds_is_given_up(data: bytes) -> None:
    with pytest.raises(DamagedMessageError):
        MessageStream().feed(data)
