"""Texts of a leader's row: second line, reason, problem, and the whole row for a screen reader."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import PortalRefused
from softphone.services.executive_calls.ring_reason import group_reason
from softphone.services.groups.coverage_gaps import CoverageGap, Gap, reaches_nobody
from softphone.services.state.groups import UNKNOWN_CALLER, GroupView, OptInView
from softphone.ui.leaders.coverage_text import gap_text
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.line_state_text import line_words
from softphone.ui.text.mailbox_text import count_words, waiting_words
from softphone.ui.text.portal_terms import parameters, settings_parts
from softphone.ui.text.ring_reason_text import because, reason_parts
from softphone.ui.text.time_format import clock

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LeaderRowText:
    """A line of text: an icon, and parts of which the last ones are left out where room is scarce."""

    parts: tuple[str, ...]
    icon: str = ""
    ringing: bool = False
    joint: str = " · "


def leader_detail(group: GroupView) -> LeaderRowText:
    """The second line; an unknown line state is left out, never shown as "free"."""
    if group.opt_in.in_flight:
        return LeaderRowText((in_flight_text(group.opt_in),), "circle-dashed")
    if group.ringing_caller:
        unknown = group.ringing_caller == UNKNOWN_CALLER
        caller = translate("LeaderRow", "Unknown caller") if unknown else group.ringing_caller
        parts = (caller, translate("LeaderRow", "is ringing"))
        return LeaderRowText(parts, "bell-ringing-fill", ringing=True, joint=" ")
    line, icon = line_words(group.line_state)
    return LeaderRowText((*line, *until_text(group.opt_in), *settings_parts(group.settings)), icon)


def leader_reason(group: GroupView) -> tuple[str, ...]:
    """The third line of a ringing row: why it rings here; the last part may be left out."""
    if not group.ringing_caller or group.opt_in.in_flight:
        return ()
    return tuple(reason_parts(group_reason(group)))


def leader_mailbox(group: GroupView) -> str:
    """Number of new messages in the leader's mailbox; empty where there are none or it is not known."""
    return str(group.mailbox.new) if group.mailbox is not None and group.mailbox.new else ""


def until_text(opt_in: OptInView) -> tuple[str, ...]:
    """ "bis 14:00" where an end was chosen, else nothing."""
    if opt_in.until_s is None or not opt_in.confirmed:
        return ()
    return (translate("LeaderRow", "until {time}").format(time=clock(opt_in.until_s)),)


def in_flight_text(opt_in: OptInView) -> str:
    if opt_in.reading_back:
        return translate("LeaderRow", "No answer, checking …")
    if opt_in.wish:
        return translate("LeaderRow", "Logging in …")
    return translate("LeaderRow", "Logging out …")


def logged_in_text(on: bool) -> str:
    return translate("LeaderRow", "logged in") if on else translate("LeaderRow", "logged out")


def leader_problem(group: GroupView) -> str:
    """Problem of the opt-in, else of reading the settings, else that no assistant is logged in."""
    if group.opt_in.problem is not None:
        return _opt_in_problem(group.opt_in)
    if group.problem is not None:
        return problem_text(group.problem)
    return gap_text(CoverageGap(Gap.GROUP_NOBODY, group.leader)) if reaches_nobody(group) else ""


def leader_problem_tone(group: GroupView) -> str:
    """Tone of the problem; a missing assistant is a warning only."""
    return "end" if group.opt_in.problem is not None or group.problem is not None else "wait"


def _opt_in_problem(opt_in: OptInView) -> str:
    unchanged = _unchanged_text(opt_in.confirmed)
    if isinstance(opt_in.problem, PortalRefused) and opt_in.problem.words:
        return translate("LeaderRow", "Portal: “{words}”. {stays}").format(
            words=opt_in.problem.words.rstrip(". "), stays=unchanged
        )
    assert opt_in.problem is not None
    return f"{problem_text(opt_in.problem)} {unchanged}"


def _unchanged_text(on: bool) -> str:
    if on:
        return translate("LeaderRow", "You are still logged in.")
    return translate("LeaderRow", "You are still logged out.")


def leader_accessible(group: GroupView) -> str:
    """The row for a screen reader: "Dr. Lea Muster, eingeloggt, Alle externen Anrufe"."""
    state = in_flight_text(group.opt_in) if group.opt_in.in_flight else logged_in_text(group.opt_in.confirmed)
    locked = translate("LeaderRow", "logging in and out not allowed") if group.opt_in.locked else ""
    ringing = ", ".join((" ".join(leader_detail(group).parts), *leader_reason(group))) if group.ringing_caller else ""
    until = until_text(group.opt_in)
    line, _ = line_words(group.line_state)
    parts = (
        group.leader.name,
        state,
        *line,
        *until,
        locked,
        ringing,
        *settings_parts(group.settings),
        waiting_words(group.mailbox),
        leader_problem(group),
    )
    return ", ".join(part for part in parts if part)


def leader_tool_tip(group: GroupView) -> str:
    """Active settings, one on each line."""
    lines = [f"{term}: {value}" for term, value in parameters(group.settings)]
    if group.ringing_caller:
        lines.insert(0, because(group_reason(group)))
    if group.opt_in.locked:
        lines.append(translate("LeaderRow", "The portal does not allow logging in or out here."))
    if group.mailbox is not None:
        lines.append(translate("LeaderRow", "Voicemail: {messages}").format(messages=count_words(group.mailbox)))
    return "\n".join([group.leader.name, *(line for line in lines if line)])
