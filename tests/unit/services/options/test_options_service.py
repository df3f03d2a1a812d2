"""Settings in force: the policy before this run, the user, the account and the defaults; kept over a restart."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import AudioSettings, Language
from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.table import (
    ANSWER_KEY,
    ECHO_CANCELLATION,
    HOLD_KEY,
    LANGUAGE,
    MICROPHONE,
    MUTE_KEY,
    OPTIONS,
    RINGERS,
    THEME,
    ThemeChoice,
)
from softphone.domain.problems import (
    NoSuchOption,
    NotPossibleNow,
    Obstacle,
    OptionFault,
    OptionLocked,
    OptionRefused,
    PolicyUnusable,
    Problem,
)
from softphone.domain.telephone.commands import SetAudio
from softphone.services.app import App
from softphone.services.core.outcomes import Outcome
from softphone.services.diagnostics.status_json import status_json
from softphone.services.options.option_migrations import OPTIONS_STORED_AS
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore
from tests.samples.services import ACCOUNT, FakeStore, World, play, result

DARK = Policy(locked={THEME.key: ThemeChoice.DARK})


class Desk:
    """One OptionsService over a store that survives `restart`."""

    def __init__(self, policy: Policy | None = None, for_this_run: Mapping[str, Any] | None = None) -> None:
        self.store, self.policy = FakeStore(), policy
        self.restart(for_this_run)

    def restart(self, for_this_run: Mapping[str, Any] | None = None) -> None:
        self.state = StateStore()
        self.options = OptionsService(self.store, self.state, self.policy, for_this_run)

    def did(self, outcome: Outcome) -> Problem | None:
        return outcome.result()


def run(story: Callable[[], None]) -> None:
    """Runs a story in a loop, which outcomes need."""

    async def running() -> None:
        story()

    asyncio.run(running())


def test_a_value_is_typed_told_and_kept_over_a_restart() -> None:
    def story() -> None:
        desk = Desk()
        heard: list[ThemeChoice] = []
        desk.options.subscribe(THEME, heard.append)
        assert desk.did(desk.options.set(THEME, ThemeChoice.LIGHT)) is None
        assert heard == [ThemeChoice.SYSTEM, ThemeChoice.LIGHT]
        assert desk.state.value.options.value(THEME) is ThemeChoice.LIGHT
        desk.restart()
        assert desk.options.value(THEME) is ThemeChoice.LIGHT
        assert desk.state.value.options.row(THEME).changed

    run(story)


def test_reset_goes_back_to_what_holds_without_the_user() -> None:
    def story() -> None:
        desk = Desk(Policy(defaults={THEME.key: ThemeChoice.DARK}))
        assert desk.options.value(THEME) is ThemeChoice.DARK
        desk.options.set(THEME, ThemeChoice.LIGHT)
        assert desk.options.value(THEME) is ThemeChoice.LIGHT
        assert desk.did(desk.options.reset(THEME)) is None
        assert desk.options.value(THEME) is ThemeChoice.DARK
        assert not desk.state.value.options.row(THEME).changed
        assert desk.store.load(OPTIONS_STORED_AS) == {}

    run(story)


def test_a_locked_value_holds_against_everything_and_says_so() -> None:
    def story() -> None:
        desk = Desk(DARK, {THEME.key: ThemeChoice.LIGHT})
        refused = (
            desk.options.set(THEME, ThemeChoice.LIGHT),
            desk.options.set_text(THEME.key, "light"),
            desk.options.reset(THEME),
        )
        assert [desk.did(outcome) for outcome in refused] == [OptionLocked(THEME.key)] * 3
        assert desk.options.value(THEME) is ThemeChoice.DARK
        row = desk.state.value.options.row(THEME)
        assert (row.locked, row.changed) == (True, False)

    run(story)


def test_a_lock_that_is_taken_away_gives_the_user_s_choice_back() -> None:
    def story() -> None:
        desk = Desk()
        desk.options.set(THEME, ThemeChoice.LIGHT)
        desk.policy = DARK
        desk.restart()
        assert desk.options.value(THEME) is ThemeChoice.DARK
        desk.policy = None
        desk.restart()
        assert desk.options.value(THEME) is ThemeChoice.LIGHT

    run(story)


def test_what_the_command_line_says_holds_for_this_run_until_the_user_chooses() -> None:
    def story() -> None:
        desk = Desk(for_this_run={THEME.key: ThemeChoice.DARK})
        assert desk.options.value(THEME) is ThemeChoice.DARK
        desk.options.set(THEME, ThemeChoice.LIGHT)
        assert desk.options.value(THEME) is ThemeChoice.LIGHT
        desk.restart({THEME.key: ThemeChoice.DARK})
        assert desk.options.value(THEME) is ThemeChoice.DARK
        desk.restart()
        assert desk.options.value(THEME) is ThemeChoice.LIGHT

    run(story)


def test_what_does_not_fit_is_refused_and_changes_nothing() -> None:
    def story() -> None:
        desk = Desk()
        assert desk.did(desk.options.set_text(THEME.key, "pink")) == OptionRefused(
            THEME.key, OptionFault.NOT_OFFERED, "system, light, dark"
        )
        assert desk.did(desk.options.set_text("general.fly", "on")) == NoSuchOption("general.fly")
        assert desk.did(desk.options.reset_key("general.fly")) == NoSuchOption("general.fly")
        too_long = desk.options.set(MICROPHONE, "x" * 501)
        assert isinstance(desk.did(too_long), OptionRefused)
        assert desk.options.value(MICROPHONE) == ""

    run(story)


def test_of_several_those_that_fit_hold_and_listeners_see_them_together() -> None:
    def story() -> None:
        desk, seen = Desk(DARK), []
        desk.options.subscribe(RINGERS, lambda _: seen.append(desk.options.value(MICROPHONE)))
        problem = desk.did(
            desk.options.set_all(
                {THEME.key: ThemeChoice.LIGHT, RINGERS.key: ("Saal",), MICROPHONE.key: "Headset"},
            )
        )
        assert problem == OptionLocked(THEME.key)
        assert seen == ["", "Headset"]

    run(story)


def test_settings_of_a_newer_program_survive_and_damaged_ones_are_not_in_force() -> None:
    def story() -> None:
        desk = Desk()
        desk.options.set(ECHO_CANCELLATION, False)
        desk.store.values[OPTIONS_STORED_AS].update({"general.future": 3, THEME.key: ["?"]})
        desk.restart()
        assert desk.options.value(THEME) is ThemeChoice.SYSTEM
        desk.options.set(MICROPHONE, "Headset")
        assert desk.store.load(OPTIONS_STORED_AS)["general.future"] == 3

    run(story)


@given(stored=st.none() | st.integers() | st.lists(st.text()) | st.dictionaries(st.text(), st.integers()))
def test_no_stored_table_is_a_crash(stored: object) -> None:
    store = FakeStore()
    store.values = {OPTIONS_STORED_AS: stored}
    options = OptionsService(store, StateStore())
    assert all(options.value(option) == option.default for option in OPTIONS)


def test_a_broken_policy_is_a_problem_that_everybody_sees() -> None:
    def story() -> None:
        fault = PolicyUnusable("/etc/xdg/vorzimmer/policy.toml", "line 1")
        desk = Desk(Policy(files=(fault.file,), faults=(fault,)))
        status = status_json(desk.state.value)
        assert status["options"]["policy"]["files"] == [fault.file]
        assert {"where": "program", "kind": "PolicyUnusable", "file": fault.file, "detail": "line 1"} in status[
            "problems"
        ]

    run(story)


def language_of(world: World) -> Language:
    return world.state.language


def test_the_account_s_language_holds_until_the_user_chooses_one_and_again_after_a_reset() -> None:
    async def story(world: World) -> None:
        await world.sign_in(replace(ACCOUNT, language=Language.GERMAN))
        assert language_of(world) is Language.GERMAN
        world.app.options.set(LANGUAGE, Language.ENGLISH)
        assert language_of(world) is Language.ENGLISH
        assert result(world.app.options.reset(LANGUAGE)) is None
        assert language_of(world) is Language.GERMAN

    play(story)


def test_a_sound_setting_reaches_the_engine_whoever_sets_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.options.set_text("sound.microphone", "Headset 60")) is None
        assert world.engine.of(SetAudio)[-1].settings.microphone == "Headset 60"
        assert world.state.audio.microphone.wish == "Headset 60"

    play(story)


def test_a_whole_sound_wish_is_sent_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        before = len(world.engine.of(SetAudio))
        wish = AudioSettings("Headset 60", "Headset 40", ("Saal",), False, False)
        assert result(world.app.audio.set(wish)) is None
        assert [command.settings for command in world.engine.of(SetAudio)[before:]] == [wish]
        world.restart()
        assert world.state.audio.ringers == ("Saal",)

    play(story)


def test_a_locked_device_keeps_the_rest_of_the_wish() -> None:
    async def story(world: World) -> None:
        policy = Policy(locked={ECHO_CANCELLATION.key: True})
        app = App(world.engine, world.portal, world.secrets, world.clock, world.store, world.spawn, policy=policy)
        outcome = app.audio.set(AudioSettings("Headset 60", None, (), False, True))
        assert result(outcome) == OptionLocked(ECHO_CANCELLATION.key)
        assert app.state.value.audio.microphone.wish == "Headset 60"
        assert app.state.value.audio.echo_cancellation is True

    play(story)


def test_the_status_names_values_and_locks() -> None:
    desk = Desk(DARK)
    options = status_json(desk.state.value)["options"]
    assert options["values"][THEME.key] == "dark"
    assert set(options["values"]) == {option.key for option in OPTIONS}
    assert options["locked"] == [THEME.key]


def test_a_setting_that_cannot_be_written_holds_and_is_no_success() -> None:
    def story() -> None:
        desk = Desk()
        desk.store.failing = True
        unkept = NotPossibleNow(Obstacle.SETTINGS_NOT_WRITTEN)
        assert desk.did(desk.options.set(THEME, ThemeChoice.LIGHT)) == unkept
        assert desk.options.value(THEME) is ThemeChoice.LIGHT
        assert desk.did(desk.options.reset(THEME)) == unkept

    run(story)


def test_one_key_is_one_action_s() -> None:
    def story() -> None:
        desk = Desk()
        assert desk.did(desk.options.set_text(HOLD_KEY.key, "ctrl+m")) == OptionRefused(
            HOLD_KEY.key, OptionFault.KEY_IN_USE, MUTE_KEY.key
        )
        assert desk.options.value(HOLD_KEY) == HOLD_KEY.default
        assert desk.did(desk.options.set_text(MUTE_KEY.key, "")) is None
        assert desk.did(desk.options.set_text(HOLD_KEY.key, "strg + m")) is None
        desk.restart()
        assert (desk.options.value(HOLD_KEY), desk.options.value(MUTE_KEY)) == ("Ctrl+M", "")
        assert desk.did(desk.options.reset(MUTE_KEY)) == OptionRefused(
            MUTE_KEY.key, OptionFault.KEY_IN_USE, HOLD_KEY.key
        )
        assert desk.options.value(MUTE_KEY) == ""
        for text, fault in (("Ctrl+1", OptionFault.KEY_FIXED), ("x", OptionFault.KEY_TOO_PLAIN)):
            assert desk.did(desk.options.set_text(HOLD_KEY.key, text)) == OptionRefused(
                HOLD_KEY.key, fault, HOLD_KEY.kind.takes
            )
        refused = desk.did(desk.options.set_text(ANSWER_KEY.key, "Ctrl+Alt+E"))
        assert refused == OptionRefused(ANSWER_KEY.key, OptionFault.KEY_TYPES, ANSWER_KEY.kind.takes)

    run(story)
