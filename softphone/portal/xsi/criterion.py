"""One criterion of the advanced filter: binding to domain value and back."""

from dataclasses import replace

from softphone.domain.executive.settings import (
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    ScheduleLevel,
    ScheduleRef,
)
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.merge_rules import clean, known, listed, needed, or_default, present, said, unless, word


def criterion_value(stored: xsi.ExecutiveFilteringCriteria) -> Criterion:
    criteria = needed(stored.criteria, "criteria")
    calls_from = criteria.calls_from or xsi.CriteriaFromDn(selection=CallsFrom.ANY.value)
    numbers = calls_from.phone_numbers.numbers if calls_from.phone_numbers else []
    called = present(criteria.calls_to.entries) if criteria.calls_to else []
    return Criterion(
        name=needed(clean(criteria.name), "criteriaName"),
        send_to_assistants=needed(stored.filter, "filter"),
        calls_from=known(CallsFrom, calls_from.selection),
        include_anonymous=or_default(calls_from.include_anonymous, False),
        include_unavailable=or_default(calls_from.include_unavailable, False),
        numbers=tuple(present(clean(number) for number in numbers)),
        time_schedule=_schedule_value(criteria.time_schedule),
        holiday_schedule=_schedule_value(criteria.holiday_schedule),
        called_numbers=tuple(_called_value(entry) for entry in called),
    )


def _schedule_value(stored: xsi.ScheduleReference | None) -> ScheduleRef | None:
    if stored is None or clean(stored.name) is None:
        return None
    return ScheduleRef(known(ScheduleLevel, stored.level), clean(stored.name) or "")


def _called_value(stored: xsi.CallToNumber) -> CalledNumber:
    return CalledNumber(known(CalledNumberKind, stored.kind), stored.alternate_id)


def criterion_binding(wish: Criterion, stored: xsi.ExecutiveFilteringCriteria) -> xsi.ExecutiveFilteringCriteria:
    old = stored.criteria or xsi.Criteria()
    criteria = replace(
        old,
        name=said(wish.name, old.name),
        time_schedule=_schedule_binding(wish.time_schedule, old.time_schedule),
        holiday_schedule=_schedule_binding(wish.holiday_schedule, old.holiday_schedule),
        calls_from=_from_binding(wish, old.calls_from),
        calls_to=_to_binding(wish.called_numbers, old.calls_to),
    )
    return replace(stored, filter=wish.send_to_assistants, criteria=criteria)


def _schedule_binding(wish: ScheduleRef | None, stored: xsi.ScheduleReference | None) -> xsi.ScheduleReference | None:
    if wish == _schedule_value(stored):
        return stored
    if wish is None:
        return None
    old = stored or xsi.ScheduleReference()
    return replace(old, level=word(wish.level, old.level), name=said(wish.name, old.name), uri=None)


def _from_binding(wish: Criterion, stored: xsi.CriteriaFromDn | None) -> xsi.CriteriaFromDn | None:
    nothing_said = Criterion(wish.name, wish.send_to_assistants)
    if stored is None and _caller_part(wish) == _caller_part(nothing_said):
        return None
    old = stored or xsi.CriteriaFromDn()
    return replace(
        old,
        selection=word(wish.calls_from, old.selection),
        include_anonymous=unless(wish.include_anonymous, old.include_anonymous, False),
        include_unavailable=unless(wish.include_unavailable, old.include_unavailable, False),
        phone_numbers=_numbers_binding(wish.numbers, old.phone_numbers),
    )


def _caller_part(wish: Criterion) -> tuple[object, ...]:
    return (wish.calls_from, wish.include_anonymous, wish.include_unavailable, wish.numbers)


def _numbers_binding(wish: tuple[str, ...], stored: xsi.PhoneNumberList | None) -> xsi.PhoneNumberList | None:
    old = stored.numbers if stored else []
    if tuple(present(clean(number) for number in old)) == wish:
        return stored
    return xsi.PhoneNumberList(list(wish)) if wish else None


def _to_binding(
    wish: tuple[CalledNumber, ...], stored: xsi.CriteriaCallToNumber | None
) -> xsi.CriteriaCallToNumber | None:
    old = present(stored.entries) if stored else []
    entries = listed(wish, old, _same_called, _called_binding, xsi.CallToNumber)
    return xsi.CriteriaCallToNumber(entries) if entries else None


def _same_called(wish: CalledNumber, stored: xsi.CallToNumber) -> bool:
    return _called_value(stored) == wish


def _called_binding(wish: CalledNumber, stored: xsi.CallToNumber) -> xsi.CallToNumber:
    return replace(stored, kind=word(wish.kind, stored.kind), alternate_id=wish.alternate_id)
