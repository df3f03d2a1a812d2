"""SDP offers and answers of the demo PBX."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.sdp import (
    Codec,
    Direction,
    Origin,
    answer_to,
    describe,
    made_active,
    parse_audio,
    same_place,
)

PCMU = Codec(0, "PCMU/8000")
OFFER = (
    b"v=0\r\no=a 5 6 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 4000 RTP/AVP 9 0 101\r\na=rtpmap:9 G722/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
    b"a=fmtp:101 0-16\r\na=sendonly\r\nm=video 4002 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
)


def test_an_answer_has_a_line_for_each_offered_one_and_refuses_all_but_audio() -> None:
    audio = parse_audio(OFFER)
    assert [codec.name for codec in audio.codecs] == ["G722/8000", "PCMU/8000", "TELEPHONE-EVENT/8000"]
    answer = answer_to(audio, "127.0.0.1", 5000, audio.codecs[:1]).decode()
    assert [line for line in answer.splitlines() if line.startswith("m=")] == [
        "m=audio 5000 RTP/AVP 9",
        "m=video 0 RTP/AVP 96",
    ]
    assert "a=recvonly" in answer


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"v=0\r\n",
        OFFER.replace(b"RTP/AVP 9", b"RTP/SAVP 9"),
        OFFER.replace(b"c=IN IP4 127.0.0.1\r\n", b""),
        OFFER.replace(b"audio 4000", b"audio 0"),
    ],
)
def test_what_is_no_plain_audio_is_488(bad: bytes) -> None:
    with pytest.raises(SipError) as caught:
        parse_audio(bad)
    assert caught.value.status == 488


@given(st.binary(max_size=200))
def test_no_description_crashes(data: bytes) -> None:
    for text in (data, b"m=audio 4000 RTP/AVP 0\nc=IN IP4 127.0.0.1\n" + data):
        with contextlib.suppress(SipError):
            assert parse_audio(text).port > 0


@given(st.sampled_from(list(Direction)))
def test_an_active_description_has_lost_its_hold(direction: Direction) -> None:
    held = describe("127.0.0.1", 4000, (PCMU,), direction)
    assert parse_audio(made_active(held)).direction is Direction.SENDRECV
    assert same_place(held, made_active(held))
    assert direction.mirrored.mirrored is direction


def test_the_old_way_of_holding_is_understood() -> None:
    held = describe("127.0.0.1", 4000, (PCMU,), Direction.SENDRECV).replace(
        b"c=IN IP4 127.0.0.1", b"c=IN IP4 0.0.0.0"
    )
    assert parse_audio(held).direction is Direction.INACTIVE


def test_the_origin_grows_only_with_changes() -> None:
    origin = Origin("127.0.0.1", 7)
    first = origin.stamp(OFFER)
    assert b"o=pbx 7 1 IN IP4 127.0.0.1\r\n" in first
    assert origin.stamp(OFFER.replace(b"o=a 5 6", b"o=b 9 9")) == first
    assert b"o=pbx 7 2 " in origin.stamp(made_active(OFFER))
