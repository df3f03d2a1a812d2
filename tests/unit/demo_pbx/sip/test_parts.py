"""Small parts of the PBX's SIP side: digest, SDP, G.711, RTP, hearing, registrar times, certificate."""

import contextlib
import hashlib
import math
import ssl
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.media import g711
from softphone.demo_pbx.sip.media.hearing import Heard, dominant_hz
from softphone.demo_pbx.sip.media.rtp import RtpPacket
from softphone.demo_pbx.sip.messages.digest import NONCE_LIFETIME_S, Algorithm, Digest, Verdict, parse_credentials
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.message import Request
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
from softphone.demo_pbx.sip.transport.certificate import make_certificate

PCMU = Codec(0, "PCMU/8000")


# digest


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def proof(challenge: str, *, password: str = "secret", count: int = 1, method: str = "REGISTER") -> Request:
    fields = parse_credentials(challenge)
    hashed = hashlib.sha256 if fields["algorithm"] == "SHA-256" else hashlib.md5

    def h(*parts: str) -> str:
        return hashed(":".join(parts).encode()).hexdigest()

    secret, action = h("anna", fields["realm"], password), h(method, "sip:pbx")
    response = h(secret, fields["nonce"], f"{count:08x}", "c", "auth", action)
    request = Request(method, "sip:pbx")
    request.headers.add(
        "authorization",
        f'Digest username="anna", realm="{fields["realm"]}", nonce="{fields["nonce"]}", uri="sip:pbx", '
        f'response="{response}", algorithm={fields["algorithm"]}, qop=auth, nc={count:08x}, cnonce="c"',
    )
    return request


def digest(clock: Clock | None = None, *algorithms: Algorithm) -> Digest:
    return Digest("pbx", {"anna": "secret"}.get, algorithms or (Algorithm.MD5,), clock or Clock())


@pytest.mark.parametrize("index", [0, 1])
def test_either_algorithm_is_accepted_where_both_are_offered(index: int) -> None:
    both = digest(None, Algorithm.MD5, Algorithm.SHA256)
    challenges = both.challenges(stale=False)
    assert [parse_credentials(value)["algorithm"] for value in challenges] == ["MD5", "SHA-256"]
    check = both.check(proof(challenges[index]), "authorization")
    assert (check.verdict, check.user) == (Verdict.GOOD, "anna")


def test_an_algorithm_that_was_not_offered_is_wrong() -> None:
    challenge = digest(None, Algorithm.SHA256).challenges(stale=False)[0]
    assert digest().check(proof(challenge), "authorization").verdict is Verdict.WRONG


def test_an_answer_cannot_be_used_twice() -> None:
    server = digest()
    challenge = server.challenges(stale=False)[0]
    verdicts = [server.check(proof(challenge, count=n), "authorization").verdict for n in (1, 1, 2)]
    assert verdicts == [Verdict.GOOD, Verdict.STALE, Verdict.GOOD]


def test_an_old_nonce_and_a_strange_one_are_stale() -> None:
    clock = Clock()
    server = digest(clock)
    challenge = server.challenges(stale=False)[0]
    clock.now += NONCE_LIFETIME_S + 1
    assert server.check(proof(challenge), "authorization").verdict is Verdict.STALE
    foreign = digest(clock).challenges(stale=False)[0]
    assert server.check(proof(foreign), "authorization").verdict is Verdict.STALE


def test_a_wrong_password_is_wrong_and_no_answer_is_missing() -> None:
    server = digest()
    challenge = server.challenges(stale=False)[0]
    assert server.check(proof(challenge, password="guess"), "authorization").verdict is Verdict.WRONG
    assert server.check(proof(challenge), "proxy-authorization").verdict is Verdict.MISSING


@given(st.text(max_size=60))
def test_no_credentials_crash_the_check(text: str) -> None:
    request = Request("REGISTER", "sip:pbx")
    request.headers.add("authorization", f'Digest realm="pbx", username="anna", {text}')
    with contextlib.suppress(SipError):
        assert digest().check(request, "authorization").verdict is not Verdict.GOOD


