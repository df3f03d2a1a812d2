"""The `softphone ctl` commands about the group editor: its fields, and rules for the caller of a ringing call."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_type_hints

from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    CalledNumber,
    CalledNumberKind,
    Criterion,
    CriterionActivation,
    Filtering,
    ScheduleLevel,
    ScheduleRef,
    Screening,
)
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.domain.telephone.call import CallKey

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

EDITOR = CommandGroup.EDITOR
_ON, _OFF = frozenset({"on", "true", "1"}), frozenset({"off", "false", "0"})
_PARTS = {"filtering": Filtering, "screening": Screening, "alerting": Alerting}
_LARGEST_FILE = 1_000_000


@command(EDITOR)
async def edit(
    program: "RunningProgram",
    leader: str,
    *,
    set: Annotated[tuple[str, ...], "PART.FIELD=VALUE"] = (),
    active: Annotated[tuple[str, ...], "CRITERION=on|off"] = (),
    criteria: Annotated[Path | None, "FILE"] = None,
    unsaved: bool = False,
    show: bool = False,
    undo: bool = False,
    keep_mine: bool = False,
    take_theirs: bool = False,
    discard: bool = False,
    close: bool = False,
) -> Json:
    """Edits a leader's group: changes the form, and saves it.

    A form that was not open is opened before, and closed after it was saved. The answer has the form and what is
    stored as `editor`; fields: [below](#the-fields-of-edit).

    leader: the leader's user id; your own user id for your own group
    set: changes a field
    active: switches a criterion ("Active")
    criteria: the whole list of criteria as JSON
    unsaved: changes the form only
    show: opens the group editor, read afresh from the portal
    undo: takes the last save back
    keep_mine: ends a conflict with our values, and saves
    take_theirs: ends a conflict with their values where they touched the form
    discard: sets the form back to what is stored
    close: closes the form
    """
    opened = False
    if show or not _is_open(program, leader):
        problem = await program.actions.editor.open(leader)
        opened = not show
        if problem is not None and not _is_open(program, leader):
            return _answer(program, problem)
    problem = None
    if undo:
        problem = await program.actions.editor.undo()
    elif keep_mine or take_theirs:
        problem = await program.actions.editor.settle(keep_mine)
    elif discard:
        problem = await program.actions.editor.discard()
    elif set or active or criteria is not None:
        try:
            changed = _changed(_draft(program), set, active, criteria)
        except ProblemError as error:
            return _answer(program, error.problem)
        problem = await _change(program, changed, unsaved)
    answer = _answer(program, problem)
    if close or (opened and problem is None):
        await program.actions.editor.close()
    return answer


async def _change(program: "RunningProgram", draft: Draft, unsaved: bool) -> Problem | None:
    problem = await program.actions.editor.change(draft)
    return problem if problem is not None or unsaved else await program.actions.editor.save()


@command(EDITOR)
async def rule(program: "RunningProgram", key: CallKey, what: Literal["always", "never"]) -> Json:
    """Adds a criterion for the number of a leader's caller: always to the assistants, or never.

    key: the call's key
    """
    problem = await program.actions.editor.write_rule(key, what == "always")
    return program.result(problem) | program.parts("rule")


@command(EDITOR)
def rule_undo(program: "RunningProgram") -> "Outcome":
    """Takes the last rule back."""
    return program.actions.editor.undo_rule()


def _is_open(program: "RunningProgram", leader: str) -> bool:
    view = program.state.editor
    return view is not None and view.leader.user_id == leader and view.as_of_s is not None


def _draft(program: "RunningProgram") -> Draft:
    view = program.state.editor
    if view is None:
        raise ValueError("the editor was closed meanwhile")
    return view.draft


def _answer(program: "RunningProgram", problem: Problem | None) -> Json:
    return program.result(problem) | program.parts("editor")


def _changed(draft: Draft, fields: tuple[str, ...], active: tuple[str, ...], criteria: Path | None) -> Draft:
    """The form with all changes in it; ValueError or KeyError names what was not understood."""
    if criteria is not None:
        draft = _with_criteria(draft, _read(criteria))
    for name, value in _pairs(active):
        draft = _switched(draft, name, _boolean(value))
    for name, value in _pairs(fields):
        draft = _with_field(draft, name, value)
    return draft


def _pairs(texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for text in texts:
        field, separator, value = text.partition("=")
        if not separator:
            raise ValueError(f"{text!r} is not like name=value")
        yield field, value


def _with_field(draft: Draft, name: str, text: str) -> Draft:
    part_name, _, field = name.partition(".")
    if part_name == "assistants":
        return _with_assistants(draft, field, text)
    kind = _PARTS.get(part_name)
    if kind is None or field not in {spec.name for spec in fields(kind)} - {"criteria"}:
        raise ValueError(f"there is no field {name!r}")
    part = getattr(draft.settings, part_name)
    if part is None:
        raise ProblemError(NotPossibleNow(Obstacle.PART_NOT_READ))
    value = _value(get_type_hints(kind)[field], text)
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
