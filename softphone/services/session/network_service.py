"""Reports network changes to the engine: a doubtful network at once, a new one when it is stable."""

import logging

from softphone.domain.network import NetworkState, NetworkTransition, observe
from softphone.domain.telephone.commands import Command, NetworkChanged, NetworkUncertain
from softphone.services.core.ports import Engine, NetworkWatch, Spawn
from softphone.services.core.signal import Signal

log = logging.getLogger(__name__)

COMMANDS: dict[NetworkTransition, Command] = {
    NetworkTransition.DOUBTFUL: NetworkUncertain(),
    NetworkTransition.LOST: NetworkUncertain(lost=True),
    NetworkTransition.READY: NetworkChanged(),
}


class NetworkService:
    """Polls the network after every change notice and at intervals."""

    def __init__(self, engine: Engine, spawn: Spawn) -> None:
        self._engine, self._spawn = engine, spawn
        self._state = NetworkState()
        self.ready = Signal[()]()

    def begin(self, watch: NetworkWatch) -> None:
        self._spawn(self._watch(watch), "network-watch")

    async def _watch(self, watch: NetworkWatch) -> None:
        while True:
            self._state, news = observe(self._state, watch.look())
            if news is not None:
                log.info("network: %s, %d addresses", news.value, len(self._state.in_force))
                self._engine.send(COMMANDS[news])
            if news is NetworkTransition.READY:
                self.ready.emit()
            await watch.wait_for_change(self._state.next_look_s)
