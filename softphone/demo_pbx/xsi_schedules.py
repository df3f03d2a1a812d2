"""The schedules that criteria can name, as a portal document: weekly hours and single days (holidays)."""

from softphone.demo_pbx.model import Platform, Schedule
from softphone.demo_pbx.xsi_xml import Node, branch, leaf

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schedules_document(platform: Platform) -> Node:
    return branch("Schedules", *(_schedule(schedule) for schedule in platform.schedules))


def _schedule(schedule: Schedule) -> Node:
    weekly = (_hours(*hours) for hours in schedule.weekly)
    days = (leaf("day", day) for day in schedule.days)
    events = branch("events", *weekly, *days)
    return branch("schedule", leaf("level", schedule.level), leaf("name", schedule.name), events)


def _hours(day: int, start: int, end: int) -> Node:
    return branch(
        "weeklyHours",
        leaf("weekday", _WEEKDAYS[day]),
        leaf("startTime", _clock(start)),
        leaf("endTime", _clock(end)),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
