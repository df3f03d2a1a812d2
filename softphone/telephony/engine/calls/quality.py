"""Call quality from RTCP counters: loss between two readings, and a MOS estimate by the E-model (ITU-T G.107)."""

from dataclasses import dataclass

from softphone.domain.telephone.call import Quality

R_BEST = 93.2
DELAY_KNEE_MS = 177.3
G711_BPL = 25.1
"""Robustness to loss with concealment (G.113, G.711 with PLC); also used for G.722, which conceals alike."""
SOUND_LOST_S = 3.5
"""With a reading each two seconds, silence is told after four to six."""
FIXED_DELAY_MS = 30.0
"""Frame, device period and FIFO on both ends, which RTCP does not measure."""


@dataclass(frozen=True, slots=True)
class RtcpReading:
    """RTCP counters of one stream since its start; times in ms, `round_trip_ms` None before the first report."""

    received: int
    lost: int
    jitter_ms: float
    round_trip_ms: float | None
    codec: str = ""
    encrypted: bool = False


class SoundSilence:
    """Notices when no packet has come for some seconds in a call that should be heard."""

    def __init__(self) -> None:
        self._received = -1
        self._since_s = 0.0
        self._silent = False

    def read(self, reading: RtcpReading | None, now_s: float) -> bool | None:
        """True when the sound is lost, False when it is back, None for no change; a held call has no `reading`."""
        if reading is None or reading.received != self._received:
            self._received, self._since_s = reading.received if reading is not None else -1, now_s
            return self._change(False)
        return self._change(now_s - self._since_s >= SOUND_LOST_S)

    def _change(self, silent: bool) -> bool | None:
        before, self._silent = self._silent, silent
        return silent if silent != before else None


def measured(before: RtcpReading | None, now: RtcpReading) -> Quality:
    """The quality between two readings of the same stream; `before` None or of an older stream counts from zero."""
    restarted = before is None or now.received < before.received or now.lost < before.lost
    received = now.received - (0 if restarted or before is None else before.received)
    lost = now.lost - (0 if restarted or before is None else before.lost)
    loss = loss_percent(received, lost)
    return Quality(
        loss_percent=loss,
        jitter_ms=now.jitter_ms,
        round_trip_ms=now.round_trip_ms,
        mos=mos(loss, now.jitter_ms, now.round_trip_ms),
        codec=now.codec,
        encrypted=now.encrypted,
    )


def loss_percent(received: int, lost: int) -> float:
    expected = received + lost
    return 100.0 * lost / expected if expected > 0 else 0.0


def mos(loss: float, jitter_ms: float, round_trip_ms: float | None) -> float:
    """1.0 to 4.5. Jitter counts as delay: the jitter buffer holds twice its mean."""
    delay_ms = (round_trip_ms or 0.0) / 2 + 2 * jitter_ms + FIXED_DELAY_MS
    return mos_of_rating(R_BEST - _delay_impairment(delay_ms) - _loss_impairment(loss))


def mos_of_rating(rating: float) -> float:
    """G.107 annex B; below R = 6.5 the cubic dips under 1, so it is held there."""
    if rating <= 0:
        return 1.0
    r = min(rating, 100.0)
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


def _delay_impairment(delay_ms: float) -> float:
    beyond = max(0.0, delay_ms - DELAY_KNEE_MS)
    return 0.024 * delay_ms + 0.11 * beyond


def _loss_impairment(loss: float) -> float:
    return 95.0 * loss / (loss + G711_BPL) if loss > 0 else 0.0
