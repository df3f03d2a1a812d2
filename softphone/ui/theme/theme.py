"""The look as values: every colour, size and font of the windows comes from resources/tokens.json through here."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from softphone.ui.theme.fusion_style import FusionStyle
from softphone.ui.theme.style_sheet import style_sheet
from softphone.ui.theme.tokens import LeaderTokens, Tokens, load_tokens

FontName = Literal["caption", "label", "head", "body", "strong", "title", "caller", "countdown"]

# Pixels relative to the application's own font, never fixed.
_FONT_DELTA_PX: dict[str, int] = {
    "caption": -2,
    "label": -1,
    "head": -1,
    "body": 0,
    "strong": 0,
    "title": 2,
    "caller": 9,
    "countdown": 5,
}
_HEAVY = frozenset({"head", "strong", "title", "caller", "countdown"})


@dataclass(frozen=True, slots=True)
class LeaderColors:
    """One leader's four colours in the scheme in force."""

    solid: QColor
    tint: QColor
    text: QColor
    on_solid: QColor


class Theme(QObject):
    """Colours by role, sizes by name; follows the system's light or dark scheme."""

    changed = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._forced_dark: bool | None = None
        self._system_dark = False
        self._applied = False
        self._style: FusionStyle | None = None

    @property
    def dark(self) -> bool:
        return self._system_dark if self._forced_dark is None else self._forced_dark

    def color(self, role: str) -> QColor:
        return QColor(self._tokens.colors(self.dark)[role])

    def leader(self, index: int) -> LeaderColors:
        entry: LeaderTokens = self._tokens.leader(self.dark, index)
        return LeaderColors(QColor(entry.solid), QColor(entry.tint), QColor(entry.text), QColor(entry.on_solid))

    def size(self, name: str) -> int:
        return self._tokens.sizes[name]

    def radius(self, name: str) -> int:
        return self._tokens.radii[name]

    def space(self, step: int) -> int:
        return self._tokens.spaces[step]

    def breakpoint(self, name: str) -> int:
        return self._tokens.breakpoints[name]

    def motion_ms(self, name: str) -> int:
        return self._tokens.motions_ms[name]

    def font(self, name: FontName, tabular: bool = False) -> QFont:
        return QFont(_font(QApplication.font().key(), name, tabular))

    def apply(self, app: QApplication) -> None:
        """Gives the application its style, palette and sheet, and follows the system from now on."""
        self.begin(app)
        app.setStyleSheet(style_sheet(self._tokens, self.dark))

    def begin(self, app: QApplication) -> None:
        """`apply` without the sheet: each widget that is made under one costs a tenth of a millisecond more."""
        hints = app.styleHints()
        self._system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        if not self._applied:
            self._applied = True
            hints.colorSchemeChanged.connect(self.on_color_scheme_changed)
        self._color(app)

    def set_dark(self, dark: bool | None) -> None:
        """Fixes the scheme; None follows the system again. Asking twice for one is harmless."""
        if dark is not self._forced_dark:
            self._forced_dark = dark
            self._refresh()

    def on_color_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._system_dark = scheme is Qt.ColorScheme.Dark
        self._refresh()

    def _refresh(self) -> None:
        app = QApplication.instance()
        if self._applied and isinstance(app, QApplication):
            self._color(app)
            app.setStyleSheet(style_sheet(self._tokens, self.dark))
        self.changed.emit()

    def _color(self, app: QApplication) -> None:
        if self._style is None:
            self._style = FusionStyle(self.color)
            app.setStyle(self._style)
        app.setPalette(self.palette())

    def palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text3"))
        return palette


_PALETTE: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "button",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "end",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "text",
    QPalette.ColorRole.LinkVisited: "text2",
    QPalette.ColorRole.Accent: "ink",
    QPalette.ColorRole.Mid: "outline",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Shadow: "scrim",
}


@cache
def _font(application_font: str, name: FontName, tabular: bool) -> QFont:
    """Measured once for each font of the application, which is named by its key."""
    font = QFont(QApplication.font())
    font.setPixelSize(max(QFontInfo(font).pixelSize() + _FONT_DELTA_PX[name], 8))
    font.setWeight(QFont.Weight.DemiBold if name in _HEAVY else QFont.Weight.Normal)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def theme() -> Theme:
    """The one instance."""
    return Theme(load_tokens())
