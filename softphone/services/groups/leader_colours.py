"""Leaders as every tab shows them: name, letters, number, and a colour that stays on this machine."""

from collections.abc import Sequence

from softphone.domain.contacts.initials import COLOURS, assign_colours, initials
from softphone.domain.executive.settings import ExecutiveEntry, PortalProfile
from softphone.domain.numbers.phone_numbers import display
from softphone.services.core.ports import Store
from softphone.services.state.groups import LeaderRef

STORED_AS = "leader-colours"


class LeaderColours:
    """Each leader's place in the row of colours, kept in the Store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def places(self, leader_ids: Sequence[str]) -> dict[str, int]:
        stored = self._store.load(STORED_AS)
        known = stored if isinstance(stored, dict) else {}
        places = dict(assign_colours(known, leader_ids))
        if places != known:
            self._store.save(STORED_AS, places)
        return places


def leader_ref(entry: ExecutiveEntry, profile: PortalProfile | None, place: int, region: str) -> LeaderRef:
    name = full_name(entry.first_name, entry.last_name) or profile_name(profile) or entry.user_id
    return LeaderRef(
        user_id=entry.user_id,
        name=name,
        initials=initials(name),
        colour=place % COLOURS,
        double_spine=place >= COLOURS,
        number=shown_number(profile, region),
    )


def full_name(first: str, last: str) -> str:
    return f"{first} {last}".strip()


def profile_name(profile: PortalProfile | None) -> str:
    return "" if profile is None else full_name(profile.first_name, profile.last_name)


def shown_number(profile: PortalProfile | None, region: str) -> str:
    """The number as the region writes it, else the extension, else nothing."""
    if profile is None:
        return ""
    return display(profile.number, region) if profile.number else profile.extension or ""


def numbers_of(profile: PortalProfile | None) -> tuple[str, ...]:
    if profile is None:
        return ()
    return tuple(number for number in (profile.number, profile.extension) if number)
