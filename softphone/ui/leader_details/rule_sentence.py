"""A leader's rule told in one or two sentences, before it is shown as eight parameters."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.filter_rules import reaches_no_assistant
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    Filtering,
    FilteringMode,
    GroupSettings,
    RolloverAction,
    SimpleFilter,
)
from softphone.ui.text.filter_sentence import filter_sentence
from softphone.ui.text.styled_text import Run, Strong, phrase
from softphone.ui.text.time_format import waiting_time

translate = QCoreApplication.translate


def rule_sentence(settings: GroupSettings) -> tuple[Run, ...]:
    """Nothing where a needed part could not be read or holds a value this program does not know."""
    filtering, alerting = settings.filtering, settings.alerting
    if filtering is None:
        return ()
    if not filtering.enabled:
        return phrase(translate("RuleSentence", "The filter is off: every call rings the leader."))
    if filtering.mode is FilteringMode.ADVANCED:
        which = phrase(filter_sentence(settings))
        if reaches_no_assistant(settings) or alerting is None:
            return which
        return _joined(
            which, _ringing(alerting, translate("RuleSentence", "Calls for the assistants")), _rollover(alerting)
        )
    calls = _calls(filtering)
    if alerting is None or not calls:
        return ()
    ringing = _ringing(alerting, calls)
    return _joined(ringing, _rollover(alerting)) if ringing else ()


def _joined(*sentences: tuple[Run, ...]) -> tuple[Run, ...]:
    said = [sentence for sentence in sentences if sentence]
    return tuple(run for place, sentence in enumerate(said) for run in ((Run(" "),) if place else ()) + sentence)


def _calls(filtering: Filtering) -> str:
    match filtering.simple_filter if filtering.mode else None:
        case SimpleFilter.ALL:
            return translate("RuleSentence", "All calls")
        case SimpleFilter.INTERNAL:
            return translate("RuleSentence", "Internal calls")
        case SimpleFilter.EXTERNAL:
            return translate("RuleSentence", "External calls")
        case None:
            return ""


def _ringing(alerting: Alerting, calls: str) -> tuple[Run, ...]:
    match alerting.mode:
        case AlertingMode.SIMULTANEOUS:
            how = Strong(translate("RuleSentence", "simultaneously"))
            template = translate("RuleSentence", "{calls} ring {how} at all logged-in assistants.")
            return phrase(template, calls=calls, how=how)
        case AlertingMode.SEQUENTIAL:
            how = Strong(translate("RuleSentence", "sequentially"))
            template = translate("RuleSentence", "{calls} ring {how} in the order of the assistants, {rings} each.")
            rings = translate("RuleSentence", "{count} rings").format(count=alerting.next_assistant_rings)
            return phrase(template, calls=calls, how=how, rings=Strong(_together(rings)))
        case None:
            return ()


def _together(words: str) -> str:
    """A number and its unit stand on one line."""
    return words.replace(" ", "\u00a0")


def _rollover(alerting: Alerting) -> tuple[Run, ...]:
    if not alerting.rollover_enabled:
        return ()
    wait = Strong(_together(waiting_time(alerting.rollover_wait_s)))
    match alerting.rollover_action:
        case RolloverAction.VOICE_MESSAGING:
            return phrase(
                translate("RuleSentence", "If nobody answers for {wait}, the call goes to voicemail."), wait=wait
            )
        case RolloverAction.FORWARD:
            template = translate("RuleSentence", "If nobody answers for {wait}, the call goes to {number}.")
            return phrase(template, wait=wait, number=Strong(alerting.rollover_number or "–"))
        case RolloverAction.NO_ANSWER_PROCESSING:
            template = translate("RuleSentence", "If nobody answers for {wait}, “call forwarding no answer” applies.")
            return phrase(template, wait=wait)
        case None:
            return ()
