"""A portal with a filter, criteria and lists that can be edited, as strict as the real one, and a world on it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    Assistants,
    Criterion,
    CriterionActivation,
    Fetched,
    Filtering,
    Roles,
    Screening,
)
from softphone.domain.problems import PortalRefused, ProblemError
from softphone.services.state.group_editor import EditorView
from tests.samples.services import ADVANCED, LEA, ME, FakePortal, World, play, quiet

T = TypeVar("T")
VIP = Criterion("VIP", True, numbers=("+4930555010",))


@dataclass
class EditablePortal(FakePortal):
    """`before` runs once at a named request, as another editor; `wrote` holds what was really written."""

    criteria: dict[str, dict[str, Criterion]] = field(default_factory=dict)
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    wrote: list[tuple[str, str]] = field(default_factory=list)
    people: tuple[AssistantEntry, ...] = ()
    unreadable: set[str] = field(default_factory=set)

    async def criterion(self, leader_id: str, name: str) -> Fetched[Criterion]:
        await self._asked("criterion", leader_id)
        if name in self.unreadable:
            raise ProblemError(PortalRefused(404, "Nicht gefunden"))
        return Fetched(self._criterion(leader_id, name), b"")

    async def change_filtering(self, leader_id: str, change: Callable[[Filtering], Filtering]) -> Filtering:
        def put(value: Filtering) -> None:
            if {box.name for box in value.criteria} - set(self.criteria.get(leader_id, {})):
                raise ProblemError(PortalRefused(400, "unbekanntes Filterkriterium"))
            self.leaders[leader_id].filtering = value

        return await self._change("change_filtering", leader_id, self.leaders[leader_id].filtering, change, put)

    async def change_screening(self, leader_id: str, change: Callable[[Screening], Screening]) -> Screening:
        def put(value: Screening) -> None:
            self.leaders[leader_id].screening = value

        return await self._change("change_screening", leader_id, self.leaders[leader_id].screening, change, put)

    async def change_alerting(self, leader_id: str, change: Callable[[Alerting], Alerting]) -> Alerting:
        def put(value: Alerting) -> None:
            self.leaders[leader_id].alerting = value

        return await self._change("change_alerting", leader_id, self.leaders[leader_id].alerting, change, put)

    async def change_assistants(self, change: Callable[[Assistants], Assistants]) -> Assistants:
        def put(value: Assistants) -> None:
            self.assistants_ = value

        return await self._change("change_assistants", "", self.assistants_, change, put)

    async def change_criterion(
        self, leader_id: str, name: str, change: Callable[[Criterion], Criterion]
    ) -> Criterion:
        def put(value: Criterion) -> None:
            self.rename(leader_id, name, value)

        await self._someone_else("change_criterion")
        return await self._change("change_criterion", name, self._criterion(leader_id, name), change, put)

    async def add_criterion(self, leader_id: str, criterion: Criterion) -> None:
        await self._someone_else("add_criterion")
        await self._asked("add_criterion", leader_id)
        self.put(leader_id, criterion)
        await self._written("add_criterion", criterion.name)

    async def delete_criterion(self, leader_id: str, name: str) -> None:
        await self._asked("delete_criterion", leader_id)
        self._criterion(leader_id, name)
        self.remove(leader_id, name)
        await self._written("delete_criterion", name)

    async def candidates(self) -> tuple[AssistantEntry, ...]:
        await self._asked("candidates")
        return self.people

    def put(self, leader_id: str, criterion: Criterion, active: bool = True) -> None:
        """A new criterion, or a known one with other content."""
        criteria = self.criteria.setdefault(leader_id, {})
        if criterion.name in criteria:
            raise ProblemError(PortalRefused(409, "Es gibt schon ein Filterkriterium mit diesem Namen."))
        criteria[criterion.name] = criterion
        self._boxes(leader_id, lambda boxes: (*boxes, CriterionActivation(criterion.name, active)))

    def rename(self, leader_id: str, name: str, criterion: Criterion) -> None:
        criteria = self.criteria[leader_id]
        if criterion.name != name and criterion.name in criteria:
            raise ProblemError(PortalRefused(409, "Es gibt schon ein Filterkriterium mit diesem Namen."))
        self.criteria[leader_id] = {(criterion.name if n == name else n): c for n, c in criteria.items()}
        self.criteria[leader_id][criterion.name] = criterion
        self._boxes(
            leader_id,
            lambda boxes: tuple(replace(b, name=criterion.name) if b.name == name else b for b in boxes),
        )

    def remove(self, leader_id: str, name: str) -> None:
        del self.criteria[leader_id][name]
        self._boxes(leader_id, lambda boxes: tuple(box for box in boxes if box.name != name))

    def _boxes(self, leader_id: str, change: Callable[[Any], tuple[CriterionActivation, ...]]) -> None:
        leader = self.leaders[leader_id]
        leader.filtering = replace(leader.filtering, criteria=change(leader.filtering.criteria))

    def _criterion(self, leader_id: str, name: str) -> Criterion:
        found = self.criteria.get(leader_id, {}).get(name)
        if found is None:
            raise ProblemError(PortalRefused(404, "Nicht gefunden"))
        return found

    async def _change(self, name: str, detail: str, now: T, change: Callable[[T], T], put: Callable[[T], None]) -> T:
        """Like the real one: what the callback gives back is written unless it is what is stored."""
        wish = change(now)
        if wish != now:
            await self._asked(name, detail)
            put(wish)
            await self._written(name, detail)
        return wish

    async def _someone_else(self, name: str) -> None:
        if name in self.before:
            self.before.pop(name)()

    async def _written(self, name: str, detail: str) -> None:
        self.wrote.append((name, detail))
        self._answer_wrongly(name)
        if name in self.lost_answers:
            await asyncio.Event().wait()


def advanced(world: World) -> None:
    """Lea's filter is advanced with one criterion; Lea is a leader of the signed-in assistant."""
    portal = EditablePortal()
    portal.leaders[LEA].filtering = replace(ADVANCED, criteria=())
    portal.put(LEA, VIP)
    world.portal = portal
    world.restart()


def own_group(world: World) -> None:
    """The signed-in user is a leader as well."""
    advanced(world)
    world.portal.roles_ = Roles(is_executive=True, is_assistant=True)
    filtering = replace(ADVANCED, criteria=())
    world.portal.leaders[ME] = replace(world.portal.leaders[LEA], name=("Anna", "Beispiel"), filtering=filtering)


def edit_story(story: Callable[[World], Awaitable[T]], prepare: Callable[[World], None] = advanced) -> T:
    """A story of an assistant who has signed in and opened Lea's settings."""

    async def opened(world: World) -> T:
        await world.sign_in()
        world.app.editor.open(LEA)
        await quiet()
        return await story(world)

    return play(opened, prepare)


def editor(world: World) -> EditorView:
    view = world.state.editor
    assert view is not None
    return view


def change(world: World, **parts: Any) -> Draft:
    """Changes whole parts of the settings in the form."""
    draft = editor(world).draft
    draft = replace(draft, settings=replace(draft.settings, **parts))
    world.app.editor.change(draft)
    return editor(world).draft


def edited(world: World, part: str, **values: Any) -> Draft:
    """Changes fields of one part."""
    return change(world, **{part: replace(getattr(editor(world).draft.settings, part), **values)})
