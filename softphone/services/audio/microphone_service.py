"""Detects a microphone that delivers only silence during a call."""

from dataclasses import replace

from softphone.domain.audio.silent_microphone import SilenceMonitor, trouble, with_level
from softphone.domain.problems import Problem
from softphone.domain.telephone.events import AudioChanged, AudioFlow, EngineLost, Event
from softphone.services.calls.selectors import spoken_call
from softphone.services.core.ports import Clock
from softphone.services.state.state_store import StateStore


class MicrophoneService:
    """Owns `AppState.audio.microphone_trouble`."""

    def __init__(self, clock: Clock, state: StateStore) -> None:
        self._clock, self._state = clock, state
        self._watch = SilenceMonitor()
        self._device: str | None = None
        self._muted_by_system: bool | None = None

    def on_event(self, event: Event) -> None:
        match event:
            case AudioFlow(input_dbfs=dbfs):
                self._watch = with_level(self._watch, dbfs, self._clock.now_s())
            case AudioChanged(microphone=device, microphone_muted=muted):
                self._on_device(device, muted)
            case EngineLost():
                self._watch = SilenceMonitor()
            case _:
                pass
        self._judge()

    def _on_device(self, device: str | None, muted: bool | None) -> None:
        self._muted_by_system = muted
        if device != self._device:
            self._device, self._watch = device, SilenceMonitor()

    def _judge(self) -> None:
        """A missing device is reported by the audio service."""
        call = spoken_call(self._state.value)
        if call is None or call.muted:
            self._watch = SilenceMonitor()
        judged = trouble(self._watch, self._clock.now_s(), self._muted_by_system)
        self._show(judged if self._device is not None else None)

    def _show(self, problem: Problem | None) -> None:
        audio = self._state.value.audio
        if problem != audio.microphone_trouble:
            self._state.update(audio=replace(audio, microphone_trouble=problem))
