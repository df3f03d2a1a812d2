"""What else the portal tells about a leader, beside the settings: call waiting, and when the schedules hold.

Read in the background and never waited for; what the portal does not tell is None, and nothing is said about it.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.settings import GroupSettings, ScheduleRef
from softphone.domain.lines.line_state import LineState
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Portal, Spawn
from softphone.services.core.signal import Signal
from softphone.services.state.groups import GroupView

Schedules = tuple[tuple[ScheduleRef, Schedule | None], ...]


@dataclass(frozen=True, slots=True)
class LeaderDetails:
    """`call_waiting` None: not told. `schedules` are read where a criterion names one."""

    call_waiting: bool | None = None
    schedules: Schedules = ()


NOTHING_TOLD = LeaderDetails()


class LeaderDetailsService:
    """Details of all leaders; `changed` has everything known, by leader id."""

    def __init__(self, spawn: Spawn) -> None:
        self._spawn = spawn
        self._facts: dict[str, LeaderDetails] = {}
        self._portal: Portal | None = None
        self._reads = -1
        self._read: set[tuple[str, bool]] = set()
        self._running: asyncio.Future[Any] | None = None
        self.changed = Signal[Mapping[str, LeaderDetails]]()

    def follow(self, portal: Portal | None, reads: int, leaders: Iterable[tuple[str, GroupSettings]]) -> None:
        """`reads` counts the sign-ins: with the next one everything is asked for again."""
        if portal is not self._portal or reads != self._reads:
            self._begin(portal, reads)
        if portal is None:
            return
        wanted = [(leader_id, names_schedules(settings)) for leader_id, settings in leaders]
        missing = [each for each in wanted if each not in self._read]
        self._read.update(missing)
        if missing:
            self._start(portal, missing)

    def look_again(self, leader_id: str) -> None:
        """A call for this leader: call waiting may have been switched since the sign-in."""
        if self._portal is not None and any(known == leader_id for known, _ in self._read):
            self._start(self._portal, [(leader_id, False)])

    def _begin(self, portal: Portal | None, reads: int) -> None:
        """What was known of the same user stays until the portal says something else."""
        if portal is not self._portal:
            self._facts = {}
            self.changed.emit({})
        self._portal, self._reads = portal, reads
        self._read.clear()

    def _start(self, portal: Portal, wanted: list[tuple[str, bool]]) -> None:
        self._running = asyncio.ensure_future(self._spawn(self._ask(portal, wanted), "leader-facts"))

    async def _ask(self, portal: Portal, wanted: list[tuple[str, bool]]) -> None:
        """One after the other: nobody waits for it, and a portal with many groups is not flooded."""
        for leader_id, with_schedules in wanted:
            if with_schedules:
                schedules = await attempt(portal.schedules(leader_id))
                self._note(portal, leader_id, schedules=schedules.value or ())
            waiting = await attempt(portal.call_waiting(leader_id))
            self._note(portal, leader_id, call_waiting=waiting.value)

    def _note(self, portal: Portal, leader_id: str, **told: Any) -> None:
        if portal is not self._portal:
            return
        before = self._facts.get(leader_id, NOTHING_TOLD)
        self._facts[leader_id] = replace(before, **told)
        if self._facts[leader_id] != before:
            self.changed.emit(dict(self._facts))


def asking_first_fails(group: GroupView | None) -> bool:
    """A leader who talks, or may be talking, is not reached by a second call; False where nobody has told."""
    return group is not None and group.call_waiting is False and group.line_state is not LineState.FREE


def names_schedules(settings: GroupSettings) -> bool:
    return any(criterion.time_schedule or criterion.holiday_schedule for criterion in settings.criteria)
