"""Transfers, swapping and conferences joined: fulfils TransferActions for the App."""

from softphone.domain.problems import NotPossibleNow
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import Event
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.session.session_context import PbxContext
from softphone.services.state.state_store import StateHolder
from softphone.services.transfer.conference_service import SeveralCallsService
from softphone.services.transfer.transfer_service import TransferService


class PassingOn:
    """Hears every event after the calls did."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateHolder,
        calls: CallService,
        context: PbxContext,
    ) -> None:
        self._state = state
        self._transfers = TransferService(engine, clock, spawn, state, calls, context)
        self._several = SeveralCallsService(engine, clock, spawn, state, calls)
        self._several.on_merged = self._transfers.let_be
        self.ask, self.send_on = self._transfers.ask, self._transfers.send_on
        self.connect, self.take_back = self._transfers.connect, self._transfers.take_back
        self.swap, self.merge, self.split = self._several.swap, self._several.merge, self._several.split

    def leave(self) -> Outcome:
        members = self._state.value.conference
        if len(members) != 2:
            return settled(NotPossibleNow("no-conference"))
        return self._transfers.connect_calls(members[0], members[1])

    def handle(self, event: Event) -> None:
        self._several.handle(event)
        self._transfers.handle(event)

    def handed_over(self, key: CallKey) -> None:
        """To the leader: whoever did not want this call before needs no more words."""
        self._transfers.let_be((key,))

    def forget_all(self) -> None:
        self._transfers.forget_all()
