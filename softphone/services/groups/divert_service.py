"""The assistant's divert: the portal's value, the wanted one, and where it leads."""

from collections.abc import Mapping
from dataclasses import replace

from softphone.domain.executive.divert import Divert, edited_divert, leads_to
from softphone.domain.executive.settings import AssistantSettings
from softphone.domain.numbers.phone_numbers import display
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalShowsOtherwise, Problem
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.portal_reading import Piece, attempt
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.groups.optimistic_writer import OptimisticWriter
from softphone.services.state.groups import DivertView
from softphone.services.state.state_store import StateStore

_ONLY = ""
"""There is one divert for all groups, so one key."""


class DivertService(OptimisticWriter[Divert]):
    """Owns `AppState.divert`, None for who is no assistant."""

    def __init__(self, clock: Clock, spawn: Spawn, state: StateStore, context: SessionContext) -> None:
        super().__init__(clock, spawn, "divert")
        self._state, self._context = state, context
        self.changed.connect(self._publish)
        self.value_confirmed.connect(self._tell)

    @property
    def settled(self) -> bool:
        """Nothing is being changed."""
        return not any(known.busy for known in self._wishes.values())

    @property
    def confirmed(self) -> Divert | None:
        """What the portal has, None while that is unknown or being changed."""
        known = self._wishes.get(_ONLY)
        return None if known is None or known.busy else known.confirmed

    def take_over_document(self, document: AssistantSettings | None, since: Mapping[str, int]) -> None:
        read = {} if document is None else {_ONLY: Divert(document.divert_enabled, document.divert_number)}
        self.take_over(read, since)
        self._publish()

    def refresh(self) -> None:
        """Publishes again after a change of the leaders, because it depends on them where the divert leads."""
        self._publish()

    def end(self) -> None:
        super().end()
        self._publish()

    def set_divert(self, enabled: bool, number: str) -> Outcome:
        """A number that cannot be one is refused here, without asking the portal."""
        known = self._wishes.get(_ONLY)
        if known is None:
            return settled(self._unknown(_ONLY))
        wanted = edited_divert(enabled, number, known.confirmed, self._context.region)
        refused = None if isinstance(wanted, Divert) else wanted
        self._wishes[_ONLY] = replace(known, problem=refused)
        self._publish()
        return self.set(_ONLY, wanted) if isinstance(wanted, Divert) else settled(refused)

    async def _write(self, portal: Portal, key: str, value: Divert) -> Piece[Divert]:
        written = await attempt(portal.set_divert(value.enabled, value.number))
        return Piece(value if written.problem is None else None, written.problem)

    async def _read(self, portal: Portal, key: str) -> Piece[Divert]:
        document = await attempt(portal.assistant())
        if document.value is None:
            return Piece(problem=document.problem)
        stored = document.value.value
        return Piece(Divert(stored.divert_enabled, stored.divert_number))

    def _difference(self, wanted: Divert, shown: Divert) -> Problem | None:
        """Older releases keep the number where none is wanted."""
        if wanted.enabled != shown.enabled:
            return PortalShowsOtherwise(wanted.enabled, shown.enabled)
        number, there = wanted.number or "", shown.number or ""
        if not number or number == there or leads_to(there, (number,), self._context.region):
            return None
        return PortalShowsOtherwise(number, there)

    def _unknown(self, key: str) -> Problem:
        return NotPossibleNow(Obstacle.NO_DIVERT)

    def _publish(self) -> None:
        self._state.update(divert=self._view())

    def _view(self) -> DivertView | None:
        known = self._wishes.get(_ONLY)
        if known is None:
            return None
        wished = known.wanted
        return DivertView(
            enabled=known.confirmed.enabled,
            number=known.confirmed.number or "",
            wished_enabled=wished.enabled,
            wished_number=wished.number or "",
            in_flight=known.busy,
            reading_back=known.reading_back,
            problem=known.problem,
            leads_to_self=self._leads_to_self(known.confirmed),
            leads_to_leader=self._leads_to_leader(known.confirmed),
        )

    def _leads_to_self(self, divert: Divert) -> bool:
        return divert.enabled and leads_to(divert.number or "", self._context.own_numbers(), self._context.region)

    def _leads_to_leader(self, divert: Divert) -> str:
        """The leader of this assistant at whose number the divert ends; empty for none."""
        for leader in self._context.leaders() if divert.enabled else ():
            if leads_to(divert.number or "", (leader.user_id, *leader.numbers), self._context.region):
                return leader.user_id
        return ""

    def _tell(self, key: str, value: Divert) -> None:
        number = display(value.number or "", self._context.region)
        self._state.notify("divert-on" if value.enabled else "divert-off", number)
