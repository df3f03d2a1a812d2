"""The bounded buffer between two audio clocks."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.audio.pcm_fifo import PcmFifo

FRAME = 4
CAPACITY = 3
LIMIT = FRAME * CAPACITY

steps = st.lists(st.tuples(st.sampled_from(["write", "read"]), st.integers(0, 20)), max_size=60)


@given(steps)
def test_behaves_like_an_endless_queue_that_loses_only_what_it_counts(sequence: list[tuple[str, int]]) -> None:
    fifo, model, next_sample = PcmFifo(FRAME, CAPACITY), list[int](), 1
    dropped = starved = 0
    for action, count in sequence:
        if action == "write":
            samples = list(range(next_sample, next_sample + count))
            next_sample += count
            fifo.write(b"".join(s.to_bytes(2, "little") for s in samples))
            model += samples
            dropped += max(0, len(model) - LIMIT)
            model = model[-LIMIT:]
        else:
            taken, model = model[:count], model[count:]
            starved += count - len(taken)
            pcm = fifo.read(count)
            got = [int.from_bytes(pcm[i : i + 2], "little") for i in range(0, len(pcm), 2)]
            assert got == taken + [0] * (count - len(taken))
        assert fifo.held_samples == len(model) <= LIMIT
    counts = fifo.counts()
    assert (counts.dropped, counts.starved) == (-(-dropped // FRAME), -(-starved // FRAME))


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, CAPACITY))
def test_priming_leaves_silence_and_touches_no_count(writes: int, reads: int, frames: int) -> None:
    fifo = PcmFifo(FRAME, CAPACITY)
    for _ in range(writes):
        fifo.write(b"\x01" * 2 * FRAME)
    for _ in range(reads):
        fifo.read(FRAME)
    before = fifo.counts()
    fifo.prime(frames)
    assert fifo.counts() == before
    assert fifo.held_samples == frames * FRAME
    assert fifo.read(frames * FRAME) == bytes(2 * frames * FRAME)


def test_what_is_discarded_counts_as_dropped() -> None:
    fifo = PcmFifo(1, 8)
    fifo.write(b"\x01\x00\x02\x00\x03\x00")
    fifo.discard(2)
    assert (fifo.counts().dropped, fifo.read(1)) == (2, b"\x03\x00")
    fifo.discard(5)
    assert fifo.counts().dropped == 2


def test_full_the_oldest_sound_goes() -> None:
    fifo = PcmFifo(1, 2)
    fifo.write(b"\x01\x00\x02\x00\x03\x00")
    assert fifo.read(2) == b"\x02\x00\x03\x00"
    assert fifo.counts().dropped == 1
