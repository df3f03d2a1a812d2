"""Opens and closes audio devices on its own thread; other threads post requests."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from softphone.domain.account.account import AudioSettings
from softphone.domain.audio.device_choice import choose, choose_ringers, soft_ringers
from softphone.domain.audio.volume import factor
from softphone.domain.telephone.audio_test import StartAudioTest, StopAudioTest, WatchLevels
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.events import AudioChanged, Event
from softphone.domain.telephone.ringtone import Ringtone
from softphone.telephony.engine.audio.audio_path import AudioPath
from softphone.telephony.engine.audio.device_watcher import DeviceWatcher
from softphone.telephony.engine.audio.devices import DeviceList, FoundDevice, find_devices
from softphone.telephony.engine.audio.streams import SUSPICION_S, StallDetector
from softphone.telephony.engine.audio_test.audio_test import AudioTestRunner
from softphone.telephony.engine.audio_test.test_stages import ChosenDevices
from softphone.telephony.engine.tones.ringer import Ringer, RingLoudness
from softphone.telephony.engine_options import AudioMode, EngineOptions

log = logging.getLogger(__name__)

RING_TICK_S = 1.0
CALL_TICK_S = 0.25
LEVEL_TICK_S = 0.15
"""Drawing a level costs the windows 12 ms [measured]; this interval is fluid and takes a tenth of a core."""
FLOW_EVERY_S = 1.0
RETRY_S = 2.0
CLOSE_LIMIT_S = 1.0


class AudioManager:
    """Public methods return at once, from any thread. Between calls no device is open."""

    def __init__(self, options: EngineOptions, post: Callable[[Event], None]) -> None:
        self._post = post
        self._path = AudioPath()
        self._ringer = Ringer()
        self._test = AudioTestRunner(post)
        self._settings = AudioSettings()
        self._list: DeviceList | None = None
        self._users: set[CallKey] = set()
        self._works = (True, True)
        self._retry_at_s = self._flow_at_s = 0.0
        self._posted: AudioChanged | None = None
        self._stall_detector = StallDetector()
        self._requests: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
        find = find_devices if options.audio is AudioMode.AUTO else DeviceList
        self._watch = DeviceWatcher(find, self._on_devices, options.device_poll_s)

    # ------------------------------------------------------------ from other threads

    def start(self) -> None:
        self._thread.start()
        self._watch.start()

    def acquire(self, key: CallKey) -> None:
        self._requests.put(lambda: self._add_user(key))

    def release(self, key: CallKey) -> None:
        self._requests.put(lambda: self._remove_user(key))

    def apply_settings(self, settings: AudioSettings) -> None:
        self._requests.put(lambda: self._apply_settings(settings))

    def ring(self, key: CallKey, ring: Ring, ringtone: Ringtone) -> None:
        self._requests.put(lambda: self._start_ringing(key, ring, ringtone))

    def stop_ringing(self, key: CallKey) -> None:
        self._requests.put(lambda: self._stop_ringing(key))

    def stop_all_ringing(self) -> None:
        self._requests.put(self._ringer.stop_all)

    def test(self, command: WatchLevels | StartAudioTest | StopAudioTest) -> None:
        self._requests.put(lambda: self._run_test(command))

    def close(self) -> None:
        """Bounded: a sound server that hangs does not keep the process alive."""
        self._watch.stop(CLOSE_LIMIT_S)
        self._requests.put(None)
        self._thread.join(CLOSE_LIMIT_S)

    def read_captured(self, samples: int) -> bytes:
        return self._path.read_captured(samples)

    def write_received(self, pcm: bytes) -> None:
        self._path.write_received(pcm)

    def _on_devices(self, found: DeviceList) -> None:
        self._requests.put(lambda: self._apply_devices(found))

    # ------------------------------------------------------------ sound thread

    def _work(self) -> None:
        ticked_s = time.monotonic()
        while True:
            tick_s = self._tick_s()
            limit_s = None if tick_s is None else max(0.0, ticked_s + tick_s - time.monotonic())
            try:
                request = self._requests.get(timeout=limit_s)
            except queue.Empty:
                ticked_s = time.monotonic()
                request = self._tick
            if request is None:
                break
            self._run(request)
        self._ringer.stop_all()
        self._test.close()
        self._path.close()

    def _tick_s(self) -> float | None:
        """None: nothing sounds that a tick could look after."""
        if self._test.is_wanted:
            return LEVEL_TICK_S
        if self._users:
            return CALL_TICK_S
        return RING_TICK_S if self._ringer.is_ringing or self._ringer.is_sounding else None

    @staticmethod
    def _run(request: Callable[[], None]) -> None:
        try:
            request()
        except Exception:  # the sound thread survives any fault of a driver
            log.exception("on the sound thread")

    def _add_user(self, key: CallKey) -> None:
        self._test.suspend()
        self._users.add(key)
        self._update()

    def _remove_user(self, key: CallKey) -> None:
        self._ringer.stop(key)
        self._users.discard(key)
        self._update()
        self._resume_test()

    def _start_ringing(self, key: CallKey, ring: Ring, ringtone: Ringtone) -> None:
        self._test.suspend()
        self._ringer.start(key, ring, ringtone)

    def _stop_ringing(self, key: CallKey) -> None:
        self._ringer.stop(key)
        self._resume_test()

    def _resume_test(self) -> None:
        if not self._users and not self._ringer.is_ringing:
            self._test.resume()

    def _run_test(self, command: WatchLevels | StartAudioTest | StopAudioTest) -> None:
        match command:
            case WatchLevels(on):
                self._test.watch(on)
            case StartAudioTest(test, ringtone):
                self._test.start(test, ringtone)
            case StopAudioTest():
                self._test.stop()

    def _apply_settings(self, settings: AudioSettings) -> None:
        self._settings = settings
        self._path.process_with(settings)
        self._update()

    def _apply_devices(self, found: DeviceList) -> None:
        self._list = found
        self._update()

    def _tick(self) -> None:
        self._ringer.tick()
        self._test.tick()
        if not self._users:
            return
        self._post_flow(time.monotonic())
        stalled = self._close_stalled()
        if stalled or (not all(self._works) and time.monotonic() >= self._retry_at_s):
            self._update()

    def _post_flow(self, now_s: float) -> None:
        """Posts the flow counters at intervals; reading the levels restarts them."""
        if now_s < self._flow_at_s:
            return
        if (flow := self._path.flow()) is not None:
            self._flow_at_s = now_s + (0.0 if self._test.is_wanted else FLOW_EVERY_S)
            self._post(flow)

    def _close_stalled(self) -> bool:
        """Closes stalled streams; a suspect first triggers a new list of devices."""
        streams, now_s = [stream for stream in self._path.streams if stream is not None], time.monotonic()
        if self._stall_detector.stalled(streams, now_s, SUSPICION_S):
            self._watch.check_now()
        stalled = self._stall_detector.stalled(streams, now_s)
        if stalled:
            log.warning("a sound device has stalled, reopening it")
            self._path.drop(stalled)
        return bool(stalled)

    def _update(self) -> None:
        """Opens and closes devices as needed, and posts what changed."""
        found = self._list or DeviceList()
        microphone = _chosen(self._settings.microphone, found.microphones)
        speaker = _chosen(self._settings.speaker, found.speakers)
        ringers = _ringers(self._settings.ringers, found.speakers)
        chosen = self._loud(ChosenDevices(microphone, speaker, ringers))
        self._ringer.ring_on(ringers, chosen.ring_loudness)
        if self._users:
            here = self._path.use(microphone, speaker)
            self._works = (here[0] or microphone is None, here[1] or speaker is None)
            self._retry_at_s = time.monotonic() + RETRY_S
        else:
            self._path.close()
            self._works = (True, True)
        if self._list is not None:
            self._test.use(chosen, self._settings)
            self._post_change(found, microphone, speaker, ringers)

    def _loud(self, chosen: ChosenDevices) -> ChosenDevices:
        speaker = chosen.speaker.device if chosen.speaker is not None else None
        soft = soft_ringers([ringer.device for ringer in chosen.ringers], speaker, bool(self._users))
        loudness = RingLoudness(factor(self._settings.ringer_volume), soft)
        return replace(chosen, speaker_factor=factor(self._settings.speaker_volume), ring_loudness=loudness)

    def _post_change(
        self,
        found: DeviceList,
        microphone: FoundDevice | None,
        speaker: FoundDevice | None,
        ringers: tuple[FoundDevice, ...],
    ) -> None:
        microphones, speakers, backend = found.names()
        change = AudioChanged(
            microphones=microphones,
            speakers=speakers,
            microphone=microphone.device.name if microphone is not None and self._works[0] else None,
            speaker=speaker.device.name if speaker is not None and self._works[1] else None,
            ringers=tuple(ringer.device.name for ringer in ringers),
            backend=backend,
            microphone_muted=_is_muted(microphone, found.muted),
        )
        if change != self._posted:
            self._posted = change
            self._post(change)


def _is_muted(microphone: FoundDevice | None, muted: frozenset[str] | None) -> bool | None:
    return None if microphone is None or muted is None else microphone.device.id in muted


def _chosen(name: str | None, there: tuple[FoundDevice, ...]) -> FoundDevice | None:
    device = choose(name, tuple(found.device for found in there))
    return next((found for found in there if found.device is device), None)


def _ringers(names: tuple[str, ...], there: tuple[FoundDevice, ...]) -> tuple[FoundDevice, ...]:
    chosen = choose_ringers(names, tuple(found.device for found in there))
    return tuple(found for found in there if found.device in chosen)
