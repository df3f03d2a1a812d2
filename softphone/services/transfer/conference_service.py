"""Several calls: swapping, conferences, and transfers by the other side."""

from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import Call, CallKey, CallState
from softphone.domain.telephone.commands import Mix, Resume
from softphone.domain.telephone.events import CallAnswered, CallEnded, CallReferred, EngineLost, Event, MixChanged
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.state.state_store import StateStore
from softphone.services.transfer.transfer_service import TransferService

IN_CONFERENCE = 3
"""Two others and oneself: what a handset can follow, and one place is left for a call that comes meanwhile."""
MIX_LIMIT_S = 5.0
REFERRER_LEAVES_S = 5.0
"""Who sent us on ends that call itself (RFC 5589 section 6.1); one that forgets to is ended from here."""


class ConferenceService:
    """Owns `AppState.conference`, the keys of the calls in one conference."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        calls: CallService,
        transfers: TransferService,
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._calls, self._transfers = calls, transfers
        self._mixing: Outcome | None = None
        self._referrers: dict[CallKey, CallKey] = {}

    # ------------------------------------------------------------ ConferenceActions

    def swap(self, key: CallKey | None = None) -> Outcome:
        """To the call on hold (that one, else the one that waits longest), and the other one on hold ("Makeln")."""
        held = [call for call in self._talks() if call.held_here]
        if key is None:
            held.sort(key=lambda call: call.answered_at_s or 0.0)
        call = next((call for call in held if key in (None, call.key)), None)
        return self._calls.resume(call.key) if call is not None else settled(self._why_not(key, Obstacle.NOT_HELD))

    def merge(self) -> Outcome:
        """Joins all conversations, held or not, in a conference."""
        talks = self._talks()
        if not 1 < len(talks) < IN_CONFERENCE:
            return settled(NotPossibleNow(Obstacle.NO_SECOND_CALL if len(talks) < 2 else Obstacle.TOO_MANY_CALLS))
        keys = tuple(call.key for call in talks)
        self._calls.conference = keys
        for call in talks:
            if call.held_here:
                self._engine.send(Resume(call.key))
        self._transfers.drop_jobs(keys)
        return self._mix(keys)

    def split(self, key: CallKey | None = None) -> Outcome:
        """The conference is over: back to that one (else to the first), the other one on hold."""
        members = self._calls.conference
        if not members or key not in (None, *members):
            return settled(self._why_not(key, Obstacle.NO_CONFERENCE))
        self._calls.conference = ()
        outcome = self._mix(())
        stays = key if key is not None else members[0]
        call = self._calls.find(stays)
        if call is not None and call.held_here:
            self._calls.resume(stays)
        else:
            self._calls.hold_others(stays)
        return outcome

    def leave(self) -> Outcome:
        if len(self._calls.conference) != 2:
            return settled(NotPossibleNow(Obstacle.NO_CONFERENCE))
        return self._transfers.connect_calls(*self._calls.conference)

    # ------------------------------------------------------------ events

    def on_event(self, event: Event) -> None:
        match event:
            case MixChanged(keys):
                self._on_mix(keys)
            case CallReferred(key, new_key):
                self._on_referred(key, new_key)
            case CallAnswered(key) if key in self._referrers:
                self._on_arrived(key)
            case CallEnded(key):
                self._referrers.pop(key, None)
            case EngineLost():
                self._referrers.clear()
                self._on_mix(())
            case _:
                pass

    def _on_mix(self, keys: tuple[CallKey, ...]) -> None:
        self._calls.conference = keys
        if self._mixing is not None:
            settle(self._mixing)
        if keys != self._state.value.conference:
            self._state.update(conference=keys)
            self._calls.refresh()

    def _on_referred(self, key: CallKey, new_key: CallKey) -> None:
        self._referrers[new_key] = key
        views = {view.key: view for view in self._state.value.calls}
        by, to = views.get(key), views.get(new_key)
        self._calls.label(new_key, referred_by=(by.name or by.number or by.headline) if by is not None else "")
        if to is not None:
            self._state.notify("referred", to.name or to.number or to.headline)

    def _on_arrived(self, key: CallKey) -> None:
        """We talk to the one we were sent to."""
        referrer = self._referrers.pop(key)
        self._calls.hold_others(key)
        self._spawn(self._end_later(referrer), f"end call {referrer}")

    async def _end_later(self, key: CallKey) -> None:
        await self._clock.sleep(REFERRER_LEAVES_S)
        call = self._calls.find(key)
        if call is not None and call.state is CallState.ACTIVE:
            self._calls.hang_up(key)

    # ------------------------------------------------------------ helpers

    def _mix(self, keys: tuple[CallKey, ...]) -> Outcome:
        self._mixing = outcome = pending()
        self._engine.send(Mix(keys))
        self._spawn(self._limit(outcome), "mix")
        return outcome

    async def _limit(self, outcome: Outcome) -> None:
        await self._clock.sleep(MIX_LIMIT_S)
        settle(outcome, NotPossibleNow(Obstacle.NO_CONFIRMATION))

    def _talks(self) -> list[Call]:
        return [call for call in self._calls.open if call.state is CallState.ACTIVE]

    def _why_not(self, key: CallKey | None, why: Obstacle) -> Problem:
        known = key is None or self._calls.find(key) is not None
        return NotPossibleNow(why) if known else NoSuchCall(key)
