"""An administrator's policy: read where it can be trusted, told where it cannot, never a crash."""

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.storage import policy_file
from softphone.domain.account.account import Language
from softphone.domain.options.admin_policy import Policy, joined, parse_policy
from softphone.domain.options.table import ECHO_CANCELLATION, LANGUAGE, RINGERS, THEME, ThemeChoice
from softphone.domain.problems import PolicyUnusable

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are a POSIX matter")


def parsed(text: str) -> Policy:
    return parse_policy(tomllib.loads(text), "policy.toml")


def test_locked_values_and_defaults_are_read_by_their_options() -> None:
    policy = parsed(
        """
        [locked]
        general.theme = "dark"
        "sound.ringers" = ["Saal", "Headset"]
        [defaults.sound]
        echo-cancellation = false
        """
    )
    assert policy.locked == {THEME.key: ThemeChoice.DARK, RINGERS.key: ("Saal", "Headset")}
    assert policy.defaults == {ECHO_CANCELLATION.key: False}
    assert policy.faults == ()


def test_one_wrong_value_leaves_the_others_in_force() -> None:
    policy = parsed('[locked]\ngeneral.theme = "pink"\ngeneral.language = "de"\ngeneral.fly = 1\n[other]\nx = 1')
    assert policy.locked == {LANGUAGE.key: Language.GERMAN}
    assert [fault.detail for fault in policy.faults if isinstance(fault, PolicyUnusable)] == [
        "[other]",
        "general.theme: system, light, dark",
        "general.fly",
    ]


TOML = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.dictionaries(st.sampled_from(["locked", "defaults", "x"]), TOML | st.just({THEME.key: "dark"})))
def test_no_document_is_a_crash_and_only_values_that_fit_are_in_force(data: dict[str, Any]) -> None:
    policy = parse_policy(data, "policy.toml")
    assert policy.locked.get(THEME.key, ThemeChoice.DARK) in set(ThemeChoice)
    assert all(isinstance(fault, PolicyUnusable) for fault in policy.faults)


def test_the_machine_s_policy_is_stronger_than_a_named_one() -> None:
    machine = Policy({THEME.key: ThemeChoice.DARK}, {}, ("machine",))
    named = Policy({THEME.key: ThemeChoice.LIGHT, LANGUAGE.key: Language.GERMAN}, {}, ("named",))
    both = joined(machine, named)
    assert both.locked == {THEME.key: ThemeChoice.DARK, LANGUAGE.key: Language.GERMAN}
    assert both.files == ("machine", "named")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "policy.toml"
    made.write_text('[locked]\ngeneral.theme = "dark"\n')
    made.chmod(0o644)
    return made


def faults(policy: Policy) -> list[str]:
    return [fault.detail for fault in policy.faults if isinstance(fault, PolicyUnusable)]


def test_a_file_is_read_and_named(file: Path) -> None:
    policy = policy_file.read_all(file, ())
    assert (policy.locked, policy.files, policy.faults) == ({THEME.key: ThemeChoice.DARK}, (str(file),), ())
    assert policy_file.read_all(None, (file,)) == policy


def test_without_any_file_there_is_no_policy(tmp_path: Path) -> None:
    assert policy_file.read_all(None, (tmp_path / "none.toml",)) == Policy()


def test_a_named_file_that_is_missing_is_told(tmp_path: Path) -> None:
    assert faults(policy_file.read_all(tmp_path / "none.toml", ())) == ["No such file or directory"]


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666, 0o622])
def test_a_policy_that_others_may_write_is_not_in_force(file: Path, mode: int) -> None:
    file.chmod(mode)
    policy = policy_file.read_all(file, ())
    assert policy.locked == {}
    assert faults(policy) == ["writable by others; chmod go-w"]


@posix
def test_a_policy_in_a_folder_of_everybody_is_not_in_force(file: Path) -> None:
    file.parent.chmod(0o777)
    assert faults(policy_file.read_all(file, ())) == ["in a folder that others may write to"]


@posix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives files away")
def test_a_policy_of_another_user_is_not_in_force(file: Path) -> None:
    os.chown(file, 65534, 65534)
    assert faults(policy_file.read_all(file, ())) == ["owned by another user"]


@pytest.mark.parametrize("content", [b"[locked", b"\xff\xfe", b"a = " + b"[" * 20_000, b"#" * 300_000])
def test_a_broken_file_is_told_and_nothing_of_it_is_in_force(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    policy = policy_file.read_all(file, ())
    assert policy.locked == {}
    assert len(policy.faults) == 1


@posix
def test_a_folder_in_the_file_s_place_is_told(tmp_path: Path) -> None:
    assert len(policy_file.read_all(tmp_path, ()).faults) == 1


def test_the_machine_s_place_is_absolute_and_not_in_the_user_s_hands() -> None:
    places = policy_file.machine_places()
    assert all(place.is_absolute() and place.name == "policy.toml" for place in places)
    if sys.platform.startswith("linux"):
        assert places[0] == Path("/etc/xdg/vorzimmer/policy.toml")
