"""Caller and leader of a call, read from its INVITE.

The platform has already composed name and number by the leader's modes, so nothing is formatted twice: the name is
shown as sent, the number as the region writes it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from ipaddress import ip_address

from softphone.domain.calls.hidden_caller import is_hidden, is_hidden_name, withholds
from softphone.domain.calls.sip_headers import (
    NameAddr,
    history_targets,
    parse_name_addr,
    parse_name_addr_list,
    ring_of,
)
from softphone.domain.numbers.phone_numbers import display, same_number, to_e164
from softphone.domain.plain_text import plain
from softphone.domain.telephone.call import InviteFacts, Ring

LONGEST_NAME = 120
LONGEST_NUMBER = 80


@dataclass(frozen=True, slots=True)
class LeaderIdentity:
    """What names a leader: the portal's user id (`user@domain`), the name and all known numbers."""

    user_id: str
    name: str
    numbers: tuple[str, ...] = ()


class Evidence(Enum):
    """The evidence that a call is for a leader, strongest first."""

    DIVERSION = "diversion"
    HISTORY = "history"
    NUMBER = "number"
    NAME = "name"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CallerIdView:
    """The caller as displayed, in plain text. An empty headline means a hidden caller.

    `headline` and `detail` are as the portal's name and number modes want them. `name` and `number` are the caller's
    own: without the leader's name, and empty where the leader's name or number stands in their place.
    """

    headline: str
    detail: str
    name: str
    number: str
    leader_id: str | None
    evidence: Evidence
    ring: Ring
    anonymous: bool


@dataclass(frozen=True, slots=True)
class _Caller:
    name: str
    number: str
    anonymous: bool


def describe(
    invite: InviteFacts, leaders: Sequence[LeaderIdentity], own_numbers: Sequence[str], region: str
) -> CallerIdView:
    """`own_numbers` never identify a leader: a call the user diverted to themselves is their own."""
    caller = _caller_of(invite, region)
    number = display(caller.number, region) if caller.number else ""
    leader_id, evidence = _leader_of(invite, caller, leaders, own_numbers, region)
    leader = next((x for x in leaders if x.user_id == leader_id), None)
    return CallerIdView(
        headline=caller.name or number,
        detail=number if caller.name else "",
        name=_name_beside(plain(leader.name), caller.name) if leader is not None else caller.name,
        number=_own_number(invite, leader, region),
        leader_id=leader_id,
        evidence=evidence,
        ring=ring_of(invite.alert_info),
        anonymous=caller.anonymous,
    )


def _caller_of(invite: InviteFacts, region: str) -> _Caller:
    sources = _identities(invite)
    name = next((n for n in (plain(s.display, LONGEST_NAME) for s in sources) if n), "")
    shown = next((s for s in sources if s.user), None)
    anonymous = shown is None or is_hidden(shown)
    number = "" if shown is None or anonymous else plain(_number_in(shown, region), LONGEST_NUMBER)
    if is_hidden_name(name) or (number and same_number(name, number, region)):
        name = ""
    return _Caller(name, number, anonymous)


def _identities(invite: InviteFacts) -> tuple[NameAddr, ...]:
    """P-Asserted-Identity, then Remote-Party-ID, then From; what is to be kept private is not among them.

    With `Privacy: id` the platform's identities are not for us (RFC 3325), with `user` or `header` nothing is (RFC
    3323); a From that repeats the identity that is kept private is not shown either.
    """
    from_ = parse_name_addr(invite.from_)
    asserted = parse_name_addr_list(invite.p_asserted_identity)
    parties = tuple(p for p in parse_name_addr_list(invite.remote_party_id) if _is_caller(p))
    asked = {word.strip().lower() for word in re.split(r"[;,]", invite.privacy)}
    if asked & {"user", "header"} or any(withholds(party) for party in parties[:1]):
        return ()
    if "id" in asked:
        told = {source.user for source in (*asserted, *parties)}
        return () if from_ is None or from_.user in told else (from_,)
    return (*asserted, *parties, *((from_,) if from_ is not None else ()))


def _is_caller(party: NameAddr) -> bool:
    return (party.param("party") or "calling").lower() in ("calling", "called")


def _number_in(address: NameAddr, region: str) -> str:
    """The number of an address; one with `phone-context` is completed by it (RFC 3966 5.1.5)."""
    context = next((value for name, value in address.uri_params if name == "phone-context"), "")
    return to_e164(f"{context}{address.user}", region) or address.user if context.startswith("+") else address.user


