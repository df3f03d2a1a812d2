"""Choice of the mechanism for system-wide keys on this desktop."""

import asyncio
import os
import sys
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from softphone.adapters.global_keys.requested_keys import UnavailableKeys
from softphone.adapters.global_keys.windows import WindowsKeys

if TYPE_CHECKING:
    from softphone.adapters.global_keys.x11 import X11Keys


class Means(Enum):
    """By what such keys are had."""

    WINDOWS = "windows"
    X11 = "x11"
    NONE = "none"


def system_keys(loop: asyncio.AbstractEventLoop) -> "X11Keys | WindowsKeys | UnavailableKeys":
    """Fulfils services.core.ports.GlobalKeys; never raises."""
    match means(sys.platform, os.environ):
        case Means.WINDOWS:
            return _on_windows(loop)
        case Means.X11:
            return _on_x11(loop)
        case Means.NONE:
            return UnavailableKeys()


def means(platform: str, environ: Mapping[str, str]) -> Means:
    """Under Wayland an X server may exist too, but it sees only keys pressed in X windows."""
    if platform == "win32":
        return Means.WINDOWS
    wayland = environ.get("XDG_SESSION_TYPE") == "wayland" or environ.get("WAYLAND_DISPLAY")
    windowless = environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    usable = platform == "linux" and environ.get("DISPLAY") and not wayland and not windowless
    return Means.X11 if usable else Means.NONE


def _on_windows(loop: asyncio.AbstractEventLoop) -> WindowsKeys | UnavailableKeys:
    if sys.platform == "win32":
        from softphone.adapters.global_keys.windows import SystemUser32

        return WindowsKeys(loop, SystemUser32())
    return UnavailableKeys()


def _on_x11(loop: asyncio.AbstractEventLoop) -> "X11Keys | UnavailableKeys":
    from softphone.adapters.global_keys.x11 import open_keys

    return open_keys(loop) or UnavailableKeys()
