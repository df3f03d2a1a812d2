"""A leader's settings in the editor, and actions that keep the form as the service does but write nowhere."""

from dataclasses import replace
from typing import Any

from softphone.domain.executive.draft import Change, Conflict, Draft, EditedDocument, changes, faults
from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.settings import (
    AlertingMode,
    AssistantEntry,
    Assistants,
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    ScheduleLevel,
    ScheduleRef,
    SimpleFilter,
)
from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.services.state.groups import LeaderRef
from tests.samples.groups import ALERTING, BEISPIEL, ENTWURF, NOW_S, OFFICE, SCREENING

FAIR = ScheduleRef(ScheduleLevel.USER, "Messe")
FAR = ScheduleRef(ScheduleLevel.ENTERPRISE, "Jahresplan")
SCHEDULES = (
    (OFFICE, Schedule(tuple(WeeklyHours(day, 8 * 60, 17 * 60) for day in range(5)))),
    (FAIR, Schedule(tuple(WeeklyHours(day, 0, 24 * 60) for day in range(7)))),
    (FAR, None),
)
CRITERIA = (
    Criterion("Presse", False, CallsFrom.SPECIFIED_ONLY, numbers=("+496990009417", "+496990009418", "+49699000942*")),
    Criterion("Externe zur Bürozeit", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE),
    Criterion("Ohne Rufnummer", True, CallsFrom.SPECIFIED_ONLY, include_anonymous=True),
    Criterion("Notar und Bank", True, CallsFrom.SPECIFIED_ONLY, numbers=("+4940669695", "+4930555010")),
    Criterion("Messewoche", True, time_schedule=FAIR, called_numbers=(CalledNumber(CalledNumberKind.ALTERNATE, 2),)),
)
FILTERING = Filtering(
    True,
    FilteringMode.ADVANCED,
    SimpleFilter.EXTERNAL,
    tuple(CriterionActivation(criterion.name, True) for criterion in CRITERIA),
)
SETTINGS = GroupSettings(FILTERING, SCREENING, ALERTING, CRITERIA)
PEOPLE = tuple(
    AssistantEntry(f"{first.lower()}@pbx.example", first, last, on)
    for first, last, on in (("Nele", "Probe", True), ("Paul", "Attrappe", True), ("Sina", "Fiktiv", False))
)
OLAF = AssistantEntry("olaf@pbx.example", "Olaf", "Modell")


def draft(**parts: Any) -> Draft:
    return Draft(replace(SETTINGS, **parts))


def view(leader: LeaderRef = BEISPIEL, stored: Draft | None = None, **more: Any) -> EditorView:
    there = stored or draft()
    fields: dict[str, Any] = {
        "phase": EditorPhase.OPEN,
        "stored": there,
        "draft": there,
        "as_of_s": NOW_S - 60,
        "schedules": SCHEDULES,
        **more,
    }
    made = EditorView(leader=leader, **fields)
    return replace(made, changes=changes(made.stored, made.draft), faults=faults(made.stored, made.draft))


def own_view(**more: Any) -> EditorView:
    stored = replace(draft(), assistants=Assistants(True, PEOPLE))
    return view(ENTWURF, stored, own=True, candidates=(*PEOPLE, OLAF), **more)


def conflict() -> Conflict:
    theirs = (Change(EditedDocument.ALERTING, "recall_rings", 4, 6),)
    mine = (Change(EditedDocument.ALERTING, "mode", AlertingMode.SIMULTANEOUS, AlertingMode.SEQUENTIAL),)
    return Conflict((EditedDocument.ALERTING,), theirs, mine)
