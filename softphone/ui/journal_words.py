"""A journal row in words: what became of the call, the less important part last so that it can be dropped."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.calls import CallEnd, Direction
from softphone.services.views import JournalRow
from softphone.ui.formats import clock, length

translate = QCoreApplication.translate


def journal_name(row: JournalRow) -> str:
    return row.headline or row.detail or translate("Journal", "Anonymous")


def journal_icon(row: JournalRow) -> str:
    if row.missed:
        return "phone-x-fill"
    return "phone-incoming" if row.direction is Direction.INCOMING else "phone-outgoing"


def journal_outcome(row: JournalRow) -> tuple[str, ...]:
    """Variants, the longest first: where there is no room, the less important part goes whole."""
    if row.duration_s is not None:
        return f"{_talked(row)} · {length(row.duration_s)}", _talked(row)
    if row.end is CallEnd.ANSWERED_ELSEWHERE:
        return _end_words(row), translate("Journal", "Elsewhere")
    return (_end_words(row),)


def _talked(row: JournalRow) -> str:
    if row.end is CallEnd.ENGINE_LOST:
        return translate("Journal", "Connection lost")
    if row.direction is Direction.INCOMING:
        return translate("Journal", "Answered")
    return translate("Journal", "Called")


def _end_words(row: JournalRow) -> str:
    match row.end:
        case CallEnd.MISSED:
            return translate("Journal", "Missed")
        case CallEnd.ANSWERED_ELSEWHERE:
            return translate("Journal", "Answered elsewhere")
        case CallEnd.REJECTED_HERE:
            return translate("Journal", "Declined")
        case CallEnd.SENT_TO_VOICEMAIL:
            return translate("Journal", "To voicemail")
        case CallEnd.HUNG_UP_HERE | CallEnd.HUNG_UP_THERE:
            return translate("Journal", "Not answered")
        case CallEnd.FAILED:
            return translate("Journal", "Not reached")
        case CallEnd.ENGINE_LOST:
            return translate("Journal", "Connection lost")
        case _:
            assert_never(row.end)


def journal_accessible(row: JournalRow) -> str:
    direction = (
        translate("Journal", "incoming") if row.direction is Direction.INCOMING else translate("Journal", "outgoing")
    )
    for_whom = translate("Journal", "for {leader}").format(leader=row.leader.name) if row.leader else ""
    words = (journal_name(row), direction, for_whom, journal_outcome(row)[0], clock(row.started_at_s))
    return ", ".join(word for word in words if word)