def _own_number(invite: InviteFacts, leader: LeaderIdentity | None, region: str) -> str:
    """The first number in the INVITE that is the caller's own; the number mode may put the leader's before it."""
    of_leader = leader.numbers if leader is not None else ()
    for source in _identities(invite):
        number = "" if is_hidden(source) else plain(_number_in(source, region), LONGEST_NUMBER)
        if number and not any(same_number(known, number, region) for known in of_leader):
            return display(number, region)
    return ""


def _leader_of(
    invite: InviteFacts,
    caller: _Caller,
    leaders: Sequence[LeaderIdentity],
    own_numbers: Sequence[str],
    region: str,
) -> tuple[str | None, Evidence]:
    search = _Search(tuple(leaders), tuple(own_numbers), _trusted_hosts(invite), region)
    for address in parse_name_addr_list(invite.diversion):
        if found := search.by_address(address):
            return found, Evidence.DIVERSION
    for address in reversed(history_targets(invite.history_info)):
        if found := search.by_address(address):
            return found, Evidence.HISTORY
    if found := search.by_number(caller.number):
        return found, Evidence.NUMBER
    found = search.by_name(caller.name)
    return (found, Evidence.NAME) if found else (None, Evidence.NONE)


def _trusted_hosts(invite: InviteFacts) -> frozenset[str]:
    """The domain this INVITE was sent to; the platform may use it instead of the user id's domain."""
    to = parse_name_addr(invite.to)
    return frozenset({to.host} if to and to.host else ())


@dataclass(frozen=True, slots=True)
class _Search:
    """Search for the leader of a call; what fits two leaders fits none."""

    leaders: tuple[LeaderIdentity, ...]
    own_numbers: tuple[str, ...]
    trusted_hosts: frozenset[str]
    region: str

    def by_address(self, address: NameAddr) -> str | None:
        full = f"{address.user}@{address.host}".casefold()
        exact = _only(leader.user_id for leader in self.leaders if leader.user_id.casefold() == full)
        return exact or self.by_number(_number_in(address, self.region)) or self._by_local_part(address)

    def by_number(self, number: str) -> str | None:
        if not number or self._is_own(number):
            return None
        return _only(leader.user_id for leader in self.leaders if self._has(leader.numbers, number))

    def by_name(self, name: str) -> str | None:
        """Finds the leader's name alone, first or last (the four name modes)."""
        return _only(leader.user_id for leader in self.leaders if _stands_at_an_end(plain(leader.name), name))

    def _by_local_part(self, address: NameAddr) -> str | None:
        """Ignores the domain only where the platform itself wrote the host, as user ids repeat across domains."""
        if not address.user or not (address.host in self.trusted_hosts or _is_ip(address.host)):
            return None
        wanted = address.user.casefold()
        return _only(x.user_id for x in self.leaders if x.user_id.partition("@")[0].casefold() == wanted)

    def _is_own(self, number: str) -> bool:
        return self._has(self.own_numbers, number)

    def _has(self, numbers: Sequence[str], number: str) -> bool:
        return any(same_number(known, number, self.region) for known in numbers)


def _only(found: Iterator[str]) -> str | None:
    ids = set(found)
    return ids.pop() if len(ids) == 1 else None


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _stands_at_an_end(leader: str, name: str) -> bool:
    """Whether `name` is the leader's, or begins or ends with it at a separator (not inside another name)."""
    wanted, whole = leader.casefold(), name.casefold()
    if not wanted or len(whole) <= len(wanted):
        return bool(wanted) and whole == wanted
    first = whole.startswith(wanted) and _is_apart(whole[len(wanted) :])
    return first or (whole.endswith(wanted) and _is_apart(whole[: -len(wanted)][::-1]))


def _name_beside(leader: str, name: str) -> str:
    """The caller's part of a name that the name mode may have composed; empty where it is the leader's alone."""
    if not _stands_at_an_end(leader, name):
        return name
    folded, length = name.casefold(), len(leader)
    rest = name[length:] if folded.startswith(leader.casefold()) else name[: len(name) - length]
    return _without_brackets(rest.strip(_BETWEEN_NAMES))


def _without_brackets(name: str) -> str:
    """Drops brackets that stood round one of the two names: "(Jan Kunde)" or "Jan Kunde ("."""
    whole = name.startswith("(") and name.endswith(")")
    return name.strip("()").strip() if whole or name.count("(") != name.count(")") else name


def _is_apart(rest: str) -> bool:
    """Whether a separator follows the name: "Lea Muster – Jan", not "Lea Muster Jansen" or "Lea Muster-Jansen"."""
    sign = rest.lstrip()[:1]
    return bool(sign) and not sign.isalnum() and (rest[:1].isspace() or sign not in _INSIDE_NAMES)


_BETWEEN_NAMES = " \t–—−-|/\\·•:;,<>"
_INSIDE_NAMES = "-'’.`"
