"""Routing: the platform's rules as one pure function from state to plan.

Decisions the sources leave open: a call from one of the leader's own assistants rings the leader directly, and so
does one that such an assistant transfers (the assistant has to reach the leader); a leader calling the own number is
filtered like everybody but gets no silent copy of the call; a sequential round ends after the last assistant's rings
even when the rollover timer has time left, because no assistant is left then.
"""

import datetime
import re
from collections.abc import Iterable

from softphone.demo_pbx.model.plans import Alert, Caller, Final, FinalKind, RoutePlan, Stage
from softphone.demo_pbx.model.platform import AssistantLink, Executive, Platform, User
from softphone.demo_pbx.rules.call_filter import filter_reason
from softphone.demo_pbx.rules.call_push_plans import no_answer
from softphone.demo_pbx.rules.caller_line import alert_name, alert_number, caller_name, caller_number

_ALERT_INFO = {"Silent": "<http://127.0.0.1/silent>", "Ring Splash": "<http://127.0.0.1/Bellcore-dr5>"}
_OUTSIDE = re.compile(r"[+0][0-9]{5,}\Z", re.ASCII)


def route(platform: Platform, caller: Caller, dialled: str, now: datetime.datetime) -> RoutePlan:
    """The plan for one call; `now` is local time."""
    if dialled.startswith(platform.voicemail_prefix):
        return _voicemail_box(platform, dialled)
    callee = platform.find(dialled)
    if callee is None:
        return _unknown(caller, dialled)
    if callee.executive is None:
        return _direct(callee, caller, "direct")
    if _is_assistant_of(callee.executive, caller.user):
        return _direct(callee, caller, "from one of the leader's assistants")
    filtered, why = filter_reason(platform, callee, caller, dialled, now)
    if not filtered:
        return _direct(callee, caller, why)
    return _to_assistants(platform, callee, callee.executive, caller, why)


def passed_on(platform: Platform, caller: Caller, dialled: str, by: str) -> RoutePlan | None:
    """The plan where `by` transfers a call to the leader it is an assistant of; None: routed like any other."""
    callee = platform.find(dialled)
    if callee is None or callee.executive is None or not _is_assistant_of(callee.executive, by):
        return None
    return _direct(callee, caller, "passed on by one of the leader's assistants")


def _is_assistant_of(executive: Executive, user: str) -> bool:
    return bool(user) and user in [link.user for link in executive.assistants]


def _voicemail_box(platform: Platform, dialled: str) -> RoutePlan:
    owner = platform.find(dialled.removeprefix(platform.voicemail_prefix))
    if owner is None:
        return RoutePlan((), final=Final(FinalKind.NOT_FOUND), why="no such voicemail box")
    return RoutePlan((), final=Final(FinalKind.VOICEMAIL, owner.name), why="voicemail box")


def _unknown(caller: Caller, dialled: str) -> RoutePlan:
    number = dialled.removeprefix("sip:").split(";")[0].split("@")[0]
    if not _OUTSIDE.match(number):
        return RoutePlan((), final=Final(FinalKind.NOT_FOUND), why="nobody has this number")
    alert = Alert(number, caller_name(caller), caller_number(caller))
    return RoutePlan((Stage((alert,), None),), why="a number outside")


def _direct(callee: User, caller: Caller, why: str) -> RoutePlan:
    if callee.do_not_disturb:
        return RoutePlan((), final=no_answer(callee), why="do not disturb")
    if callee.forward_always:
        return RoutePlan((), final=Final(FinalKind.FORWARD, callee.forward_always), why="forwarded always")
    alert = Alert(callee.name, caller_name(caller), caller_number(caller), is_leader=callee.executive is not None)
    return RoutePlan((Stage((alert,), callee.no_answer_s),), final=no_answer(callee), why=why)


def _to_assistants(platform: Platform, leader: User, executive: Executive, caller: Caller, why: str) -> RoutePlan:
    name, number = alert_name(leader, executive, caller), alert_number(leader, executive, caller)
    targets = _targets(platform, leader, executive, caller)
    alerts = [Alert(target, name, number, diverted_by=leader.name) for target in targets]
    return RoutePlan(
        stages=_stages(platform, executive, alerts),
        screening=_screening(platform, leader, executive, caller) if alerts else (),
        final=_rollover(platform, leader, executive),
        total_s=float(executive.rollover_wait_s) if executive.rollover else None,
        filtered_for=leader.name,
        why=why,
    )


def _stages(platform: Platform, executive: Executive, alerts: list[Alert]) -> tuple[Stage, ...]:
    """No assistant is no stage: the rollover follows at once."""
    if not alerts:
        return ()
    if executive.alerting_mode == "Simultaneous":
        return (Stage(tuple(alerts), None),)
    return tuple(Stage((alert,), executive.next_rings * platform.ring_s) for alert in alerts)


def _targets(platform: Platform, leader: User, executive: Executive, caller: Caller) -> list[str]:
    """The alerted users in list order, without duplicates and without the caller."""
    branches = (_follow_divert(platform, leader, executive, link.user) for link in _on_duty(executive))
    return list(dict.fromkeys(target for target in branches if target and target != caller.user))


def _on_duty(executive: Executive) -> Iterable[AssistantLink]:
    """Without the permission to opt in and out everybody is on duty, whatever was chosen before."""
    return [link for link in executive.assistants if link.opted_in or not executive.allow_opt_in]


def _follow_divert(platform: Platform, leader: User, executive: Executive, name: str) -> str | None:
    """The user or outside number that takes the assistant's place; None where the way leads back."""
    on_duty = {link.user for link in _on_duty(executive)}
    seen = {leader.name}
    while True:
        assistant = platform.users.get(name)
        if assistant is None or name in seen:
            return None
        if name not in on_duty or not assistant.divert or not assistant.divert_number:
            return name
        seen.add(name)
        target = platform.find(assistant.divert_number)
        if target is None:
            return assistant.divert_number
        name = target.name


def _screening(platform: Platform, leader: User, executive: Executive, caller: Caller) -> tuple[Alert, ...]:
    """The leader's silent copy and the mobile legs; all of them show the original caller."""
    name, number = caller_name(caller), caller_number(caller)
    legs = []
    if executive.screening and caller.user != leader.name:
        info = _ALERT_INFO[executive.screening_alert]
        legs.append(Alert(leader.name, name, number, alert_info=info, is_leader=True))
    for wanted, suffix in ((executive.alert_mobility, "-mobility"), (executive.alert_anywhere, "-anywhere")):
        if wanted and leader.name + suffix in platform.users:
            legs.append(Alert(leader.name + suffix, name, number, mobile=True, is_leader=True))
    return tuple(legs)


def _rollover(platform: Platform, leader: User, executive: Executive) -> Final:
    if not executive.rollover or executive.rollover_action == "No Answer Processing":
        return no_answer(leader)
    if executive.rollover_action == "Voice Messaging":
        return Final(FinalKind.VOICEMAIL, leader.name)
    number = executive.rollover_number or ""
    if not number or platform.find(number) is leader:
        return Final(FinalKind.UNAVAILABLE)
    return Final(FinalKind.FORWARD, number)
