"""Texts of a journal row: caller, outcome and promised call-back."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from softphone.domain.telephone.call import CallEnd, Direction
from softphone.services.state.journal import JournalRow
from softphone.ui.text.time_format import clock, length

translate = QCoreApplication.translate


def journal_name(row: JournalRow) -> str:
    """The caller; where the name or number mode hides it, for whom the call was."""
    return journal_name_variants(row)[0]


def journal_name_variants(row: JournalRow) -> tuple[str, ...]:
    """Variants of the name, the longest first; for whom the call was stands on the tile as well."""
    if row.headline or row.detail:
        return (row.headline or row.detail,)
    if row.leader is None:
        return (translate("Journal", "Anonymous"),)
    whole = translate("Journal", "Call for {leader}, number not transmitted").format(leader=row.leader.name)
    return whole, translate("Journal", "Number not transmitted")


def is_open_missed(row: JournalRow) -> bool:
    """Whether the row is a missed call that needs attention."""
    return row.missed and not row.done


def journal_icon(row: JournalRow) -> str:
    if row.missed:
        return "phone-x-fill"
    return "phone-incoming" if row.direction is Direction.INCOMING else "phone-outgoing"


def direction_text(direction: Direction) -> str:
    if direction is Direction.INCOMING:
        return translate("Journal", "incoming")
    return translate("Journal", "outgoing")


def journal_outcome(row: JournalRow) -> tuple[str, ...]:
    """Variants of the outcome, the longest first; the shorter ones leave out the less important part."""
    if row.repeats > 1:
        times = translate("Journal", "{outcome}, {count} times").format(
            outcome=call_end_text(row.end), count=row.repeats
        )
        return times, f"{row.repeats}\N{MULTIPLICATION SIGN}"
    return _outcome_of_one(row)


def _outcome_of_one(row: JournalRow) -> tuple[str, ...]:
    if row.promised_until_s is not None and not row.done:
        return _call_back_text(row.promised_until_s)
    if row.duration_s is not None:
        return f"{_talked(row)} · {length(row.duration_s)}", _talked(row)
    if row.end is CallEnd.ANSWERED_ELSEWHERE:
        return call_end_text(row.end), translate("Journal", "Elsewhere")
    if row.end in (CallEnd.HUNG_UP_HERE, CallEnd.HUNG_UP_THERE):
        return (translate("Journal", "Not answered"),)
    return (call_end_text(row.end),)


def _call_back_text(until_s: float) -> tuple[str, ...]:
    return (
        translate("Journal", "Call-back promised until {time}").format(time=clock(until_s)),
        translate("Journal", "Call-back until {time}").format(time=clock(until_s)),
    )


def day_text(at_s: float, now_s: float) -> str:
    """ "Heute, Montag 23. November"; with the year only where it is not the present one."""
    day, today = QDateTime.fromSecsSinceEpoch(int(at_s)).date(), QDateTime.fromSecsSinceEpoch(int(now_s)).date()
    is_this_year = day.year() == today.year()
    pattern = translate("Journal", "dddd d MMMM") if is_this_year else translate("Journal", "d MMMM yyyy")
    text = QLocale().toString(day, pattern)
    return translate("Journal", "Today, {day}").format(day=text) if day == today else text


def promise_title(row: JournalRow) -> str:
    """Title of the card above the list."""
    until = clock(row.promised_until_s or 0.0)
    return translate("Journal", "Call back {name} by {time}").format(name=journal_name(row), time=until)


def promise_detail(row: JournalRow, now_s: float) -> str:
    at_s, left_s = row.promised_at_s or row.started_at_s, (row.promised_until_s or 0.0) - now_s
    promised = translate("Journal", "Promised at {time}").format(time=clock(at_s))
    if left_s < 0:
        return translate("Journal", "{promised} · overdue").format(promised=promised)
    return translate("Journal", "{promised} · {left} left").format(promised=promised, left=length(left_s))


def _talked(row: JournalRow) -> str:
    if row.end is CallEnd.ENGINE_LOST:
        return translate("Journal", "Connection lost")
    if row.end is CallEnd.HANDED_OVER:
        return call_end_text(row.end)
    if row.direction is Direction.INCOMING:
        return translate("Journal", "Answered")
    return translate("Journal", "Called on behalf") if row.leader is not None else translate("Journal", "Called")


def call_end_text(end: CallEnd) -> str:
    """Name of an outcome, as in the search; who hung up tells conversations apart."""
    match end:
        case CallEnd.MISSED:
            return translate("Journal", "Missed")
        case CallEnd.ANSWERED_ELSEWHERE:
            return translate("Journal", "Answered elsewhere")
        case CallEnd.REJECTED_HERE:
            return translate("Journal", "Declined")
        case CallEnd.SENT_TO_VOICEMAIL:
            return translate("Journal", "To voicemail")
        case CallEnd.HANDED_OVER:
            return translate("Journal", "Handed over")
        case CallEnd.HUNG_UP_THERE:
            return translate("Journal", "Connected")
        case CallEnd.HUNG_UP_HERE:
            return translate("Journal", "Hung up here")
        case CallEnd.FAILED:
            return translate("Journal", "Not reached")
        case CallEnd.ENGINE_LOST:
            return translate("Journal", "Connection lost")
        case CallEnd.PROGRAM_CLOSED:
            return translate("Journal", "Missed: program was closed")
        case CallEnd.PROGRAM_ENDED_RINGING:
            return translate("Journal", "Program ended while it rang")
        case CallEnd.PROGRAM_ENDED_TALKING:
            return translate("Journal", "Program ended during the call")
        case _:
            assert_never(end)


def journal_accessible(row: JournalRow) -> str:
    """Text of the whole row for a screen reader."""
    leader = translate("Journal", "for {leader}").format(leader=row.leader.name) if row.leader else ""
    direction, outcome = direction_text(row.direction), journal_outcome(row)[0]
    parts = (journal_name(row), direction, leader, outcome, row.note, clock(row.started_at_s))
    return ", ".join(part for part in parts if part)
