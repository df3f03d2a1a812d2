"""The leader's own two switches, Filter and Stille Benachrichtigung, carried to the portal (see `wish_carrier`)."""

from dataclasses import replace

from softphone.domain.executive.settings import GroupSettings
from softphone.domain.problems import NotPossibleNow, Obstacle, PortalShowsOtherwise, Problem
from softphone.services.core.portal_reading import Piece, attempt
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.groups.optimistic_writer import OptimisticWriter
from softphone.services.state.groups import OwnSwitch, SwitchView


class OwnSwitches(OptimisticWriter[bool]):
    """The keys are the values of OwnSwitch; one whose document could not be read is not there."""

    def __init__(self, clock: Clock, spawn: Spawn) -> None:
        super().__init__(clock, spawn, "own-switch")
        self.user_id = ""

    @property
    def busy(self) -> bool:
        return any(known.busy for known in self._wishes.values())

    def follow(self, settings: GroupSettings) -> None:
        """What is in force now; a switch on its way is left alone."""
        read: dict[str, bool] = {}
        if settings.filtering is not None:
            read[OwnSwitch.FILTER.value] = settings.filtering.enabled
        if settings.screening is not None:
            read[OwnSwitch.SILENT.value] = settings.screening.enabled
        self.take_over(read, self.steps_so_far())

    def view(self, switch: OwnSwitch) -> SwitchView | None:
        known = self._wishes.get(switch.value)
        if known is None:
            return None
        return SwitchView(known.confirmed, known.wanted, known.busy, known.reading_back, known.problem)

    async def _write(self, portal: Portal, key: str, value: bool) -> Piece[bool]:
        if key == OwnSwitch.FILTER.value:
            filtering = await attempt(
                portal.change_filtering(self.user_id, lambda stored: replace(stored, enabled=value))
            )
            return Piece(None if filtering.value is None else value, filtering.problem)
        screening = await attempt(
            portal.change_screening(self.user_id, lambda stored: replace(stored, enabled=value))
        )
        return Piece(None if screening.value is None else value, screening.problem)

    async def _read(self, portal: Portal, key: str) -> Piece[bool]:
        if key == OwnSwitch.FILTER.value:
            filtering = await attempt(portal.filtering(self.user_id))
            return Piece(filtering.value.value.enabled if filtering.value else None, filtering.problem)
        screening = await attempt(portal.screening(self.user_id))
        return Piece(screening.value.value.enabled if screening.value else None, screening.problem)

    def _difference(self, wanted: bool, shown: bool) -> Problem | None:
        return None if wanted == shown else PortalShowsOtherwise(wanted, shown)

    def _unknown(self, key: str) -> Problem:
        return NotPossibleNow(Obstacle.NO_OWN_GROUP)


def switched(settings: GroupSettings, switch: OwnSwitch, on: bool) -> GroupSettings:
    """What the portal has confirmed comes into force."""
    if switch is OwnSwitch.FILTER and settings.filtering is not None:
        return replace(settings, filtering=replace(settings.filtering, enabled=on))
    if switch is OwnSwitch.SILENT and settings.screening is not None:
        return replace(settings, screening=replace(settings.screening, enabled=on))
    return settings
