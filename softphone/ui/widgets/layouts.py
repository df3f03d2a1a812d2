"""Layouts without margins: a column, and a row."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget


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


def _make_bare(layout: QBoxLayout, spacing: int | None) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    if spacing is not None:
        layout.setSpacing(spacing)
