"""What follows when a call goes to the assistants: who rings in which order, who is told, and what ends it."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import (
    RINGS,
    ROLLOVER_WAIT_S,
    Alerting,
    AlertingMode,
    AssistantEntry,
    Assistants,
    RolloverAction,
    Screening,
)
from softphone.domain.platform_facts import RING_LENGTH_S
from softphone.ui.group_editor.parts.notification_text import rollover_term
from softphone.ui.text.portal_terms import parallel_term, parallel_words, silent_term

translate = QCoreApplication.translate


def sequence_words(draft: Draft) -> tuple[str, ...]:
    """One line a step; nothing about parts that could not be read."""
    alerting, screening = draft.settings.alerting, draft.settings.screening
    lines = [_order(alerting, draft.assistants)] if alerting is not None else []
    lines += _told(screening) if screening is not None else []
    lines += [_rollover(alerting)] if alerting is not None else []
    return tuple(line for line in lines if line)


def assistant_name(entry: AssistantEntry) -> str:
    return f"{entry.first_name} {entry.last_name}".strip() or entry.user_id


def _order(alerting: Alerting, assistants: Assistants | None) -> str:
    match alerting.mode:
        case AlertingMode.SIMULTANEOUS:
            return translate("SequenceWords", "Rings all logged-in assistants simultaneously.")
        case AlertingMode.SEQUENTIAL if alerting.next_assistant_rings in RINGS:
            return _one_by_one(alerting.next_assistant_rings, assistants)
    return ""


def _one_by_one(rings: int, assistants: Assistants | None) -> str:
    seconds = round(rings * RING_LENGTH_S)
    ringing = [entry for entry in assistants.entries if entry.opted_in is not False] if assistants else []
    if not ringing:
        text = translate("SequenceWords", "Rings one assistant after another, {rings} rings each (≈ {seconds} s).")
        return text.format(rings=rings, seconds=seconds)
    later = translate("SequenceWords", "after ≈ {seconds} s {name}")
    names = [assistant_name(ringing[0])]
    names += [later.format(seconds=seconds * i, name=assistant_name(e)) for i, e in enumerate(ringing) if i]
    return translate("SequenceWords", "Sequential: {names}.").format(names=", ".join(names))


def _told(screening: Screening) -> list[str]:
    lines = (
        [translate("SequenceWords", "{term} at the leader.").format(term=silent_term())] if screening.enabled else []
    )
    if screening.mobility or screening.anywhere:
        lines.append(f"{parallel_term()}: {parallel_words(screening)}.")
    return lines


def _rollover(alerting: Alerting) -> str:
    if not alerting.rollover_enabled or alerting.rollover_wait_s not in ROLLOVER_WAIT_S:
        return ""
    what = rollover_term(alerting.rollover_action)
    if alerting.rollover_action is RolloverAction.FORWARD:
        what = f"{what} {alerting.rollover_number or '–'}"
    text = translate("SequenceWords", "If no one answers within {seconds} s: {what}.")
    return text.format(seconds=alerting.rollover_wait_s, what=what)
