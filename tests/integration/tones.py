"""Makes and judges test sounds: a tone that has gone through a telephone."""

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE_HZ = 16000
WINDOW = 160

Sound = npt.NDArray[np.float64]


def tone(frequency_hz: float, seconds: float, peak: float = 8000.0) -> bytes:
    return _pcm(peak * np.sin(2 * np.pi * frequency_hz * np.arange(int(seconds * RATE_HZ)) / RATE_HZ))


def babble(seconds: float, seed: int = 1, peak: float = 9000.0) -> bytes:
    """Noise in the band and rhythm of speech: syllables of 200 ms, some louder, pauses between."""
    rng = np.random.default_rng(seed)
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(rng.standard_normal(count))
    frequency = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum *= (frequency > 200) & (frequency < 3400)
    spectrum /= np.sqrt(np.maximum(frequency, 200.0) / 200.0)
    syllable = np.repeat(rng.uniform(0.0, 1.0, count // 3200 + 1) ** 2, 3200)[:count]
    sound = np.fft.irfft(spectrum, count) * np.convolve(syllable, np.ones(400) / 400, "same")
    return _pcm(peak * sound / np.max(np.abs(sound)))


def _pcm(sound: Sound) -> bytes:
    return sound.astype(np.int16).tobytes()


def write_wav(file: Path, pcm: bytes, rate_hz: int = RATE_HZ) -> Path:
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, rate_hz, 0, "NONE", ""))
        out.writeframes(pcm)
    return file


def read_wav(file: Path) -> Sound:
    with wave.open(str(file)) as source:
        return np.frombuffer(source.readframes(source.getnframes()), np.int16).astype(np.float64)


def read_pcm(file: Path) -> Sound:
    raw = file.read_bytes()
    return np.frombuffer(raw[: len(raw) // 2 * 2], np.int16).astype(np.float64)


def level_db(sound: Sound) -> float:
    """Mean power in dB below full scale."""
    return float(10 * np.log10(np.mean((sound / 32768) ** 2) + 1e-12))


@dataclass(frozen=True)
class ToneVerdict:
    """`gaps` are windows of 10 ms far below the usual level; `slips` jumps of the phase (sound lost or doubled)."""

    frequency_hz: float
    seconds: float
    gaps: int
    gaps_at_s: tuple[float, ...]
    slips: int
    level_dbfs: float


def judge_tone(sound: Sound, frequency_hz: float) -> ToneVerdict:
    """From the first to the last window in which the tone sounds."""
    windows = sound[: len(sound) // WINDOW * WINDOW].reshape(-1, WINDOW)
    power = np.sqrt(np.mean(windows**2, axis=1))
    usual = float(np.median(power[power > 200])) if (power > 200).any() else 0.0
    heard = np.nonzero(power > usual / 2)[0] if usual else np.array([], int)
    if len(heard) < 10:
        return ToneVerdict(0.0, 0.0, 0, (), 0, level_db(sound))
    first, last = int(heard[2]), int(heard[-3])
    silent = np.nonzero(power[first:last] < usual / 2)[0]
    part = sound[first * WINDOW : last * WINDOW]
    return ToneVerdict(
        frequency_hz=_dominant_hz(part),
        seconds=len(part) / RATE_HZ,
        gaps=len(silent),
        gaps_at_s=tuple(round(float(window) * WINDOW / RATE_HZ, 2) for window in silent),
        slips=_slips(part, frequency_hz),
        level_dbfs=level_db(part),
    )


def _dominant_hz(part: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
    return float(np.argmax(spectrum) * RATE_HZ / len(part))


def _slips(part: Sound, frequency_hz: float) -> int:
    """The phase of each window against a steady tone; a slip is a lasting jump of more than a tenth of a turn."""
    time_s = np.arange(len(part)) / RATE_HZ
    turned = part * np.exp(-2j * np.pi * frequency_hz * time_s)
    means = turned[: len(turned) // 320 * 320].reshape(-1, 320).mean(axis=1)
    steps = np.angle(means[2:] * np.conj(means[:-2])) / (2 * np.pi)
    jumps = np.nonzero(np.abs(steps) > 0.1)[0]
    return int(np.sum(np.diff(jumps) > 3) + 1) if len(jumps) else 0
