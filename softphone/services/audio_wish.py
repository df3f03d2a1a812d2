"""The audio wish in force, read back from the state: changing one thing keeps the rest."""

from softphone.domain.settings import AudioWish
from softphone.services.views import AudioView


def wish_of(audio: AudioView) -> AudioWish:
    return AudioWish(
        audio.microphone.wish,
        audio.speaker.wish,
        audio.ringers,
        audio.echo_cancellation,
        audio.noise_suppression,
        audio.speaker_volume,
        audio.ringer_volume,
    )
