"""Call filter: whether a call for a leader goes to the assistants. Pure."""

import datetime
import re

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.platform import Criterion, Executive, Platform, User
from softphone.demo_pbx.rules.schedules import holds

_NOT_IN_NUMBERS = re.compile(r"[\s()/.-]")


def filter_reason(
    platform: Platform, leader: User, caller: Caller, dialled: str, now: datetime.datetime
) -> tuple[bool, str]:
    """True: to the assistants. The second value is the reason, for logs and the web page."""
    executive = leader.executive
    if executive is None or not executive.filtering:
        return False, "filter off"
    if executive.mode == "Simple":
        return _simple(executive, caller), f"simple filter: {executive.simple_filter}"
    return _advanced(platform, leader, executive, caller, dialled, now)


def _simple(executive: Executive, caller: Caller) -> bool:
    match executive.simple_filter:
        case "All Internal Calls":
            return caller.kind is CallerClass.INTERNAL
        case "All External Calls":
            return caller.kind is CallerClass.EXTERNAL
    return True


def _advanced(
    platform: Platform, leader: User, executive: Executive, caller: Caller, dialled: str, now: datetime.datetime
) -> tuple[bool, str]:
    """A matching criterion that blocks calls overrides all others."""
    found = [
        criterion
        for criterion in executive.criteria
        if criterion.active
        and holds(platform, criterion, now)
        and _calls_from(platform, criterion, caller)
        and _calls_to(criterion, leader, dialled)
    ]
    for criterion in found:
        if not criterion.filter:
            return False, f"advanced filter: {criterion.name!r} keeps the call away"
    if found:
        return True, f"advanced filter: {found[0].name!r}"
    return False, "advanced filter: nothing matches"


def _calls_from(platform: Platform, criterion: Criterion, caller: Caller) -> bool:
    match criterion.calls_from:
        case "Any":
            return True
        case "Any Internal":
            return caller.kind is CallerClass.INTERNAL
        case "Any External":
            return caller.kind is CallerClass.EXTERNAL
    return _specified(platform, criterion, caller)


def _specified(platform: Platform, criterion: Criterion, caller: Caller) -> bool:
    """A hidden or unavailable number is never compared with the list."""
    if caller.anonymous:
        return criterion.anonymous
    if caller.unavailable or not _numbers_of(platform, caller):
        return criterion.unavailable
    numbers = _numbers_of(platform, caller)
    return any(number_matches(pattern, number) for pattern in criterion.numbers for number in numbers)


def _numbers_of(platform: Platform, caller: Caller) -> set[str]:
    user = platform.users.get(caller.user) if caller.user else None
    own = (user.number, user.extension) if user else ()
    return {number for number in (caller.number, *own) if number}


def number_matches(pattern: str, number: str) -> bool:
    """`?` matches one digit, a final `*` any number of digits, including none."""
    open_end = pattern.endswith("*")
    wanted = _normal(pattern.removesuffix("*"))
    if not re.fullmatch(r"\+?[0-9?]*", wanted):
        return False
    expression = re.escape(wanted).replace(r"\?", "[0-9]") + ("[0-9]*" if open_end else "")
    if not wanted:
        expression = r"\+?" + expression
    return re.fullmatch(expression, _normal(number)) is not None


def _normal(number: str) -> str:
    """German notation to E.164, judged by the leading zeros."""
    digits = _NOT_IN_NUMBERS.sub("", number)
    if digits.startswith("00"):
        return "+" + digits[2:]
    return "+49" + digits[1:] if digits.startswith("0") else digits


def _calls_to(criterion: Criterion, leader: User, dialled: str) -> bool:
    return not criterion.called or _dialled_kind(leader, dialled) in criterion.called


def _dialled_kind(leader: User, dialled: str) -> tuple[str, int | None]:
    """Which of the leader's numbers was dialled; name and extension count as the first one."""
    number = _normal(dialled.removeprefix("sip:").split(";")[0].split("@")[0])
    if number and number == leader.mobility_number:
        return "Mobility", None
    if number in leader.alternates:
        return "Alternate", leader.alternates.index(number) + 1
    return "Primary", None
