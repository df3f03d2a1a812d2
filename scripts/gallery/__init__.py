"""Registry of the gallery's pictures: the modules of this package decorate the functions that make them."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Picture:
    """Widget to draw, its file name as a pattern, and the font it needs (empty: the system's)."""

    make: Callable[[], QWidget]
    file: str
    font: str


F = TypeVar("F", bound=Callable[..., Any])

PICTURES: dict[str, Picture] = {}


def picture(
    name: str, *values: object, show: Callable[[Any], QWidget] | None = None,
    file: str = "{name}-{language}{dark}", font: str = "",
) -> Callable[[F], F]:  # fmt: skip
    """Registers a picture: the function called with `values`, its result drawn itself or by `show`."""

    def register(function: F) -> F:
        def make() -> QWidget:
            made = function(*values)
            return show(made) if show else made

        PICTURES[name] = Picture(make, file, font)
        return function

    return register
