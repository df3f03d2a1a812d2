"""Routing plans for a pushed call and for its recall. Pure."""

from softphone.demo_pbx.model.plans import Alert, Caller, Final, FinalKind, RoutePlan, Stage
from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.rules.caller_line import alert_name, alert_number, caller_name, caller_number

PUSH_RECALL = "Executive-Assistant Call Push Recall"


def push_plan(platform: Platform, leader: User, executive: Executive, caller: Caller) -> RoutePlan:
    """Rings the leader's telephone for the configured number of rings; no filter, no voicemail."""
    alert = Alert(leader.name, caller_name(caller), caller_number(caller), is_leader=True)
    return RoutePlan((Stage((alert,), executive.recall_rings * platform.ring_s),), why="pushed by an assistant")


def recall_plan(leader: User, executive: Executive, caller: Caller, assistant: User) -> RoutePlan:
    """Back to the assistant who pushed; behind that as when the leader does not answer *(assumed)*."""
    name, number = alert_name(leader, executive, caller), alert_number(leader, executive, caller)
    alert = Alert(assistant.name, name, number, diverted_by=leader.name, recall=PUSH_RECALL)
    return RoutePlan(
        (Stage((alert,), assistant.no_answer_s),), final=no_answer(leader), filtered_for=leader.name, why=PUSH_RECALL
    )


def no_answer(user: User) -> Final:
    if user.no_answer_to == "voicemail":
        return Final(FinalKind.VOICEMAIL, user.name)
    if user.no_answer_to:
        return Final(FinalKind.FORWARD, user.no_answer_to)
    return Final(FinalKind.UNAVAILABLE)
