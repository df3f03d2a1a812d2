"""Sound between two clocks of which either may stand still."""

from softphone.telephony.engine.audio.clock_drift_buffer import (
    CUSHION_FRAMES,
    FRAME_SAMPLES,
    STEADY_VISITS,
    STILL_S,
    SURPLUS_FRAMES,
    ClockDriftBuffer,
)
from softphone.telephony.engine.audio.pcm_fifo import FifoCounts

FRAME = bytes([1, 0]) * FRAME_SAMPLES
SILENCE = bytes(2 * FRAME_SAMPLES)
NOTHING = FifoCounts(0, 0, 0, 0)


class Both:
    """A bridge and its clock; `run` lets both sides come every 10 ms and gives what was heard."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.bridge = ClockDriftBuffer(lambda: self.now_s)

    def write(self, times: int = 1, every_s: float = 0.01) -> None:
        for _ in range(times):
            self.now_s += every_s
            self.bridge.write(FRAME)

    def run(self, times: int) -> list[bytes]:
        heard = []
        for _ in range(times):
            self.now_s += 0.01
            heard.append(self.bridge.read(FRAME_SAMPLES))
            self.bridge.write(FRAME)
        return heard


def test_one_side_alone_counts_nothing() -> None:
    both = Both()
    both.write(50)
    assert (both.bridge.counts(), both.bridge.met) == (NOTHING, False)
    assert Both().bridge.read(FRAME_SAMPLES) == SILENCE


def test_a_device_that_asks_thrice_and_then_sleeps_counts_nothing() -> None:
    both = Both()
    both.write(20)
    for _ in range(3):
        both.bridge.read(FRAME_SAMPLES)
    both.write(100)
    assert (both.bridge.counts(), both.bridge.met) == (NOTHING, False)


def test_sound_flows_by_the_cushion_late_and_without_loss() -> None:
    both = Both()
    heard = both.run(100)
    silent = STEADY_VISITS - 1 + CUSHION_FRAMES
    assert both.bridge.met
    assert heard[:silent] == [SILENCE] * silent
    assert heard[silent + 1 :] == [FRAME] * (99 - silent)
    assert (both.bridge.counts().dropped, both.bridge.counts().starved) == (0, 0)


def test_a_call_on_hold_is_no_loss_and_leaves_no_old_sound() -> None:
    both = Both()
    both.run(20)
    before = both.bridge.counts()
    both.now_s += STILL_S
    both.write(100)
    assert both.run(1) == [SILENCE]
    both.run(20)
    after = both.bridge.counts()
    assert (after.dropped, after.starved) == (before.dropped, before.starved) == (0, 0)


def test_a_late_frame_counts() -> None:
    both = Both()
    both.run(20)
    for _ in range(CUSHION_FRAMES + 3):
        both.bridge.read(FRAME_SAMPLES)
    assert both.bridge.counts().starved == 2


def test_delay_that_a_burst_left_behind_melts_frame_by_frame() -> None:
    both = Both()
    both.run(20)
    both.write(6, every_s=0.0)
    both.run(1000)
    counts = both.bridge.counts()
    left = counts.written + STEADY_VISITS - 1 - counts.read - counts.dropped
    assert 1 <= counts.dropped <= 6
    assert counts.starved == 0
    assert left <= CUSHION_FRAMES + SURPLUS_FRAMES + 1


def test_a_burst_after_a_standstill_is_not_lost() -> None:
    both = Both()
    both.run(50)
    both.write(7, every_s=0.0)
    heard = [both.bridge.read(FRAME_SAMPLES) for _ in range(7)]
    assert heard == [FRAME] * 7
    assert both.bridge.counts().dropped == 0
