"""A label in one of the theme's fonts and colours that never reads its text as markup."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from softphone.ui.theme.theme import FontName, theme


class TextLabel(QLabel):
    """Plain text; follows a change of scheme."""

    def __init__(
        self,
        text: str = "",
        font: FontName = "body",
        color: str = "text",
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._font, self._color, self._tabular = font, color, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def set_color(self, role: str) -> None:
        self._color = role
        self.on_theme_changed()

    def set_font_name(self, name: FontName) -> None:
        self._font = name
        self.on_theme_changed()

    def on_theme_changed(self) -> None:
        self.setFont(theme().font(self._font, self._tabular))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._color))
        self.setPalette(palette)
