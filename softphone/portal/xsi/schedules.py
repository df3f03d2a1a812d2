"""Schedules for filter criteria, with their events as far as the portal reports them."""

from datetime import date, timedelta
from typing import Any

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.schedule_events import (
    LONGEST_EVENT_DAYS,
    WHOLE_DAY_MIN,
    Recurrence,
    Repeats,
    ScheduleEvent,
)
from softphone.domain.executive.settings import ScheduleLevel, ScheduleRef
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.merge_rules import clean, known, present

Schedules = tuple[tuple[ScheduleRef, Schedule | None], ...]
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_Parts = xsi.RecurDaily | xsi.RecurWeekly | xsi.RecurByDay | xsi.RecurByWeek


def schedules_value(stored: xsi.Schedule) -> Schedules:
    named = [entry for entry in present(stored.entries) if clean(entry.name)]
    return tuple((_reference(entry), _schedule(entry.events, date.today())) for entry in named)


def _reference(stored: xsi.ScheduleDetail) -> ScheduleRef:
    return ScheduleRef(known(ScheduleLevel, stored.level), clean(stored.name) or "")


def _schedule(stored: xsi.ScheduleEvents | None, today: date) -> Schedule | None:
    """None as soon as one event is not understood: half a schedule would be a wrong one."""
    if stored is None:
        return Schedule()
    try:
        return _sorted([_event(detail) for detail in present(stored.entries)], today)
    except (ValueError, KeyError, OverflowError):
        return None


def _sorted(events: list[ScheduleEvent], today: date) -> Schedule:
    """Plain weekly hours and whole days apart, since they can be told in a few words."""
    weekly = [event for event in events if _is_plain_weekly(event, today)]
    whole = [event for event in events if event.recurrence is None and _is_whole(event)]
    days = frozenset(event.first + timedelta(ahead) for event in whole for ahead in range(event.days + 1))
    return Schedule(
        tuple(hours for event in weekly for hours in _hours(event)),
        days,
        tuple(event for event in events if event not in weekly and event not in whole),
    )


def _is_whole(event: ScheduleEvent) -> bool:
    return (event.start_min, event.end_min) == (0, WHOLE_DAY_MIN)


def _is_plain_weekly(event: ScheduleEvent, today: date) -> bool:
    rule = event.recurrence
    if rule is None or event.days or event.first > today or rule.until is not None or rule.times is not None:
        return False
    return rule.repeats is Repeats.WEEKLY and rule.interval == 1


def _hours(event: ScheduleEvent) -> list[WeeklyHours]:
    weekdays = sorted(event.recurrence.weekdays) if event.recurrence is not None else []
    return [WeeklyHours(weekday, event.start_min, event.end_min) for weekday in weekdays]


def _event(stored: xsi.EventDetail) -> ScheduleEvent:
    first = date.fromisoformat(clean(stored.start_date) or "")
    last = date.fromisoformat(clean(stored.end_date) or clean(stored.start_date) or "")
    start_min, end_min = (
        (0, WHOLE_DAY_MIN) if stored.all_day else (_minute(stored.start_time), _minute(stored.end_time))
    )
    days = (last - first).days
    if end_min == 0 and days > 0:  # until midnight
        days, end_min = days - 1, WHOLE_DAY_MIN
    if not 0 <= days <= LONGEST_EVENT_DAYS or (days == 0 and start_min >= end_min):
        raise ValueError("ends before it begins, or never")
    return ScheduleEvent(first, days, start_min, end_min, _recurrence(stored.recurrence))


def _times(stored: xsi.EventDetail) -> tuple[int, int]:
    return _minute(stored.start_time), _minute(stored.end_time)


def _minute(stored: xsi.TimeOfDay | None) -> int:
    if stored is None or stored.hour is None or not 0 <= stored.hour <= 24 or not 0 <= (stored.minute or 0) <= 59:
        raise ValueError("no time of day")
    minute = stored.hour * 60 + (stored.minute or 0)
    if minute > WHOLE_DAY_MIN:
        raise ValueError("no time of day")
    return minute


def _recurrence(stored: xsi.Recurrence | None) -> Recurrence | None:
    if stored is None:
        return None
    kinds: tuple[tuple[Repeats, _Parts | None], ...] = (
        (Repeats.DAILY, stored.daily),
        (Repeats.WEEKLY, stored.weekly),
        (Repeats.MONTHLY_BY_DAY, stored.monthly_by_day),
        (Repeats.MONTHLY_BY_WEEK, stored.monthly_by_week),
        (Repeats.YEARLY_BY_DAY, stored.yearly_by_day),
        (Repeats.YEARLY_BY_WEEK, stored.yearly_by_week),
    )
    given = [(repeats, parts) for repeats, parts in kinds if parts is not None]
    if len(given) != 1:
        raise ValueError("not one kind of recurrence")
    ((repeats, parts),) = given
    until = date.fromisoformat(clean(stored.end_date) or "") if stored.end_date is not None else None
    rule = Recurrence(
        repeats, parts.interval or 1, until=until, times=stored.end_occurrence, **_details(repeats, parts)
    )
    if rule.interval < 1 or (rule.times is not None and rule.times < 1):
        raise ValueError("a recurrence that never recurs")
    return rule


def _details(repeats: Repeats, parts: _Parts) -> dict[str, Any]:
    yearly = repeats in (Repeats.YEARLY_BY_DAY, Repeats.YEARLY_BY_WEEK)
    match parts:
        case xsi.RecurWeekly():
            days = frozenset(number for number, name in enumerate(_WEEKDAYS) if getattr(parts, name))
            return {"weekdays": days}
        case xsi.RecurByDay(day=int(day)):
            return {"day": day, **({"month": _month(parts.month)} if yearly else {})}
        case xsi.RecurByWeek():
            week, weekday = _WEEKS[_word(parts.week)], _WEEKDAYS.index(_word(parts.day))
            return {
                "week": week,
                "weekdays": frozenset({weekday}),
                **({"month": _month(parts.month)} if yearly else {}),
            }
        case xsi.RecurDaily():
            return {}
        case _:
            raise ValueError("a part of the recurrence is missing")


def _month(stored: str | None) -> int:
    word = _word(stored)
    number = int(word) if word.isdigit() else _MONTHS.index(word) + 1
    if not 1 <= number <= 12:
        raise ValueError("no month")
    return number


def _word(stored: str | None) -> str:
    return (clean(stored) or "").casefold()
