"""A filter criterion in the portal's words: effect, callers, called numbers, times."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.settings import (
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    ScheduleLevel,
    ScheduleRef,
)
from softphone.ui.text.portal_terms import on_off, unknown_value

translate = QCoreApplication.translate


def effect_words(send_to_assistants: bool) -> str:
    if send_to_assistants:
        return translate("CriterionWords", "To assistants")
    return translate("CriterionWords", "Never to assistants")


def calls_from_term(calls_from: CallsFrom | None) -> str:
    match calls_from:
        case CallsFrom.ANY:
            return translate("CriterionWords", "All calls")
        case CallsFrom.ANY_INTERNAL:
            return translate("CriterionWords", "All internal calls")
        case CallsFrom.ANY_EXTERNAL:
            return translate("CriterionWords", "All external calls")
        case CallsFrom.SPECIFIED_ONLY:
            return translate("CriterionWords", "Only these callers")
        case None:
            return unknown_value()


def calls_from_words(criterion: Criterion) -> str:
    """Whose calls the criterion is about, with what "only these" means spelled out."""
    if criterion.calls_from is not CallsFrom.SPECIFIED_ONLY:
        return calls_from_term(criterion.calls_from)
    parts = [numbers_count(len(criterion.numbers))] if criterion.numbers else []
    if criterion.include_anonymous:
        parts.append(translate("CriterionWords", "anonymous callers"))
    if criterion.include_unavailable:
        parts.append(translate("CriterionWords", "callers without a number"))
    words = ", ".join(parts) or translate("CriterionWords", "nobody")
    return words[0].upper() + words[1:]


def numbers_count(count: int) -> str:
    if count == 1:
        return translate("CriterionWords", "1 number")
    return translate("CriterionWords", "{count} numbers").format(count=count)


def schedule_words(ref: ScheduleRef) -> str:
    return f"{ref.name} ({level_words(ref.level)})"


def level_words(level: ScheduleLevel | None) -> str:
    match level:
        case ScheduleLevel.ENTERPRISE:
            return translate("CriterionWords", "enterprise")
        case ScheduleLevel.GROUP:
            return translate("CriterionWords", "group")
        case ScheduleLevel.USER:
            return translate("CriterionWords", "user")
        case None:
            return unknown_value()


def always() -> str:
    return translate("CriterionWords", "Always")


def none_term() -> str:
    """A criterion without a holiday schedule."""
    return translate("CriterionWords", "None")


def time_words(criterion: Criterion) -> str:
    refs = [ref for ref in (criterion.time_schedule, criterion.holiday_schedule) if ref is not None]
    return " + ".join(schedule_words(ref) for ref in refs) or always()


def called_words(called: CalledNumber) -> str:
    match called.kind:
        case CalledNumberKind.PRIMARY:
            return translate("CriterionWords", "Main number")
        case CalledNumberKind.ALTERNATE:
            return translate("CriterionWords", "Alternative number {place}").format(place=called.alternate_id)
        case CalledNumberKind.MOBILITY:
            return translate("CriterionWords", "Mobile number")
        case None:
            return unknown_value()


def called_list_words(called: tuple[CalledNumber, ...]) -> str:
    names = ", ".join(called_words(number) for number in called)
    return names or translate("CriterionWords", "Any number of the leader")


def only_called_words(criterion: Criterion) -> str:
    """The line below the name in the table; empty where every number of the leader counts."""
    if not criterion.called_numbers:
        return ""
    names = called_list_words(criterion.called_numbers)
    return translate("CriterionWords", "only at: {numbers}").format(numbers=names)


def summary(criterion: Criterion) -> str:
    """The whole criterion in one line."""
    parts = (effect_words(criterion.send_to_assistants), calls_from_words(criterion), time_words(criterion))
    return " · ".join(parts)


def details(criterion: Criterion, active: bool) -> tuple[tuple[str, str], ...]:
    """Everything the portal stores for one criterion, as (term, value)."""
    rows = [
        (active_term(), on_off(active)),
        (effect_term(), effect_words(criterion.send_to_assistants)),
        (calls_from_heading(), calls_from_term(criterion.calls_from)),
    ]
    if criterion.calls_from is CallsFrom.SPECIFIED_ONLY:
        rows += _callers(criterion)
    return (
        *rows,
        (calls_to_heading(), called_list_words(criterion.called_numbers)),
        (time_schedule_term(), _schedule(criterion.time_schedule, always())),
        (holiday_schedule_term(), _schedule(criterion.holiday_schedule, none_term())),
    )


def _callers(criterion: Criterion) -> list[tuple[str, str]]:
    return [
        (numbers_term(), ", ".join(criterion.numbers) or "–"),
        (anonymous_term(), on_off(criterion.include_anonymous)),
        (unavailable_term(), on_off(criterion.include_unavailable)),
    ]


def _schedule(ref: ScheduleRef | None, without: str) -> str:
    return schedule_words(ref) if ref else without


def active_term() -> str:
    return translate("CriterionWords", "Active")


def not_active() -> str:
    return translate("CriterionWords", "Not active")


def name_term() -> str:
    return translate("CriterionWords", "Filter criterion")


def effect_term() -> str:
    return translate("CriterionWords", "Effect")


def calls_from_heading() -> str:
    return translate("CriterionWords", "Calls from")


def calls_to_heading() -> str:
    return translate("CriterionWords", "Calls to")


def time_term() -> str:
    return translate("CriterionWords", "Time")


def numbers_term() -> str:
    return translate("CriterionWords", "Numbers and patterns")


def anonymous_term() -> str:
    return translate("CriterionWords", "Anonymous callers")


def unavailable_term() -> str:
    return translate("CriterionWords", "Callers whose number is not available")


def time_schedule_term() -> str:
    return translate("CriterionWords", "Time schedule")


def holiday_schedule_term() -> str:
    return translate("CriterionWords", "Holiday schedule")
