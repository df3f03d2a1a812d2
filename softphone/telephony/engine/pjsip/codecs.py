"""The codecs we offer, and the check whether an SDP offer contains one of them.

pjsip refuses a re-INVITE without one with 500, where RFC 3261 section 14.2 asks for 488 and some platforms end the
call at a 500.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codec:
    """`payload`: the static payload type of RFC 3551, which needs no rtpmap line."""

    pjsip_id: str
    priority: int
    payload: str

    @property
    def name(self) -> str:
        return self.pjsip_id.partition("/")[0].lower()


CODECS = (Codec("G722/16000/1", 255, "9"), Codec("PCMA/8000/1", 254, "8"), Codec("PCMU/8000/1", 253, "0"))
PRIORITIES = {codec.pjsip_id: codec.priority for codec in CODECS}
_PAYLOADS = frozenset(codec.payload for codec in CODECS)
_NAMES = frozenset(codec.name for codec in CODECS)
_AUDIO = re.compile(r"^m=audio\s+\d+(?:/\d+)?\s+\S+(?P<payloads>[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_RTPMAP = re.compile(r"^a=rtpmap:(?P<payload>\d+)\s+(?P<name>[^/\s]+)", re.MULTILINE | re.IGNORECASE)


def offers_our_codec(sdp: str) -> bool:
    """True also without any audio line, which pjsip handles itself."""
    lines = [match["payloads"].split() for match in _AUDIO.finditer(sdp)]
    named = {match["payload"]: match["name"].lower() for match in _RTPMAP.finditer(sdp)}
    return not lines or any(_is_ours(payload, named) for payloads in lines for payload in payloads)


def _is_ours(payload: str, named: dict[str, str]) -> bool:
    return named[payload] in _NAMES if payload in named else payload in _PAYLOADS
