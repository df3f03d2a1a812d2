"""The `softphone ctl` command that simulates a call to a leader."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.executive.caller_preview import Line, PreviewParty, caller_preview, mobile_preview
from softphone.domain.executive.filter_rules import CallFacts, CriterionReason, FilterDecision
from softphone.domain.executive.settings import Alerting, CalledNumber, CalledNumberKind, GroupSettings
from softphone.services.group_editor.simulation import Known
from softphone.services.group_editor.simulation import simulate as simulate_call
from softphone.services.state.groups import LeaderRef

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram


@command(CommandGroup.EDITOR)
def simulate(
    program: "RunningProgram",
    leader: str,
    number: str = "",
    *,
    name: str = "",
    kind: Literal["external", "internal", "anonymous", "unavailable"] = "external",
    called: Annotated[str, "primary|mobility|alternate-N"] = "primary",
    at: Annotated[str, "YYYY-MM-DDTHH:MM"] = "",
) -> Json:
    """Shows where a call would ring, by which criterion, and why the others do not apply.

    Also how it would be shown. The open form of that leader counts with its unsaved changes, else what is in force.

    name: the caller's name
    """
    leader_ref, settings, known, from_form = _settings(program, leader)
    moment = datetime.fromisoformat(at) if at else program.now()
    facts = CallFacts(
        number=number,
        internal=kind == "internal",
        anonymous=kind == "anonymous",
        unavailable=kind == "unavailable",
        called=_called(called),
        at=moment,
    )
    account = program.actions.account
    verdict = simulate_call(settings, facts, known, account.region if account is not None else "DE")
    shown = _shown(settings.alerting, leader_ref, PreviewParty(name, number))
    return {"ok": True, "unsaved": from_form, **_verdict(verdict), **shown}


def _verdict(verdict: FilterDecision | None) -> Json:
    if verdict is None:
        return {"verdict": None, "reasons": []}
    decision = {"to_assistants": verdict.to_assistants, "deciding": verdict.deciding, "certain": verdict.certain}
    return {"verdict": decision, "reasons": [_reason(reason) for reason in verdict.reasons]}


def _settings(program: "RunningProgram", leader_id: str) -> tuple[LeaderRef, GroupSettings, Known, bool]:
    """Those of the open form, else those in force; the last value says whether they are the form's."""
    editor = program.state.editor
    if editor is not None and editor.leader.user_id == leader_id and editor.as_of_s is not None:
        return editor.leader, editor.draft.settings, editor.schedules, True
    group = next((group for group in program.state.groups if group.leader.user_id == leader_id), None)
    if group is None:
        raise ValueError(f"{leader_id!r} is none of your leaders, and no open form")
    return group.leader, group.settings, group.schedules, False


def _called(text: str) -> CalledNumber:
    """primary, mobility, or alternate-2."""
    word, _, place = text.partition("-")
    if word == "alternate" and place.isdecimal() and 1 <= int(place) <= 10:
        return CalledNumber(CalledNumberKind.ALTERNATE, int(place))
    kinds = {"primary": CalledNumberKind.PRIMARY, "mobility": CalledNumberKind.MOBILITY}
    if text not in kinds:
        raise ValueError("called: primary, mobility or alternate-1 to alternate-10")
    return CalledNumber(kinds[text])


def _reason(reason: CriterionReason) -> Json:
    return {
        "name": reason.name,
        "send_to_assistants": reason.send_to_assistants,
        "mismatches": sorted(fault.value for fault in reason.mismatches),
    }


def _shown(alerting: Alerting | None, leader: LeaderRef, caller: PreviewParty) -> Json:
    """How the caller would be shown at the assistants' telephones and at the leader's mobile ones."""
    if alerting is None:
        return {"shown": None, "shown_mobile": None}
    desk, mobile = caller_preview(alerting, PreviewParty(leader.name, leader.number), caller), mobile_preview(caller)
    return {"shown": _lines(desk.name, desk.number), "shown_mobile": _lines(mobile.name, mobile.number)}


def _lines(name: Line | None, number: Line | None) -> Json:
    return {"name": _text(name), "number": _text(number)}


def _text(line: Line | None) -> str | None:
    return None if line is None else "".join(part.text for part in line)
