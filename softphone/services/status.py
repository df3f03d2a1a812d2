"""The state of the program as plain JSON: what `softphone ctl status` and `events` print."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from softphone.domain.problems import Problem
from softphone.services.views import AppState, AudioView, CallView, GroupView, OwnGroupView


def status_json(state: AppState) -> dict[str, Any]:
    """One JSON object; keys are stable, lower-case English. Times are seconds since the epoch, None where unknown.

    sign_in       phase, portal_step, settings_step, telephone_step, problem, retry_at_s, user_id, user_name,
                  own_number, portal_as_of_s, needs_password, keyring_problem
    registration  registered, trying, since_s, problem, transport
    roles         executive, assistant (bool)
    groups        one per leader: leader, opt_in {confirmed, wish, in_flight, reading_back, locked, problem},
                  settings {filtering, screening, alerting, criteria} as in force here, problem, ringing_caller
    own_group     None, or settings, assistants [{user_id, name, initials, opted_in}], problem
    calls         key, direction, state, ring, headline, detail, leader, started_at_s, answered_at_s, ended_at_s,
                  held_here, held_there, muted, ring_silenced, quality, end, problem, can_send_to_voicemail
    journal       newest first: key, direction, headline, detail, leader, end, started_at_s, duration_s, missed
    devices       microphones, speakers [{name, is_default}]; microphone, speaker {wish, using, problem};
                  ringers {wish, using}; echo_cancellation, noise_suppression, backend, input_dbfs, output_dbfs
    problems      all that stand anywhere: {where, kind, …}; `where` is program, sign-in, keyring, registration,
                  group, opt-in, own-group, call, microphone, speaker or ringer; group and opt-in carry `leader`
    language, engine_running, message_waiting

    leader        None, or {user_id, name, initials, colour, double_spine, number}
    enums         by value ("ringing", "All External Calls"); None where the portal's value is unknown here
    a problem     {"kind": "PortalRefused", "status": 403, "words": "…"}: the name of its type and its fields
    """
    return {
        "sign_in": _but(_plain(state.sign_in), "roles", "user_initials"),
        "registration": _plain(state.registration),
        "roles": {"executive": state.sign_in.roles.is_executive, "assistant": state.sign_in.roles.is_assistant},
        "groups": [_plain(group) for group in state.groups],
        "own_group": _plain(state.own_group),
        "calls": [_but(_plain(call), "forget_at_s") for call in state.calls],
        "journal": [_plain(row) for row in state.journal],
        "devices": _devices(state.audio),
        "problems": list(_problems(state)),
        "language": state.language.value,
        "engine_running": state.engine_running,
        "message_waiting": state.message_waiting,
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """{"kind": name of the type, …its fields}."""
    return {"kind": type(problem).__name__, **_fields(problem)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Problem):
        return problem_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _but(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in names}


def _devices(audio: AudioView) -> dict[str, Any]:
    record = _but(_plain(audio), "ringers_using", "problems")
    record["ringers"] = {"wish": list(audio.ringers), "using": list(audio.ringers_using)}
    return record


def _problems(state: AppState) -> Iterator[dict[str, Any]]:
    for problem in state.problems:
        yield _at("program", problem)
    yield from _optional("sign-in", state.sign_in.problem)
    yield from _optional("keyring", state.sign_in.keyring_problem)
    yield from _optional("registration", state.registration.problem)
    for group in state.groups:
        yield from _of_group(group)
    yield from _of_own_group(state.own_group)
    for call in state.calls:
        yield from _of_call(call)
    for side, problem in state.audio.problems:
        yield _at(side.value, problem)


def _of_group(group: GroupView) -> Iterator[dict[str, Any]]:
    leader = group.leader.user_id
    yield from ({**found, "leader": leader} for found in _optional("group", group.problem))
    yield from ({**found, "leader": leader} for found in _optional("opt-in", group.opt_in.problem))


def _of_own_group(group: OwnGroupView | None) -> Iterator[dict[str, Any]]:
    if group is not None:
        yield from _optional("own-group", group.problem)


def _of_call(call: CallView) -> Iterator[dict[str, Any]]:
    yield from ({**found, "call": call.key} for found in _optional("call", call.problem))


def _optional(where: str, problem: Problem | None) -> Iterator[dict[str, Any]]:
    if problem is not None:
        yield _at(where, problem)


def _at(where: str, problem: Problem) -> dict[str, Any]:
    return {"where": where, **problem_json(problem)}
