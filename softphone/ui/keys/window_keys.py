"""Keys of the main window that never change: leaders by number, and the next column."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.ui.widgets.shortcuts import add_key

LEADER_KEYS = 9


def add_leader_keys(window: QWidget, select: Callable[[int], None], toggle: Callable[[int], None]) -> None:
    """Ctrl+1…9 selects a leader; with Shift it opts in or out."""
    for number in range(1, LEADER_KEYS + 1):
        add_key(window, f"Ctrl+{number}", lambda place=number: select(place))  # type: ignore[misc]
        add_key(window, f"Ctrl+Shift+{number}", lambda place=number: toggle(place))  # type: ignore[misc]


def leader_key(number: int) -> str:
    """The key that opts in to the leader with that number; empty after the ninth."""
    return f"Ctrl+Shift+{number}" if number <= LEADER_KEYS else ""


def next_column(columns: tuple[QWidget, ...]) -> None:
    """F6 moves the focus to the next visible column, and from the last to the first."""
    shown = [column for column in columns if column.isVisible()]
    if not shown:
        return
    now = next((place for place, column in enumerate(shown) if _has_focus(column)), -1)
    target = shown[(now + 1) % len(shown)]
    _first_stop(target).setFocus(Qt.FocusReason.TabFocusReason)


def _has_focus(column: QWidget) -> bool:
    focus = column.window().focusWidget()
    return focus is not None and (focus is column or column.isAncestorOf(focus))


def _first_stop(column: QWidget) -> QWidget:
    if column.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return column
    stops = (w for w in column.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((w for w in stops if w.isVisible() and w.isEnabled()), column)
