"""Redaction of secrets in logs and SIP messages. Pure.

Prefers to remove too much: a line that names a credential loses its rest. As anyone can send us a
packet with any text, every repetition in a pattern is bounded: no message may stall the telephone.
"""

import re
from collections.abc import Iterable

REMOVED = "<removed>"
_SHORTEST_KNOWN = 4

_HEADER = re.compile(
    r"""(?ix) \b ( (?:proxy-)?authorization | (?:www|proxy)-authenticate | (?:proxy-)?authentication-info
        | set-cookie2? | cookie | identity | x-[\w-]{0,40}(?:token|key|auth)[\w-]{0,40} ) (["']? \s* [:=] \s*)
        [^\r\n]* (?: \r?\n [ \t]+ [^\r\n]* )*""",
)
_NAMED = re.compile(
    r"""(?ix) ( (?: passw(?:or)?[dt] | passwd | kennwort | passphrase | \bpwd | \bpin\b | secret | token | api[_-]?key
        | nonce | opaque | ice-pwd | ha1 ) \w{0,40} ) (["']? \s* [:=] \s*)
        (?: "(?:\\.|[^"\\\r\n])*"? | '(?:\\.|[^'\\\r\n])*'? | [^\r\n]* )""",
)
_XML = re.compile(
    r"(?is)<((?:[\w.-]{1,40}:)?\w{0,40}(?:passw(?:or)?d|secret|token|nonce)\w{0,40})\b[^>]{0,300}>.*?(?:</\1\s*>|\Z)"
)
_DIGEST_ANSWER = re.compile(r"(?i)\b(response|cnonce|rspauth)\s*=\s*\"?[0-9a-z+/=]*\"?")
_SCHEME = re.compile(r"(?i)\b(bearer|basic|negotiate|ntlm)[ \t]+[A-Za-z0-9+/=._~-]{4,}")
_DIGEST = re.compile(r"(?i)\b(digest)[ \t]+\w+[ \t]*=[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*")
_SRTP_KEY = re.compile(r"(?i)\binline:[^\s|\"']+")
_SDP_KEY = re.compile(r"(?m)^k=[^\r\n]+")
_SIP_USERINFO = re.compile(r"(?i)\b(sips?:[^\s:@<>\"]{1,250}):[^\s<>\"]{0,500}@")
_WEB_USERINFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]{0,20}://[^\s/@:<>\"]{0,250}):[^\s<>\"]{0,500}@")
_DTMF = re.compile(r"(?im)^([ \t]*signal[ \t]*=[ \t]*)\S+")
_BODY_KIND = re.compile(r"(?im)^(?:content-type|c)[ \t]*:(?:[ \t]|\r?\n[ \t])*([^\s;]{1,100})")
"""Also in compact form, folded, and inside a multipart."""
_KEPT_KINDS = frozenset(
    {
        "application/sdp",
        "application/simple-message-summary",
        "application/dialog-info+xml",
        "application/rlmi+xml",
        "application/x-as-feature-event+xml",
        "message/sipfrag",
        "multipart/related",
    }
)
_BLANK_LINE = re.compile(r"\r?\n\r?\n")


def without_secrets(text: str, known: Iterable[str] = ()) -> str:
    """`known`: the program's own secrets, which are removed everywhere."""
    for secret in sorted(known, key=len, reverse=True):
        if len(secret) >= _SHORTEST_KNOWN:
            text = text.replace(secret, REMOVED)
    text = _HEADER.sub(rf"\1\2{REMOVED}", text)
    text = _DIGEST.sub(rf"\1 {REMOVED}", text)
    text = _XML.sub(rf"<\1>{REMOVED}</\1>", text)
    text = _NAMED.sub(rf"\1\2{REMOVED}", text)
    text = _DIGEST_ANSWER.sub(rf"\1={REMOVED}", text)
    text = _SCHEME.sub(rf"\1 {REMOVED}", text)
    text = _SDP_KEY.sub(f"k={REMOVED}", text)
    text = _SRTP_KEY.sub(f"inline:{REMOVED}", text)
    text = _SIP_USERINFO.sub(rf"\1:{REMOVED}@", text)
    text = _WEB_USERINFO.sub(rf"\1:{REMOVED}@", text)
    return _DTMF.sub(rf"\1{REMOVED}", text)


def traceable(message: str) -> str:
    """A SIP message for the trace file: without secrets and without message texts."""
    return without_secrets(_without_words(message))


def _without_words(message: str) -> str:
    """Only bodies whose kinds are known to hold no words of people, and no digits they typed, are kept."""
    end = _BLANK_LINE.search(message)
    if end is None or end.end() == len(message):
        return message
    kinds = {kind.lower() for kind in _BODY_KIND.findall(message)}
    if kinds and kinds <= _KEPT_KINDS:
        return message
    return f"{message[: end.end()]}<{len(message) - end.end()} characters>"
