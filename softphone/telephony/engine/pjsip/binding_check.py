"""Check of the bindings in a 200 to REGISTER (RFC 3261, section 10.3, step 8): pjsip ignores them [measured]."""

import re

from softphone.domain.calls.sip_headers import NameAddr, parse_name_addr_list
from softphone.telephony.engine.pjsip.invite_headers import headers_of

_SENT_BY = re.compile(r"SIP\s*/\s*2\.0\s*/\s*\w+\s+(?P<address>[^;,\s]+)(?P<rest>[^,]*)", re.IGNORECASE)
_PORT = re.compile(r":(\d+)\Z", re.ASCII)
_NONE_LEFT = re.compile(r"\s*0+\s*\Z", re.ASCII)


def is_bound(answer: str) -> bool:
    """Whether the registrar keeps our binding.

    Without our address in the list any binding counts, as proxies rewrite it. An answer without any Contact, which
    the RFC forbids, counts when it grants a time.
    """
    headers = headers_of(answer)
    listed = parse_name_addr_list(headers.get("contact", ()))
    if not listed:
        granted = _first(headers.get("expires", ()))
        return bool(granted) and not _NONE_LEFT.match(granted)
    own = _own_addresses(_first(headers.get("via", ())))
    ours = [contact for contact in listed if _address_of(contact) in own]
    return any(not _NONE_LEFT.match(contact.param("expires") or "") for contact in ours or listed)


def _own_addresses(via: str) -> set[str]:
    """Our address as we sent it, and as the registrar has seen it (RFC 3581)."""
    found = _SENT_BY.match(via)
    if found is None:
        return set()
    address = found["address"].lower()
    host, port = _PORT.sub("", address), _first(_PORT.findall(address))
    seen = dict(part.strip().partition("=")[::2] for part in found["rest"].split(";"))
    return {_joined(host, port), _joined(seen.get("received", host), seen.get("rport") or port)}


def _address_of(contact: NameAddr) -> str:
    address = contact.uri.rpartition("@")[2].partition(";")[0].partition("?")[0].strip().lower()
    return _joined(_PORT.sub("", address), _first(_PORT.findall(address)))


def _joined(host: str, port: str) -> str:
    return f"{host}:{port or '5060'}"


def _first(values: tuple[str, ...] | list[str]) -> str:
    return next(iter(values), "")
