"""Sentences for gaps in coverage: what reaches nobody, and the next step."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.services.groups.coverage_gaps import CoverageGap, Gap

translate = QCoreApplication.translate


def gap_text(gap: CoverageGap) -> str:
    name = gap.leader.name if gap.leader is not None else ""
    return _template(gap.gap).format(leader=name)


def _template(gap: Gap) -> str:
    match gap:
        case Gap.OWN_NOBODY:
            return translate(
                "Coverage",
                "The filter is on, but no assistant is logged in. Ask someone to log in, or switch the filter off.",
            )
        case Gap.OWN_NO_ASSISTANTS:
            return translate(
                "Coverage",
                "The filter is on, but the group has no assistants. Assign someone, or switch the filter off.",
            )
        case Gap.GROUP_NOBODY:
            return translate("Coverage", "The filter is on, but no one is logged in here. Please log in.")
        case Gap.DIVERT_TO_SELF:
            return translate("Coverage", "This number is your own: diverted calls reach no one. Choose another one.")
        case Gap.DIVERT_TO_LEADER:
            return translate(
                "Coverage",
                "This number belongs to {leader}: diverted calls come back and reach no one. Choose another one.",
            )
        case _:
            assert_never(gap)
