"""Import of every module of ours, and of those that libraries load by name: a built program may have lost one."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import softphone

BY_NAME = (
    "cryptography.hazmat.primitives.asymmetric.rsa",
    "cryptography.x509",
    "dns.asyncresolver",
    "keyring.backends.fail",
    "phonenumbers.shortnumberinfo",
    "vobject.icalendar",
    "vobject.vcard",
    "xsdata.formats.dataclass.parsers",
    "zoneinfo",
)
_OF_SYSTEM = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.kwallet", "Xlib.display", "hidraw"),
    "win32": ("keyring.backends.Windows", "hid"),
    "darwin": ("keyring.backends.macOS", "hid"),
}


def names() -> Iterator[str]:
    for found in pkgutil.walk_packages(softphone.__path__, "softphone."):
        if not found.name.endswith(".__main__"):
            yield found.name
    yield from (*BY_NAME, *_OF_SYSTEM.get(sys.platform, ()))


def faults() -> list[str]:
    """One line for each module that cannot be imported."""
    return [fault for name in names() if (fault := _fault(name))]


def _fault(name: str) -> str:
    try:
        importlib.import_module(name)
    except Exception as error:  # whatever a module raises
        return f"{name}: {type(error).__name__}: {error}"
    return ""
