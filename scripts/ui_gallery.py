"""Draws the windows over invented states into PNG files.

Run from the repository: python -m scripts.ui_gallery FOLDER [--language de] [--dark] [--font Inter --font-px 18]
[--only PART]
"""

import argparse
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from scripts.gallery import PICTURES, cards, contacts, editor, handover, transfer, windows
from softphone.domain.account.account import Language
from softphone.ui.shell import i18n
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from tests.samples.groups import NOW_S

MODULES = (windows, contacts, editor, cards, handover, transfer)


def main() -> None:
    arguments = _arguments()
    app = QApplication([])
    plain = app.font()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    words = {
        "language": arguments.language,
        "dark": "-dark" if arguments.dark else "",
        "theme": "dark" if arguments.dark else "light",
        "scale": round(app.devicePixelRatio() * 100),
    }
    for name, picture in PICTURES.items():
        if arguments.only in name:
            _dress(app, arguments, arguments.font or picture.font, plain)
            _draw(app, picture.make(), arguments.folder / f"{picture.file.format(name=name, **words)}.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--font", default="")
    parser.add_argument("--font-px", type=int, default=13)
    parser.add_argument("--only", default="")
    return parser.parse_args()


def _dress(app: QApplication, arguments: argparse.Namespace, family: str, plain: QFont) -> None:
    font = QFont(family) if family else QFont(plain)
    if family:
        font.setPixelSize(arguments.font_px)
    app.setFont(font)
    theme().set_dark(arguments.dark)
    theme().apply(app)
    i18n.install(app, Language(arguments.language))
    ticker().set_clock(lambda: NOW_S)


def _draw(app: QApplication, window: QWidget, file: Path) -> None:
    window.show()
    for _ in range(30):
        app.processEvents()
    _on_background(window.grab()).save(str(file))
    window.hide()
    window.deleteLater()


def _on_background(shot: QPixmap) -> QPixmap:
    """The picture on a plain colour, which shows where a window is see-through."""
    canvas = QPixmap(shot.size())
    canvas.setDevicePixelRatio(shot.devicePixelRatio())
    canvas.fill(QColor("#101413" if theme().dark else "#E9EDEB"))
    painter = QPainter(canvas)
    painter.drawPixmap(0, 0, shot)
    painter.end()
    return canvas


if __name__ == "__main__":
    main()
