"""`softphone ctl`: devices, volumes, and trying them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from softphone.control.server import Handler
from softphone.domain.account.account import AudioWish
from softphone.domain.audio.volume import LOUDEST_PERCENT
from softphone.domain.problems import Problem
from softphone.domain.telephone.audio_test import SoundTest
from softphone.domain.telephone.ringtone import Melody
from softphone.services.actions import Actions
from softphone.services.audio.audio_options import wish_of
from softphone.services.diagnostics.status_json import plain_json

Json = dict[str, Any]
TRIALS = (*(test.value for test in SoundTest), "stop", "watch", "unwatch")


class SoundCommands:
    """`result` turns a problem, or None, into the answer."""

    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {
            "sound-test": self._sound_test,
            "echo-test": self._echo_test,
            "volume": self._volume,
            "ring-tone": self._ring_tone,
            "ring-test": self._ring_test,
        }

    async def _sound_test(self, arguments: Json) -> Json:
        what = arguments["what"]
        if what not in TRIALS:
            raise ValueError(f"what: one of {', '.join(TRIALS)}")
        sound = self._actions.sound
        if what in ("watch", "unwatch"):
            sound.watch_levels(what == "watch")
            return self._answer(None)
        outcome = sound.stop_test() if what == "stop" else sound.start_test(SoundTest(what))
        return self._answer(await outcome)

    async def _ring_test(self, arguments: Json) -> Json:
        outcome = self._actions.sound.start_test(SoundTest.RING, _melody(arguments))
        return self._answer(await outcome)

    async def _ring_tone(self, arguments: Json) -> Json:
        leader = _text(arguments, "leader")
        return self._result(await self._actions.sound.set_ring_tone(leader, _melody(arguments)))

    async def _echo_test(self, _: Json) -> Json:
        return self._result(await self._actions.sound.call_echo())

    async def _volume(self, arguments: Json) -> Json:
        side, percent = arguments["side"], arguments["percent"]
        if side not in ("speaker", "ringer"):
            raise ValueError("side: speaker or ringer")
        if isinstance(percent, bool) or not isinstance(percent, int) or not 0 <= percent <= LOUDEST_PERCENT:
            raise ValueError("percent: a whole number from 0 to 100")
        wish = wish_of(self._actions.state.value.audio)
        louder = replace(wish, speaker_volume=percent) if side == "speaker" else replace(wish, ringer_volume=percent)
        return self._result(await self._actions.set_audio(louder))

    def _answer(self, problem: Problem | None) -> Json:
        return {**self._result(problem), "sound_test": plain_json(self._actions.state.value.sound_test)}


def audio_wish(wish: AudioWish, arguments: Json) -> AudioWish:
    """An empty name: the system's own choice."""
    if "microphone" in arguments:
        wish = replace(wish, microphone=_text(arguments, "microphone") or None)
    if "speaker" in arguments:
        wish = replace(wish, speaker=_text(arguments, "speaker") or None)
    if "ringer" in arguments:
        wish = replace(wish, ringers=_texts(arguments, "ringer"))
    if "echo" in arguments:
        wish = replace(wish, echo_cancellation=_is_on(arguments, "echo"))
    if "noise" in arguments:
        wish = replace(wish, noise_suppression=_is_on(arguments, "noise"))
    return wish


def _melody(arguments: Json) -> Melody:
    return Melody(arguments.get("tone", Melody.CLASSIC.value))


def _text(arguments: Json, name: str) -> str:
    value = arguments[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value


def _is_on(arguments: Json, name: str) -> bool:
    value = _text(arguments, name)
    if value not in ("on", "off"):
        raise ValueError(f"{name}: on or off")
    return value == "on"


def _texts(arguments: Json, name: str) -> tuple[str, ...]:
    values = arguments[name]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{name}: a list of texts is needed")
    return tuple(values)
