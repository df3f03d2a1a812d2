"""`softphone ctl edit` and `rule`: the group editor from outside, field by field, and rules from a ringing card."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from softphone.control.server import Handler
from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import (
    AssistantEntry,
    CalledNumber,
    CalledNumberKind,
    Criterion,
    CriterionActivation,
    ScheduleLevel,
    ScheduleRef,
)
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.diagnostics.status_json import editor_json, plain_json
from softphone.services.state.group_editor import EditorView

Json = dict[str, Any]
_ON, _OFF = frozenset({"on", "true", "1"}), frozenset({"off", "false", "0"})
_LARGEST_FILE = 1_000_000


class EditorCommands:
    """`result` turns a problem, or None, into the answer. A form that a command opened is closed by it when done."""

    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {"edit": self._edit, "rule": self._rule, "rule-undo": self._undo_rule}

    async def _edit(self, arguments: Json) -> Json:
        leader, opened = _text(arguments, "leader"), False
        if not self._is_open(leader) or arguments.get("show"):
            problem = await self._actions.editor.open(leader)
            opened = not arguments.get("show")
            if problem is not None and not self._is_open(leader):
                return self._answer(problem)
        problem = await self._carry_out(arguments)
        answer = self._answer(problem)
        if arguments.get("close") or (opened and problem is None):
            await self._actions.editor.close()
        return answer

    async def _carry_out(self, arguments: Json) -> Problem | None:
        editor = self._actions.editor
        if arguments.get("undo"):
            return await editor.undo()
        if arguments.get("keep_mine") or arguments.get("take_theirs"):
            return await editor.settle(bool(arguments.get("keep_mine")))
        if arguments.get("discard"):
            return await editor.discard()
        if not any(arguments.get(name) for name in ("set", "criteria", "active")):
            return None
        problem = await editor.change(_changed(self._view.draft, arguments))
        return problem if problem is not None or arguments.get("unsaved") else await editor.save()

    async def _rule(self, arguments: Json) -> Json:
        key, what = arguments["key"], arguments["what"]
        if isinstance(key, bool) or not isinstance(key, int) or what not in ("always", "never"):
            raise ValueError("key: a whole number; what: always or never")
        problem = await self._actions.editor.write_rule(CallKey(key), what == "always")
        return {**self._result(problem), "rule": plain_json(self._actions.state.value.rule)}

    async def _undo_rule(self, _: Json) -> Json:
        return self._result(await self._actions.editor.undo_rule())

    def _is_open(self, leader: str) -> bool:
        view = self._actions.state.value.editor
        return view is not None and view.leader.user_id == leader and view.as_of_s is not None

    @property
    def _view(self) -> EditorView:
        view = self._actions.state.value.editor
        if view is None:
            raise ValueError("the editor was closed meanwhile")
        return view

    def _answer(self, problem: Problem | None) -> Json:
        return {**self._result(problem), "editor": editor_json(self._actions.state.value.editor)}


def _changed(draft: Draft, arguments: Json) -> Draft:
    """The form with all that was asked for in it; ValueError or KeyError names what was not understood."""
    if file := arguments.get("criteria"):
        draft = _with_criteria(draft, _read(Path(_text({"file": file}, "file"))))
    for name, value in _pairs(arguments, "active"):
        draft = _switched(draft, name, _boolean(value))
    for name, value in _pairs(arguments, "set"):
        draft = _with_field(draft, name, value)
    return draft


def _pairs(arguments: Json, name: str) -> Iterator[tuple[str, str]]:
    for text in arguments.get(name) or []:
        field, separator, value = str(text).partition("=")
        if not separator:
            raise ValueError(f"{text!r} is not like name=value")
        yield field, value


def _with_field(draft: Draft, name: str, text: str) -> Draft:
    part_name, _, field = name.partition(".")
    if part_name == "assistants":
        return _with_assistants(draft, field, text)
    part = getattr(draft.settings, part_name, None) if part_name in ("filtering", "screening", "alerting") else None
    if part is None or field not in {spec.name for spec in fields(part)} - {"criteria"}:
        raise ValueError(f"there is no field {name!r}")
    value = _value(get_type_hints(type(part))[field], text)
    return replace(draft, settings=replace(draft.settings, **{part_name: replace(part, **{field: value})}))


def _with_assistants(draft: Draft, field: str, text: str) -> Draft:
    stored = draft.assistants
    if stored is None or field not in ("allow_opt_in", "order"):
        raise ValueError("assistants.allow_opt_in and assistants.order, of the own group only")
    if field == "allow_opt_in":
        return replace(draft, assistants=replace(stored, allow_opt_in=_boolean(text)))
    known = {entry.user_id: entry for entry in stored.entries}
    names = [name.strip() for name in text.split(",") if name.strip()]
    entries = tuple(known.get(name) or AssistantEntry(name, "", "") for name in names)
    return replace(draft, assistants=replace(stored, entries=entries))


def _value(hint: Any, text: str) -> Any:
    """An empty text is None where the field may be that; enums by the portal's own word."""
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if text == "" and type(None) in kinds:
        return None
    kind = kinds[0]
    if kind is bool:
        return _boolean(text)
    if kind is int:
        return int(text)
    return kind(text) if issubclass(kind, Enum) else text


