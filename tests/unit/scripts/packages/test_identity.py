"""Version resource of Windows and property list of macOS."""

import plistlib

import pytest

from scripts.packages import identity
from softphone import __version__
from softphone.domain.numbers.tel_links import SCHEMES


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
