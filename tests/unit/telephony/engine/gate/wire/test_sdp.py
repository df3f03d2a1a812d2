"""Session descriptions that pjsip can bear."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.wire import sdp
from tests.fuzz.mutations import damaged
from tests.unit.telephony.engine.gate.messages import SDP

OFFER = SDP.encode()


def with_connection(text: bytes) -> bytes:
    return OFFER.replace(b"c=IN IP4 192.0.2.7", b"c=" + text)


@pytest.mark.parametrize(
    ("connection", "names"),
    [
        (b"IN IP4 media.example", ("media.example",)),
        (b"IN IP4 media.example/127", ("media.example",)),
        (b"IN IP4 192.0.2.7", ()),
        (b"IN IP6 2001:db8::1", ()),
        (b"IN IP4 " + b"x" * 300, ()),
        (b"IN IP4", ()),
        (b"TN RFC2543 x", ()),
    ],
)
def test_names_in_connection_lines(connection: bytes, names: tuple[str, ...]) -> None:
    assert sdp.host_names(with_connection(connection)) == names


@pytest.mark.parametrize(
    ("connection", "mended"),
    [
        (b"IN IP4 192.0.2.7", b"IN IP4 192.0.2.7"),
        (b"IN IP4 2001:db8::1", b"IN IP6 2001:db8::1"),
        (b"IN IP4 media.example", b"IN IP4 198.51.100.4"),
        (b"IN IP4 other.example", b"IN IP4 0.0.0.0"),
        (b"IN IP4 " + b"9" * 254, b"IN IP4 0.0.0.0"),
        (b"", b"IN IP4 0.0.0.0"),
    ],
)
def test_a_name_is_its_address_and_without_one_the_stream_is_held(connection: bytes, mended: bytes) -> None:
    body = sdp.mended(with_connection(connection), {"media.example": "198.51.100.4"})
    assert b"\r\nc=" + mended + b"\r\n" in body


@given(damaged([OFFER, with_connection(b"IN IP4 media.example"), OFFER + b"a=rtcp:9 IN IP4 " + b"h" * 254]))
def test_nothing_is_left_that_must_be_looked_up_or_is_too_long(body: bytes) -> None:
    mended = sdp.mended(body, {})
    assert sdp.host_names(mended) == ()
    for line in sdp.lines_of(mended):
        assert len(line) <= sdp.LONGEST_LINE
        if line.startswith(b"c="):
            ipaddress.ip_address(line.split()[2].decode())
        assert not line.startswith(b"a=rtcp:") or line[7:].isdigit()


@pytest.mark.parametrize(
    ("origin", "kept"),
    [
        (b"o=- 1 1 IN IP4 h", b"o=- 1 1 IN IP4 h"),
        (b"o=x", b"o=- 1 1 IN IP4 0.0.0.0"),
        (b"o=u 123456789012345678901234 1 IN IP4 " + b"h" * 200, b"o=- 12345678901234567890 1 IN IP4 0.0.0.0"),
    ],
)
def test_the_origin(origin: bytes, kept: bytes) -> None:
    assert sdp.mended(origin, {}) == kept + b"\r\n"


def test_thinned_keeps_our_codecs_and_their_attributes() -> None:
    foreign = b"".join(b"a=rtpmap:%d X%d/8000\r\na=fmtp:%d y\r\n" % (n, n, n) for n in range(96, 100))
    body = OFFER.replace(b"9 8 101", b"96 97 98 99 9 8 101") + foreign + b"a=candidate:1\r\na=ssrc:1\r\n"
    thinned = sdp.thinned(body, 0)
    assert b"m=audio 40000 RTP/AVP 9 8 101\r\n" in thinned
    assert thinned == OFFER


def test_a_stream_without_any_codec_of_ours_keeps_its_first() -> None:
    body = b"m=audio 1 RTP/AVP 96 97\r\na=rtpmap:96 X/8000\r\n"
    assert sdp.thinned(body, 0).startswith(b"m=audio 1 RTP/AVP 96\r\n")


def test_too_many_attributes() -> None:
    assert not sdp.has_too_many_attributes(OFFER)
    assert sdp.has_too_many_attributes(OFFER + b"a=x\r\n" * sdp.MOST_ATTRIBUTES)


def test_keys_whose_tag_was_not_offered_go() -> None:
    answer = b"a=crypto:1 A inline:x\r\na=crypto:2 B inline:y\r\n"
    assert sdp.crypto_tags(answer) == {b"1", b"2"}
    assert sdp.with_foreign_crypto_removed(answer, frozenset({b"2"})) == b"a=crypto:2 B inline:y\r\n"


def test_the_mark_of_mediasec_stands_in_encrypted_streams_only() -> None:
    body = b"v=0\r\nm=audio 1 RTP/SAVP 8\r\na=x\r\nm=audio 2 RTP/AVP 8\r\nm=audio 3 RTP/SAVP 8\r\n"
    marked = sdp.with_mediasec(body, is_answer=False)
    word = b"a=3ge2ae:requested\r\n"
    assert marked.split(word) == [
        b"v=0\r\nm=audio 1 RTP/SAVP 8\r\na=x\r\n",
        b"m=audio 2 RTP/AVP 8\r\nm=audio 3 RTP/SAVP 8\r\n",
        b"",
    ]
    assert sdp.with_mediasec(body, is_answer=True).count(b"a=3ge2ae:applied") == 2


@given(st.ip_addresses(v=4).map(str))
def test_our_address_is_replaced_in_connection_lines_only(address: str) -> None:
    replaced = sdp.with_address(OFFER, lambda host: address if host == "192.0.2.7" else host)
    assert replaced == OFFER.replace(b"c=IN IP4 192.0.2.7", f"c=IN IP4 {address}".encode())
