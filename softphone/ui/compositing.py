"""Whether the desktop can show see-through windows; without a compositor a shadow's margin would be black."""

import ctypes
import ctypes.util
from functools import cache

from PySide6.QtGui import QGuiApplication


@cache
def shows_translucency() -> bool:
    """Only plain X11 can lack it; asked once, since a card that changes its shape would startle."""
    if QGuiApplication.platformName() != "xcb":
        return True
    return _x11_compositor_runs()


def _x11_compositor_runs() -> bool:
    """Asks who owns the selection _NET_WM_CM_S0, as the window manager specification says."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return True
    x11 = ctypes.CDLL(name)
    _declare(x11)
    display = x11.XOpenDisplay(None)
    if not display:
        return True
    owner = x11.XGetSelectionOwner(display, x11.XInternAtom(display, b"_NET_WM_CM_S0", 0))
    x11.XCloseDisplay(display)
    return bool(owner)


def _declare(x11: ctypes.CDLL) -> None:
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
