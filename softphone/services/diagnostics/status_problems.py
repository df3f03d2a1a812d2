"""All problems of the state in one list, each with the place where it is."""

from collections.abc import Iterator
from typing import Any

from softphone.domain.problems import Problem
from softphone.services.diagnostics.plain_json import problem_json
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.groups import GroupView, OwnGroupView


def problems_of(state: AppState) -> Iterator[dict[str, Any]]:
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
    yield from _of_editor(state)
    if state.divert is not None:
        yield from _optional("divert", state.divert.problem)
    if state.identity is not None:
        yield from _optional("identity", state.identity.problem)
    for handover in state.handovers:
        yield from ({**found, "call": handover.key} for found in _optional("handover", handover.problem))
    for transfer in state.transfers:
        yield from ({**found, "call": transfer.key} for found in _optional("transfer", transfer.problem))
    yield from _optional("microphone", state.audio.microphone_trouble)
    yield from _optional("sound-test", state.sound_test.problem)
    for view in state.contacts.sources:
        yield from ({**found, "source": view.source.id} for found in _optional("contacts", view.problem))
    for side, problem in state.audio.problems:
        yield _at(side.value, problem)


def _of_group(group: GroupView) -> Iterator[dict[str, Any]]:
    leader = group.leader.user_id
    yield from ({**found, "leader": leader} for found in _optional("group", group.problem))
    yield from ({**found, "leader": leader} for found in _optional("opt-in", group.opt_in.problem))


def _of_own_group(group: OwnGroupView | None) -> Iterator[dict[str, Any]]:
    if group is not None:
        yield from _optional("own-group", group.problem)
        for switch in (group.filter_switch, group.silent_switch):
            yield from _optional("own-group", switch.problem if switch is not None else None)


def _of_editor(state: AppState) -> Iterator[dict[str, Any]]:
    for where, part in (("editor", state.editor), ("rule", state.rule)):
        if part is not None:
            yield from ({**found, "leader": part.leader.user_id} for found in _optional(where, part.problem))


def _of_call(call: CallView) -> Iterator[dict[str, Any]]:
    yield from ({**found, "call": call.key} for found in _optional("call", call.problem))


def _optional(where: str, problem: Problem | None) -> Iterator[dict[str, Any]]:
    if problem is not None:
        yield _at(where, problem)


def _at(where: str, problem: Problem) -> dict[str, Any]:
    return {"where": where, **problem_json(problem)}
