"""The four ways to filter as radio buttons in cards."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from softphone.domain.executive.settings import Filtering, FilteringMode, SimpleFilter
from softphone.ui.group_editor.parts.editor_parts import settle_tab_stop
from softphone.ui.text.portal_terms import filter_words
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_TEXT_X_PX = 35
_PADDING_PX = 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FilterCard(QRadioButton):
    """Term and what it means; the whole card is the button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, term: str, detail: str) -> None:
        self._detail = detail
        self.setText(term)
        self.setAccessibleName(f"{term}: {detail}")
        self.updateGeometry()
        self.update()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def sizeHint(self) -> QSize:
        term = QFontMetrics(theme().font("strong")).horizontalAdvance(self.text())
        detail = QFontMetrics(theme().font("label")).horizontalAdvance(self._detail)
        return QSize(_TEXT_X_PX + max(term, detail) + _PADDING_PX, self._line_px() * 2 + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2.0 if chosen else 1.0
        painter.setPen(QPen(theme().color("ink" if chosen else "buttonBorder"), width))
        painter.setBrush(theme().color("surface"))
        inset, radius = width / 2, float(theme().radius("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        self._paint_words(painter)
        self._paint_indicator(painter)

    def _paint_words(self, painter: QPainter) -> None:
        line = self._line_px()
        painter.setFont(theme().font("strong" if self.isChecked() else "body"))
        painter.setPen(theme().color("text" if self.isEnabled() else "text3"))
        room = QRect(_TEXT_X_PX, 10, self.width() - _TEXT_X_PX, line)
        painter.drawText(room, int(_LEFT), self.text())
        painter.setFont(theme().font("label"))
        painter.setPen(theme().color("text2" if self.isEnabled() else "text3"))
        painter.drawText(room.translated(0, line), int(_LEFT), self._detail)

    def _paint_indicator(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(11, 10 + (self._line_px() - 16) // 2, 16, 16)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorRadioButton, option, painter, self)

    def _line_px(self) -> int:
        return max(19, QFontMetrics(theme().font("strong")).height())


class FilterCards(TranslatedWidget, QWidget):
    """`chosen(simple filter)` by the user; None is the advanced filter."""

    chosen = Signal(object)

    CHOICES: tuple[SimpleFilter | None, ...] = (*SimpleFilter, None)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(FilterCard() for _ in self.CHOICES)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._place(len(self.cards))
        for card, choice in zip(self.cards, self.CHOICES, strict=True):
            card.clicked.connect(lambda _checked=False, wanted=choice: self.chosen.emit(wanted))
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        """Two in a row where four have no room."""
        return QSize(2 * max(card.sizeHint().width() for card in self.cards) + 8, self.cards[0].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(card.sizeHint().width() for card in self.cards) + 8 * (len(self.cards) - 1)
        self._place(len(self.cards) if self.width() >= needed else 2)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)

    def show_filtering(self, filtering: Filtering) -> None:
        """A value this program does not know has no card: none is chosen."""
        for card, choice in zip(self.cards, self.CHOICES, strict=True):
            card.setAutoExclusive(False)
            card.setChecked(_is_choice(filtering, choice))
        for card in self.cards:
            card.setAutoExclusive(True)
        settle_tab_stop(self.cards)

    def retranslate(self) -> None:
        details = (
            translate("FilterCards", "Internal and external"),
            translate("FilterCards", "External to the leader"),
            translate("FilterCards", "Internal to the leader"),
            translate("FilterCards", "Own filter criteria"),
        )
        for card, choice, detail in zip(self.cards, self.CHOICES, details, strict=True):
            mode = FilteringMode.ADVANCED if choice is None else FilteringMode.SIMPLE
            card.show_words(filter_words(Filtering(True, mode, choice)), detail)


def _is_choice(filtering: Filtering, choice: SimpleFilter | None) -> bool:
    if choice is None:
        return filtering.mode is FilteringMode.ADVANCED
    return filtering.mode is FilteringMode.SIMPLE and filtering.simple_filter is choice
