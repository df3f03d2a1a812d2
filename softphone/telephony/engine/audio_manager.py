"""Decides on the sound thread which devices are open; everybody else only leaves wishes here."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from softphone.domain.account.account import AudioWish
from softphone.domain.audio.device_choice import choose, choose_ringers, soft_ringers
from softphone.domain.audio.volume import factor
from softphone.domain.telephone.audio_test import StartSoundTest, StopSoundTest, WatchLevels
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.events import AudioChanged, Event
from softphone.domain.telephone.ringtone import Melody
from softphone.telephony.engine.audio.audio_path import AudioPath
from softphone.telephony.engine.audio.device_watcher import DeviceWatcher
from softphone.telephony.engine.audio.devices import DeviceList, FoundDevice, find_devices
from softphone.telephony.engine.audio.streams import SUSPICION_S, StallDetector
from softphone.telephony.engine.audio_test.audio_test import AudioTest
from softphone.telephony.engine.audio_test.test_stages import ChosenDevices
from softphone.telephony.engine.tones.ringer import Ringer, RingLoudness
from softphone.telephony.engine_options import AudioMode, EngineOptions

log = logging.getLogger(__name__)

TICK_S = 1.0
CALL_TICK_S = 0.25
LEVEL_TICK_S = 0.15
"""A level costs the windows 12 ms [measured]: fluid enough, and a tenth of a core while the page is open."""
FLOW_EVERY_S = 1.0
RETRY_S = 2.0
CLOSE_LIMIT_S = 1.0


class AudioManager:
    """Public methods return at once, from any thread. Between calls no device is open."""

    def __init__(self, options: EngineOptions, post: Callable[[Event], None]) -> None:
        self._post = post
        self._path = AudioPath()
        self._ringer = Ringer()
        self._test = AudioTest(post)
        self._wish = AudioWish()
        self._list: DeviceList | None = None
        self._users: set[CallKey] = set()
        self._works = (True, True)
        self._retry_at_s = self._flow_at_s = 0.0
        self._told: AudioChanged | None = None
        self._stalls = StallDetector()
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
        find = find_devices if options.audio is AudioMode.AUTO else DeviceList
        self._watch = DeviceWatcher(find, self._on_devices, options.device_poll_s)

    # ------------------------------------------------------------ from other threads

    def start(self) -> None:
        self._thread.start()
        self._watch.start()

    def acquire(self, key: CallKey) -> None:
        self._jobs.put(lambda: self._add_user(key))

    def release(self, key: CallKey) -> None:
        self._jobs.put(lambda: self._remove_user(key))

    def set_wish(self, wish: AudioWish) -> None:
        self._jobs.put(lambda: self._take_wish(wish))

    def ring(self, key: CallKey, ring: Ring, melody: Melody) -> None:
        self._jobs.put(lambda: self._start_ringing(key, ring, melody))

    def stop_ringing(self, key: CallKey) -> None:
        self._jobs.put(lambda: self._stop_ringing(key))

    def silence(self) -> None:
        self._jobs.put(self._ringer.stop_all)

    def test(self, command: WatchLevels | StartSoundTest | StopSoundTest) -> None:
        self._jobs.put(lambda: self._do_test(command))

    def close(self) -> None:
        """Bounded: a sound server that hangs does not keep the process alive."""
        self._watch.stop(CLOSE_LIMIT_S)
        self._jobs.put(None)
        self._thread.join(CLOSE_LIMIT_S)

    def take_captured(self, samples: int) -> bytes:
        return self._path.take_captured(samples)

    def give_received(self, pcm: bytes) -> None:
        self._path.give_received(pcm)

    def _on_devices(self, found: DeviceList) -> None:
        self._jobs.put(lambda: self._take_list(found))

    # ------------------------------------------------------------ sound thread

    def _work(self) -> None:
        ticked_s = time.monotonic()
        while True:
            tick_at_s = ticked_s + self._tick_s()
            try:
                job = self._jobs.get(timeout=max(0.0, tick_at_s - time.monotonic()))
            except queue.Empty:
                ticked_s = time.monotonic()
                job = self._tick
            if job is None:
                break
            self._run(job)
        self._ringer.stop_all()
        self._test.close()
        self._path.close()

    def _tick_s(self) -> float:
        if self._test.is_wanted:
            return LEVEL_TICK_S
        return CALL_TICK_S if self._users else TICK_S

    @staticmethod
    def _run(job: Callable[[], None]) -> None:
        try:
            job()
        except Exception:  # the sound thread outlives whatever a driver comes up with
            log.exception("on the sound thread")

    def _add_user(self, key: CallKey) -> None:
        self._test.make_way()
        self._users.add(key)
        self._settle()

    def _remove_user(self, key: CallKey) -> None:
        self._ringer.stop(key)
        self._users.discard(key)
        self._settle()
        self._test_again()

    def _start_ringing(self, key: CallKey, ring: Ring, melody: Melody) -> None:
        self._test.make_way()
        self._ringer.start(key, ring, melody)

    def _stop_ringing(self, key: CallKey) -> None:
        self._ringer.stop(key)
        self._test_again()

    def _test_again(self) -> None:
        if not self._users and not self._ringer.is_ringing:
            self._test.come_back()

    def _do_test(self, command: WatchLevels | StartSoundTest | StopSoundTest) -> None:
        match command:
            case WatchLevels(on):
                self._test.watch(on)
            case StartSoundTest(test, melody):
                self._test.start(test, melody)
            case StopSoundTest():
                self._test.stop()

    def _take_wish(self, wish: AudioWish) -> None:
        self._wish = wish
        self._path.process_with(wish)
        self._settle()

    def _take_list(self, found: DeviceList) -> None:
        self._list = found
        self._settle()

    def _tick(self) -> None:
        self._ringer.tick()
        self._test.tick()
        if not self._users:
            return
        self._tell_flow(time.monotonic())
        stalled = self._close_stalled()
        if stalled or (not all(self._works) and time.monotonic() >= self._retry_at_s):
            self._settle()

    def _tell_flow(self, now_s: float) -> None:
        """Levels are read, and so begun anew, only when they are told."""
        if now_s < self._flow_at_s:
            return
        if (flow := self._path.flow()) is not None:
            self._flow_at_s = now_s + (0.0 if self._test.is_wanted else FLOW_EVERY_S)
            self._post(flow)

    def _close_stalled(self) -> bool:
        """One that seems dead is looked for in a fresh list of devices; one that is in it is opened anew."""
        streams, now_s = [stream for stream in self._path.streams if stream is not None], time.monotonic()
        if self._stalls.stalled(streams, now_s, SUSPICION_S):
            self._watch.hurry()
        stalled = self._stalls.stalled(streams, now_s)
        if stalled:
            log.warning("a sound device stands still, opening anew")
            self._path.drop(stalled)
        return bool(stalled)

    def _settle(self) -> None:
        """Make what is open what ought to be, and tell what changed."""
        found = self._list or DeviceList()
        microphone = _chosen(self._wish.microphone, found.microphones)
        speaker = _chosen(self._wish.speaker, found.speakers)
        ringers = _ringers(self._wish.ringers, found.speakers)
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
            self._test.use(chosen, self._wish)
            self._tell(found, microphone, speaker, ringers)

    def _loud(self, chosen: ChosenDevices) -> ChosenDevices:
        speaker = chosen.speaker.device if chosen.speaker is not None else None
        soft = soft_ringers([ringer.device for ringer in chosen.ringers], speaker, bool(self._users))
        loudness = RingLoudness(factor(self._wish.ringer_volume), soft)
        return replace(chosen, speaker_factor=factor(self._wish.speaker_volume), ring_loudness=loudness)

    def _tell(
        self,
        found: DeviceList,
        microphone: FoundDevice | None,
        speaker: FoundDevice | None,
        ringers: tuple[FoundDevice, ...],
    ) -> None:
        microphones, speakers, backend = found.names()
        told = AudioChanged(
            microphones=microphones,
            speakers=speakers,
            microphone=microphone.device.name if microphone is not None and self._works[0] else None,
            speaker=speaker.device.name if speaker is not None and self._works[1] else None,
            ringers=tuple(ringer.device.name for ringer in ringers),
            backend=backend,
            microphone_muted=_is_muted(microphone, found.muted),
        )
        if told != self._told:
            self._told = told
            self._post(told)


def _is_muted(microphone: FoundDevice | None, muted: frozenset[str] | None) -> bool | None:
    return None if microphone is None or muted is None else microphone.device.id in muted


def _chosen(wish: str | None, there: tuple[FoundDevice, ...]) -> FoundDevice | None:
    device = choose(wish, tuple(found.device for found in there))
    return next((found for found in there if found.device is device), None)


def _ringers(wish: tuple[str, ...], there: tuple[FoundDevice, ...]) -> tuple[FoundDevice, ...]:
    chosen = choose_ringers(wish, tuple(found.device for found in there))
    return tuple(found for found in there if found.device in chosen)
