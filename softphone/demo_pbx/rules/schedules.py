"""Schedules: the weekly hours and holidays in which a criterion applies.

A criterion with both schedules holds only where both do, and one that names a schedule nobody has made never holds
(the natural reading; the sources say only that no schedule means always).
"""

import datetime
import re

from softphone.demo_pbx.model.platform import Criterion, Platform, Schedule, ScheduleRef

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(r"(?P<first>\w{3})(?:-(?P<last>\w{3}))? (?P<from>\d\d:\d\d)-(?P<to>\d\d:\d\d)\Z", re.ASCII)
_MINUTES_A_DAY = 24 * 60


def holds(platform: Platform, criterion: Criterion, now: datetime.datetime) -> bool:
    references = (criterion.time_schedule, criterion.holiday_schedule)
    return all(_is_on(platform, reference, now) for reference in references if reference is not None)


def _is_on(platform: Platform, reference: ScheduleRef, now: datetime.datetime) -> bool:
    for schedule in platform.schedules:
        if (schedule.level, schedule.name) == (reference.level, reference.name):
            return covers(schedule, now)
    return False


def covers(schedule: Schedule, now: datetime.datetime) -> bool:
    minute = now.hour * 60 + now.minute
    weekly = any(day == now.weekday() and start <= minute < end for day, start, end in schedule.weekly)
    return weekly or now.date().isoformat() in schedule.days


def parse_hours(text: str) -> list[tuple[int, int, int]]:
    """`Mon-Fri 08:00-17:00` or `Sat 09:00-24:00` as (weekday, from, to) in minutes; raises ValueError."""
    match = _HOURS.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not like 'Mon-Fri 08:00-17:00'")
    first, last = match["first"], match["last"] or match["first"]
    if first not in _DAYS or last not in _DAYS or _DAYS.index(last) < _DAYS.index(first):
        raise ValueError(f"{text!r}: the days are {', '.join(_DAYS)}, in this order")
    start, end = _minutes(match["from"]), _minutes(match["to"])
    if not start < end <= _MINUTES_A_DAY:
        raise ValueError(f"{text!r}: the end must come after the start, 24:00 at the latest")
    return [(day, start, end) for day in range(_DAYS.index(first), _DAYS.index(last) + 1)]


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    if int(minutes) > 59:
        raise ValueError(f"{clock!r} is no time of day")
    return int(hours) * 60 + int(minutes)
