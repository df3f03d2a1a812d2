"""Buttons of one shape: green answers, red ends, ink is the primary action, everything else is plain."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.key_cap import HEIGHT_PX as CHIP_HEIGHT_PX
from softphone.ui.widgets.controls.key_cap import chip_width, key_text, paint_chip
from softphone.ui.widgets.tool_tip import set_tool_tip

_GAP_PX = 8
_PADDING_PX = 13


class ButtonKind(Enum):
    ANSWER = "answer"
    ANSWER_OUTLINE = "answer-outline"
    END = "end"
    REJECT = "reject"
    PRIMARY = "primary"
    PLAIN = "plain"
    GHOST = "ghost"


@dataclass(frozen=True, slots=True)
class _Roles:
    """Colour roles of one kind; an empty role is not painted."""

    fill: str
    hover: str
    pressed: str
    edge: str
    text: str


_ROLES: dict[ButtonKind, _Roles] = {
    ButtonKind.ANSWER: _Roles("callFill", "callHover", "callHover", "", "onCall"),
    ButtonKind.ANSWER_OUTLINE: _Roles("button", "callTint", "callTint", "call", "call"),
    ButtonKind.END: _Roles("endFill", "endHover", "endHover", "", "onEnd"),
    ButtonKind.REJECT: _Roles("button", "endTint", "endTint", "buttonBorder", "end"),
    ButtonKind.PRIMARY: _Roles("ink", "inkHover", "inkPressed", "", "onInk"),
    ButtonKind.PLAIN: _Roles("button", "hover", "selected", "buttonBorder", "text"),
    ButtonKind.GHOST: _Roles("", "hover", "selected", "", "text"),
}


class Button(QPushButton):
    """A button painted by us: icon, text, key chip. `checked` marks an active state (Stumm)."""

    def __init__(self, kind: ButtonKind, text: str = "", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind, self._icon_name, self._active_icon = kind, icon_name, icon_name
        self._hint, self._height, self._hovered = "", theme().size("button"), False
        self._hint_may_go = False
        self._shrinkable = self._wordless = False
        self._icon_px, self._padding_px = theme().size("icon"), _PADDING_PX
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_icons(self, name: str, active: str = "") -> None:
        """`active` is shown while the button is checked."""
        self._icon_name, self._active_icon = name, active or name
        self.update()

    def set_hint(self, sequence: str, may_go: bool = False) -> None:
        """The key that does the same, as a portable sequence ("Ctrl+L"). `may_go`: the word needs the room more."""
        if (sequence, may_go) == (self._hint, self._hint_may_go):
            return
        self._hint, self._hint_may_go = sequence, may_go
        if may_go:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.updateGeometry()
        self.update()

    def set_height(self, size_name: str) -> None:
        """A name from tokens.json: button, buttonSmall, buttonAnswer."""
        self._height = theme().size(size_name)
        self.updateGeometry()

    def set_icon_size(self, size_name: str) -> None:
        """icon in rows, iconLarge for navigation."""
        self._icon_px = theme().size(size_name)
        self.updateGeometry()

    def set_shrinkable(self, shrinkable: bool = True) -> None:
        """Where the room ends the word goes whole and the icon stays; the tool tip must then say the word."""
        self._shrinkable = shrinkable
        policy = QSizePolicy.Policy.Preferred if shrinkable else QSizePolicy.Policy.Minimum
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def set_wordless(self, wordless: bool) -> None:
        """Only the icon, square; the tool tip must then say the word."""
        self._wordless = wordless
        self.updateGeometry()
        self.update()

    def set_flush(self) -> None:
        """No padding: the content stands in line with what is above and below (for ghosts)."""
        self._padding_px = 0
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self._word():
            return QSize(self._height, self._height)
        return QSize(
            self._content_width(self._word(), self._hint, self._icon_name) + 2 * self._padding_px, self._height
        )

    def minimumSizeHint(self) -> QSize:
        if self._shrinkable:
            return QSize(self._height, self._height)
        if self._hint_may_go and self._word():
            return QSize(self._whole_width(""), self._height)
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = _ROLES[self._kind]
        text = theme().color(roles.text if self.isEnabled() else "text3")
        self._paint_shape(painter, roles)
        self._paint_content(painter, text)

    def _paint_shape(self, painter: QPainter, roles: _Roles) -> None:
        fill, edge = self._shape_roles(roles)
        rect, radius = QRectF(self.rect()), float(theme().radius("control"))
        painter.setBrush(theme().color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().color(edge), 1.0) if edge else Qt.PenStyle.NoPen)
        inset = 0.5 if edge else 0.0
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _shape_roles(self, roles: _Roles) -> tuple[str, str]:
        if not self.isEnabled():
            return "", "hairline" if roles.fill else ""
        if self.isChecked():
            return "selected", "ink"
        if self.isDown():
            return roles.pressed, roles.edge
        return (roles.hover if self._hovered else roles.fill), roles.edge

    def _paint_content(self, painter: QPainter, tone: QColor) -> None:
        name, word, hint = self._shown()
        x = (self.width() - self._content_width(word, hint, name)) / 2
        if name:
            side = self._icon_px
            paint_icon(painter, QRectF(round(x), (self.height() - side) // 2, side, side), name, tone)
            x += side + _GAP_PX
        painter.setFont(theme().font("strong"))
        painter.setPen(tone)
        label = QRectF(x, 0, _text_width(word) + 1, self.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        if hint:
            self._paint_hint(painter, label.right() - 1 + _GAP_PX, key_text(hint), tone)

    def _shown(self) -> tuple[str, str, str]:
        """Icon, word and key that there is room for; where the key may go the icon goes first."""
        name = self._active_icon if self.isChecked() else self._icon_name
        word, hint, room = self._word(), self._hint, self.width()
        if self._shrinkable and room < self.sizeHint().width():
            return name, "", ""
        if self._hint_may_go and room < self._content_width(word, hint, name) + 2 * _GAP_PX:
            return ("", word, hint) if room >= self._content_width(word, hint, "") + 2 * _GAP_PX else (name, word, "")
        return name, word, hint

    def _paint_hint(self, painter: QPainter, x: float, words: str, color: QColor) -> None:
        rect = QRectF(round(x), (self.height() - CHIP_HEIGHT_PX) // 2, chip_width(words), CHIP_HEIGHT_PX)
        paint_chip(painter, rect, words, color, color, None)

    def _word(self) -> str:
        return "" if self._wordless else self.text().replace("&&", "&")

    def _whole_width(self, hint: str) -> int:
        return self._content_width(self._word(), hint, self._icon_name) + 2 * self._padding_px

    def _content_width(self, word: str, hint: str, icon: str) -> int:
        parts = [self._icon_px] if icon else []
        parts += [_text_width(word)] if word else []
        parts += [chip_width(key_text(hint))] if hint else []
        return sum(parts) + _GAP_PX * max(len(parts) - 1, 0)


def _text_width(word: str) -> int:
    return QFontMetrics(theme().font("strong")).horizontalAdvance(word)


def make_button(kind: ButtonKind, text: str, icon: str = "", hint: str = "", parent: QWidget | None = None) -> Button:
    """`hint` is a portable key sequence shown as a chip; the shortcut itself is the window's affair."""
    button = Button(kind, text, icon, parent)
    if hint:
        button.set_hint(hint)
    return button


def icon_button(
    icon: str, tool_tip: str, kind: ButtonKind = ButtonKind.PLAIN, parent: QWidget | None = None
) -> Button:
    """A square button without a word: the word is its tool tip and its accessible name."""
    button = Button(kind, "", icon, parent)
    set_word(button, tool_tip)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button


def set_word(button: Button, word: str) -> None:
    set_tool_tip(button, word)
    button.setAccessibleName(word)
