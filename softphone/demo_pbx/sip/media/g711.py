"""G.711: linear 16-bit samples to and from PCMU and PCMA, one byte a sample."""

from array import array
from collections.abc import Iterable

_BIAS = 132
_CLIP = 32_635


def _ulaw_to_linear(code: int) -> int:
    code = ~code & 0xFF
    magnitude = ((((code & 0x0F) << 3) + _BIAS) << ((code >> 4) & 7)) - _BIAS
    return -magnitude if code & 0x80 else magnitude


def _linear_to_ulaw(sample: int) -> int:
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), _CLIP) + _BIAS
    exponent = magnitude.bit_length() - 8
    return ~(sign | exponent << 4 | (magnitude >> (exponent + 3)) & 0x0F) & 0xFF


def _alaw_to_linear(code: int) -> int:
    code ^= 0x55
    exponent, mantissa = (code >> 4) & 7, code & 0x0F
    magnitude = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 264) << (exponent - 1)
    return magnitude if code & 0x80 else -magnitude


def _linear_to_alaw(sample: int) -> int:
    sign = 0x80 if sample >= 0 else 0
    magnitude = min(abs(sample), 32_767)
    exponent = max(0, magnitude.bit_length() - 8)
    mantissa = (magnitude >> (exponent + 3 if exponent else 4)) & 0x0F
    return (sign | exponent << 4 | mantissa) ^ 0x55


_DECODERS = {
    "PCMU/8000": [_ulaw_to_linear(code) for code in range(256)],
    "PCMA/8000": [_alaw_to_linear(code) for code in range(256)],
}
_ENCODERS = {"PCMU/8000": _linear_to_ulaw, "PCMA/8000": _linear_to_alaw}
CODEC_NAMES = tuple(_DECODERS)


def decode(name: str, payload: bytes) -> "array[int]":
    table = _DECODERS[name]
    return array("h", [table[code] for code in payload])


def encode(name: str, samples: Iterable[int]) -> bytes:
    encoder = _ENCODERS[name]
    return bytes(encoder(sample) for sample in samples)
