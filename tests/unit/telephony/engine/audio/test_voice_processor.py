"""The loudspeaker's sound reaches the echo canceller before its echo does."""

from softphone.telephony.engine.audio.clock_drift_buffer import FRAME_SAMPLES
from softphone.telephony.engine.audio.voice_processor import LOOK_FRAMES, MOST_FRAMES, FarEnd


def frame(number: int) -> bytes:
    return bytes([number % 256, 0]) * FRAME_SAMPLES


def run(far: FarEnd, first: int, times: int) -> list[bytes]:
    heard = []
    for number in range(first, first + times):
        far.write(frame(number))
        heard.append(far.read(FRAME_SAMPLES))
    return heard


def test_a_loudspeaker_that_began_long_before_the_microphone_is_caught_up_with() -> None:
    far = FarEnd()
    for number in range(MOST_FRAMES):
        far.write(frame(number))
    heard = run(far, MOST_FRAMES, 2 * LOOK_FRAMES)
    last = MOST_FRAMES + 2 * LOOK_FRAMES - 1
    assert heard[-1] == frame(last)


def test_bursts_of_the_sound_server_are_no_reason_to_throw_sound_away() -> None:
    far = FarEnd()
    heard, number = [], 0
    for _ in range(4 * LOOK_FRAMES // 5):
        for _ in range(5):
            far.write(frame(number))
            number += 1
        heard += [far.read(FRAME_SAMPLES) for _ in range(5)]
    assert heard == [frame(n) for n in range(number)]


def test_silence_stands_in_for_what_has_not_come() -> None:
    assert FarEnd().read(FRAME_SAMPLES) == bytes(2 * FRAME_SAMPLES)
