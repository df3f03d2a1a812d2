"""Version resource of Windows and property list of macOS."""

import plistlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.packages import identity
from softphone import __version__
from softphone.domain.numbers.tel_links import SCHEMES

PACKAGING = Path(__file__).parents[4] / "packaging"


def test_the_version_resource_names_the_version_as_numbers_and_as_text() -> None:
    said = identity.version_resource("1.2.3")
    compile(said, "resource", "eval")
    assert "filevers=(1, 2, 3, 0)" in said
    assert "StringStruct('ProductVersion', '1.2.3')" in said


@pytest.mark.parametrize(("machine", "minimum"), [("arm64", "14.0"), ("x86_64", "15.0")])
def test_the_property_list_of_macos(machine: str, minimum: str) -> None:
    plist = plistlib.loads(plistlib.dumps(identity.info_plist(machine)))
    assert plist["LSMinimumSystemVersion"] == minimum
    assert plist["CFBundleShortVersionString"] == __version__
    assert plist["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == list(SCHEMES)
    for language in plist["CFBundleLocalizations"]:
        assert identity.plist_strings(language).startswith('NSMicrophoneUsageDescription = "')


def test_the_hardened_runtime_may_use_the_microphone() -> None:
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert rights["com.apple.security.device.audio-input"] is True


def test_the_windows_manifest_knows_screens_and_long_paths() -> None:
    manifest = ElementTree.parse(PACKAGING / "windows" / "vorzimmer.manifest")
    said = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in manifest.iter()}
    assert said["dpiAwareness"].startswith("PerMonitorV2")
    assert said["longPathAware"] == "true"


def test_the_workflow_calls_scripts_that_are_there() -> None:
    said = (PACKAGING.parent / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")
    called = set(re.findall(r"packaging/[\w/.]+\.(?:sh|ps1)", said))
    assert called == {"packaging/macos/build.sh", "packaging/windows/build.ps1"}
    assert [name for name in called if not (PACKAGING.parent / name).is_file()] == []
