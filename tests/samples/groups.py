"""Groups of invented leaders, in every state that a row can have, and the settings of such a group."""

import time
from dataclasses import replace
from typing import Any

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.problems import PortalRefused
from softphone.services.state.groups import AssistantRef, GroupView, LeaderRef, OptInView, OwnGroupView, SwitchView

NOW_S = time.mktime((2026, 11, 23, 10, 42, 0, 0, 0, -1))
MUSTER = LeaderRef("lea.muster@pbx.example", "Dr. Lea Muster", "LM", 0, number="030 23125 410")
ENTWURF = LeaderRef("ada.entwurf@pbx.example", "Prof. Ada Entwurf", "AE", 2, number="030 23125 411")
BEISPIEL = LeaderRef("jonas.beispiel@pbx.example", "Jonas Beispiel", "JB", 5, number="030 23125 420")
PLATZHALTER = LeaderRef("carla.platzhalter@pbx.example", "Carla Platzhalter", "CP", 3)
VERSUCH = LeaderRef("imke.versuch@pbx.example", "Imke Versuch", "IV", 1)
VORLAGE = LeaderRef("henrik.vorlage@pbx.example", "Henrik Vorlage", "HV", 6)
SCHABLONE = LeaderRef("tarek.schablone@pbx.example", "Tarek Schablone", "TS", 7)


SCREENING = Screening(True, ScreeningAlert.SILENT, mobility=True)
ALERTING = Alerting(
    AlertingMode.SIMULTANEOUS,
    NameMode.ORIGINATOR,
    NumberMode.ORIGINATOR,
    rollover_enabled=True,
    rollover_wait_s=45,
    rollover_action=RolloverAction.VOICE_MESSAGING,
)
"""The leader is notified silently; a call that no assistant answers goes to the voicemail."""


def settings(
    simple: SimpleFilter = SimpleFilter.ALL,
    mode: FilteringMode = FilteringMode.SIMPLE,
    on: bool = True,
    *,
    alerting: AlertingMode = AlertingMode.SIMULTANEOUS,
    rings: int = 3,
    rollover_s: int | None = 45,
) -> GroupSettings:
    changed = replace(ALERTING, mode=alerting, next_assistant_rings=rings, rollover_wait_s=rollover_s or 0)
    changed = replace(changed, rollover_enabled=rollover_s is not None)
    return GroupSettings(Filtering(on, mode, simple), SCREENING, changed)


def group(leader: LeaderRef, opted_in: bool = True, **changes: Any) -> GroupView:
    return replace(GroupView(leader, OptInView(opted_in, opted_in), settings()), **changes)


OFFICE = ScheduleRef(ScheduleLevel.GROUP, "Bürozeit")


def office_settings() -> GroupSettings:
    """One criterion sends calls to the assistants, in office hours."""
    filtering = Filtering(True, FilteringMode.ADVANCED, None, (CriterionActivation("Extern", True),))
    criterion = Criterion("Extern", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE)
    return replace(settings(), filtering=filtering, criteria=(criterion,))


def ringing_in_office_hours(caller: str) -> dict[str, Any]:
    hours = Schedule(tuple(WeeklyHours(day, 480, 1020) for day in range(5)))
    return {"ringing_caller": caller, "ringing_since_s": NOW_S - 6, "schedules": ((OFFICE, hours),)}


def groups() -> tuple[GroupView, ...]:
    """Every state a row can have."""
    return (
        group(MUSTER, settings=settings(SimpleFilter.EXTERNAL)),
        group(ENTWURF, settings=office_settings(), **ringing_in_office_hours("Notariat Niemand")),
        group(BEISPIEL, settings=settings(mode=FilteringMode.ADVANCED)),
        group(PLATZHALTER, opt_in=OptInView(True, True, locked=True), settings=settings(SimpleFilter.INTERNAL)),
        group(VERSUCH, opt_in=OptInView(False, True, in_flight=True)),
        group(VORLAGE, opt_in=OptInView(False, False, problem=PortalRefused(403, "Nicht erlaubt"))),
        group(SCHABLONE, False, settings=settings(on=False)),
    )


def own_group(alerting: AlertingMode = AlertingMode.SEQUENTIAL) -> OwnGroupView:
    """The group of a leader with four assistants, one of them logged out."""
    names = (
        ("Nele Probe", "NP", True),
        ("Paul Attrappe", "PA", True),
        ("Sina Fiktiv", "SF", True),
        ("Olaf Modell", "OM", False),
    )
    return OwnGroupView(
        settings(alerting=alerting, rollover_s=60),
        tuple(AssistantRef(f"{name}@pbx.example", name, initials, on) for name, initials, on in names),
        filter_switch=SwitchView(True, True),
        silent_switch=SwitchView(True, True),
    )
