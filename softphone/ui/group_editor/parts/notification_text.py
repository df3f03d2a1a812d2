"""Terms of the page "Benachrichtigung", and why a value on it cannot be saved."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.settings import (
    LONGEST_CRITERION_NAME,
    LONGEST_NUMBER,
    RINGS,
    ROLLOVER_WAIT_S,
    Alerting,
    Field,
    NameMode,
    NumberMode,
    RolloverAction,
)
from softphone.domain.platform_facts import RING_LENGTH_S
from softphone.ui.text.portal_terms import name_words, number_words, unknown_value

translate = QCoreApplication.translate


def name_mode_term(mode: NameMode) -> str:
    return name_words(Alerting(None, mode, None))


def number_mode_term(mode: NumberMode) -> str:
    return number_words(Alerting(None, None, mode))


def rollover_term(action: RolloverAction | None) -> str:
    match action:
        case RolloverAction.VOICE_MESSAGING:
            return translate("NotificationWords", "To the leader's voicemail")
        case RolloverAction.FORWARD:
            return translate("NotificationWords", "Forward to the following number:")
        case RolloverAction.NO_ANSWER_PROCESSING:
            return translate("NotificationWords", "Use the leader's “call forwarding no answer”")
        case None:
            return unknown_value()


def about_seconds(rings: int) -> str:
    """The portal counts seconds; how long a ring is nobody could confirm, so it is said as computed."""
    if rings not in RINGS:
        return ""
    return translate("NotificationWords", "≈ {seconds} s").format(seconds=round(rings * RING_LENGTH_S))


def fault_words(field: Field) -> str:
    """The reason at the field, with what would be right."""
    match field:
        case Field.RECALL_RINGS | Field.NEXT_ASSISTANT_RINGS:
            text = translate("NotificationWords", "Please enter {low} to {high} rings.")
            return text.format(low=RINGS.start, high=RINGS.stop - 1)
        case Field.ROLLOVER_WAIT:
            text = translate("NotificationWords", "Please enter {low} to {high} seconds.")
            return text.format(low=ROLLOVER_WAIT_S.start, high=ROLLOVER_WAIT_S.stop - 1)
        case Field.ROLLOVER_NUMBER:
            text = translate("NotificationWords", "Please enter a number (at most {longest} characters).")
            return text.format(longest=LONGEST_NUMBER)
        case Field.CRITERION_NAME:
            text = translate("NotificationWords", "Please enter a name of 1 to {longest} characters.")
            return text.format(longest=LONGEST_CRITERION_NAME)
    return translate("NotificationWords", "The portal does not accept this value. Please correct it.")
