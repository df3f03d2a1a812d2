"""Registration for telephone links: the registry on Windows, the bundle on macOS.

On Linux the desktop file does it. Never run on Windows or macOS; unit tests check the values.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any

from softphone import PRODUCT_NAME
from softphone.domain.numbers.tel_links import SCHEMES

PROGRAM_ID = f"{PRODUCT_NAME}.Link"
_CAPABILITIES = rf"Software\{PRODUCT_NAME}\Capabilities"


@dataclass(frozen=True, slots=True)
class RegistryValue:
    """A text below HKEY_CURRENT_USER; `name` empty: the key's own value."""

    key: str
    name: str
    text: str


def registry_values(executable: str) -> tuple[RegistryValue, ...]:
    """The program offers itself among the apps for these links; which one is taken stays the user's choice.

    After `--` nothing of a link can be an option of the program, however it is quoted.
    """
    command = rf"Software\Classes\{PROGRAM_ID}"
    links = [RegistryValue(rf"{_CAPABILITIES}\URLAssociations", scheme, PROGRAM_ID) for scheme in SCHEMES]
    return (
        RegistryValue(command, "", f"URL:{PRODUCT_NAME}"),
        RegistryValue(command, "URL Protocol", ""),
        RegistryValue(rf"{command}\shell\open\command", "", f'"{executable}" -- "%1"'),
        RegistryValue(_CAPABILITIES, "ApplicationName", PRODUCT_NAME),
        RegistryValue(_CAPABILITIES, "ApplicationDescription", f"{PRODUCT_NAME}: tel, sip, callto"),
        *links,
        RegistryValue(r"Software\RegisteredApplications", PRODUCT_NAME, _CAPABILITIES),
    )


def bundle_url_types() -> list[dict[str, Any]]:
    """CFBundleURLTypes of the Info.plist."""
    return [{"CFBundleURLName": PRODUCT_NAME, "CFBundleTypeRole": "Viewer", "CFBundleURLSchemes": list(SCHEMES)}]


def register(write: Callable[[RegistryValue], None] | None = None) -> None:
    """At each start of the installed program on Windows, since its folder may have moved; OSError where refused."""
    if sys.platform == "win32" and getattr(sys, "frozen", False):
        write_all(registry_values(windowed_program(sys.executable)), write or _to_registry)


def windowed_program(executable: str) -> str:
    """The program without a console, which lies beside the one for the command line."""
    return str(PureWindowsPath(executable).with_name(f"{PRODUCT_NAME}.exe"))


def write_all(values: tuple[RegistryValue, ...], write: Callable[[RegistryValue], None]) -> None:
    for value in values:
        write(value)


def _to_registry(value: RegistryValue) -> None:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, value.key) as key:
            winreg.SetValueEx(key, value.name, 0, winreg.REG_SZ, value.text)
