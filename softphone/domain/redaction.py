"""Takes secrets out of logs and SIP messages, and on request the people: pure text in, text out.

Rather too much is taken out than too little: a line that names a credential loses its rest.
"""

import re
from collections.abc import Iterable

REMOVED = "<removed>"
_SHORTEST_KNOWN = 4

_HEADER = re.compile(
    r"""(?ix) \b ( (?:proxy-)?authorization | (?:www|proxy)-authenticate | (?:proxy-)?authentication-info
        | set-cookie2? | cookie | x-[\w-]*(?:token|key|auth)[\w-]* ) (["']? \s* [:=] \s*)
        [^\r\n]* (?: \r?\n [ \t]+ [^\r\n]* )*""",
)
_NAMED = re.compile(
    r"""(?ix) ( [\w-]* (?: passw(?:or)?d | passwd | passphrase | \bpwd | secret | token | api[_-]?key | nonce | opaque
        | ice-pwd | ha1 ) \w* ) (["']? \s* [:=] \s*)
        (?: "(?:\\.|[^"\\\r\n])*"? | '(?:\\.|[^'\\\r\n])*'? | [^\r\n]* )""",
)
_XML = re.compile(r"(?is)<((?:[\w.-]+:)?\w*(?:passw(?:or)?d|secret|token|nonce)\w*)\b[^>]*>.*?(?:</\1\s*>|\Z)")
_DIGEST_ANSWER = re.compile(r"(?i)\b(response|cnonce|rspauth)\s*=\s*\"?[0-9a-z+/=]*\"?")
_SCHEME = re.compile(r"(?i)\b(bearer|basic|negotiate|ntlm)[ \t]+[A-Za-z0-9+/=._~-]{4,}")
_DIGEST = re.compile(r"(?i)\b(digest)[ \t]+\w+[ \t]*=[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*")
_SRTP_KEY = re.compile(r"(?i)\binline:[^\s|\"']+")
_SIP_USERINFO = re.compile(r"(?i)\b(sips?:[^\s:@<>\"]+):[^\s<>\"]*@")
_WEB_USERINFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://[^\s/@:<>\"]*):[^\s<>\"]*@")
_DTMF = re.compile(r"(?im)^([ \t]*signal[ \t]*=[ \t]*)\S+")
_TEXT_BODY = re.compile(r"(?is)(\bcontent-type[ \t]*:[ \t]*text/plain.*?\r?\n\r?\n)(.+)")


def without_secrets(text: str, known: Iterable[str] = ()) -> str:
    """`known`: secrets the program itself holds; they go wherever they stand."""
    for secret in sorted(known, key=len, reverse=True):
        if len(secret) >= _SHORTEST_KNOWN:
            text = text.replace(secret, REMOVED)
    text = _HEADER.sub(rf"\1\2{REMOVED}", text)
    text = _DIGEST.sub(rf"\1 {REMOVED}", text)
    text = _XML.sub(rf"<\1>{REMOVED}</\1>", text)
    text = _NAMED.sub(rf"\1\2{REMOVED}", text)
    text = _DIGEST_ANSWER.sub(rf"\1={REMOVED}", text)
    text = _SCHEME.sub(rf"\1 {REMOVED}", text)
    text = _SRTP_KEY.sub(f"inline:{REMOVED}", text)
    text = _SIP_USERINFO.sub(rf"\1:{REMOVED}@", text)
    text = _WEB_USERINFO.sub(rf"\1:{REMOVED}@", text)
    return _DTMF.sub(rf"\1{REMOVED}", text)


def traceable(message: str) -> str:
    """One SIP message as it may be kept on the disk: without secrets, without what people wrote to each other."""
    return without_secrets(_TEXT_BODY.sub(lambda m: f"{m[1]}<{len(m[2])} characters>", message))
