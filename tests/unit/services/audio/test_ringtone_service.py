"""Ring tones per leader: used for that leader's calls, and kept."""

from softphone.domain.problems import NoSuchGroup
from softphone.domain.telephone.audio_test import AudioTestKind, StartAudioTest
from softphone.domain.telephone.commands import StartRinging
from softphone.domain.telephone.events import EngineReady
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.diagnostics.status_json import status_json
from tests.samples.services import LEA, World, for_leader, play


def test_each_leader_s_calls_ring_with_that_leader_s_tone() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert await world.app.ringtones.choose(LEA, Ringtone.BIRD) is None
        assert await world.app.ringtones.choose("", Ringtone.BELL) is None
        await world.incoming(1, for_leader(LEA))
        await world.incoming(3)
        assert [(ring.key, ring.ringtone) for ring in world.engine.of(StartRinging)] == [
            (1, Ringtone.BIRD),
            (3, Ringtone.BELL),
        ]
        assert status_json(world.state)["ring_tones"] == {"": "bell", LEA: "bird"}

    play(story)


def test_the_choice_outlives_the_program_and_an_unknown_leader_has_none() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.app.ringtones.choose(LEA, Ringtone.MARIMBA)
        assert await world.app.ringtones.choose("nobody@pbx.example", Ringtone.BELL) == NoSuchGroup(
            "nobody@pbx.example"
        )
        world.restart()
        assert dict(world.state.ring_tones) == {LEA: Ringtone.MARIMBA}

    play(story)


def test_a_tone_is_heard_before_it_is_chosen() -> None:
    async def story(world: World) -> None:
        await world.emit(EngineReady(1, "fake"))
        world.app.audio_test.start_test(AudioTestKind.RING, Ringtone.PULSE)
        assert world.engine.of(StartAudioTest) == [StartAudioTest(AudioTestKind.RING, Ringtone.PULSE)]

    play(story)
