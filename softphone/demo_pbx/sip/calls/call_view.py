"""Snapshots of a call: the whole for the control API, and each user's half for the portal."""

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.leg import CalleeLeg, Leg, LegState
from softphone.demo_pbx.sip.calls.robots import RobotCaller

MOBILE_SUFFIXES = ("-mobility", "-anywhere")


def snapshot(call: Call) -> dict[str, object]:
    caller = call.attempt.caller
    return {
        "id": call.id,
        "caller_name": caller.name,
        "caller_number": caller.number,
        "dialled": call.attempt.dialled,
        "state": "answered" if call.status == 200 else "ringing",
        "legs": [leg.snapshot() for leg in call.legs() if isinstance(leg, CalleeLeg)],
        "answered_by": call.answered_by,
        "since": call.since,
        "parties": parties(call),
    }


def outcome(call: Call) -> dict[str, object]:
    """Final status of a call, and the audio statistics of a robot caller."""
    media = call.caller_leg.heard.snapshot() if isinstance(call.caller_leg, RobotCaller) else None
    return {**snapshot(call), "ended": call.ended, "status": call.status, "media": media}


def parties(call: Call) -> list[dict[str, object]]:
    """One entry for each user's leg: user, state, remote party and executive data."""
    return [party for leg in dict.fromkeys(call.legs()) if (party := _party(call, leg)) is not None]


def account_of(user: str) -> str:
    """The leader's user for the robots that represent the leader's mobile."""
    return next((user.removesuffix(suffix) for suffix in MOBILE_SUFFIXES if user.endswith(suffix)), user)


def _party(call: Call, leg: Leg) -> dict[str, object] | None:
    state = _state(call, leg)
    if not leg.party.user or not state:
        return None
    remote = _remote(call, leg)
    return {
        "user": account_of(leg.party.user),
        "originator": leg is call.caller_leg,
        "state": state,
        "silent": isinstance(leg, CalleeLeg) and leg.silent,
        "remote_name": "" if remote.anonymous else remote.name,
        "remote_number": "" if remote.anonymous else remote.number,
        "remote_user": "" if remote.anonymous else account_of(_named(call, leg) or remote.user),
        "executive": leg.executive,
        "recall": leg.recall,
    }


def _named(call: Call, leg: Leg) -> str:
    """The remote side of a call on behalf sees the leader, not the assistant."""
    return "" if leg is call.caller_leg else call.caller_leg.executive


def _state(call: Call, leg: Leg) -> str:
    peer = call.peer_of(leg)
    if leg.state is LegState.RINGING or (leg.state is LegState.UP and peer is None and leg is call.caller_leg):
        return "Alerting"
    if leg.state is not LegState.UP:
        return ""
    if leg.holding:
        return "Held"
    return "Remote Held" if peer is not None and peer.holding else "Active"


def _remote(call: Call, leg: Leg) -> Caller:
    peer = call.peer_of(leg)
    if peer is not None:
        return peer.party
    if leg is not call.caller_leg:
        return call.attempt.caller
    return call.callee()
