"""Remembers what the present does not show any more: changes of the registration, figures of finished calls."""

from collections import deque

from softphone.services.core.ports import Clock
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.diagnostics import CallFigures, RegistrationMoment
from softphone.services.state.state_store import StateStore

MOMENTS_KEPT, CALLS_KEPT = 500, 200


class FaultHistory:
    """In memory only, for as long as the program runs."""

    def __init__(self, state: StateStore, clock: Clock) -> None:
        self._clock = clock
        self._moments: deque[RegistrationMoment] = deque(maxlen=MOMENTS_KEPT)
        self._calls: dict[int, CallFigures] = {}
        state.observable.subscribe(self._look)

    @property
    def registrations(self) -> tuple[RegistrationMoment, ...]:
        return tuple(self._moments)

    @property
    def calls(self) -> tuple[CallFigures, ...]:
        return tuple(self._calls.values())

    def _look(self, state: AppState) -> None:
        self._look_at_registration(state)
        for call in state.calls:
            if call.ended_at_s is not None and call.key not in self._calls:
                self._calls[call.key] = _figures(call)
        while len(self._calls) > CALLS_KEPT:
            del self._calls[next(iter(self._calls))]

    def _look_at_registration(self, state: AppState) -> None:
        now = state.registration
        last = self._moments[-1] if self._moments else None
        facts = (now.registered, now.trying, now.transport, now.problem)
        if last is None or facts != (last.registered, last.trying, last.transport, last.problem):
            self._moments.append(RegistrationMoment(self._clock.now_s(), *facts))


def _figures(call: CallView) -> CallFigures:
    return CallFigures(call.started_at_s, call.answered_at_s, call.ended_at_s, call.direction, call.end, call.quality)
