"""Texts of the assistant divert: its row, its precondition and its problems."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import NotANumber, Problem
from softphone.services.state.groups import DivertView
from softphone.ui.problems.problem_text import problem_text

translate = QCoreApplication.translate


def divert_row(divert: DivertView, has_effect: bool) -> tuple[str, str]:
    """State of the divert, and its tone."""
    if divert.in_flight:
        saving = translate("Divert", "Saving …")
        text = translate("Divert", "No answer, checking …") if divert.reading_back else saving
        return text, "wait" if divert.enabled else ""
    if divert.problem is not None:
        return translate("Divert", "Not saved"), "end"
    if not divert.enabled:
        return translate("Divert", "Off"), ""
    return _target_text(divert, has_effect), "wait"


def _target_text(divert: DivertView, has_effect: bool) -> str:
    if not has_effect:
        return translate("Divert", "To {number}, not logged in").format(number=divert.number)
    return translate("Divert", "To {number}").format(number=divert.number)


def divert_problem(problem: Problem | None) -> str:
    if isinstance(problem, NotANumber) and not problem.text.strip():
        return translate("Divert", "Please enter the number to divert calls to.")
    return problem_text(problem) if problem is not None else ""


def divert_note() -> str:
    return translate(
        "Divert", "Only calls addressed to the leader of the assistant group are diverted; calls to you are not."
    )


def precondition(has_effect: bool) -> str:
    """Text for the unmet precondition; empty where the divert has an effect."""
    if has_effect:
        return ""
    return translate("Divert", "You are not logged in anywhere: the divert takes effect once you log in.")
