"""What a leader's lane says: the second line, the problem line, and the whole row for a screen reader."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import PortalRefused
from softphone.services.views import GroupView, OptInView
from softphone.ui.portal_terms import parameters, settings_parts
from softphone.ui.problem_text import problem_text

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LaneLine:
    """The second line: an icon where there is one, and parts of which the last ones may be dropped whole.

    `elide` only where the line ends with a caller's name.
    """

    parts: tuple[str, ...]
    icon: str = ""
    ringing: bool = False
    elide: bool = False


def lane_line(group: GroupView) -> LaneLine:
    """Without a line state nothing is said about one: never "free"."""
    if group.opt_in.in_flight:
        return LaneLine((in_flight_words(group.opt_in),), "circle-dashed")
    if group.ringing_caller:
        words = translate("Lane", "Ringing: {caller}").format(caller=group.ringing_caller)
        return LaneLine((words,), "bell-ringing-fill", ringing=True, elide=True)
    return LaneLine(settings_parts(group.settings))


def in_flight_words(opt_in: OptInView) -> str:
    if opt_in.reading_back:
        return translate("Lane", "No answer, reading back …")
    if opt_in.wish:
        return translate("Lane", "Logging in …")
    return translate("Lane", "Logging out …")


def logged_in_words(on: bool) -> str:
    return translate("Lane", "logged in") if on else translate("Lane", "logged out")


def lane_problem(group: GroupView) -> str:
    """The opt-in's own trouble first, then that of reading the group's settings; empty without any."""
    if group.opt_in.problem is not None:
        return _opt_in_problem(group.opt_in)
    return problem_text(group.problem) if group.problem is not None else ""


def _opt_in_problem(opt_in: OptInView) -> str:
    stays = _stays_words(opt_in.confirmed)
    if isinstance(opt_in.problem, PortalRefused) and opt_in.problem.words:
        return translate("Lane", "Portal: “{words}”. {stays}").format(
            words=opt_in.problem.words.rstrip(". "), stays=stays
        )
    assert opt_in.problem is not None
    return f"{problem_text(opt_in.problem)} {stays}"


def _stays_words(on: bool) -> str:
    if on:
        return translate("Lane", "You are still logged in.")
    return translate("Lane", "You are still logged out.")


def lane_accessible(group: GroupView) -> str:
    """ "Dr. Lea Muster, eingeloggt, Alle externen Anrufe": the row in one breath."""
    state = in_flight_words(group.opt_in) if group.opt_in.in_flight else logged_in_words(group.opt_in.confirmed)
    locked = translate("Lane", "logging in and out not allowed") if group.opt_in.locked else ""
    ringing = lane_line(group).parts[0] if group.ringing_caller else ""
    words = (group.leader.name, state, locked, ringing, *settings_parts(group.settings), lane_problem(group))
    return ", ".join(word for word in words if word)


def lane_tool_tip(group: GroupView) -> str:
    """The settings in force, one a line."""
    lines = [f"{term}: {value}" for term, value in parameters(group.settings)]
    if group.opt_in.locked:
        lines.append(translate("Lane", "The portal does not allow to log in or out here."))
    return "\n".join([group.leader.name, *lines])
