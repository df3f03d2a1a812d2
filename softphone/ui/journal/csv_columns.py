"""The columns of an exported journal, in the user's language."""

import time

from PySide6.QtCore import QCoreApplication

from softphone.domain.telephone.call import Direction
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import journal_outcome

translate = QCoreApplication.translate


def journal_heading() -> tuple[str, ...]:
    return (
        translate("JournalExport", "Date"),
        translate("JournalExport", "Time"),
        translate("JournalExport", "Direction"),
        translate("JournalExport", "Name"),
        translate("JournalExport", "Number"),
        translate("JournalExport", "Leader"),
        translate("JournalExport", "Outcome"),
        translate("JournalExport", "Answered by"),
        translate("JournalExport", "Duration (s)"),
        translate("JournalExport", "Missed"),
        translate("JournalExport", "Note"),
        translate("JournalExport", "Call-back until"),
        translate("JournalExport", "Done"),
    )


def journal_cells(row: JournalRow) -> tuple[str, ...]:
    """Dates as ISO 8601, which every spreadsheet reads."""
    return (
        _local("%Y-%m-%d", row.started_at_s),
        _local("%H:%M:%S", row.started_at_s),
        _direction(row),
        row.headline if row.headline != row.number else "",
        row.number,
        row.leader.name if row.leader is not None else "",
        journal_outcome(row)[-1],
        row.answered_by,
        "" if row.duration_s is None else str(round(row.duration_s)),
        _yes(row.missed),
        row.note,
        "" if row.promised_until_s is None else _local("%Y-%m-%d %H:%M", row.promised_until_s),
        _yes(row.done),
    )


def _local(shape: str, at_s: float) -> str:
    return time.strftime(shape, time.localtime(at_s))


def _direction(row: JournalRow) -> str:
    if row.direction is Direction.INCOMING:
        return translate("Journal", "incoming")
    return translate("Journal", "outgoing")


def _yes(value: bool) -> str:
    return translate("JournalExport", "yes") if value else ""
