"""The rule simulator over a form: the domain's decision, with what could not be read from the portal counted in."""

from collections.abc import Iterable
from dataclasses import replace

from softphone.domain.executive.filter_hints import Hint, Numbering, filter_hints
from softphone.domain.executive.filter_rules import (
    CallFacts,
    CriterionReason,
    FilterDecision,
    Mismatch,
    Schedule,
    decide,
)
from softphone.domain.executive.settings import FilteringMode, GroupSettings, ScheduleRef

Known = Iterable[tuple[ScheduleRef, Schedule | None]]


def simulate(settings: GroupSettings, facts: CallFacts, schedules: Known, region: str) -> FilterDecision | None:
    """None where the filter itself could not be read."""
    filtering = settings.filtering
    if filtering is None:
        return None
    known = {ref: schedule for ref, schedule in schedules if schedule is not None}
    verdict = decide(filtering, settings.criteria, facts, known, region)
    missing = _unread(settings) if filtering.enabled and filtering.mode is FilteringMode.ADVANCED else ()
    return verdict if not missing else _with_unread(verdict, missing)


def hints_of(settings: GroupSettings, schedules: Known, numbering: Numbering) -> tuple[Hint, ...]:
    """Criteria that do less than they seem to; nothing where the filter could not be read."""
    known = {ref: schedule for ref, schedule in schedules if schedule is not None}
    filtering = settings.filtering
    return filter_hints(filtering, settings.criteria, known, numbering) if filtering is not None else ()


def _unread(settings: GroupSettings) -> tuple[str, ...]:
    """Active criteria of which only the name is known."""
    read = {criterion.name for criterion in settings.criteria}
    listed = settings.filtering.criteria if settings.filtering else ()
    return tuple(a.name for a in listed if a.active and a.name not in read)


def _with_unread(verdict: FilterDecision, missing: tuple[str, ...]) -> FilterDecision:
    """An unread criterion may never send: only a match that never sends is certain beside it."""
    unread = tuple(CriterionReason(name, True, frozenset({Mismatch.UNKNOWN_VALUE})) for name in missing)
    never = verdict.deciding is not None and not verdict.to_assistants
    return replace(verdict, reasons=(*verdict.reasons, *unread), certain=verdict.certain and never)
