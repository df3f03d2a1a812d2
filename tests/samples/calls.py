"""Calls of invented people, and states with such calls."""

from typing import Any

from softphone.domain.executive.settings import AlertingMode, SimpleFilter
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Ring
from softphone.services.calls.view_builder import own_parts
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.groups import GroupView, LeaderRef
from softphone.services.state.session import SignInView
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S, VERSUCH, group, settings


def ringing(key: int, headline: str, detail: str, leader: LeaderRef | None, for_s: float, **more: Any) -> CallView:
    """An incoming call that has been ringing for `for_s` seconds."""
    name, number = own_parts(headline, detail)
    fields: dict[str, Any] = {
        "state": CallState.RINGING,
        "ring": Ring.NORMAL,
        "name": name,
        "number": number,
        **more,
    }
    return CallView(
        key=CallKey(key),
        direction=Direction.INCOMING,
        headline=headline,
        detail=detail,
        leader=leader,
        started_at_s=NOW_S - for_s,
        **fields,
    )


def talking(key: int, headline: str, detail: str, leader: LeaderRef | None, for_s: float, **more: Any) -> CallView:
    return ringing(
        key, headline, detail, leader, for_s + 8, state=CallState.ACTIVE, answered_at_s=NOW_S - for_s, **more
    )


def ended(key: int, end: CallEnd, leader: LeaderRef | None = MUSTER, ago_s: float = 0.5, **more: Any) -> CallView:
    return ringing(
        key,
        "Erika Mustermann",
        "0152 28817386",
        leader,
        12,
        state=CallState.ENDED,
        end=end,
        ended_at_s=NOW_S - ago_s,
        **more,
    )


def calls() -> tuple[CallView, ...]:
    """One on hold, one active, one ringing."""
    return (
        talking(1, "Max Theater", "030 23125 100", BEISPIEL, 490, held_here=True),
        talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252),
        ringing(5, "Notariat Niemand", "040 66969 512", ENTWURF, 6),
    )


def state_of(*calls: CallView, groups: tuple[GroupView, ...] | None = None, **more: Any) -> AppState:
    everyone = (
        group(MUSTER, settings=settings(SimpleFilter.EXTERNAL)),
        group(ENTWURF, settings=settings(alerting=AlertingMode.SEQUENTIAL)),
        group(BEISPIEL),
        group(VERSUCH),
    )
    sign_in = SignInView(user_name="Nele Probe", user_initials="NP")
    return AppState(sign_in=sign_in, groups=everyone if groups is None else groups, calls=calls, **more)
