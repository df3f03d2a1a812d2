"""The wish about sound devices, kept as settings: one row here for each field of AudioSettings."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from softphone.domain.account.account import AudioSettings
from softphone.domain.options.table import (
    ECHO_CANCELLATION,
    MICROPHONE,
    NOISE_SUPPRESSION,
    RINGER_VOLUME,
    RINGERS,
    SPEAKER,
    SPEAKER_VOLUME,
    AnyOption,
)
from softphone.services.options.options_service import OptionsService
from softphone.services.state.audio import AudioView

AUDIO_OPTIONS: Mapping[str, AnyOption] = MappingProxyType(
    {
        "microphone": MICROPHONE,
        "speaker": SPEAKER,
        "ringers": RINGERS,
        "echo_cancellation": ECHO_CANCELLATION,
        "noise_suppression": NOISE_SUPPRESSION,
        "speaker_volume": SPEAKER_VOLUME,
        "ringer_volume": RINGER_VOLUME,
    }
)
_NONE_IS_EMPTY = frozenset({"microphone", "speaker"})


def audio_wish(options: OptionsService) -> AudioSettings:
    """An empty name is the system's own choice."""
    values: dict[str, Any] = {name: options.value(option) for name, option in AUDIO_OPTIONS.items()}
    for name in _NONE_IS_EMPTY:
        values[name] = values[name] or None
    return AudioSettings(**values)


def values_of(wish: AudioSettings, since: AudioSettings) -> dict[str, Any]:
    """By key, what is different now."""
    changed = [f.name for f in fields(AudioSettings) if getattr(wish, f.name) != getattr(since, f.name)]
    return {AUDIO_OPTIONS[name].key: _option_value(wish, name) for name in changed}


def subscribe_audio(options: OptionsService, listener: Callable[[], None]) -> None:
    for option in AUDIO_OPTIONS.values():
        options.subscribe(option, lambda _value: listener())


def _option_value(wish: AudioSettings, name: str) -> Any:
    value = getattr(wish, name)
    return value or "" if name in _NONE_IS_EMPTY else value


def wish_of(audio: AudioView) -> AudioSettings:
    return AudioSettings(
        audio.microphone.wish,
        audio.speaker.wish,
        audio.ringers,
        audio.echo_cancellation,
        audio.noise_suppression,
        audio.speaker_volume,
        audio.ringer_volume,
    )
