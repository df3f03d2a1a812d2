"""The filter told "in one sentence"; "never" is said last, because it wins."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.filter_rules import active_criteria
from softphone.domain.executive.settings import CallsFrom, Criterion, FilteringMode, GroupSettings
from softphone.ui.text.criterion_text import only_called_words, schedule_words
from softphone.ui.text.portal_terms import filter_words, unknown_value

translate = QCoreApplication.translate


def filter_sentence(settings: GroupSettings) -> str:
    filtering = settings.filtering
    if filtering is None:
        return ""
    if not filtering.enabled:
        return translate("RuleSentence", "The filter is off: every call rings the leader.")
    if filtering.mode is not FilteringMode.ADVANCED:
        known = filtering.mode is not None and filtering.simple_filter is not None
        text = translate("FilterSentence", "{calls} ring at the assistants, all others at the leader.")
        return text.format(calls=filter_words(filtering)) if known else unknown_value()
    return _advanced(active_criteria(settings))


def _advanced(active: Sequence[Criterion]) -> str:
    sends = [_about(c) for c in active if c.send_to_assistants]
    nevers = [_about(c) for c in active if not c.send_to_assistants]
    if not sends:
        return translate(
            "FilterSentence", "No criterion is on that lets calls ring the assistants: every call rings the leader."
        )
    if not nevers:
        text = translate("FilterSentence", "Ringing at the assistants: {calls}. All others ring at the leader.")
        return text.format(calls=_joined(sends))
    text = translate(
        "FilterSentence", "Ringing at the assistants: {calls}. Never: {never}. All others ring at the leader."
    )
    return text.format(calls=_joined(sends), never=_joined(nevers))


def _about(criterion: Criterion) -> str:
    """Whose calls and when: "alle externen Anrufe (Bürozeit (Gruppe))"."""
    refs = [ref for ref in (criterion.time_schedule, criterion.holiday_schedule) if ref is not None]
    limits = [schedule_words(ref) for ref in refs]
    limits += [only_called_words(criterion)] if criterion.called_numbers else []
    who = _who(criterion)
    return f"{who} – {', '.join(limits)}" if limits else who


def _who(criterion: Criterion) -> str:
    match criterion.calls_from:
        case CallsFrom.ANY:
            return translate("FilterSentence", "all calls")
        case CallsFrom.ANY_INTERNAL:
            return translate("FilterSentence", "all internal calls")
        case CallsFrom.ANY_EXTERNAL:
            return translate("FilterSentence", "all external calls")
        case _:
            return translate("ChangeText", "“{name}”").format(name=criterion.name)


def _joined(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    text = translate("FilterSentence", "{first} and {last}")
    separator = "; " if any(" – " in part for part in parts) else ", "
    return text.format(first=separator.join(parts[:-1]), last=parts[-1])
