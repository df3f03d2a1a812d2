"""Name, version and files that every package of the program repeats: version resource, property list."""

from typing import Any

from softphone import PRODUCT_NAME, __version__
from softphone.adapters.system.link_handlers import bundle_url_types

PUBLISHER = f"The {PRODUCT_NAME} developers"
BUNDLE_ID = "org.vorzimmer.softphone"
MICROPHONE = {
    "en": f"{PRODUCT_NAME} needs the microphone so that the other side hears you.",
    "de": f"{PRODUCT_NAME} braucht das Mikrofon, damit Ihr Gesprächspartner Sie hört.",
}
MINIMUM_MACOS = {"arm64": "14.0", "x86_64": "15.0"}
"""As the wheels of pjsua2-python demand."""


def version_numbers(version: str = __version__) -> tuple[int, int, int, int]:
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    return major, minor, patch, 0


def version_resource(version: str = __version__) -> str:
    """PyInstaller's version file for the two Windows programs."""
    texts = {
        "ProductName": PRODUCT_NAME,
        "FileDescription": PRODUCT_NAME,
        "FileVersion": version,
        "ProductVersion": version,
        "CompanyName": PUBLISHER,
        "LegalCopyright": "GPL-3.0-or-later",
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    numbers = version_numbers(version)
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, OS=0x40004, fileType=1), kids=[\n"
        f"  StringFileInfo([StringTable('040904B0', [{strings}])]),\n"
        "  VarFileInfo([VarStruct('Translation', [0x409, 1200])])])\n"
    )


def info_plist(machine: str) -> dict[str, Any]:
    """Additions to the Info.plist that PyInstaller writes; `machine` as platform.machine() says it."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "de"],
        "CFBundleShortVersionString": __version__,
        "CFBundleURLTypes": bundle_url_types(),
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": MINIMUM_MACOS[machine],
        "NSHighResolutionCapable": True,
        "NSMicrophoneUsageDescription": MICROPHONE["en"],
    }


def plist_strings(language: str) -> str:
    """InfoPlist.strings of one language."""
    return f'NSMicrophoneUsageDescription = "{MICROPHONE[language]}";\n'
