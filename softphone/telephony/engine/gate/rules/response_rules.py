"""Responses from the network: what is dropped, and how the others are mended."""

import re

from softphone.telephony.engine.gate.rules.request_rules import drop_unreadable_headers, keep_known_extensions
from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.values import tag_of

_TAG = re.compile(r"[A-Za-z0-9\-.!%*_+`'~=@:/\[\]]{1,200}", re.ASCII)
_NOT_FOR_PJSIP = ("service-route", "path", "p-associated-uri", "security-server", "route")
_CHALLENGES = {401: "www-authenticate", 407: "proxy-authenticate"}
_ALGORITHM = re.compile(r"algorithm\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_REALM = re.compile(r"realm\s*=\s*\"((?:[^\"\\]|\\.)*)\"", re.IGNORECASE)
_ALGORITHMS = ("MD5", "SHA-256")
LONGEST_CHALLENGE = 1000


def is_usable(response: WireMessage) -> bool:
    """Whether the headers that name its transaction are there."""
    return response.cseq[1] != "" and all(response.first(key) for key in ("via", "call-id", "from", "to"))


def mend(response: WireMessage, own_from: str, own_to: str, known_tag: str = "") -> None:
    """From is ours and returns as we sent it; To may only have got a tag.

    `known_tag`: of earlier responses; a final one that lost it could not be ended otherwise.
    """
    tag = readable_tag(response) or (known_tag if response.status >= 200 else "")
    adds_tag = bool(tag) and not tag_of(own_to)
    response.replace("from", own_from)
    response.replace("to", f"{own_to};tag={tag}" if adds_tag else own_to)
    response.remove(*_NOT_FOR_PJSIP)
    keep_known_extensions(response)
    drop_unreadable_headers(response)


def readable_tag(response: WireMessage) -> str:
    tag = tag_of(response.first("to"))
    return tag if _TAG.fullmatch(tag) else ""


def realms(response: WireMessage) -> tuple[str, ...]:
    found = (_REALM.search(value) for key in _CHALLENGES.values() for value in response.all(key))
    return tuple(match[1] for match in found if match)


def limit_challenges(response: WireMessage, allowed_realm: str | None) -> None:
    """Keeps one challenge a realm, the first that pjsip can answer (RFC 8760): pjsip answers the last it knows.

    `allowed_realm`: the only one our password is used for; None as long as no REGISTER was challenged.
    """
    for key in _CHALLENGES.values():
        kept: dict[str, str] = {}
        for value in response.all(key):
            realm, algorithm = _REALM.search(value), _ALGORITHM.search(value)
            if not value.lower().startswith("digest ") or realm is None or len(value) > LONGEST_CHALLENGE:
                continue
            if algorithm is not None and algorithm[1].upper() not in _ALGORITHMS:
                continue
            if allowed_realm is None or realm[1] == allowed_realm:
                kept.setdefault(realm[1], value)
        response.replace(key, *kept.values())


def remove_challenges(response: WireMessage) -> None:
    """A visitor gets no digest, not even for the platform's realm: it could hand the platform's challenge on."""
    response.remove(*_CHALLENGES.values())
