"""One line that drops its less important part whole instead of eliding it: for numbers and portal terms."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme.theme import FontName, theme


class PriorityLabel(QWidget):
    """Paints the first of its variants that fits, the last one where none does."""

    def __init__(
        self,
        role: str,
        font: FontName = "body",
        tabular: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._role = role
        self._font_name: FontName = font
        self._tabular = tabular
        self._align = align
        self._variants: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def set_variants(self, variants: Sequence[str]) -> None:
        """Longest first; an empty sequence shows nothing."""
        wanted = tuple(variants) or ("",)
        if wanted != self._variants:
            self._variants = wanted
            self.setAccessibleName(wanted[0])
            self.updateGeometry()
            self.update()

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    def text(self) -> str:
        """The longest variant: what is said, even where not all of it fits."""
        return self._variants[0]

    def shown_text(self) -> str:
        metrics = self.fontMetrics()
        fitting = (v for v in self._variants if metrics.horizontalAdvance(v) <= self.width())
        return next(fitting, self._variants[-1])

    def sizeHint(self) -> QSize:
        return self._size_of(self._variants[0])

    def minimumSizeHint(self) -> QSize:
        return self._size_of(self._variants[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().color(self._role))
        flags = self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(0, 0, self.width(), self.height()), int(flags), self.shown_text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.on_theme_changed()
        super().changeEvent(event)

    def on_theme_changed(self) -> None:
        self.setFont(theme().font(self._font_name, self._tabular))
        self.update()

    def _size_of(self, text: str) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(text) + 1, metrics.height() + 1)
