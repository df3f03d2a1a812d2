"""RTP packets."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.media.rtp import RtpPacket


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
