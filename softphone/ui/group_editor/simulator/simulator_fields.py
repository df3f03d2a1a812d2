"""What the simulator asks for: who calls, which of the leader's numbers, and when."""

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication, QDateTime, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QDateTimeEdit, QLineEdit, QMenu, QWidget

from softphone.domain.executive.settings import CalledNumber
from softphone.ui.group_editor.parts.called_numbers import CHOICES
from softphone.ui.text.criterion_text import called_words
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.select_box import SelectBox

translate = QCoreApplication.translate


class CallerKind(Enum):
    EXTERNAL = "external"
    INTERNAL = "internal"
    ANONYMOUS = "anonymous"
    UNAVAILABLE = "unavailable"


def kind_words(kind: CallerKind) -> str:
    match kind:
        case CallerKind.EXTERNAL:
            return translate("Simulator", "external")
        case CallerKind.INTERNAL:
            return translate("Simulator", "internal")
        case CallerKind.ANONYMOUS:
            return translate("Simulator", "anonymous")
        case CallerKind.UNAVAILABLE:
            return translate("Simulator", "number not available")


class _KindButton(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(theme().font("label")).horizontalAdvance(self.text()) + 30, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme().font("label"))
        painter.setPen(theme().color("text2"))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(0, 0, -18, 0), right, self.text())
        caret = QRect(self.width() - 14, (self.height() - 10) // 2, 10, 10)
        paint_icon(painter, caret, "caret-down-bold", theme().color("text2"))


class CallerField(QLineEdit):
    """The number, and at its end what kind of caller it is."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = CallerKind.EXTERNAL
        self.kind_button = _KindButton(self)
        self.kind_button.clicked.connect(self.on_kind_asked)
        self.textEdited.connect(lambda _text: self.changed.emit())
        self.retranslate()

    @property
    def number(self) -> str:
        return self.text().strip() if self.kind in (CallerKind.EXTERNAL, CallerKind.INTERNAL) else ""

    def choose_kind(self, kind: CallerKind) -> None:
        self.kind = kind
        self.retranslate()
        self.changed.emit()

    def on_kind_asked(self) -> None:
        self.kind_menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def kind_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in CallerKind:
            action = QAction(kind_words(kind), menu)
            action.triggered.connect(lambda _checked=False, wanted=kind: self.choose_kind(wanted))
            menu.addAction(action)
        return menu

    def retranslate(self) -> None:
        self.kind_button.setText(kind_words(self.kind))
        kind = translate("Simulator", "Type of caller")
        self.kind_button.setAccessibleName(f"{kind}: {kind_words(self.kind)}")
        self.setPlaceholderText(translate("Simulator", "Number"))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.kind_button.sizeHint()
        self.kind_button.setGeometry(
            self.width() - size.width() - 6, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.setTextMargins(0, 0, size.width(), 0)


class CalledBox(SelectBox):
    """Which of the leader's numbers was dialled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setMinimumContentsLength(8)
        self.retranslate()

    @property
    def called(self) -> CalledNumber:
        return CHOICES[max(self.currentIndex(), 0)]

    def retranslate(self) -> None:
        place = max(self.currentIndex(), 0)
        self.blockSignals(True)
        self.clear()
        self.addItems([called_words(choice) for choice in CHOICES])
        self.setCurrentIndex(place)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MomentField(QDateTimeEdit):
    """When the call comes; stepped by the arrow keys."""

    def __init__(self, now_s: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDateTime(QDateTime.fromSecsSinceEpoch(int(now_s)))
        self.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.setDisplayFormat("ddd dd.MM.yy, HH:mm")
        bare = "min-height: 0; border: none; background: transparent; padding: 0 6px;"
        self.lineEdit().setStyleSheet(f"QLineEdit {{ {bare} }}")

    @property
    def moment(self) -> datetime:
        at = self.dateTime()
        return datetime(at.date().year(), at.date().month(), at.date().day(), at.time().hour(), at.time().minute())

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme().font("body")).horizontalAdvance(self.text())
        return QSize(text + 24, theme().size("field"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(theme().color("focus" if self.hasFocus() else "outline"), width))
        painter.setBrush(theme().color("surface"))
        inset, radius = width / 2, float(theme().radius("control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
