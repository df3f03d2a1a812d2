"""Headset reader: one thread for all headsets with telephone keys, gestures posted to the loop."""

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable

from softphone.adapters.headset.hid_session import HidSession
from softphone.adapters.headset.hid_transport import HidTransport, LibraryTransport
from softphone.domain.audio.headset import HeadsetEvent, HeadsetsChanged, PhoneShown

log = logging.getLogger(__name__)

LOOK_EVERY_S = 3.0
TURN_MS = 60
STOP_LIMIT_S = 2.0


class HidHeadsets:
    """Fulfils services.core.ports.Headsets. Public methods return at once, `close` within `STOP_LIMIT_S`."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        transport: Callable[[], HidTransport] = LibraryTransport,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._loop, self._make_transport, self._look_every_s = loop, transport, look_every_s
        self._listener: Callable[[HeadsetEvent], None] = lambda event: None
        self._phone = PhoneShown()
        self._sessions: dict[bytes, HidSession] = {}
        self._refused: dict[bytes, str] = {}
        self._useless: set[bytes] = set()
        self._told = HeadsetsChanged()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, listener: Callable[[HeadsetEvent], None]) -> None:
        self._listener = listener
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="headset", daemon=True)
        self._thread.start()

    def show(self, phone: PhoneShown) -> None:
        """A frozen value changes hands in one go; the thread takes it at its next turn."""
        self._phone = phone

    def close(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(STOP_LIMIT_S)
            self._thread = None

    # ------------------------------------------------------------ headset thread

    def _run(self) -> None:
        try:
            transport = self._make_transport()
        except (ImportError, OSError) as error:
            log.info("no headset keys: %s", error)
            return
        look_at_s = time.monotonic()
        while not self._stopped.is_set():
            if time.monotonic() >= look_at_s:
                self._find_devices(transport)
                look_at_s = time.monotonic() + self._look_every_s
            self._turn()
        for path in list(self._sessions):
            self._drop(path)

    def _find_devices(self, transport: HidTransport) -> None:
        try:
            found = {path: name for name, path in transport.telephones()}
        except OSError as error:
            log.info("headsets cannot be listed: %s", error)
            return
        self._refused = {path: name for path, name in self._refused.items() if path in found}
        self._useless &= found.keys()
        for path in [path for path in self._sessions if path not in found]:
            self._drop(path)
        for path, name in found.items():
            if path not in {*self._sessions, *self._refused, *self._useless}:
                self._open(transport, name, path)
        self._notify()

    def _open(self, transport: HidTransport, name: str, path: bytes) -> None:
        try:
            device = transport.open(path)
        except OSError as error:
            log.info("headset %s: %s", name, error)
            self._refused[path] = name
            return
        try:
            self._sessions[path] = HidSession(name, device)
        except OSError as error:
            log.info("no telephone: %s", error)
            self._useless.add(path)
            device.close()

    def _turn(self) -> None:
        """Without a headset the thread sleeps until it looks again."""
        if not self._sessions:
            self._stopped.wait(self._look_every_s)
            return
        phone, lost = self._phone, []
        for path, session in self._sessions.items():
            try:
                session.show(phone)
                for gesture in session.listen(phone, TURN_MS // len(self._sessions)):
                    self._hop(gesture)
            except (OSError, ValueError) as error:
                log.info("headset %s is gone: %s", session.name, error)
                lost.append(path)
        for path in lost:
            self._drop(path)
        if lost:
            self._notify()

    def _drop(self, path: bytes) -> None:
        with contextlib.suppress(OSError, ValueError):  # gone already
            self._sessions.pop(path).close()

    def _notify(self) -> None:
        used = tuple(sorted(session.name for session in self._sessions.values()))
        now = HeadsetsChanged(used, tuple(sorted(self._refused.values())))
        if now != self._told:
            self._told = now
            self._hop(now)

    def _hop(self, event: HeadsetEvent) -> None:
        try:
            self._loop.call_soon_threadsafe(self._listener, event)
        except RuntimeError:
            log.debug("the loop is closed, %s goes nowhere", event)
