"""Header values of SIP messages, copied inside the callback before pjsip frees the message."""

import re

from softphone.domain.platform_facts import TRACKING_HEADER
from softphone.domain.telephone.call import InviteFacts
from softphone.telephony.engine.gate.core import FROM_GATE, FROM_VISITOR, SOURCE_HEADER

RETRY_AFTER = re.compile(r"(\d{1,9})\s*(?:[(;]|$)", re.ASCII)
COMPACT = {"f": "from", "t": "to", "i": "call-id", "m": "contact", "v": "via"}


def headers_of(message: str) -> dict[str, tuple[str, ...]]:
    """Header values by lower-case name, in order; folded lines joined (RFC 3261 section 7.3.1)."""
    found: dict[str, list[str]] = {}
    for line in _unfolded(message):
        name, colon, value = line.partition(":")
        if colon:
            lower = name.strip().lower()
            found.setdefault(COMPACT.get(lower, lower), []).append(value.strip())
    return {name: tuple(values) for name, values in found.items()}


def _unfolded(message: str) -> list[str]:
    lines: list[str] = []
    for line in message.replace("\r\n", "\n").split("\n\n", 1)[0].split("\n")[1:]:
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return lines


def facts_of(message: str) -> InviteFacts:
    headers = headers_of(message)
    request_line = message.split("\n", 1)[0].split()
    return InviteFacts(
        request_uri=request_line[1] if len(request_line) > 1 else "",
        from_=_first(headers, "from"),
        to=_first(headers, "to"),
        p_asserted_identity=headers.get("p-asserted-identity", ()),
        remote_party_id=headers.get("remote-party-id", ()),
        diversion=headers.get("diversion", ()),
        history_info=headers.get("history-info", ()),
        alert_info=headers.get("alert-info", ()),
        call_info=headers.get("call-info", ()),
        answer_mode=(*headers.get("answer-mode", ()), *headers.get("priv-answer-mode", ())),
        privacy=_first(headers, "privacy"),
        sip_call_id=_first(headers, "call-id"),
        tracking_id=_first(headers, TRACKING_HEADER),
        from_stranger=FROM_VISITOR in headers.get(SOURCE_HEADER, ()),
    )


def is_from_gate(message: str) -> bool:
    """Whether the gate answered in the server's stead, as there is no connection."""
    return FROM_GATE in headers_of(message).get(SOURCE_HEADER, ())


def reason_of(message: str) -> str:
    """The Reason header of a CANCEL or BYE (RFC 3326), several joined by a comma."""
    return ", ".join(headers_of(message).get("reason", ()))


def retry_after_s(message: str) -> float | None:
    """Seconds from a Retry-After header (RFC 3261 section 20.33: a number, optionally with a comment)."""
    found = RETRY_AFTER.match(_first(headers_of(message), "retry-after"))
    return float(found[1]) if found else None


def _first(headers: dict[str, tuple[str, ...]], name: str) -> str:
    return next(iter(headers.get(name, ())), "")
