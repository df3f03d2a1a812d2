"""Joins the keys and lights of headsets with the calls."""

from softphone.domain.audio.headset import Gesture, HeadsetEvent, HeadsetsChanged, PhoneShown
from softphone.domain.telephone.call import CallState, Direction, Ring
from softphone.services.calls.call_service import CallService
from softphone.services.calls.selectors import spoken_call
from softphone.services.core.ports import Headsets
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import HeadsetView
from softphone.services.state.state_store import StateStore
from softphone.services.transfer.conference_service import ConferenceService


class HeadsetService:
    """Owns `AppState.headset`. While `use(False)` no headset is touched."""

    def __init__(
        self, headsets: Headsets, state: StateStore, calls: CallService, conference: ConferenceService
    ) -> None:
        self._headsets, self._state, self._calls, self._conference = headsets, state, calls, conference
        self._on = False
        self._shown = PhoneShown()
        state.observable.subscribe(self._follow)

    def use(self, on: bool) -> None:
        if on is self._on:
            return
        self._on = on
        if on:
            self._headsets.show(self._shown)
            self._headsets.start(self.on_event)
        else:
            self._headsets.close()
            self._state.update(headset=HeadsetView())

    def on_event(self, event: HeadsetEvent) -> None:
        if not self._on:
            return
        if isinstance(event, HeadsetsChanged):
            self._state.update(headset=HeadsetView(event.used, event.refused))
        else:
            self._obey(event)

    def _obey(self, gesture: Gesture) -> None:
        match gesture:
            case Gesture.ANSWER:
                self._calls.answer(None)
            case Gesture.HANG_UP:
                self._calls.hang_up(None) if self._shown.talking else self._calls.reject(None)
            case Gesture.SWAP:
                self._conference.swap() if self._shown.held else self._calls.hold(None)
            case Gesture.TOGGLE_MUTE:
                self._calls.set_muted(not self._shown.muted, None)
            case Gesture.MUTE | Gesture.UNMUTE:
                self._calls.set_muted(gesture is Gesture.MUTE, None)

    def _follow(self, state: AppState) -> None:
        phone = phone_shown(state)
        if phone != self._shown:
            self._shown = phone
            self._headsets.show(phone)


def phone_shown(state: AppState) -> PhoneShown:
    """A silent notification does not ring on a headset either."""
    spoken = spoken_call(state)
    dialing = any(c.state in (CallState.DIALING, CallState.REMOTE_RINGING) for c in state.calls)
    ringing = any(
        c.state is CallState.RINGING
        and c.direction is Direction.INCOMING
        and c.ring is not Ring.SILENT
        and not c.ring_silenced
        for c in state.calls
    )
    held = any(c.state is CallState.ACTIVE and c.held_here for c in state.calls)
    return PhoneShown(ringing, spoken is not None or dialing, spoken is not None and spoken.muted, held)
