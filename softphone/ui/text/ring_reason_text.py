"""Why a call rings here, in words: "weil: externer Anruf, Mo–Do 8–18"."""

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.domain.executive.schedule_hours import Hours
from softphone.domain.executive.settings import AlertingMode, CallsFrom, Criterion, FilteringMode, SimpleFilter
from softphone.services.executive_calls.ring_reason import RingReason
from softphone.ui.text.portal_terms import filter_words

translate = QCoreApplication.translate


def why(reason: RingReason | None) -> str:
    """One sentence from filter and alerting; empty where nothing is known."""
    if reason is None:
        return ""
    filter_ = because(reason)
    return " · ".join(part for part in (filter_, _alerting_words(reason.alerting, starts=not filter_)) if part)


def because(reason: RingReason | None) -> str:
    """The filter's part of it, with the criterion by name; empty where no filter explains it."""
    if reason is None or reason.filtering is None:
        return ""
    if reason.criterion is None:
        return filter_words(reason.filtering)
    parts = ", ".join(reason_parts(reason))
    if _is_named_already(reason.criterion):
        return translate("RingReason", "Rings here because of: {reason}").format(reason=parts)
    words = translate("RingReason", "Rings here because of: {reason} (filter criterion “{name}”)")
    return words.format(reason=parts, name=reason.criterion.name)


def reason_parts(reason: RingReason | None) -> tuple[str, ...]:
    """Whose call, then when; where there is no room the last part goes whole. Nothing where nothing is known."""
    if reason is None or reason.filtering is None:
        return ()
    if reason.criterion is None:
        return (_kind_of_call(reason),)
    when = _when(reason.criterion, reason.hours)
    return (_whose_call(reason.criterion), when) if when else (_whose_call(reason.criterion),)


def hours_words(hours: Hours) -> str:
    """ "Mo–Do 8–18" or "Mon, Wed 8:30–12"."""
    days = ", ".join(_run(first, last) for first, last in hours.days)
    return f"{days} {_clock(hours.start_min)}–{_clock(hours.end_min)}"


def _kind_of_call(reason: RingReason) -> str:
    filtering = reason.filtering
    assert filtering is not None
    if filtering.mode is FilteringMode.SIMPLE and filtering.simple_filter is SimpleFilter.EXTERNAL:
        return translate("RingReason", "external call")
    if filtering.mode is FilteringMode.SIMPLE and filtering.simple_filter is SimpleFilter.INTERNAL:
        return translate("RingReason", "internal call")
    return filter_words(filtering)


def _whose_call(criterion: Criterion) -> str:
    match criterion.calls_from:
        case CallsFrom.ANY_EXTERNAL:
            return translate("RingReason", "external call")
        case CallsFrom.ANY_INTERNAL:
            return translate("RingReason", "internal call")
        case _:
            return translate("ChangeText", "“{name}”").format(name=criterion.name)


def _is_named_already(criterion: Criterion) -> bool:
    return criterion.calls_from not in (CallsFrom.ANY_EXTERNAL, CallsFrom.ANY_INTERNAL)


def _when(criterion: Criterion, hours: Hours | None) -> str:
    """The hours that hold now, else the schedule's own name."""
    if hours is not None:
        return hours_words(hours)
    return criterion.time_schedule.name if criterion.time_schedule is not None else ""


def _run(first: int, last: int) -> str:
    return _day(first) if first == last else f"{_day(first)}–{_day(last)}"


def _day(weekday: int) -> str:
    """Qt counts from Monday as 1."""
    return QLocale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat).rstrip(".")


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}" if rest else str(hours)


def _alerting_words(mode: AlertingMode | None, starts: bool) -> str:
    if mode is None:
        return ""
    if mode is AlertingMode.SEQUENTIAL:
        return translate("RingReason", "Sequential: it is your turn")
    if starts:
        return translate("RingReason", "Rings all logged-in assistants simultaneously")
    return translate("RingReason", "rings all logged-in assistants simultaneously")
