"""What the galleries share: their options, one look for all of them, and drawing named scenes into PNG files."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from softphone.domain.account.account import Language
from softphone.ui.shell import i18n
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from tests.samples.groups import NOW_S

Scenes = Mapping[str, Callable[[], QWidget]]


def run(description: str | None, scenes: Scenes, prefix: str = "", font: str = "") -> None:
    """FOLDER [--language de] [--dark] [--font NAME] [--font-px 13] [--only PART]"""
    arguments = _arguments(description, font)
    app = QApplication([])
    _dress(app, arguments)
    suffix = f"-{arguments.language}{'-dark' if arguments.dark else ''}"
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, scene in scenes.items():
        if arguments.only in name:
            _draw(app, scene(), arguments.folder / f"{prefix}{name}{suffix}.png")


def _arguments(description: str | None, font: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--font", default=font)
    parser.add_argument("--font-px", type=int, default=13)
    parser.add_argument("--only", default="")
    return parser.parse_args()


def _dress(app: QApplication, arguments: argparse.Namespace) -> None:
    if arguments.font:
        font = QFont(arguments.font)
        font.setPixelSize(arguments.font_px)
        app.setFont(font)
    theme().set_dark(arguments.dark)
    theme().apply(app)
    i18n.install(app, Language(arguments.language))
    ticker().set_clock(lambda: NOW_S)


def _draw(app: QApplication, window: QWidget, file: Path) -> None:
    window.show()
    for _ in range(6):
        app.processEvents()
    window.grab().save(str(file))
    window.hide()
    window.deleteLater()
