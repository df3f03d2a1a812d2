"""System-wide keys on Windows: RegisterHotKey on its own thread, which receives the messages."""

import asyncio
import contextlib
import ctypes
import itertools
import logging
import queue
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from ctypes import wintypes
from typing import Protocol

from softphone.adapters.global_keys.requested_keys import asked_for
from softphone.domain.options.key_combinations import GrabFault, KeyPress

NO_REPEAT = 0x4000
MODIFIER_BITS = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
CANCEL = 0x03
_NAMED = {
    "Space": 0x20,
    "PgUp": 0x21,
    "PgDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Ins": 0x2D,
    "Del": 0x2E,
    "Pause": 0x13,
    ",": 0xBC,
    "-": 0xBD,
    ".": 0xBE,
}


def modifier_bits(press: KeyPress) -> int:
    """A held key fires once."""
    return sum(MODIFIER_BITS[one] for one in press.modifiers) | NO_REPEAT


def key_code(press: KeyPress) -> int:
    """With Ctrl the Pause key is another one, Break."""
    key = press.key
    if key == "Pause" and "Ctrl" in press.modifiers:
        return CANCEL
    if key in _NAMED:
        return _NAMED[key]
    return ord(key) if len(key) == 1 else 0x6F + int(key[1:])


log = logging.getLogger(__name__)
WM_HOTKEY, WM_ORDER = 0x0312, 0x8000  # WM_APP: the first that is a program's own
ALREADY_REGISTERED = 1409
LARGEST_NUMBER = 0xBFFF
ANSWER_LIMIT_S = 2.0


class User32(Protocol):
    """The functions of user32.dll in use. All but `post` run on the key thread."""

    def begin(self) -> int:
        """Gives the calling thread its queue of messages; returns the thread's number."""

    def register(self, number: int, modifiers: int, code: int) -> int:
        """0, or the number of the system's error."""

    def unregister(self, number: int) -> None: ...

    def next_message(self) -> tuple[int, int] | None:
        """Waits for a message and its first parameter; None when there will be no more."""

    def post(self, thread: int, message: int) -> None:
        """From any thread."""


class WindowsKeys:
    """Fulfils services.core.ports.GlobalKeys. `start` comes before `grab`, which the thread answers at once."""

    def __init__(self, loop: asyncio.AbstractEventLoop, user32: User32) -> None:
        self._loop, self._user32 = loop, user32
        self._listener: Callable[[str], None] = lambda action: None
        self._orders: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._numbers = itertools.cycle(range(1, LARGEST_NUMBER + 1))
        self._registered: dict[int, str] = {}
        self._ready = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._thread_number = 0

    def start(self, listener: Callable[[str], None]) -> None:
        self._listener = listener
        self._thread = threading.Thread(target=self._run, name="global-keys", daemon=True)
        self._thread.start()

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        asked, unreadable = asked_for(keys)
        answer: Future[dict[str, GrabFault]] = Future()
        self._order(lambda: answer.set_result(self._replace(asked)))
        try:
            return unreadable | answer.result(ANSWER_LIMIT_S)
        except TimeoutError:
            log.warning("no answer from the thread of the keys that act everywhere")
            return unreadable | dict.fromkeys(asked, GrabFault.NO_WAY)

    def close(self) -> None:
        self._listener = lambda action: None
        if self._thread is not None:
            self._order(self._stopped.set)
            self._thread.join(ANSWER_LIMIT_S)
            self._thread = None

    def _order(self, order: Callable[[], None]) -> None:
        if self._thread is not None and self._ready.wait(ANSWER_LIMIT_S):
            self._orders.put(order)
            self._user32.post(self._thread_number, WM_ORDER)

    def _on_key(self, action: str) -> None:
        self._listener(action)

    # ------------------------------------------------------------ thread of the keys

    def _run(self) -> None:
        self._thread_number = self._user32.begin()
        self._ready.set()
        while not self._stopped.is_set() and (message := self._user32.next_message()) is not None:
            self._on_message(*message)
        self._replace({})

    def _on_message(self, kind: int, number: int) -> None:
        if kind == WM_HOTKEY and number in self._registered:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._loop.call_soon_threadsafe(self._on_key, self._registered[number])
        while not self._orders.empty():
            self._orders.get()()

    def _replace(self, asked: Mapping[str, KeyPress]) -> dict[str, GrabFault]:
        """Always new numbers, so that a late message of an old key means nothing."""
        for number in self._registered:
            self._user32.unregister(number)
        self._registered = {}
        return {action: GrabFault.TAKEN for action, press in asked.items() if not self._register(action, press)}

    def _register(self, action: str, press: KeyPress) -> bool:
        number = next(self._numbers)
        error = self._user32.register(number, modifier_bits(press), key_code(press))
        if error == 0:
            self._registered[number] = action
        elif error != ALREADY_REGISTERED:  # keys reserved by the system, such as F12
            log.info("%s is refused by the system: error %d", press, error)
        return error == 0


if sys.platform == "win32":

    class SystemUser32:
        """Fulfils windows.User32."""

        def __init__(self) -> None:
            self._user32 = ctypes.WinDLL("user32", use_last_error=True)
            self._kernel32 = ctypes.WinDLL("kernel32")
            message = ctypes.POINTER(wintypes.MSG)
            window, number = wintypes.HWND, wintypes.UINT
            self._user32.RegisterHotKey.argtypes = (window, ctypes.c_int, number, number)
            self._user32.UnregisterHotKey.argtypes = (window, ctypes.c_int)
            self._user32.PeekMessageW.argtypes = (message, window, number, number, number)
            self._user32.GetMessageW.argtypes = (message, window, number, number)
            self._user32.PostThreadMessageW.argtypes = (wintypes.DWORD, number, wintypes.WPARAM, wintypes.LPARAM)
            self._kernel32.GetCurrentThreadId.restype = wintypes.DWORD

        def begin(self) -> int:
            """A thread has its queue from the first look into it on."""
            self._user32.PeekMessageW(ctypes.byref(wintypes.MSG()), None, 0, 0, 0)
            return int(self._kernel32.GetCurrentThreadId())

        def register(self, number: int, modifiers: int, code: int) -> int:
            if self._user32.RegisterHotKey(None, number, modifiers, code):
                return 0
            return ctypes.get_last_error() or -1

        def unregister(self, number: int) -> None:
            self._user32.UnregisterHotKey(None, number)

        def next_message(self) -> tuple[int, int] | None:
            message = wintypes.MSG()
            if self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) <= 0:
                return None
            return int(message.message), int(message.wParam or 0)

        def post(self, thread: int, message: int) -> None:
            self._user32.PostThreadMessageW(thread, message, 0, 0)
