"""Opt-in at the portal: one optimistic value per leader."""

from collections.abc import Iterable, Mapping

from softphone.domain.executive.settings import ExecutiveEntry
from softphone.domain.optimistic_value import Membership
from softphone.domain.problems import NoSuchGroup, PortalShowsOtherwise, Problem
from softphone.services.core.portal_reading import Piece, attempt
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.groups.optimistic_writer import OptimisticWriter


class OptInService(OptimisticWriter[bool]):
    """The keys are the leaders' user ids."""

    def __init__(self, clock: Clock, spawn: Spawn) -> None:
        super().__init__(clock, spawn, "opt-in")

    def membership(self, leader_id: str) -> Membership:
        return self._wishes[leader_id]

    def take_over_entries(self, entries: Iterable[ExecutiveEntry], since: Mapping[str, int]) -> None:
        self.take_over({entry.user_id: entry.opted_in for entry in entries}, since)

    async def _write(self, portal: Portal, key: str, value: bool) -> Piece[bool]:
        written = await attempt(portal.set_opt_in(key, value))
        return Piece(value if written.problem is None else None, written.problem)

    async def _read(self, portal: Portal, key: str) -> Piece[bool]:
        document = await attempt(portal.assistant())
        if document.value is None:
            return Piece(problem=document.problem)
        entries = document.value.value.executives
        found = next((entry for entry in entries if entry.user_id == key), None)
        return Piece(problem=NoSuchGroup(key)) if found is None else Piece(found.opted_in)

    def _difference(self, wanted: bool, shown: bool) -> Problem | None:
        return None if wanted == shown else PortalShowsOtherwise(wanted, shown)

    def _unknown(self, key: str) -> Problem:
        return NoSuchGroup(key)
