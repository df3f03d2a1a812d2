"""One criterion of the advanced filter as a portal document and back."""

import datetime

from softphone.demo_pbx.model.platform import Criterion, Platform, Schedule, ScheduleRef
from softphone.demo_pbx.model.xml import Node, branch, leaf, optional
from softphone.demo_pbx.portal.xsi_reader import DocumentReader, SchemaError, items, number_or_pattern
from softphone.demo_pbx.rules.setting_fields import MAX_NUMBERS


def criterion_document(criterion: Criterion) -> Node:
    numbers = [leaf("phoneNumber", number) for number in criterion.numbers]
    return branch(
        "ExecutiveFilteringCriteria",
        leaf("filter", criterion.filter),
        branch(
            "criteria",
            leaf("criteriaName", criterion.name),
            _schedule_reference("timeSchedule", criterion.time_schedule),
            _schedule_reference("holidaySchedule", criterion.holiday_schedule),
            branch(
                "criteriaFromDn",
                leaf("fromDnCriteriaSelection", criterion.calls_from),
                leaf("includeAnonymousCallers", criterion.anonymous),
                leaf("includeUnavailableCallers", criterion.unavailable),
                branch("phoneNumberList", *numbers) if numbers else None,
            ),
            _called_document(criterion),
        ),
    )


def _schedule_reference(name: str, reference: ScheduleRef | None) -> Node | None:
    if reference is None:
        return None
    return branch(name, leaf("level", reference.level), leaf("name", reference.name))


def _called_document(criterion: Criterion) -> Node | None:
    numbers = [
        branch("callToNumber", leaf("type", kind), optional("alternateNumberId", alternate))
        for kind, alternate in criterion.called
    ]
    return branch("criteriaCallToNumber", *numbers) if numbers else None


def read_criterion(platform: Platform, document: Node) -> Criterion:
    """A criterion as the document describes it, active; raises SchemaError."""
    if document.name != "ExecutiveFilteringCriteria":
        raise SchemaError(f"{document.name}: ExecutiveFilteringCriteria is needed here")
    outer = DocumentReader(document)
    send_to_assistants = outer.boolean("filter")
    reader = DocumentReader(outer.need("criteria"))
    outer.finish()
    criterion = Criterion(reader.text("criteriaName", "criterion_name"), filter=send_to_assistants)
    criterion.time_schedule = _read_schedule(platform, reader.maybe("timeSchedule"))
    criterion.holiday_schedule = _read_schedule(platform, reader.maybe("holidaySchedule"))
    _read_from(criterion, reader.need("criteriaFromDn"))
    called = items(reader.maybe("criteriaCallToNumber"), "callToNumber")
    criterion.called = [_read_called(item) for item in called]
    reader.finish()
    return criterion


def _read_schedule(platform: Platform, node: Node | None) -> ScheduleRef | None:
    if node is None:
        return None
    reader = DocumentReader(node)
    reference = ScheduleRef(reader.choice("level", "level"), reader.text("name", "schedule_name"))
    reader.finish()
    if not any((each.level, each.name) == (reference.level, reference.name) for each in platform.schedules):
        raise SchemaError(f"{node.name}: there is no schedule {reference.name!r} at level {reference.level}")
    return reference


def _read_from(criterion: Criterion, node: Node) -> None:
    reader = DocumentReader(node)
    criterion.calls_from = reader.choice("fromDnCriteriaSelection", "calls_from")
    criterion.anonymous = reader.boolean("includeAnonymousCallers")
    criterion.unavailable = reader.boolean("includeUnavailableCallers")
    numbers = items(reader.maybe("phoneNumberList"), "phoneNumber")
    if len(numbers) > MAX_NUMBERS:
        raise SchemaError(f"phoneNumberList: at most {MAX_NUMBERS} numbers")
    criterion.numbers = [number_or_pattern(number) for number in numbers]
    reader.finish()


def _read_called(node: Node) -> tuple[str, int | None]:
    reader = DocumentReader(node)
    kind = reader.choice("type", "called")
    alternate = reader.number("alternateNumberId", "alternate") if kind == "Alternate" else None
    reader.finish()
    return kind, alternate


_MINUTES_A_DAY = 24 * 60
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IN_WEEK = ("sunday", *_WEEKDAYS[:6])
_BEGAN = datetime.date(2024, 1, 1)
"""A Monday."""


def schedules_document(platform: Platform) -> Node:
    return branch("Schedule", *(_schedule(schedule) for schedule in platform.schedules))


def _schedule(schedule: Schedule) -> Node:
    spans = sorted({(start, end) for _, start, end in schedule.weekly})
    weekly = [_weekly(schedule, start, end) for start, end in spans]
    days = [_whole_day(day) for day in schedule.days]
    events = branch("events", *weekly, *days)
    return branch("scheduleDetail", leaf("name", schedule.name), leaf("level", schedule.level), events)


def _weekly(schedule: Schedule, start: int, end: int) -> Node:
    """One event for all days with these hours; one that lasts until midnight ends on the next day."""
    weekdays = {day for day, *hours in schedule.weekly if hours == [start, end]}
    first = _BEGAN + datetime.timedelta(min(weekdays))
    last = first + datetime.timedelta(1 if end == _MINUTES_A_DAY else 0)
    days = (leaf(name, "true" if _WEEKDAYS.index(name) in weekdays else "false") for name in _IN_WEEK)
    return branch(
        "eventDetail",
        leaf("eventName", f"{start // 60}-{end // 60}"),
        leaf("startDate", first.isoformat()),
        _clock("startTime", start),
        _clock("endTime", end % _MINUTES_A_DAY),
        leaf("endDate", last.isoformat()),
        branch("recurrence", branch("recurWeekly", leaf("recurInterval", "1"), *days), leaf("recurForEver", "true")),
    )


def _whole_day(day: str) -> Node:
    dates = leaf("startDate", day), leaf("allDayEvent", "true"), leaf("endDate", day)
    return branch("eventDetail", leaf("eventName", day), *dates)


def _clock(name: str, minutes: int) -> Node:
    return branch(name, leaf("hour", str(minutes // 60)), leaf("minute", str(minutes % 60)))
