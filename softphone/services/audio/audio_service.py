"""Sound devices: the user's wish, what is used instead when it is not there, and the levels of a call."""

import math
from collections.abc import Sequence
from dataclasses import replace

from softphone.domain.account.account import AudioSettings
from softphone.domain.audio.device_choice import choose, soft_ringers
from softphone.domain.problems import DeviceMissing, DeviceSide, NoSoundDevice, Problem
from softphone.domain.telephone.audio_test import AudioLevels
from softphone.domain.telephone.commands import SetAudio
from softphone.domain.telephone.events import AudioChanged, AudioFlow, EngineReady, Event, SoundDevice
from softphone.services.audio.audio_options import audio_wish, subscribe_audio, values_of
from softphone.services.core.outcomes import Outcome
from softphone.services.core.ports import Engine
from softphone.services.options.options_service import OptionsService
from softphone.services.state.audio import AudioView, DeviceView, SideView
from softphone.services.state.state_store import StateStore

SILENCE_DBFS = -120.0


class AudioService:
    """Owns `AppState.audio`. The wish is never overwritten by a stand-in; it lives in the settings."""

    def __init__(self, engine: Engine, options: OptionsService, state: StateStore) -> None:
        self._engine, self._options, self._state = engine, options, state
        self._wish = audio_wish(options)
        self._present: AudioChanged | None = None
        self._publish()
        subscribe_audio(options, self._follow)

    @property
    def wish(self) -> AudioSettings:
        return self._wish

    def set(self, wish: AudioSettings) -> Outcome:
        return self._options.set_all(values_of(wish, since=self._wish))

    def _follow(self) -> None:
        """Several settings of one wish change together and are told one by one."""
        wish = audio_wish(self._options)
        if wish != self._wish:
            self._wish = wish
            self._send()
            self._publish()

    def suggest(self, provisioned: AudioSettings) -> None:
        """Suggests the devices of a provisioned account; the volumes stay the user's."""
        unnamed = AudioSettings()
        devices = replace(provisioned, speaker_volume=unnamed.speaker_volume, ringer_volume=unnamed.ringer_volume)
        self._options.suggest_all(values_of(devices, since=unnamed))

    def on_event(self, event: Event) -> None:
        match event:
            case EngineReady():
                self._send()
            case AudioChanged():
                self._on_changed(event)
            case AudioFlow() | AudioLevels():
                self._show_levels(_finite(event.input_dbfs), _finite(event.output_dbfs))
            case _:
                pass

    def no_call(self) -> None:
        """Levels belong to a call or to a sound test, which tells its own."""
        self._show_levels(None, None)

    def _send(self) -> None:
        """Before the engine is there nothing is sent: its first event brings us here."""
        if self._state.value.engine_running:
            self._engine.send(SetAudio(self._wish))

    def _on_changed(self, event: AudioChanged) -> None:
        before, self._present = self._present, event
        self._publish()
        for name in _newly_used(before, event):
            self._state.notify("device-now", name)

    def _show_levels(self, input_dbfs: float | None, output_dbfs: float | None) -> None:
        self._state.update(audio=replace(self._state.value.audio, input_dbfs=input_dbfs, output_dbfs=output_dbfs))

    def _publish(self) -> None:
        audio = replace(
            self._state.value.audio,
            ringers=self._wish.ringers,
            echo_cancellation=self._wish.echo_cancellation,
            noise_suppression=self._wish.noise_suppression,
            speaker_volume=self._wish.speaker_volume,
            ringer_volume=self._wish.ringer_volume,
        )
        self._state.update(audio=_with_devices(audio, self._wish, self._present))


def _with_devices(audio: AudioView, wish: AudioSettings, present: AudioChanged | None) -> AudioView:
    """Before the engine has told its devices nothing is claimed about any."""
    if present is None:
        return replace(audio, microphone=SideView(wish.microphone), speaker=SideView(wish.speaker))
    microphone = _side(DeviceSide.MICROPHONE, wish.microphone, present.microphone, present.microphones)
    speaker = _side(DeviceSide.SPEAKER, wish.speaker, present.speaker, present.speakers)
    sides = ((DeviceSide.MICROPHONE, microphone.problem), (DeviceSide.SPEAKER, speaker.problem))
    ringers = ((DeviceSide.RINGER, problem) for problem in _ringer_problems(wish.ringers, present))
    return replace(
        audio,
        microphones=_devices(present.microphones),
        speakers=_devices(present.speakers),
        microphone=microphone,
        speaker=speaker,
        ringers_using=present.ringers,
        ringers_softly=_softly(present),
        backend=present.backend,
        microphone_muted=present.microphone_muted,
        problems=(*((side, problem) for side, problem in sides if problem is not None), *ringers),
    )


def _softly(present: AudioChanged) -> tuple[str, ...]:
    """Of the ringers, those that ring softly while nobody speaks."""
    ringers = [device for device in present.speakers if device.name in present.ringers]
    speaker = next((device for device in present.speakers if device.name == present.speaker), None)
    soft = soft_ringers(ringers, speaker, in_call=False)
    return tuple(ringer.name for ringer in ringers if ringer.id in soft)


def _side(side: DeviceSide, wish: str | None, using: str | None, devices: Sequence[SoundDevice]) -> SideView:
    if wish is not None and not _is_there(wish, devices):
        return SideView(wish, using, DeviceMissing(side, wish, using))
    return SideView(wish, using, NoSoundDevice(side) if using is None else None)


def _ringer_problems(wish: Sequence[str], present: AudioChanged) -> list[Problem]:
    stand_in = next(iter(present.ringers), None)
    missing = [name for name in wish if not _is_there(name, present.speakers)]
    if stand_in is None and not missing:
        return [NoSoundDevice(DeviceSide.RINGER)]
    return [DeviceMissing(DeviceSide.RINGER, name, stand_in) for name in missing]


def _is_there(wish: str, devices: Sequence[SoundDevice]) -> bool:
    """Whether the choice would fall on the wished device itself, with no other to stand in."""
    return any(choose(wish, (_STRANGER, device)) is device for device in devices)


_STRANGER = SoundDevice(id="", name="", is_default=True)


def _devices(devices: Sequence[SoundDevice]) -> tuple[DeviceView, ...]:
    return tuple(DeviceView(device.name, device.is_default) for device in devices)


def _newly_used(before: AudioChanged | None, now: AudioChanged) -> list[str]:
    """Each device once that is used now and was not before; at the start nothing has changed yet."""
    if before is None:
        return []
    pairs = ((before.microphone, now.microphone), (before.speaker, now.speaker))
    return list(dict.fromkeys(name for old, name in pairs if name is not None and name != old))


def _finite(dbfs: float | None) -> float | None:
    return dbfs if dbfs is None or math.isfinite(dbfs) else SILENCE_DBFS
