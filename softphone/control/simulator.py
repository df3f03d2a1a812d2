"""`softphone ctl simulate`: what an imagined call would do, by the open form or by what is in force."""

from datetime import datetime
from typing import Any

from softphone.control.server import Handler
from softphone.domain.executive.caller_preview import Line, Party, caller_preview, mobile_preview
from softphone.domain.executive.filter_rules import CallFacts
from softphone.domain.executive.settings import Alerting, CalledNumber, CalledNumberKind, GroupSettings
from softphone.services.actions import Actions
from softphone.services.diagnostics.status_json import plain_json
from softphone.services.group_editor.simulation import Known, simulate
from softphone.services.state.groups import LeaderRef

Json = dict[str, Any]
KINDS = ("external", "internal", "anonymous", "unavailable")


class SimulatorCommands:
    """An answer says whether the form or what is in force was asked."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def table(self) -> dict[str, Handler]:
        return {"simulate": self._simulate}

    async def _simulate(self, arguments: Json) -> Json:
        leader, settings, known, from_form = self._asked(str(arguments["leader"]))
        facts = _facts(arguments)
        account = self._actions.account
        verdict = simulate(settings, facts, known, account.region if account is not None else "DE")
        reasons = [] if verdict is None else [_reason(reason) for reason in verdict.reasons]
        said = None
        if verdict is not None:
            said = {"to_assistants": verdict.to_assistants, "deciding": verdict.deciding, "certain": verdict.certain}
        shown = _shown(settings.alerting, leader, Party(str(arguments.get("name") or ""), facts.number))
        return {"ok": True, "unsaved": from_form, "verdict": said, "reasons": reasons, **shown}

    def _asked(self, leader_id: str) -> tuple[LeaderRef, GroupSettings, Known, bool]:
        state = self._actions.state.value
        editor = state.editor
        if editor is not None and editor.leader.user_id == leader_id and editor.as_of_s is not None:
            return editor.leader, editor.draft.settings, editor.schedules, True
        group = next((group for group in state.groups if group.leader.user_id == leader_id), None)
        if group is None:
            raise ValueError(f"{leader_id!r} is none of your leaders, and no open form")
        return group.leader, group.settings, group.schedules, False


def _facts(arguments: Json) -> CallFacts:
    kind = arguments.get("kind", "external")
    if kind not in KINDS:
        raise ValueError(f"kind: one of {', '.join(KINDS)}")
    at = arguments.get("at")
    return CallFacts(
        number=str(arguments.get("number") or ""),
        internal=kind == "internal",
        anonymous=kind == "anonymous",
        unavailable=kind == "unavailable",
        called=_called(str(arguments.get("called", "primary"))),
        at=datetime.fromisoformat(str(at)) if at else datetime.now(),
    )


def _called(text: str) -> CalledNumber:
    """primary, mobility, or alternate-2."""
    word, _, place = text.partition("-")
    if word == "alternate" and place.isdecimal() and 1 <= int(place) <= 10:
        return CalledNumber(CalledNumberKind.ALTERNATE, int(place))
    kinds = {"primary": CalledNumberKind.PRIMARY, "mobility": CalledNumberKind.MOBILITY}
    if text not in kinds:
        raise ValueError("called: primary, mobility or alternate-1 to alternate-10")
    return CalledNumber(kinds[text])


def _reason(reason: Any) -> Json:
    return {
        "name": reason.name,
        "send_to_assistants": reason.send_to_assistants,
        "mismatches": sorted(plain_json(fault) for fault in reason.mismatches),
    }


def _shown(alerting: Alerting | None, leader: LeaderRef, caller: Party) -> Json:
    """How the caller would be shown at the assistants' telephones and at the leader's mobile ones."""
    if alerting is None:
        return {"shown": None, "shown_mobile": None}
    desk, mobile = caller_preview(alerting, Party(leader.name, leader.number), caller), mobile_preview(caller)
    return {"shown": _lines(desk.name, desk.number), "shown_mobile": _lines(mobile.name, mobile.number)}


def _lines(name: Line | None, number: Line | None) -> Json:
    return {"name": _text(name), "number": _text(number)}


def _text(line: Line | None) -> str | None:
    return None if line is None else "".join(part.text for part in line)
