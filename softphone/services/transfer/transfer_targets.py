"""Targets of transfers: address, name, and the code that takes a call back from there."""

from dataclasses import dataclass

from softphone.domain.numbers.feature_codes import digits_of
from softphone.domain.numbers.phone_numbers import clean_dialled, dial_uri, display, is_emergency, to_e164
from softphone.domain.platform_facts import LONGEST_EXTENSION
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem
from softphone.services.core.session_context import SessionContext
from softphone.services.state.groups import LeaderRef


@dataclass(frozen=True, slots=True)
class Target:
    """`pick_up`: what is dialled to take a call that rings there; None where nobody on this platform is meant."""

    uri: str
    name: str
    number: str = ""
    leader: LeaderRef | None = None
    pick_up: str | None = None


def target_of(text: str, context: SessionContext) -> Target | Problem:
    """A leader's user id, a number or a SIP address."""
    leader = context.ref(text)
    if context.account() is None:
        return NotPossibleNow(Obstacle.SIGNED_OUT)
    return _dialled(text, context) if leader is None else _leader(leader, context)


def _leader(leader: LeaderRef, context: SessionContext) -> Target | Problem:
    uri = context.sip_uri(leader.user_id)
    if uri is None:
        return NotPossibleNow(Obstacle.NO_WAY)
    pick_up = context.pick_up_string(context.digits(leader.user_id))
    return Target(uri, leader.name, leader.number, leader, pick_up)


def _dialled(text: str, context: SessionContext) -> Target | Problem:
    account = context.account()
    if account is None:
        return NotPossibleNow(Obstacle.SIGNED_OUT)
    cleaned = clean_dialled(text, account.region)
    if not isinstance(cleaned, str):
        return cleaned
    uri, name = dial_uri(cleaned, account.sip.domain), display(cleaned, account.region)
    return Target(uri, name, pick_up=context.pick_up_string(_digits_here(cleaned, context)))


def _digits_here(cleaned: str, context: SessionContext) -> str | None:
    """How a colleague is named inside a code: of the directory, or dialled by the extension."""
    known = digits_of(context.colleague_numbers(cleaned), context.region)
    if known is not None:
        return known
    short = cleaned.isdigit() and len(cleaned) <= LONGEST_EXTENSION and to_e164(cleaned, context.region) is None
    return cleaned if short and not is_emergency(cleaned, context.region) else None
