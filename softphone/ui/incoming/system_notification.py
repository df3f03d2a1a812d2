"""The system's own notification for a ringing call, for desktops where our card cannot stay on top."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

Notify = Callable[[str, str], None]
"""Title and text, both plain."""

_SHOWN_MS = 10_000


def card_needs_help() -> bool:
    """Wayland gives a window neither a place nor "on top"."""
    return QGuiApplication.platformName().startswith("wayland")


def tray_notifier(tray: QSystemTrayIcon) -> Notify:
    """Posts through the tray; text from the network loses what some desktops would read as markup."""

    def notify(title: str, text: str) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            tray.showMessage(_plain(title), _plain(text), tray.icon(), _SHOWN_MS)

    return notify


def _plain(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›").replace("&", "+")
