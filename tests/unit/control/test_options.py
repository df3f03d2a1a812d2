"""`softphone ctl options`, `option`, `option-reset`: over the real settings service."""

import argparse
from typing import Any

import pytest

from softphone.control import arguments as ctl
from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.table import LANGUAGE, OPTIONS, RINGERS, THEME, ThemeChoice
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore
from tests.samples.actions import FakeActions
from tests.samples.control import Json, ask
from tests.samples.services import FakeStore


class OptionsBench:
    def __init__(self) -> None:
        state = StateStore()
        self.actions = FakeActions(state.observable, at_once=True)
        policy = Policy(locked={LANGUAGE.key: LANGUAGE.default}, files=("/etc/xdg/vorzimmer/policy.toml",))
        self.options = OptionsService(FakeStore(), state, policy)
        self.actions.options = self.options

    def ask(self, command: str, **arguments: Any) -> Json:
        return ask(self.actions, command, arguments)


@pytest.fixture
def bench() -> OptionsBench:
    return OptionsBench()


def test_the_list_says_everything_about_every_setting(bench: OptionsBench) -> None:
    answer = bench.ask("options")
    assert [one["key"] for one in answer["options"]] == [option.key for option in OPTIONS]
    assert answer["policy"] == ["/etc/xdg/vorzimmer/policy.toml"]
    one = next(one for one in answer["options"] if one["key"] == THEME.key)
    assert one == {
        "key": "general.theme",
        "value": "system",
        "default": "system",
        "kind": "choice",
        "takes": "system, light, dark",
        "locked": False,
        "changed": False,
    }


def test_a_setting_is_shown_set_and_reset(bench: OptionsBench) -> None:
    assert bench.ask("option", key=THEME.key)["value"] == "system"
    answer = bench.ask("option", key=THEME.key, value=["dark"])
    assert (answer["ok"], answer["value"], answer["changed"]) == (True, "dark", True)
    assert bench.options.value(THEME) is ThemeChoice.DARK
    assert bench.ask("option-reset", key=THEME.key)["value"] == "system"


def test_a_list_takes_several_values_and_an_empty_one_empties_it(bench: OptionsBench) -> None:
    assert bench.ask("option", key=RINGERS.key, value=["Saal", "Headset"])["value"] == ["Saal", "Headset"]
    assert bench.ask("option", key=RINGERS.key, value=[""])["value"] == []


def test_a_refusal_says_why_and_shows_what_is_in_force(bench: OptionsBench) -> None:
    answer = bench.ask("option", key=THEME.key, value=["pink"])
    assert (answer["ok"], answer["problem"]["kind"], answer["value"]) == (False, "OptionRefused", "system")
    locked = bench.ask("option", key=LANGUAGE.key, value=["de"])
    assert (locked["ok"], locked["problem"]["kind"], locked["locked"]) == (False, "OptionLocked", True)
    assert bench.ask("option-reset", key=LANGUAGE.key)["problem"]["kind"] == "OptionLocked"
    assert bench.ask("option", key="general.fly")["problem"] == {"kind": "NoSuchOption", "key": "general.fly"}


@pytest.mark.parametrize("arguments", [{}, {"key": 3}, {"key": THEME.key, "value": "dark"}])
def test_arguments_of_a_wrong_kind_are_refused(bench: OptionsBench, arguments: Json) -> None:
    with pytest.raises((KeyError, TypeError)):
        bench.ask("option", **arguments)


@pytest.mark.parametrize(
    ("line", "arguments"),
    [
        (["option", "general.theme"], {"key": "general.theme"}),
        (["option", "general.theme", "dark"], {"key": "general.theme", "value": ["dark"]}),
        (["option", "sound.ringers", "a", "b"], {"key": "sound.ringers", "value": ["a", "b"]}),
        (["option-reset", "general.theme"], {"key": "general.theme"}),
    ],
)
def test_the_command_line_becomes_a_request(line: list[str], arguments: Json) -> None:
    parser = argparse.ArgumentParser()
    ctl.add_arguments(parser)
    assert ctl.request_of(parser.parse_args(line)) == {"command": line[0], "arguments": arguments}
