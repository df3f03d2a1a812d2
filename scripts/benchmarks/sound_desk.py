"""A PulseAudio server whose loudspeaker and microphone are the two sides of one null sink.

One recording of that sink holds what went into the microphone and what came out of the loudspeaker in the same
samples, so that no two clocks have to be compared.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.integration.peers import running, wait_until
from tests.integration.pulse import PulseServer, pulse_server
from tests.integration.tones import RATE_HZ, tone

RECORD_HZ = 48000
BURST_S = 0.05
SPACING_S = 0.937
"""No whole number of 10 ms or 20 ms frames, so that the clicks meet every phase of them."""
LEAD_S = 1.0
QUIET_S = 0.3
PARTS = (
    "module-null-sink sink_name=bench_box rate=48000 channels=2 channel_map=front-left,front-right",
    "module-remap-sink sink_name=bench_feed master=bench_box channels=1 master_channel_map=front-left "
    "channel_map=mono remix=no",
    "module-remap-sink sink_name=bench_speaker master=bench_box channels=1 master_channel_map=front-right "
    "channel_map=mono remix=no",
    "module-remap-source source_name=bench_mic master=bench_box.monitor channels=1 master_channel_map=front-left "
    "channel_map=mono remix=no",
)


@dataclass(frozen=True, slots=True)
class SoundDesk:
    pulse: PulseServer
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Only the server's address: with XDG_RUNTIME_DIR our program would put its control socket elsewhere."""
        return {"PULSE_SERVER": self.pulse.environment["PULSE_SERVER"]}

    @contextlib.contextmanager
    def steady_tone(self, seconds: float) -> Iterator[None]:
        with self.pulse.playing("bench_feed", tone(440, seconds), self.folder):
            yield

    def round_trips_ms(self, clicks: int) -> list[float]:
        """From each click at the microphone to its return at the loudspeaker; a lost one is missing."""
        file = self.folder / "box.pcm"
        file.unlink(missing_ok=True)
        seconds = LEAD_S + clicks * SPACING_S + 0.5
        record = f"pacat --record -d bench_box.monitor --latency-msec=10 --rate={RECORD_HZ} --channels=2".split()
        command = [*record, "--format=s16le", "--raw", str(file)]
        with running(command, self.folder / "record.log", self.pulse.environment):
            wait_until(lambda: file.exists() and file.stat().st_size > 0, "the recording does not begin")
            with self.pulse.playing("bench_feed", clicks_pcm(clicks), self.folder):
                wait_until(
                    lambda: file.stat().st_size > seconds * RECORD_HZ * 4, "too little recorded", 2 * seconds + 10
                )
        raw = file.read_bytes()
        both = np.frombuffer(raw[: len(raw) // 4 * 4], np.int16).reshape(-1, 2).astype(np.float64)
        return delays_ms(both[:, 0], both[:, 1])


@contextlib.contextmanager
def sound_desk(folder: Path) -> Iterator[SoundDesk]:
    folder.mkdir(parents=True, exist_ok=True)
    with pulse_server(folder) as pulse:
        for part in PARTS:
            pulse.control("load-module", *part.split())
        pulse.control("set-default-sink", "bench_speaker")
        pulse.control("set-default-source", "bench_mic")
        with _awake(pulse, folder):
            yield SoundDesk(pulse, folder)


@contextlib.contextmanager
def _awake(pulse: PulseServer, folder: Path) -> Iterator[None]:
    """A null sink that nobody listens to renders two seconds at once; hardware never does."""
    file = folder / "awake.pcm"
    command = ["pacat", "--record", "-d", "bench_box.monitor", "--latency-msec=10", "--raw", "--rate=8000", str(file)]
    with running(command, folder / "awake.log", pulse.environment):
        wait_until(lambda: file.exists() and file.stat().st_size > 0, "the sink does not run")
        yield


def clicks_pcm(count: int) -> bytes:
    """Bursts of 1 kHz."""
    burst = np.frombuffer(tone(1000, BURST_S, peak=16000.0), np.int16)
    sound = np.zeros(int((LEAD_S + count * SPACING_S) * RATE_HZ), np.int16)
    for number in range(count):
        start = int((LEAD_S + number * SPACING_S) * RATE_HZ)
        sound[start : start + len(burst)] = burst
    return sound.tobytes()


def delays_ms(spoken: npt.NDArray[np.float64], heard: npt.NDArray[np.float64]) -> list[float]:
    returned = onsets_s(heard)
    delays = []
    for start in onsets_s(spoken):
        back = next((one - start for one in returned if 0 < one - start < SPACING_S), None)
        if back is not None:
            delays.append(1000 * back)
    return delays


def onsets_s(sound: npt.NDArray[np.float64]) -> list[float]:
    """Beginnings of bursts: above a quarter of the loudest, after a pause."""
    level = np.abs(sound)
    loud = np.nonzero(level > max(0.25 * float(np.max(level, initial=0.0)), 300.0))[0]
    if not len(loud):
        return []
    first = np.concatenate(([True], np.diff(loud) > QUIET_S * RECORD_HZ))
    return [float(index) / RECORD_HZ for index in loud[first]]
