"""States and actions for the tests and pictures of the call windows: invented people, real shapes."""

from typing import Any

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    SimpleFilter,
)
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Ring
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.groups import AssistantRef, GroupView, LeaderRef, OptInView, OwnGroupView
from softphone.services.state.session import SignInView

NOW_S = 1_800_000_000.0
MUSTER = LeaderRef("leiter1@pbx.example", "Dr. Lea Muster", "LM", 0)
ENTWURF = LeaderRef("leiter2@pbx.example", "Prof. Ada Entwurf", "AE", 2)
BEISPIEL = LeaderRef("leiter3@pbx.example", "Jonas Beispiel", "JB", 5)
VERSUCH = LeaderRef("leiter4@pbx.example", "Imke Versuch", "IV", 1)


def settings(
    mode: AlertingMode = AlertingMode.SIMULTANEOUS,
    simple: SimpleFilter = SimpleFilter.EXTERNAL,
    rollover_s: int | None = 45,
    rings: int = 3,
) -> GroupSettings:
    alerting = Alerting(
        mode,
        NameMode.ORIGINATOR,
        NumberMode.ORIGINATOR,
        next_assistant_rings=rings,
        rollover_enabled=rollover_s is not None,
        rollover_wait_s=rollover_s or 0,
    )
    return GroupSettings(filtering=Filtering(True, FilteringMode.SIMPLE, simple), alerting=alerting)


def group(leader: LeaderRef, of: GroupSettings | None = None) -> GroupView:
    return GroupView(leader, OptInView(True, True), of or settings())


def ringing(key: int, headline: str, detail: str, leader: LeaderRef | None, for_s: float, **more: Any) -> CallView:
    """An incoming call that has been ringing for `for_s` seconds."""
    fields: dict[str, Any] = {"state": CallState.RINGING, "ring": Ring.NORMAL, **more}
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


def state_of(*calls: CallView, groups: tuple[GroupView, ...] | None = None, **more: Any) -> AppState:
    everyone = (
        group(MUSTER),
        group(ENTWURF, settings(AlertingMode.SEQUENTIAL, SimpleFilter.ALL)),
        group(BEISPIEL),
        group(VERSUCH),
    )
    sign_in = SignInView(user_name="Nele Probe", user_initials="NP")
    return AppState(sign_in=sign_in, groups=everyone if groups is None else groups, calls=calls, **more)


def own_group(mode: AlertingMode = AlertingMode.SEQUENTIAL) -> OwnGroupView:
    people = (
        AssistantRef("a1", "Nele Probe", "NP", True),
        AssistantRef("a2", "Paul Attrappe", "PA", True),
        AssistantRef("a3", "Sina Fiktiv", "SF", None),
        AssistantRef("a4", "Olaf Modell", "OM", False),
    )
    return OwnGroupView(settings(mode), people)
