"""The warning about a silent microphone: shown at the active call, and gone with its cause."""

import math
from dataclasses import replace

from softphone.domain.problems import MicrophoneSilent
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import (
    AudioChanged,
    AudioFlow,
    CallEnded,
    HoldChanged,
    MuteChanged,
    SoundDevice,
)
from softphone.services.calls.selectors import problem_of
from softphone.services.diagnostics.status_json import status_json
from tests.samples.services import World, play

DEVICE = SoundDevice("m", "Headset")
PRESENT = AudioChanged((DEVICE,), (), "Headset", None, (), "PulseAudio", microphone_muted=False)
SILENCE = AudioFlow(1, 1, 0, 0, 0, 0, input_dbfs=-math.inf, output_dbfs=-30.0)
SPEECH = replace(SILENCE, input_dbfs=-25.0)
PROBABLY, CERTAINLY = MicrophoneSilent(False), MicrophoneSilent(True)


async def seconds(world: World, flow: AudioFlow, count: int) -> None:
    for _ in range(count):
        await world.emit(flow)
        await world.clock.advance(1)


async def a_call(world: World) -> None:
    await world.sign_in()
    await world.emit(PRESENT)
    await world.talk(1)


def test_silence_is_told_and_the_first_sound_ends_it() -> None:
    async def story(world: World) -> None:
        await a_call(world)
        await seconds(world, SILENCE, 6)
        assert world.state.audio.microphone_trouble is None
        await seconds(world, SILENCE, 1)
        assert world.state.audio.microphone_trouble == PROBABLY
        assert problem_of(world.state, world.state.calls[0]) == PROBABLY
        told = {"where": "microphone", "kind": "MicrophoneSilent", "by_system": False}
        assert told in status_json(world.state)["problems"]
        await seconds(world, SPEECH, 1)
        assert world.state.audio.microphone_trouble is None

    play(story)


def test_what_the_system_muted_is_told_at_once() -> None:
    async def story(world: World) -> None:
        await a_call(world)
        await seconds(world, SPEECH, 3)
        await world.emit(replace(PRESENT, microphone_muted=True))
        await seconds(world, SILENCE, 2)
        assert world.state.audio.microphone_trouble == CERTAINLY
        assert world.state.audio.microphone_muted is True
        await world.emit(PRESENT)
        assert world.state.audio.microphone_trouble is None

    play(story)


def test_muted_here_on_hold_and_after_the_call_nothing_is_told() -> None:
    async def story(world: World) -> None:
        await a_call(world)
        for quiet, loud in (
            (MuteChanged(CallKey(1), True), MuteChanged(CallKey(1), False)),
            (HoldChanged(CallKey(1), True, False), HoldChanged(CallKey(1), False, False)),
        ):
            await seconds(world, SILENCE, 8)
            assert world.state.audio.microphone_trouble == PROBABLY
            await world.emit(quiet)
            assert world.state.audio.microphone_trouble is None
            await seconds(world, SILENCE, 40)
            assert world.state.audio.microphone_trouble is None
            await world.emit(loud)
        await seconds(world, SILENCE, 8)
        await world.emit(CallEnded(CallKey(1), 200))
        assert world.state.audio.microphone_trouble is None

    play(story)


def test_another_microphone_is_judged_from_the_start_and_none_at_all_is_another_problem() -> None:
    async def story(world: World) -> None:
        await a_call(world)
        await seconds(world, SILENCE, 8)
        await world.emit(replace(PRESENT, microphone="Desk"))
        assert world.state.audio.microphone_trouble is None
        await world.emit(replace(PRESENT, microphone=None))
        await seconds(world, SILENCE, 60)
        assert world.state.audio.microphone_trouble is None

    play(story)
