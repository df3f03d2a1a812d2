"""Looks into an offer of SDP for a codec of ours: pjsip refuses a re-INVITE without one with 500, where RFC 3261
section 14.2 asks for 488 and some platforms end the call at a 500."""

import re

STATIC_PAYLOADS = frozenset({"0", "8", "9"})
"""PCMU, PCMA and G.722 in RFC 3551: no rtpmap line is needed for them."""
NAMES = frozenset({"pcmu", "pcma", "g722"})
AUDIO = re.compile(r"^m=audio\s+\d+(?:/\d+)?\s+\S+(?P<payloads>[^\r\n]*)", re.MULTILINE | re.IGNORECASE)
RTPMAP = re.compile(r"^a=rtpmap:(?P<payload>\d+)\s+(?P<name>[^/\s]+)", re.MULTILINE | re.IGNORECASE)


def has_codec_of_ours(sdp: str) -> bool:
    """Also true where there is no audio line at all: what to make of that is pjsip's to say."""
    lines = [match["payloads"].split() for match in AUDIO.finditer(sdp)]
    named = {match["payload"]: match["name"].lower() for match in RTPMAP.finditer(sdp)}
    return not lines or any(_is_ours(payload, named) for payloads in lines for payload in payloads)


def _is_ours(payload: str, named: dict[str, str]) -> bool:
    return named[payload] in NAMES if payload in named else payload in STATIC_PAYLOADS
