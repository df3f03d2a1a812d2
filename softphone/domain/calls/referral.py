"""A transfer requested by the peer of a call (REFER, RFC 3515), and whether its target is accepted."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from softphone.domain.calls.sip_headers import parse_name_addr

LONGEST_TARGET = 1_000
_USER = re.compile(r"[A-Za-z0-9+*#_.!~'()&=$,-]{1,128}\Z", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}\Z", re.ASCII)
_HEADERS = frozenset({"replaces", "require"})
"""Other headers in the address are refused: they would end up in our INVITE."""


@dataclass(frozen=True, slots=True)
class Referral:
    """`target` is called, without parameters; `replaces`: it joins an existing call."""

    target: str
    replaces: bool = False


def read_referral(refer_to: str) -> Referral | None:
    """None for a target that is not accepted: no SIP address, no user in it, or more than an address."""
    if len(refer_to) > LONGEST_TARGET or any(ord(character) < 32 for character in refer_to):
        return None
    address = parse_name_addr(refer_to)
    if address is None:
        return None
    main, _, headers = address.uri.partition("?")
    scheme, _, _ = main.partition(":")
    names = _header_names(headers)
    plain = scheme.lower() in ("sip", "sips") and _USER.match(address.user) and _HOST.match(_host_of(main))
    if not plain or names - _HEADERS or not _is_invite(main):
        return None
    return Referral(f"{scheme.lower()}:{address.user}@{_host_of(main)}", "replaces" in names)


def _header_names(headers: str) -> frozenset[str]:
    pairs = (pair.partition("=")[0] for pair in headers.split("&") if pair)
    return frozenset(unquote(name).strip().lower() for name in pairs)


def _host_of(uri: str) -> str:
    return uri.partition("@")[2].partition(";")[0]


def _is_invite(uri: str) -> bool:
    params = (param.partition("=") for param in uri.split(";")[1:])
    return all(value.upper() == "INVITE" for name, _, value in params if name.lower() == "method")
