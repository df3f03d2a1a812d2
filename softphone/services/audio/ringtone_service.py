"""With which tone it rings for whom: chosen for each leader, kept in the Store."""

from softphone.domain.problems import NoSuchGroup
from softphone.domain.telephone.ringtone import Ringtone, ringtone_for, ringtones_from
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import Store
from softphone.services.state.state_store import StateStore

STORED_AS = "ring-tones"


class RingtoneService:
    """Owns `AppState.ring_tones`. A leader who is not there at the moment keeps the choice."""

    def __init__(self, store: Store, state: StateStore) -> None:
        self._store, self._state = store, state
        self._ringtones = ringtones_from(store.load(STORED_AS))
        self._publish()

    def ringtone_for(self, leader_id: str | None) -> Ringtone:
        return ringtone_for(leader_id, self._ringtones)

    def choose(self, leader_id: str, ringtone: Ringtone) -> Outcome:
        """`leader_id` "": calls of one's own."""
        known = {group.leader.user_id for group in self._state.value.groups}
        if leader_id and leader_id not in known:
            return settled(NoSuchGroup(leader_id))
        self._ringtones = {**self._ringtones, leader_id: ringtone}
        self._store.save(STORED_AS, {who: chosen.value for who, chosen in self._ringtones.items()})
        self._publish()
        return settled()

    def _publish(self) -> None:
        self._state.update(ring_tones=tuple(sorted(self._ringtones.items())))