def _boolean(text: str) -> bool:
    if text not in _ON | _OFF:
        raise ValueError(f"{text!r} is neither on nor off")
    return text in _ON


def _switched(draft: Draft, name: str, active: bool) -> Draft:
    filtering = draft.settings.filtering
    if filtering is None or all(box.name != name for box in filtering.criteria):
        raise ValueError(f"there is no criterion {name!r}")
    boxes = tuple(replace(box, active=active) if box.name == name else box for box in filtering.criteria)
    return replace(draft, settings=replace(draft.settings, filtering=replace(filtering, criteria=boxes)))


def _read(file: Path) -> list[Json]:
    with file.open("rb") as source:
        listed = json.loads(source.read(_LARGEST_FILE))
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise ValueError("criteria: a list of objects is needed")
    return listed


def _with_criteria(draft: Draft, listed: list[Json]) -> Draft:
    """The whole list: what is not in it is deleted; `renamed_from` names the criterion that gets the new name."""
    entries = [dict(entry) for entry in listed]
    renamed = tuple((str(e["name"]), str(e.pop("renamed_from"))) for e in entries if "renamed_from" in e)
    boxes = tuple(CriterionActivation(str(e["name"]), bool(e.pop("active", True))) for e in entries)
    filtering = draft.settings.filtering
    settings = replace(
        draft.settings,
        criteria=tuple(_criterion(entry) for entry in entries),
        filtering=replace(filtering, criteria=boxes) if filtering is not None else None,
    )
    return replace(draft, settings=settings, renamed=renamed)


def _criterion(entry: Json) -> Criterion:
    """With the names of domain.executive.Criterion; enums by the portal's own words."""
    hints = get_type_hints(Criterion)
    if unknown := set(entry) - set(hints):
        raise ValueError(f"criteria: unknown {', '.join(sorted(unknown))}")
    values = {"send_to_assistants": True, **entry}
    return Criterion(**{name: _part(name, hints[name], value) for name, value in values.items()})


def _part(name: str, hint: Any, value: Any) -> Any:
    match name:
        case "numbers":
            return tuple(str(number) for number in value)
        case "time_schedule" | "holiday_schedule":
            return None if value is None else ScheduleRef(ScheduleLevel(value["level"]), str(value["name"]))
        case "called_numbers":
            return tuple(CalledNumber(CalledNumberKind(each["kind"]), each.get("alternate_id")) for each in value)
        case "send_to_assistants" | "include_anonymous" | "include_unavailable":
            if not isinstance(value, bool):
                raise TypeError(f"{name}: true or false")
            return value
    return _value(hint, str(value))


def _text(arguments: Json, name: str) -> str:
    value = arguments[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value
