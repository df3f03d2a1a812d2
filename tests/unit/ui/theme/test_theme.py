"""The theme's colours: every named pair has enough contrast."""

import re

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from softphone.assets import resource
from softphone.ui.theme.icons import icon_pixmap
from softphone.ui.theme.theme import theme
from softphone.ui.theme.tokens import load_tokens
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile

TOKENS = load_tokens()
PAIRS = [
    (dark, pair, stated)
    for dark, table in ((False, TOKENS.contrast_light), (True, TOKENS.contrast_dark))
    for pair, stated in table.items()
]
LEADERS = ("tinte", "meer", "petrol", "moos", "nuss", "ton", "beere", "flieder")


def luminance(color: QColor) -> float:
    """WCAG 2.1 relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def named(dark: bool, name: str) -> QColor:
    parts = name.split(".")
    if parts[0] != "leader":
        return QColor(TOKENS.colors(dark)[name])
    field = {"onSolid": "on_solid"}.get(parts[2], parts[2])
    return QColor(getattr(TOKENS.leader(dark, LEADERS.index(parts[1])), field))


def needed(pair: str) -> float:
    """Shapes need 3:1, text 4.5:1."""
    front = pair.split(" on ")[0]
    return 3.0 if front in ("outline", "focus") or front.endswith(".solid") else 4.5


@pytest.mark.parametrize(("dark", "pair", "stated"), PAIRS)
def test_a_pair_has_the_contrast_that_was_computed_for_it(dark: bool, pair: str, stated: float) -> None:
    front, ground = pair.split(" on ")
    found = contrast(named(dark, front), named(dark, ground))
    assert found == pytest.approx(stated, abs=0.02)
    assert found >= needed(pair)


def test_a_ninth_leader_takes_the_first_colour_again() -> None:
    assert theme().leader(8) == theme().leader(0)
    assert theme().leader(7) != theme().leader(0)


def test_every_listed_icon_is_there_and_takes_its_colour_from_us(qapp: QApplication) -> None:
    for file in resource("icons").glob("*.svg"):
        assert "currentColor" in file.read_text(encoding="utf-8"), file.name
    image = icon_pixmap("circle", QColor("#ff0000"), 32, 2.0).toImage()
    assert image.width() == 64
    colours = {
        image.pixelColor(x, y).name() for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_icon_names_in_the_code_exist() -> None:
    known = {file.stem for file in resource("icons").glob("*.svg")}
    used: set[str] = set()
    for file in resource("icons").parents[1].glob("softphone/ui/**/*.py"):
        used |= set(
            re.findall(
                r'(?:icon_button|IconLabel|EmptyState|set_icons|show_icon|paint_icon)\("([a-z-]+)"', file.read_text()
            )
        )
    assert used
    assert used <= known


def test_the_palette_follows_the_scheme(qapp: QApplication) -> None:
    theme().apply(qapp)
    theme().set_dark(True)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(TOKENS.dark["window"])
    theme().set_dark(False)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(TOKENS.light["window"])
    theme().set_dark(None)


def test_a_change_of_scheme_is_told_to_whoever_listens(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().set_dark(True)
    theme().set_dark(None)


def test_fonts_are_relative_to_the_application_s_own(qapp: QApplication) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPixelSize(20)
    qapp.setFont(larger)
    assert theme().font("caller").pixelSize() == 29
    assert theme().font("caption").pixelSize() == 18
    qapp.setFont(before)


def test_tabular_digits_are_equally_wide(qapp: QApplication) -> None:
    metrics = QFontMetrics(theme().font("body", tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def painted(filled: bool, colour: int) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_tile(painter, QRectF(0, 0, 32, 32), "", colour, filled)
    painter.end()
    return image


def test_a_tile_is_filled_when_logged_in_and_an_outline_when_logged_out(qapp: QApplication) -> None:
    assert painted(True, 2).pixelColor(16, 16) == theme().leader(2).solid
    assert painted(False, 2).pixelColor(16, 16).alpha() == 0
    assert painted(False, 2).pixelColor(16, 0).alpha() == 255
    assert painted(True, NEUTRAL).pixelColor(16, 16) == theme().color("selected")


def test_a_check_box_in_our_style_shows_its_state_in_ink(qtbot: QtBot, qapp: QApplication) -> None:
    theme().apply(qapp)
    theme().set_dark(False)
    box = QCheckBox("x")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(box.sizeHint())
    corner = box.grab().toImage().pixelColor(2, box.height() // 2 + 5)
    assert contrast(corner, theme().color("ink")) < 1.2
    theme().set_dark(None)