# SDP

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


# sound


@given(st.sampled_from(g711.CODEC_NAMES), st.integers(-32_768, 32_767))
def test_a_sample_comes_back_nearly_as_it_was(name: str, sample: int) -> None:
    again = g711.decode(name, g711.encode(name, [sample]))[0]
    assert abs(again - sample) <= max(16, abs(sample) * 0.04)


@given(st.sampled_from(g711.CODEC_NAMES), st.integers(0, 255))
def test_every_code_stands_for_one_level(name: str, code: int) -> None:
    level = g711.decode(name, bytes([code]))
    assert g711.decode(name, g711.encode(name, level)) == level


def test_known_values_of_g711() -> None:
    assert list(g711.decode("PCMU/8000", b"\xff\x7f\x80\x00")) == [0, 0, 32_124, -32_124]
    assert list(g711.decode("PCMA/8000", b"\xd5\x55\xaa\x2a")) == [8, -8, 32_256, -32_256]


@given(
    st.integers(0, 127).filter(lambda kind: not 72 <= kind <= 76),
    st.booleans(),
    st.integers(0, 2**16 - 1),
    st.integers(0, 2**32 - 1),
    st.binary(max_size=50),
)
def test_an_rtp_packet_survives(kind: int, marker: bool, sequence: int, timestamp: int, payload: bytes) -> None:
    packet = RtpPacket(kind, marker, sequence, timestamp, 77, payload)
    assert RtpPacket.parse(bytes(packet)) == packet


@given(st.binary(max_size=80))
def test_no_packet_crashes(data: bytes) -> None:
    packet = RtpPacket.parse(data)
    assert packet is None or len(packet.payload) < len(data)


def test_padding_and_extensions_are_cut_off() -> None:
    extension = struct.pack("!HH", 1, 1) + b"xxxx"
    data = struct.pack("!BBHIII", 0x80 | 0x20 | 0x10 | 1, 0, 1, 2, 3, 4) + extension + b"sound" + b"\x00\x00\x03"
    packet = RtpPacket.parse(data)
    assert packet is not None
    assert packet.payload == b"sound"


@given(st.floats(200, 3000))
def test_the_pitch_of_a_tone_is_found(frequency: float) -> None:
    samples = [round(8000 * math.sin(2 * math.pi * frequency * n / 8000)) for n in range(1024)]
    assert abs(dominant_hz(samples) - frequency) < 2


def test_silence_has_no_pitch() -> None:
    heard = Heard()
    assert heard.snapshot() == {"packets": 0, "rms": 0.0, "dominant_hz": None}
    heard.add(g711.decode("PCMU/8000", b"\xff" * 8000))
    assert heard.snapshot()["dominant_hz"] is None


# certificate


def test_the_certificate_is_trusted_through_its_authority_for_its_names_only(tmp_path: Path) -> None:
    files = make_certificate(tmp_path / "new", ("127.0.0.1", "pbx.example"))
    assert files.key_file.stat().st_mode & 0o077 == 0
    assert handshake(files.ca_file, files.server_context(), "pbx.example") is None
    assert isinstance(handshake(files.ca_file, files.server_context(), "other.example"), ssl.SSLCertVerificationError)
    stranger = make_certificate(tmp_path / "stranger").ca_file
    assert isinstance(handshake(stranger, files.server_context(), "pbx.example"), ssl.SSLCertVerificationError)


def handshake(ca_file: Path, server_context: ssl.SSLContext, name: str) -> Exception | None:
    """Both ends in memory; returns what the client objects to."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client_context = ssl.create_default_context(cafile=str(ca_file))
    client = client_context.wrap_bio(to_client, to_server, server_hostname=name)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    done = False
    while not done:
        try:
            client.do_handshake()
            done = True
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError as error:
            return error
        try:
            server.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return None
