"""`softphone ctl`: trying the sound devices."""

from collections.abc import Callable
from typing import Any

from softphone.control_server import Handler
from softphone.domain.problems import Problem
from softphone.domain.sound_test import SoundTest
from softphone.services.actions import Actions
from softphone.services.status import plain_json

Json = dict[str, Any]
TRIALS = (*(test.value for test in SoundTest), "stop", "watch", "unwatch")


class SoundCommands:
    """`result` turns a problem, or None, into the answer."""

    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {"sound-test": self._sound_test}

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

    def _answer(self, problem: Problem | None) -> Json:
        return {**self._result(problem), "sound_test": plain_json(self._actions.state.value.sound_test)}
