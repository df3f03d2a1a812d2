"""Telephone links on Windows and macOS: registry values and property lists, compared as values."""

import argparse
import sys
from pathlib import Path

import pytest

from softphone import __main__
from softphone.adapters.system import link_handlers
from softphone.adapters.system.link_handlers import PROGRAM_ID, RegistryValue, bundle_url_types, registry_values
from softphone.domain.numbers.tel_links import SCHEMES

EXECUTABLE = r"C:\Program Files\Vorzimmer\Vorzimmer.exe"


def text(key: str, name: str) -> str:
    (found,) = [v.text for v in registry_values(EXECUTABLE) if (v.key, v.name) == (key, name)]
    return found


def test_every_scheme_leads_to_a_program_that_is_there() -> None:
    place = text(r"Software\RegisteredApplications", "Vorzimmer")
    for scheme in SCHEMES:
        program = text(rf"{place}\URLAssociations", scheme)
        command = text(rf"Software\Classes\{program}\shell\open\command", "")
        assert command == f'"{EXECUTABLE}" -- "%1"'
    assert text(rf"Software\Classes\{PROGRAM_ID}", "URL Protocol") == ""


def test_no_link_of_another_program_is_taken_away() -> None:
    ours = (rf"Software\Classes\{PROGRAM_ID}", r"Software\Vorzimmer", r"Software\RegisteredApplications")
    assert [v for v in registry_values(EXECUTABLE) if not v.key.startswith(ours)] == []


def test_only_the_installed_program_on_windows_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[RegistryValue] = []
    link_handlers.register(written.append)
    assert written == []
    monkeypatch.setattr(sys, "platform", "win32")
    link_handlers.register(written.append)
    assert written == []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", r"C:\Program Files\Vorzimmer\softphone.exe")
    link_handlers.register(written.append)
    assert tuple(written) == registry_values(EXECUTABLE)


def test_the_systems_and_the_desktop_file_name_the_same_schemes() -> None:
    desktop = (Path(__file__).parents[4] / "packaging" / "debian" / "vorzimmer.desktop").read_text()
    (line,) = [one for one in desktop.splitlines() if one.startswith("MimeType=")]
    named = [one.removeprefix("x-scheme-handler/") for one in line.removeprefix("MimeType=").split(";") if one]
    assert sorted(named) == sorted(SCHEMES) == sorted(bundle_url_types()[0]["CFBundleURLSchemes"])


def test_the_command_of_windows_is_understood() -> None:
    assert __main__.build_parser().parse_args(["--", "tel:+49301234567"]).url == "tel:+49301234567"


@pytest.mark.parametrize("injected", ["--run-demo-pbx", "--demo", "--policy=x", "ctl"])
def test_nothing_of_a_link_is_an_option(
    injected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def started(arguments: argparse.Namespace | list[str]) -> int:
        raise AssertionError(arguments)

    for way in ("_control", "_demo_pbx", "_program"):
        monkeypatch.setattr(__main__, way, started)
    with pytest.raises(SystemExit) as refused:
        __main__.main(["--", "tel:1", injected])
    assert refused.value.code == 2
    assert capsys.readouterr().err
