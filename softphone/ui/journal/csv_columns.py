"""The columns of an exported journal, in the user's language."""

import time

from PySide6.QtCore import QCoreApplication

from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import direction_text, journal_outcome

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
    """Cells of a row; dates as ISO 8601, which every spreadsheet reads."""
    return (
        _local("%Y-%m-%d", row.started_at_s),
        _local("%H:%M:%S", row.started_at_s),
        direction_text(row.direction),
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


def _local(pattern: str, at_s: float) -> str:
    return time.strftime(pattern, time.localtime(at_s))


def _yes(value: bool) -> str:
    return translate("JournalExport", "yes") if value else ""
