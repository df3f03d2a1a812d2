"""Trying the sound devices outside calls: one test at a time, and what came of it."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from softphone.domain.problems import (
    DeviceFailed,
    DeviceSide,
    EngineStopped,
    NoSoundDevice,
    NotPossibleNow,
    Obstacle,
    Problem,
)
from softphone.domain.telephone.audio_test import (
    AudioTestEnded,
    AudioTestKind,
    AudioTestResult,
    AudioTestStarted,
    ProbeResult,
    StartAudioTest,
    StopAudioTest,
    WatchLevels,
)
from softphone.domain.telephone.events import EngineLost, EngineReady, Event
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import Clock, Engine
from softphone.services.state.state_store import StateStore

Probing = asyncio.Future[tuple[ProbeResult, ...] | Problem]


class AudioTestService:
    """Owns `AppState.sound_test`. The engine answers every start with one end, in the same order."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        state: StateStore,
        dial: Callable[[str], Outcome],
    ) -> None:
        self._engine, self._clock, self._state, self._dial = engine, clock, state, dial
        self._asked: deque[Outcome] = deque()

    def watch_levels(self, on: bool) -> None:
        self._change(watching=on)
        if self._state.value.engine_running:
            self._engine.send(WatchLevels(on))

    def start_test(self, test: AudioTestKind, ringtone: Ringtone = Ringtone.CLASSIC) -> Outcome:
        if not self._state.value.engine_running:
            return settled(EngineStopped())
        self._asked.append(outcome := pending())
        self._engine.send(StartAudioTest(test, ringtone))
        return outcome

    def stop_test(self) -> Outcome:
        if not self._asked:
            return settled(NotPossibleNow(Obstacle.NO_SOUND_TEST))
        self._engine.send(StopAudioTest())
        return settled()

    def use_echo_target(self, target: str) -> None:
        self._change(echo_target=target)

    def call_echo(self) -> Outcome:
        target = self._state.value.sound_test.echo_target
        return self._dial(target) if target else settled(NotPossibleNow(Obstacle.NO_ECHO_TARGET))

    def probe(self) -> Probing:
        probing: Probing = asyncio.get_running_loop().create_future()
        if self._asked:
            probing.set_result(NotPossibleNow(Obstacle.SOUND_TEST_RUNS))
        else:
            self.start_test(AudioTestKind.PROBE).add_done_callback(lambda done: self._answer(probing, done))
        return probing

    def on_event(self, event: Event) -> None:
        match event:
            case EngineReady():
                if self._state.value.sound_test.watching:
                    self._engine.send(WatchLevels(True))
            case EngineLost(exit_code):
                self._on_lost(EngineStopped(exit_code))
            case AudioTestStarted(test):
                self._change(running=test, since_s=self._clock.now_s(), problem=None, probed=())
            case AudioTestEnded():
                self._on_ended(event)
            case _:
                pass

    def _on_ended(self, event: AudioTestEnded) -> None:
        problem = _problem(event)
        changes = {"problem": problem, "recorded_s": event.recorded_s, "probed": event.probed}
        self._change(running=None, since_s=None, **changes)
        if self._asked:
            settle(self._asked.popleft(), problem)

    def _on_lost(self, problem: Problem) -> None:
        self._change(running=None, since_s=None, recorded_s=0.0)
        while self._asked:
            settle(self._asked.popleft(), problem)

    def _answer(self, probing: Probing, done: Outcome) -> None:
        if probing.done():
            return
        problem = NotPossibleNow(Obstacle.SOUND_TEST_STOPPED) if done.cancelled() else done.result()
        probed = self._state.value.sound_test.probed
        probing.set_result(problem or probed or NotPossibleNow(Obstacle.SOUND_TEST_STOPPED))

    def _change(self, **changes: Any) -> None:
        self._state.update(sound_test=replace(self._state.value.sound_test, **changes))


def _problem(event: AudioTestEnded) -> Problem | None:
    side = event.side or DeviceSide.SPEAKER
    match event.end:
        case AudioTestResult.DONE | AudioTestResult.STOPPED:
            return None
        case AudioTestResult.GAVE_WAY:
            return NotPossibleNow(Obstacle.SOUND_TEST_GAVE_WAY)
        case AudioTestResult.NOTHING_RECORDED:
            return NotPossibleNow(Obstacle.NOTHING_RECORDED)
        case AudioTestResult.NO_DEVICE:
            return NoSoundDevice(side)
        case AudioTestResult.FAILED:
            return DeviceFailed(side, event.detail)
