"""`ctl sound-test`, `echo-test`: what they ask for, and that they answer with the view."""

import asyncio
from types import SimpleNamespace
from typing import Any

from softphone.control.commands import handlers
from softphone.domain.problems import NotPossibleNow, Problem
from softphone.domain.telephone.audio_test import SoundTest
from softphone.services.core.outcomes import settled
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import SoundTestView
from softphone.services.state.observable import Observable
from tests.samples.control import program_of


class Group:
    """Remembers what was asked; answers everything with `problem`."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.problem: Problem | None = None

    def __getattr__(self, name: str) -> Any:
        def action(*arguments: Any) -> Any:
            self.asked.append((name, *arguments))
            return settled(self.problem)

        return action


def ask(group: Group, command: str, **arguments: Any) -> dict[str, Any]:
    state = Observable(AppState(sound_test=SoundTestView(recorded_s=2.5)))
    actions: Any = SimpleNamespace(audio=group, audio_test=group, ringtones=group, state=state)

    async def answer() -> dict[str, Any]:
        return await handlers(program_of(actions))[command](arguments)

    return asyncio.run(answer())


def test_sound_tests_are_asked_for_and_answered_with_their_view() -> None:
    group = Group()
    for what in ("record", "probe", "stop", "watch", "unwatch"):
        answer = ask(group, "sound-test", what=what)
        assert answer["ok"]
        assert answer["sound_test"]["recorded_s"] == 2.5
    assert group.asked == [
        ("start_test", SoundTest.RECORD),
        ("start_test", SoundTest.PROBE),
        ("stop_test",),
        ("watch_levels", True),
        ("watch_levels", False),
    ]


def test_a_refusal_is_no_success() -> None:
    group = Group()
    group.problem = NotPossibleNow("no-echo-target")
    assert not ask(group, "echo-test")["ok"]
    assert not ask(group, "sound-test", what="tone")["ok"]
