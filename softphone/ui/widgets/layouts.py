"""Layouts without margins, a column and a row; filling a layout."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Part = QWidget | QLayout
B = TypeVar("B", bound=QBoxLayout)


def make_column(parent: QWidget | None = None, spacing: int | None = None) -> QVBoxLayout:
    """A vertical layout without margins; `spacing` in px, None: the style's own."""
    column = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _make_bare(column, spacing)
    return column


def make_row(parent: QWidget | None = None, spacing: int | None = None) -> QHBoxLayout:
    """A horizontal layout without margins; `spacing` in px, None: the style's own."""
    row = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _make_bare(row, spacing)
    return row


def fill(layout: B, *parts: Part | tuple[Part, int] | int) -> B:
    """Adds parts in order; a pair gives a part its stretch factor, a number adds an empty stretch."""
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        else:
            _add(layout, *(part if isinstance(part, tuple) else (part, 0)))
    return layout


def _add(layout: QBoxLayout, part: Part, stretch: int) -> None:
    if isinstance(part, QLayout):
        layout.addLayout(part, stretch)
    else:
        layout.addWidget(part, stretch)


def _make_bare(layout: QBoxLayout, spacing: int | None) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    if spacing is not None:
        layout.setSpacing(spacing)
