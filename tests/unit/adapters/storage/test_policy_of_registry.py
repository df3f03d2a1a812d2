"""A policy file that a group policy or the MSI names in the registry of Windows."""

from collections.abc import Callable
from pathlib import Path

from softphone.adapters.storage import policy_file
from softphone.adapters.storage.policy_file import POLICY_KEY, POLICY_VALUE


def naming(place: Path) -> Callable[[str, str], str]:
    return lambda key, name: str(place) if (key, name) == (POLICY_KEY, POLICY_VALUE) else ""


def written(file: Path, theme: str) -> Path:
    file.write_text(f'[locked]\ngeneral.theme = "{theme}"\n', encoding="utf-8")
    return file


def test_it_is_stronger_than_the_machines_own_file(tmp_path: Path) -> None:
    named, machine = written(tmp_path / "ü 1.toml", "dark"), written(tmp_path / "2.toml", "light")
    policy = policy_file.read_all(None, (machine,), naming(named))
    assert policy.locked["general.theme"].value == "dark"
    assert policy.files == (str(named), str(machine))


def test_one_that_is_named_and_not_there_is_a_fault(tmp_path: Path) -> None:
    policy = policy_file.read_all(None, (), naming(tmp_path / "none.toml"))
    assert [fault.file for fault in policy.faults if hasattr(fault, "file")] == [str(tmp_path / "none.toml")]


def test_other_systems_have_no_registry() -> None:
    assert policy_file.registry_value(POLICY_KEY, POLICY_VALUE) == ""
