"""The `softphone ctl` commands about sound devices, volumes and sound tests."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from softphone.control.command import CommandGroup, command
from softphone.control.parameter import Json
from softphone.domain.audio.volume import LOUDEST_PERCENT
from softphone.domain.problems import Problem
from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.domain.telephone.ringtone import Ringtone

if TYPE_CHECKING:
    from softphone.control.running_program import RunningProgram
    from softphone.services.core.outcomes import Outcome

SOUND = CommandGroup.SOUND
Device = Annotated[str | None, "NAME"]


@command(SOUND)
def audio(
    program: "RunningProgram",
    *,
    microphone: Device = None,
    speaker: Device = None,
    ringer: Annotated[tuple[str, ...] | None, "NAME"] = None,
    echo: bool | None = None,
    noise: bool | None = None,
) -> "Outcome":
    """Chooses devices by name; an empty name is the system's default.

    echo: suppresses echo
    noise: suppresses background noise
    """
    wish = program.audio_wish()
    changed = replace(
        wish,
        microphone=wish.microphone if microphone is None else microphone or None,
        speaker=wish.speaker if speaker is None else speaker or None,
        ringers=wish.ringers if ringer is None else ringer,
        echo_cancellation=wish.echo_cancellation if echo is None else echo,
        noise_suppression=wish.noise_suppression if noise is None else noise,
    )
    return program.actions.audio.set(changed)


@command(SOUND)
def volume(
    program: "RunningProgram",
    side: Literal["speaker", "ringer"],
    percent: Annotated[int, range(LOUDEST_PERCENT + 1)],
) -> "Outcome":
    """Sets a volume from 0 to 100; 100 leaves the sound as it is."""
    wish = program.audio_wish()
    louder = replace(wish, speaker_volume=percent) if side == "speaker" else replace(wish, ringer_volume=percent)
    return program.actions.audio.set(louder)


@command(SOUND)
def ring_tone(program: "RunningProgram", leader: str, tone: Ringtone) -> "Outcome":
    """Chooses the tone that rings for a leader.

    A notification stays one short burst, silent stays silent.

    leader: the leader's user id; '' means your own calls
    """
    return program.actions.ringtones.choose(leader, tone)


@command(SOUND)
async def ring_test(program: "RunningProgram", tone: Ringtone = Ringtone.CLASSIC) -> Json:
    """Plays a test ring with a tone."""
    return _view(program, await program.actions.audio_test.start_test(AudioTestKind.RING, tone))


@command(SOUND)
def echo_test(program: "RunningProgram") -> "Outcome":
    """Calls the account's number that sends back what it hears."""
    return program.actions.audio_test.call_echo()


@command(SOUND)
async def sound_test(
    program: "RunningProgram",
    what: Literal["record", "play", "tone", "ring", "probe", "stop", "watch", "unwatch"],
) -> Json:
    """Tries the sound devices outside calls; a call ends the test at once.

    `record`: 5 s from the microphone; `play`: that sample on the loudspeaker; `tone`: a test tone; `ring`: a test
    ring on the ringers; `probe`: opens every device for a moment, unheard, and says which work. The answer comes
    when the test is over. `stop` ends it. `watch` keeps the microphone open for its level (`devices`: input_dbfs)
    until `unwatch`.
    """
    sound = program.actions.audio_test
    if what in ("watch", "unwatch"):
        sound.watch_levels(what == "watch")
        return _view(program, None)
    return _view(program, await (sound.stop_test() if what == "stop" else sound.start_test(AudioTestKind(what))))


def _view(program: "RunningProgram", problem: Problem | None) -> Json:
    return program.result(problem) | program.parts("sound_test")
