"""Which offers hold a codec of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.pjsip.codecs import offers_our_codec

HEAD = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"


@pytest.mark.parametrize(
    ("media", "ours"),
    [
        ("m=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000", True),
        ("m=audio 4000/1 RTP/SAVP 9", True),
        ("m=audio 4000 RTP/AVP 18 101\r\na=rtpmap:101 telephone-event/8000", False),
        ("m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2", False),
        ("m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 g722/8000", True),
        ("m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 X-OTHER/8000", False),
        ("m=audio 4000 RTP/AVP 18\r\nm=audio 4002 RTP/AVP 0", True),
        ("m=video 4000 RTP/AVP 34", True),
        ("", True),
    ],
)
def test_offers(media: str, ours: bool) -> None:
    assert offers_our_codec(f"{HEAD}{media}\r\n") is ours


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert offers_our_codec(text) in (True, False)
    assert offers_our_codec(f"m=audio 1 RTP/AVP {text}") in (True, False)
