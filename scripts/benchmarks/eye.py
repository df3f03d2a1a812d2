"""Sees when something is painted: looks at a region of the X screen again and again, from outside the programs."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

Pixels = npt.NDArray[np.uint8]
PAINTED_SHARE = 0.05
PAUSE_S = 0.001


class NotSeenError(RuntimeError):
    """What should have appeared on the screen did not."""


@dataclass(frozen=True, slots=True)
class Sight:
    """When it was seen, and how long the look took that saw it: the resolution."""

    at_s: float
    look_s: float


class Eye:
    """Needs an X screen (`DISPLAY`); one for each process."""

    def __init__(self) -> None:
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        self._application = QGuiApplication(["bench"])

    def look(self, region: QRect) -> Pixels:
        grabbed = self._application.primaryScreen().grabWindow(
            0, region.x(), region.y(), region.width(), region.height()
        )
        image = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).copy()

    def wait_changed(self, region: QRect, before: Pixels, limit_s: float = 15.0) -> Sight:
        """The first moment at which a part of the region is not as it was."""
        return self._wait(region, lambda now: share_changed(before, now) > PAINTED_SHARE, limit_s)

    def wait_same(self, region: QRect, before: Pixels, limit_s: float = 15.0) -> Sight:
        return self._wait(region, lambda now: share_changed(before, now) < PAINTED_SHARE, limit_s)

    def _wait(self, region: QRect, fits: Callable[[Pixels], bool], limit_s: float) -> Sight:
        began = last = time.monotonic()
        while not fits(self.look(region)):
            last = time.monotonic()
            if last - began > limit_s:
                raise NotSeenError(f"nothing changed at {region.getRect()}")
            time.sleep(PAUSE_S)
        now = time.monotonic()
        return Sight(now, now - last)


def share_changed(before: Pixels, now: Pixels) -> float:
    return float(np.mean(before != now))


def windows_of(pid: int) -> dict[str, QRect]:
    """The visible windows of a process, by their X number."""
    found = _ask("search", "--onlyvisible", "--pid", str(pid))
    return {window: _place(window) for window in found.split()}


def _place(window: str) -> QRect:
    lines = _ask("getwindowgeometry", "--shell", window).splitlines()
    told = dict(line.split("=", 1) for line in lines)
    return QRect(*(int(told[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))


def _ask(*arguments: str) -> str:
    return subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=False).stdout


def middle_of(place: QRect) -> QRect:
    """Without the shadow around a card, and small enough to be looked at in a millisecond."""
    width, height = min(place.width() // 2, 320), min(place.height() // 2, 200)
    return QRect(place.center().x() - width // 2, place.center().y() - height // 2, width, height)
