"""Audio devices: the choice is kept, a replacement is reported, a change during the session is noticed."""

import math
from dataclasses import replace

from softphone.domain.account.account import AudioSettings
from softphone.domain.problems import DeviceMissing, DeviceSide, NoSoundDevice
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import SetAudio
from softphone.domain.telephone.events import AudioChanged, AudioFlow, CallEnded, EngineLost, EngineReady, SoundDevice
from softphone.services.audio.audio_options import wish_of
from softphone.services.state.audio import DeviceView, SideView
from tests.samples.services import ACCOUNT, World, play, quiet

HEADSET_IN, HEADSET_OUT = SoundDevice("i1", "Headset"), SoundDevice("o1", "Headset")
BUILT_IN, SPEAKERS = SoundDevice("i2", "Mikrofon", True), SoundDevice("o2", "Lautsprecher", True)
ALL = AudioChanged(
    microphones=(HEADSET_IN, BUILT_IN),
    speakers=(HEADSET_OUT, SPEAKERS),
    microphone="Headset",
    speaker="Headset",
    ringers=("Lautsprecher",),
    backend="PulseAudio",
)
UNPLUGGED = AudioChanged((BUILT_IN,), (SPEAKERS,), "Mikrofon", "Lautsprecher", ("Lautsprecher",), "PulseAudio")
NOTHING = AudioChanged((), (), None, None, (), "Null")
WISH = AudioSettings(microphone="Headset", speaker="Headset", ringers=("Lautsprecher",), noise_suppression=False)
FLOW = AudioFlow(1, 1, 0, 0, 0, 0, input_dbfs=-30.0, output_dbfs=-math.inf)


def test_the_engine_is_told_the_wish_as_soon_as_it_is_there() -> None:
    async def story(world: World) -> None:
        world.app.audio.set(WISH)
        assert world.engine.of(SetAudio) == []
        await world.emit(EngineReady(1, "fake"))
        assert world.engine.of(SetAudio) == [SetAudio(WISH)]

    play(story)


def test_the_chosen_devices_outlive_the_program() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.audio.set(WISH)
        assert world.engine.sent[-1] == SetAudio(WISH)
        world.restart()
        await world.emit(EngineReady(2, "fake"))
        assert world.engine.sent[-1] == SetAudio(WISH)
        assert world.state.audio.ringers == ("Lautsprecher",)

    play(story)


def test_a_provisioned_account_brings_its_devices_and_one_without_leaves_the_users() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, audio=WISH))
        assert world.engine.of(SetAudio)[-1] == SetAudio(WISH)
        await world.sign_in(ACCOUNT)
        assert world.engine.of(SetAudio)[-1] == SetAudio(WISH)

    play(story)


def test_the_users_devices_stand_against_those_of_an_account() -> None:
    async def story(world: World) -> None:
        chosen = replace(WISH, microphone="Mikrofon")
        await world.sign_in(replace(ACCOUNT, audio=WISH))
        world.app.audio.set(chosen)
        await world.sign_in(replace(ACCOUNT, audio=WISH))
        assert world.engine.of(SetAudio)[-1] == SetAudio(chosen)
        assert len(world.engine.of(SetAudio)) == len(set(map(repr, world.engine.of(SetAudio))))

    play(story)


def test_the_devices_and_what_is_used_are_shown() -> None:
    async def story(world: World) -> None:
        world.app.audio.set(WISH)
        await world.emit(EngineReady(1, "fake"), ALL)
        audio = world.state.audio
        assert audio.microphones == (DeviceView("Headset"), DeviceView("Mikrofon", True))
        assert audio.microphone == audio.speaker == SideView("Headset", "Headset")
        assert (audio.ringers_using, audio.backend, audio.problems) == (("Lautsprecher",), "PulseAudio", ())
        assert not audio.noise_suppression

    play(story)


def test_an_unplugged_headset_is_missed_and_taken_again_without_touching_the_wish() -> None:
    async def story(world: World) -> None:
        world.app.audio.set(WISH)
        await world.emit(EngineReady(1, "fake"), ALL, UNPLUGGED)
        audio = world.state.audio
        missing = DeviceMissing(DeviceSide.MICROPHONE, "Headset", "Mikrofon")
        assert audio.microphone == SideView("Headset", "Mikrofon", missing)
        assert audio.problems == (
            (DeviceSide.MICROPHONE, missing),
            (DeviceSide.SPEAKER, DeviceMissing(DeviceSide.SPEAKER, "Headset", "Lautsprecher")),
        )
        await world.emit(ALL)
        assert world.state.audio.problems == ()
        assert world.notices() == [
            ("device-now", "Mikrofon"),
            ("device-now", "Lautsprecher"),
            ("device-now", "Headset"),
        ]

    play(story)


def test_volumes_stay_the_users_when_an_account_brings_its_devices() -> None:
    async def story(world: World) -> None:
        world.app.audio.set(AudioSettings(speaker_volume=40, ringer_volume=70))
        await world.sign_in(replace(ACCOUNT, audio=WISH))
        wish = replace(WISH, speaker_volume=40, ringer_volume=70)
        assert world.engine.of(SetAudio)[-1] == SetAudio(wish)
        audio = world.state.audio
        assert (audio.speaker_volume, audio.ringer_volume) == (40, 70)
        assert wish_of(audio) == wish

    play(story)


def test_the_headset_on_the_ear_is_told_to_ring_softly() -> None:
    async def story(world: World) -> None:
        both = replace(ALL, ringers=("Headset", "Lautsprecher"))
        await world.emit(EngineReady(1, "fake"), both)
        both_there = world.state.audio
        assert both_there.ringers_softly == ("Headset",)
        await world.emit(ALL)
        assert world.state.audio.ringers_softly == ()

    play(story)


def test_a_missing_ringer_is_told_with_its_stand_in() -> None:
    async def story(world: World) -> None:
        world.app.audio.set(AudioSettings(ringers=("Headset", "Lautsprecher")))
        await world.emit(EngineReady(1, "fake"), UNPLUGGED)
        expected = ((DeviceSide.RINGER, DeviceMissing(DeviceSide.RINGER, "Headset", "Lautsprecher")),)
        assert world.state.audio.problems == expected

    play(story)


def test_a_machine_without_sound_says_so() -> None:
    async def story(world: World) -> None:
        await world.emit(EngineReady(1, "fake"), NOTHING)
        audio = world.state.audio
        assert audio.microphone == SideView(None, None, NoSoundDevice(DeviceSide.MICROPHONE))
        assert [side for side, _ in audio.problems] == list(DeviceSide)
        assert world.notices() == []

    play(story)


def test_the_first_devices_are_no_news_and_a_new_engine_with_the_same_ones_neither() -> None:
    async def story(world: World) -> None:
        await world.emit(EngineReady(1, "fake"), UNPLUGGED, EngineLost(1), EngineReady(2, "fake"), UNPLUGGED)
        assert world.notices() == []

    play(story)


def test_levels_are_shown_during_a_call_and_end_with_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        await world.emit(FLOW)
        assert (world.state.audio.input_dbfs, world.state.audio.output_dbfs) == (-30.0, -120.0)
        await world.emit(CallEnded(CallKey(1), 200))
        assert (world.state.audio.input_dbfs, world.state.audio.output_dbfs) == (None, None)
        await quiet()

    play(story)
