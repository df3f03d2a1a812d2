"""Drawings of the state: changes in quick succession are drawn once, so that a flood leaves time to answer."""

import logging
import time
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer

from softphone.services.state.app_state import AppState
from softphone.services.state.observable import Observable

log = logging.getLogger(__name__)
FRAME_MS = 16
_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress})
Listener = Callable[[AppState], None]


class Frames(QObject):
    """Draws a change at once after a pause, else with the next frame; at most half of the time goes into drawing.

    What is pressed meets the newest picture: a key or button draws what is due before it acts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._frame_s = 0.0
        self._free_s = 0.0
        self._due: dict[Listener, AppState] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_frame)

    def limit(self, frame_ms: float = FRAME_MS) -> None:
        """Joins changes that come within a frame; without a limit each is drawn at once."""
        self._frame_s = frame_ms / 1000

    def subscribe(self, state: Observable[AppState], draw: Listener) -> Callable[[], None]:
        """Draws at once and after every change; the returned function ends that."""
        unsubscribe = state.subscribe(lambda value: self._on_change(draw, value))
        if self._due.pop(draw, None) is not None:
            draw(state.value)

        def end() -> None:
            unsubscribe()
            self._due.pop(draw, None)

        return end

    def on_frame(self) -> None:
        """Draws what is due, in the order of subscription."""
        self._timer.stop()
        self._application().removeEventFilter(self)
        due, self._due = self._due, {}
        began_s = time.monotonic()
        for draw, value in due.items():
            _drawn(draw, value)
        ended_s = time.monotonic()
        self._free_s = ended_s + max(self._frame_s, ended_s - began_s)
        if self._due:
            self._wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Installed at the application only while a drawing is due."""
        if event.type() in _INPUT and self._due:
            self.on_frame()
        return False

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application

    def _on_change(self, draw: Listener, value: AppState) -> None:
        if not self._frame_s:
            draw(value)
            return
        self._due[draw] = value
        if not self._timer.isActive():
            self._wait()

    def _wait(self) -> None:
        self._application().installEventFilter(self)
        self._timer.start(max(0, round(1000 * (self._free_s - time.monotonic()))))


def _drawn(draw: Listener, value: AppState) -> None:
    """A window that fails keeps no other from drawing."""
    try:
        draw(value)
    except Exception:
        log.exception("a drawing failed")


@cache
def frames() -> Frames:
    """The one instance; made after the application object."""
    return Frames()
