"""The functions of user32.dll, through ctypes."""

import ctypes
import sys
from ctypes import wintypes

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
