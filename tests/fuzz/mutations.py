"""Damage as it happens: octets lost, doubled, swapped, cut, and pieces that parsers stumble over."""

import random
from collections.abc import Sequence

from hypothesis import strategies as st

SIP_PIECES = (
    *(b"\r\n", b"\n", b"\r\n\r\n", b"\r\n ", b"\x00", b"\xff\xfe", b"\xc3\xb6", b"%00", b"%", b"x" * 600),
    *(b'"', b"<", b">", b";", b",", b":", b"@", b";tag=", b";branch=", b"SIP/2.0", b"sip:", b"sips:", b"tel:"),
    *(b"4294967296", b"-1", b"99999999999999999999", b"Via: ", b"To: ", b"Content-Length: 5\r\n"),
    *(b"Require: 100rel\r\n", b"Replaces: a;from-tag=b;to-tag=c\r\n", b"Session-Expires: 90\r\n"),
    *(b"a=rtpmap:8 X/0\r\n", b"m=audio 0 RTP/AVP\r\n", b"c=IN IP6 ::1\r\n", b"a=rtcp:0\r\n", b"a=fmtp:8\r\n"),
    b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\r\n",
)


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[bytes], pieces: Sequence[bytes] = SIP_PIECES) -> bytes:
    """One of the seeds with up to six changes."""
    octets = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(octets)))
        end = draw(st.integers(start, min(len(octets), start + 40)))
        piece = draw(st.sampled_from(pieces) | st.binary(max_size=4) | st.just(octets[start:end] * 2))
        octets = octets[:start] + piece + octets[end:]
    return octets


def damaged_by_chance(octets: bytes, chance: random.Random, pieces: Sequence[bytes] = SIP_PIECES) -> bytes:
    """The octets with up to five changes, drawn from a seeded generator."""
    for _ in range(chance.randint(0, 5)):
        start = chance.randint(0, len(octets))
        end = min(len(octets), start + chance.choice((0, 0, 1, 3, 30)))
        piece = chance.choice((*pieces, bytes(chance.randbytes(3)), octets[start:end] * 2))
        octets = octets[:start] + piece + octets[end:]
    return octets
