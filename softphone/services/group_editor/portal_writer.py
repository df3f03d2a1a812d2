"""Writes a changed form into the portal, document by document, and never over what somebody else has changed.

Each step compares what the portal has at that moment with what the step was decided on. Without a clear
answer the portal is read before anything is said.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from softphone.domain.executive import write_plan
from softphone.domain.executive.draft import Change, Conflict, Draft, EditedDocument, activations, changes
from softphone.domain.executive.settings import Assistants, GroupSettings
from softphone.domain.executive.three_way_merge import compare
from softphone.domain.executive.write_plan import Step
from softphone.domain.problems import PortalTimedOut, Problem
from softphone.services.core.outcomes import LimitReachedError, within
from softphone.services.core.portal_reading import (
    Piece,
    attempt,
    kept_where_missing,
    may_have_been_written,
    read_settings,
    worst,
)
from softphone.services.core.ports import Clock, Portal
from softphone.services.groups.own_group_service import read_assistants

T = TypeVar("T")
STEP_LIMIT_S = 10.0
READ_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of one save. `before` is what the portal had, `after` what it has now as far as it confirmed.

    `after.renamed` and `wish.renamed` name criteria of `before`. `failed`: the document that `problem` is about.
    `stale`: somebody else was faster by a moment, nothing was written over them. With a conflict nothing was written.
    """

    before: Draft | None = None
    after: Draft | None = None
    wish: Draft | None = None
    conflict: Conflict | None = None
    problem: Problem | None = None
    failed: EditedDocument | None = None
    stale: bool = False

    @property
    def written(self) -> tuple[Change, ...]:
        return changes(self.before, self.after) if self.before is not None and self.after is not None else ()


class SettingsWriter:
    """One leader's documents in the signed-in user's portal; `own` with the list of assistants."""

    def __init__(self, portal: Portal, leader_id: str, own: bool, clock: Clock, host: str) -> None:
        self._portal, self._leader_id, self._own = portal, leader_id, own
        self._clock, self._host = clock, host

    async def read(self) -> tuple[Draft, Problem | None]:
        """All documents afresh; those that are not to be had are None."""
        try:
            return await within(self._clock, READ_LIMIT_S, self._read())
        except LimitReachedError:
            return Draft(GroupSettings()), PortalTimedOut(self._host)

    async def save(self, base: Draft, mine: Draft) -> Edited:
        """`mine` was typed on top of `base`; what others have changed elsewhere in the meantime stays theirs."""
        theirs, problem = await self.read()
        if problem is not None and _lacks(theirs, changes(base, mine)):
            return Edited(problem=problem)
        theirs = _completed(theirs, base)
        wish = compare(base, theirs, mine)
        if isinstance(wish, Conflict):
            return Edited(theirs, conflict=wish)
        return await self.write(theirs, wish)

    async def write(self, stored: Draft, wish: Draft) -> Edited:
        """From `stored`, just read, to `wish`; stops at the first step that does not succeed."""
        reached = stored
        for step in write_plan.plan(stored, wish):
            done = await self._step(step)
            if done.problem is not None:
                return Edited(stored, reached, wish, problem=done.problem, failed=step.document)
            if not done.value:
                return Edited(stored, reached, wish, failed=step.document, stale=True)
            reached = write_plan.after(reached, step)
        return Edited(stored, reached, wish)

    async def _read(self) -> tuple[Draft, Problem | None]:
        (settings, problem), assistants = await asyncio.gather(
            read_settings(self._portal, self._leader_id, GroupSettings()), self._assistants()
        )
        return Draft(settings, assistants.value), worst((problem, assistants.problem))

    async def _assistants(self) -> Piece[Assistants]:
        return await read_assistants(self._portal, None) if self._own else Piece()

    async def _step(self, step: Step) -> Piece[bool]:
        """False: not done, because the portal has something else now."""
        try:
            done = await within(self._clock, STEP_LIMIT_S, attempt(self._do(step)))
        except LimitReachedError:
            done = Piece(problem=PortalTimedOut(self._host))
        if done.problem is not None and may_have_been_written(done.problem):
            now, _ = await self.read()
            return Piece(True) if write_plan.is_done(step, now) else done
        return done

    async def _do(self, step: Step) -> bool:
        try:
            await self._request(step)
        except _StaleError:
            return False
        return True

    async def _request(self, step: Step) -> None:
        portal, leader = self._portal, self._leader_id
        match step:
            case write_plan.AddCriterion():
                await portal.add_criterion(leader, step.after)
            case write_plan.ChangeCriterion():
                await portal.change_criterion(leader, step.before.name, _unless_stale(step.before, step.after))
            case write_plan.DeleteCriterion():
                await self._delete(step)
            case write_plan.WriteFiltering():
                await portal.change_filtering(leader, lambda now: _or_stale(write_plan.boxes_of(step, now)))
            case write_plan.WriteScreening():
                await portal.change_screening(leader, _unless_stale(step.before, step.after))
            case write_plan.WriteAlerting():
                await portal.change_alerting(leader, _unless_stale(step.before, step.after))
            case write_plan.WriteAssistants():
                await portal.change_assistants(lambda now: _or_stale(write_plan.listed(step, now)))

    async def _delete(self, step: write_plan.DeleteCriterion) -> None:
        if (
            step.before is not None
            and (await self._portal.criterion(self._leader_id, step.name)).value != step.before
        ):
            raise _StaleError
        await self._portal.delete_criterion(self._leader_id, step.name)


class _StaleError(Exception):
    """Nothing was written: the portal has something else than what was read."""


def _unless_stale(before: T, after: T) -> Callable[[T], T]:
    """Also where somebody else made the very same change there is nothing to write."""
    return lambda now: after if now in (before, after) else _or_stale(None)


def _or_stale(wish: T | None) -> T:
    if wish is None:
        raise _StaleError
    return wish


def _lacks(theirs: Draft, wished: tuple[Change, ...]) -> bool:
    """Whether something that is to be written could not be read."""
    settings, unread = theirs.settings, unread_criteria(theirs)
    missing = {
        EditedDocument.FILTERING: settings.filtering is None,
        EditedDocument.CRITERION: settings.filtering is None,
        EditedDocument.SCREENING: settings.screening is None,
        EditedDocument.ALERTING: settings.alerting is None,
        EditedDocument.ASSISTANTS: theirs.assistants is None,
    }
    return any(missing[change.document] or change.subject in unread for change in wished)


def unread_criteria(draft: Draft) -> set[str]:
    """Those that the filter names and that were not handed out."""
    return set(activations(draft.settings.filtering)) - {criterion.name for criterion in draft.settings.criteria}


def _completed(theirs: Draft, base: Draft) -> Draft:
    return Draft(kept_where_missing(theirs.settings, base.settings), theirs.assistants or base.assistants)
