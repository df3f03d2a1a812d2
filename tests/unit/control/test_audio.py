"""`ctl sound-test`, `echo-test`: what they ask for, and that they answer with the view."""

from typing import Any

from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.audio_test import AudioTestKind
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.state.audio import SoundTestView
from tests.samples.actions import FakeActions
from tests.samples.control import Json, ask


def ask_audio(actions: FakeActions, command: str, **arguments: Any) -> Json:
    actions.show(sound_test=SoundTestView(recorded_s=2.5))
    return ask(actions, command, arguments)


def test_sound_tests_are_asked_for_and_answered_with_their_view() -> None:
    actions = FakeActions(at_once=True)
    for what in ("record", "probe", "stop", "watch", "unwatch"):
        answer = ask_audio(actions, "sound-test", what=what)
        assert answer["ok"]
        assert answer["sound_test"]["recorded_s"] == 2.5
    assert actions.asked == [
        ("audio_test.start_test", AudioTestKind.RECORD, Ringtone.CLASSIC),
        ("audio_test.start_test", AudioTestKind.PROBE, Ringtone.CLASSIC),
        ("audio_test.stop_test",),
        ("audio_test.watch_levels", True),
        ("audio_test.watch_levels", False),
    ]


def test_a_refusal_is_no_success() -> None:
    actions = FakeActions(at_once=True)
    actions.problem = NotPossibleNow(Obstacle.NO_ECHO_TARGET)
    assert not ask_audio(actions, "echo-test")["ok"]
    assert not ask_audio(actions, "sound-test", what="tone")["ok"]
