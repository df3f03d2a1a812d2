"""Reading from the portal in parallel: a piece that fails is a problem and leaves the other pieces alone."""

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from softphone.domain.executive.settings import Alerting, Criterion, Fetched, Filtering, GroupSettings, Screening
from softphone.domain.problems import (
    CredentialsRefused,
    PortalAnswerUnusable,
    PortalOverloaded,
    PortalRefused,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
    ProblemError,
)
from softphone.services.core.ports import Portal

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """What came of one request: the value, or why there is none."""

    value: T | None = None
    problem: Problem | None = None


async def attempt(work: Awaitable[T]) -> Piece[T]:
    """Never raises but for cancellation: an error nobody promised is logged and shown as an unusable answer."""
    try:
        return Piece(await work)
    except ProblemError as error:
        return Piece(problem=error.problem)
    except Exception as error:
        log.exception("a portal request failed in a way its port does not promise")
        return Piece(problem=PortalAnswerUnusable("", type(error).__name__))


def is_passing(problem: Problem | None) -> bool:
    """Trouble that may be over in a while, so that asking again makes sense."""
    if isinstance(problem, PortalRefused):
        return problem.status >= 500
    return isinstance(problem, PortalUnreachable | PortalTimedOut | PortalOverloaded | PortalAnswerUnusable)


def may_have_been_written(problem: Problem) -> bool:
    """Whether a write with this answer may have been carried out: a gateway's 5xx says nothing about the portal."""
    return is_passing(problem)


def worst(problems: Iterable[Problem | None]) -> Problem | None:
    """The one to show of several: refused credentials before all others, else the first."""
    found = [problem for problem in problems if problem is not None]
    refused = next((problem for problem in found if isinstance(problem, CredentialsRefused)), None)
    return refused or next(iter(found), None)


async def read_settings(portal: Portal, leader_id: str, known: GroupSettings) -> tuple[GroupSettings, Problem | None]:
    """Reads the parts that are missing in `known`; the problem is None when nothing is missing any more."""
    filtering, screening, alerting = await asyncio.gather(
        _filtering_with_criteria(portal, leader_id, known),
        _screening(portal, leader_id, known.screening),
        _alerting(portal, leader_id, known.alerting),
    )
    settings = replace(
        known,
        filtering=filtering.filtering.value,
        criteria=filtering.criteria,
        screening=screening.value,
        alerting=alerting.value,
    )
    return settings, worst((filtering.problem, screening.problem, alerting.problem))


async def read_what_is_in_force(
    portal: Portal, leader_id: str, here: GroupSettings
) -> tuple[GroupSettings, Problem | None]:
    """Reads afresh the parts that `here` has: what the portal refused at sign-in is not asked for again."""
    nothing: Piece[Any] = Piece()
    filtering, screening, alerting = await asyncio.gather(
        _filtering_with_criteria(portal, leader_id, GroupSettings()) if here.filtering else _done(nothing),
        _screening(portal, leader_id, None) if here.screening else _done(nothing),
        _alerting(portal, leader_id, None) if here.alerting else _done(nothing),
    )
    settings = GroupSettings(None, screening.value, alerting.value)
    if isinstance(filtering, _Filter):
        settings = replace(settings, filtering=filtering.filtering.value, criteria=filtering.criteria)
    return settings, worst((filtering.problem, screening.problem, alerting.problem))


async def _done(piece: Piece[T]) -> Piece[T]:
    return piece


def lacks_pieces(settings: GroupSettings) -> bool:
    """Whether something has never been read: a whole part, or a criterion that the filter names."""
    if settings.filtering is None or settings.screening is None or settings.alerting is None:
        return True
    read = {criterion.name for criterion in settings.criteria}
    return any(activation.name not in read for activation in settings.filtering.criteria)


def kept_where_missing(fresh: GroupSettings, old: GroupSettings) -> GroupSettings:
    """What was read now, and where that failed what has been in force so far."""
    if fresh.filtering is None:
        fresh = replace(fresh, filtering=old.filtering, criteria=old.criteria)
    return replace(
        fresh,
        criteria=_criteria_kept(fresh, old),
        screening=fresh.screening or old.screening,
        alerting=fresh.alerting or old.alerting,
    )


@dataclass(frozen=True, slots=True)
class _Filter:
    filtering: Piece[Filtering]
    criteria: tuple[Criterion, ...]
    problem: Problem | None


async def _filtering_with_criteria(portal: Portal, leader_id: str, known: GroupSettings) -> _Filter:
    filtering = await _filtering(portal, leader_id, known.filtering)
    if filtering.value is None:
        return _Filter(filtering, known.criteria, filtering.problem)
    have = {criterion.name: criterion for criterion in known.criteria}
    names = [activation.name for activation in filtering.value.criteria]
    missing = [name for name in names if name not in have]
    read = await asyncio.gather(*(attempt(portal.criterion(leader_id, name)) for name in missing))
    have.update({name: piece.value.value for name, piece in zip(missing, read, strict=True) if piece.value})
    criteria = tuple(have[name] for name in names if name in have)
    return _Filter(filtering, criteria, worst(piece.problem for piece in read))


async def _filtering(portal: Portal, leader_id: str, known: Filtering | None) -> Piece[Filtering]:
    return Piece(known) if known is not None else _meaning(await attempt(portal.filtering(leader_id)))


async def _screening(portal: Portal, leader_id: str, known: Screening | None) -> Piece[Screening]:
    return Piece(known) if known is not None else _meaning(await attempt(portal.screening(leader_id)))


async def _alerting(portal: Portal, leader_id: str, known: Alerting | None) -> Piece[Alerting]:
    return Piece(known) if known is not None else _meaning(await attempt(portal.alerting(leader_id)))


def _meaning(piece: Piece[Fetched[T]]) -> Piece[T]:
    return Piece(piece.value.value if piece.value is not None else None, piece.problem)


def _criteria_kept(fresh: GroupSettings, old: GroupSettings) -> tuple[Criterion, ...]:
    """A criterion that is still in the filter but could not be read stays as it was."""
    have = {criterion.name: criterion for criterion in (*old.criteria, *fresh.criteria)}
    names = [activation.name for activation in fresh.filtering.criteria] if fresh.filtering is not None else ()
    return tuple(have[name] for name in names if name in have)
