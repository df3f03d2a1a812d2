"""Do not disturb, and answering chosen callers by itself: what the user allowed, applied to every incoming call."""

from dataclasses import asdict, replace
from typing import Any, Protocol

from softphone.domain.caller_id import CallerIdView
from softphone.domain.calls import Call, CallKey, InviteFacts, Ring
from softphone.domain.reception import Arrival, DndMode, Reception, ReceptionRules, answer_after_s, receive
from softphone.services.actions import Outcome
from softphone.services.call_labels import Arriving
from softphone.services.call_service import CallService
from softphone.services.outcomes import settled
from softphone.services.ports import Clock, Spawn, Store
from softphone.services.state import StateHolder

STORED_AS = "reception"
_ARRIVING = {
    Reception.RING: Arriving.RING,
    Reception.REFUSE: Arriving.REFUSE,
    Reception.QUIET: Arriving.QUIET,
    Reception.ANSWER: Arriving.ANNOUNCE,
}


class ReceptionActions(Protocol):
    def set_dnd(self, on: bool) -> Outcome: ...

    def set_rules(self, **changes: Any) -> Outcome:
        """Fields of ReceptionRules by name."""


class ReceptionService:
    """Owns `AppState.reception`; fulfils ReceptionActions."""

    def __init__(self, clock: Clock, spawn: Spawn, store: Store, state: StateHolder, calls: CallService) -> None:
        self._clock, self._spawn, self._store, self._state, self._calls = clock, spawn, store, state, calls
        self._state.update(reception=_rules_of(store.load(STORED_AS)))
        calls.on_reception = self._on_arrival

    def set_dnd(self, on: bool) -> Outcome:
        return self.set_rules(dnd=on)

    def set_rules(self, **changes: Any) -> Outcome:
        rules = replace(self._state.value.reception, **changes)
        self._store.save(
            STORED_AS, {**asdict(rules), "dnd_mode": rules.dnd_mode.value, "numbers": list(rules.numbers)}
        )
        self._state.update(reception=rules)
        return settled()

    def _on_arrival(self, call: Call, caller: CallerIdView, talking: bool, region: str) -> Arriving:
        """A leader's own silent copy disturbs nobody and is nobody's to answer by itself."""
        if call.ring is Ring.SILENT:
            return Arriving.RING
        invite = call.invite or InviteFacts()
        after_s = answer_after_s(invite.call_info, invite.alert_info)
        number = caller.detail or caller.headline
        arrival = Arrival(number, caller.leader_id is not None, talking, after_s)
        reception = receive(arrival, self._state.value.reception, region)
        if reception is Reception.ANSWER:
            self._spawn(self._answer(call.key, after_s or 0.0), f"answer call {call.key}")
        return _ARRIVING[reception]

    async def _answer(self, key: CallKey, after_s: float) -> None:
        if after_s:
            self._calls.ring(key)
            await self._clock.sleep(after_s)
        if not self._calls.talking:
            self._calls.answer_announced(key)


def _rules_of(record: object) -> ReceptionRules:
    """What is damaged reads as the rules one begins with."""
    if not isinstance(record, dict):
        return ReceptionRules()
    numbers = record.get("numbers")
    return ReceptionRules(
        dnd=record.get("dnd") is True,
        dnd_mode=DndMode.SILENT if record.get("dnd_mode") == DndMode.SILENT.value else DndMode.BUSY,
        dnd_leaders_ring=record.get("dnd_leaders_ring") is True,
        numbers=tuple(n for n in numbers if isinstance(n, str)) if isinstance(numbers, list) else (),
        asked=record.get("asked") is True,
    )
