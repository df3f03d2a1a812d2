"""A leader's rule told in one or two sentences, before it is shown as eight parameters."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    Filtering,
    FilteringMode,
    GroupSettings,
    RolloverAction,
    SimpleFilter,
)
from softphone.ui.text.styled_text import Run, Strong, phrase

translate = QCoreApplication.translate


def rule_sentence(settings: GroupSettings) -> tuple[Run, ...]:
    """Nothing where a needed part could not be read or holds a value this program does not know."""
    filtering, alerting = settings.filtering, settings.alerting
    if filtering is None:
        return ()
    if not filtering.enabled:
        return phrase(translate("RuleSentence", "The filter is off: every call rings the leader."))
    calls = _calls(filtering)
    if alerting is None or not calls:
        return ()
    ringing = _ringing(alerting, calls)
    rollover = _rollover(alerting)
    return (*ringing, Run(" "), *rollover) if ringing and rollover else ringing


def _calls(filtering: Filtering) -> str:
    if filtering.mode is FilteringMode.ADVANCED:
        return translate("RuleSentence", "Calls that match the advanced filter")
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
    wait = Strong(_together(translate("RuleSentence", "{seconds} s").format(seconds=alerting.rollover_wait_s)))
    match alerting.rollover_action:
        case RolloverAction.VOICE_MESSAGING:
            return phrase(translate("RuleSentence", "If no one answers within {wait}: to voicemail."), wait=wait)
        case RolloverAction.FORWARD:
            template = translate("RuleSentence", "If no one answers within {wait}: to {number}.")
            return phrase(template, wait=wait, number=Strong(alerting.rollover_number or "–"))
        case RolloverAction.NO_ANSWER_PROCESSING:
            template = translate("RuleSentence", "If no one answers within {wait}: by “call forwarding no answer”.")
            return phrase(template, wait=wait)
        case None:
            return ()
