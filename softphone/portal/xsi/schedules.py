"""Schedules for filter criteria, with their hours as far as the portal reports them."""

import re
from datetime import date

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.settings import ScheduleLevel, ScheduleRef
from softphone.domain.platform_facts import XSI_WEEKDAYS
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.merge_rules import clean, known, present

Schedules = tuple[tuple[ScheduleRef, Schedule | None], ...]
_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
_MINUTES_A_DAY = 24 * 60


def schedules_value(stored: xsi.Schedules) -> Schedules:
    named = [entry for entry in present(stored.entries) if clean(entry.name)]
    return tuple((_reference(entry), _schedule(entry.events)) for entry in named)


def _reference(stored: xsi.ScheduleDetails) -> ScheduleRef:
    return ScheduleRef(known(ScheduleLevel, stored.level), clean(stored.name) or "")


def _schedule(stored: xsi.ScheduleEvents | None) -> Schedule | None:
    """None as soon as one event is not understood: half a schedule would be a wrong one."""
    if stored is None:
        return None
    try:
        weekly = tuple(_weekly(hours) for hours in present(stored.weekly))
        return Schedule(weekly, frozenset(date.fromisoformat(day.strip()) for day in present(stored.days)))
    except ValueError:
        return None


def _weekly(stored: xsi.WeeklyHours) -> WeeklyHours:
    weekday = XSI_WEEKDAYS.index(clean(stored.weekday) or "")
    hours = WeeklyHours(weekday, _minutes(stored.start), _minutes(stored.end))
    if hours.start_min >= hours.end_min or hours.end_min > _MINUTES_A_DAY:
        raise ValueError("not within one day")
    return hours


def _minutes(clock: str | None) -> int:
    match = _CLOCK.fullmatch(clean(clock) or "")
    if match is None:
        raise ValueError("no time of day")
    return int(match[1]) * 60 + int(match[2])
