"""With which tone it rings for whom: chosen for each leader, kept in the Store."""

from softphone.domain.problems import NoSuchGroup
from softphone.domain.telephone.ringtone import Melody, melodies_from, melody_for
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import Store
from softphone.services.state.state_store import StateStore

STORED_AS = "ring-tones"


class RingtoneService:
    """Owns `AppState.ring_tones`. A leader who is not there at the moment keeps the choice."""

    def __init__(self, store: Store, state: StateStore) -> None:
        self._store, self._state = store, state
        self._melodies = melodies_from(store.load(STORED_AS))
        self._publish()

    def melody_for(self, leader_id: str | None) -> Melody:
        return melody_for(leader_id, self._melodies)

    def choose(self, leader_id: str, melody: Melody) -> Outcome:
        """`leader_id` "": calls of one's own."""
        known = {group.leader.user_id for group in self._state.value.groups}
        if leader_id and leader_id not in known:
            return settled(NoSuchGroup(leader_id))
        self._melodies = {**self._melodies, leader_id: melody}
        self._store.save(STORED_AS, {who: chosen.value for who, chosen in self._melodies.items()})
        self._publish()
        return settled()

    def _publish(self) -> None:
        self._state.update(ring_tones=tuple(sorted(self._melodies.items())))
