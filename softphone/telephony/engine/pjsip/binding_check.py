"""Whether a registrar that says 200 has kept us: its answer lists whom it reaches (RFC 3261, section 10.3, step 8).

pjsip takes the 200 alone for a yes, whatever the list says [measured].
"""

import re

from softphone.domain.calls.sip_headers import NameAddr, parse_name_addr_list
from softphone.telephony.engine.pjsip.invite_headers import headers_of

_SENT_BY = re.compile(r"SIP\s*/\s*2\.0\s*/\s*\w+\s+(?P<place>[^;,\s]+)(?P<rest>[^,]*)", re.IGNORECASE)
_PORT = re.compile(r":(\d+)\Z", re.ASCII)
_NONE_LEFT = re.compile(r"\s*0+\s*\Z", re.ASCII)


def is_bound(answer: str) -> bool:
    """Our own place in the list decides; is it not there, anybody's does, for some on the way rewrite all of it.

    An answer without any list, which the RFC forbids, is believed where it grants a time.
    """
    headers = headers_of(answer)
    listed = parse_name_addr_list(headers.get("contact", ()))
    if not listed:
        granted = _first(headers.get("expires", ()))
        return bool(granted) and not _NONE_LEFT.match(granted)
    own = _own_places(_first(headers.get("via", ())))
    ours = [contact for contact in listed if _place(contact) in own]
    return any(not _NONE_LEFT.match(contact.param("expires") or "") for contact in ours or listed)


def names_old_flow(answer: str) -> bool:
    """We are listed at the port of another flow than the one that carried this (TCP and TLS: each has its own).

    A registrar that keeps flows itself (RFC 5626, Require: outbound) does not mind.
    """
    headers = headers_of(answer)
    via = _first(headers.get("via", ()))
    own = _own_places(via)
    places = {_place(contact) for contact in parse_name_addr_list(headers.get("contact", ()))}
    if places & own or via.partition(" ")[0].upper().endswith("UDP") or "outbound" in headers.get("require", ()):
        return False
    return not {_host(place) for place in own}.isdisjoint(_host(place) for place in places)


def _own_places(via: str) -> set[str]:
    """As we named it ourselves, and as the registrar has seen it (RFC 3581)."""
    found = _SENT_BY.match(via)
    if found is None:
        return set()
    place = found["place"].lower()
    host, port = _PORT.sub("", place), _first(_PORT.findall(place))
    seen = dict(part.strip().partition("=")[::2] for part in found["rest"].split(";"))
    return {_joined(host, port), _joined(seen.get("received", host), seen.get("rport") or port)}


def _place(contact: NameAddr) -> str:
    place = contact.uri.rpartition("@")[2].partition(";")[0].partition("?")[0].strip().lower()
    return _joined(_PORT.sub("", place), _first(_PORT.findall(place)))


def _host(place: str) -> str:
    return place.rpartition(":")[0]


def _joined(host: str, port: str) -> str:
    return f"{host}:{port or '5060'}"


def _first(values: tuple[str, ...] | list[str]) -> str:
    return next(iter(values), "")
