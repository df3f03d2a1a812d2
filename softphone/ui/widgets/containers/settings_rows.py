"""Rows of the settings: what it is at the left, its controls at the right, a hairline below."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

_LABEL_PX, _GAP_PX = 190, 18
_NARROWEST_PX, _COMFORT_PX = 240, 260
_NO_LIMIT_PX = 16_777_215


class SettingsRow(QWidget):
    """`controls` is the column at the right, or below the words where there is no room beside them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "strong", wrap=True)
        self.hint = TextLabel("", "label", "text2", wrap=True)
        self.policy_words = TextLabel("", "label", "text2", wrap=True)
        self.policy_words.hide()
        self.controls = QVBoxLayout()
        self.controls.setSpacing(10)
        self._label_side = QWidget()
        self._label_side.setFixedWidth(_LABEL_PX)
        left = make_column(self._label_side, 2)
        left.addWidget(self.title)
        left.addWidget(self.hint)
        left.addWidget(self.policy_words)
        left.addStretch(1)
        self._beside = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(0, 18, 0, 18)
        row.setSpacing(_GAP_PX)
        row.addWidget(self._label_side, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.controls, 1)
        column = make_column(self, 0)
        column.addLayout(row)
        column.addWidget(hairline())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), max(_NARROWEST_PX, self.controls.minimumSize().width())), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack(self.width() < _LABEL_PX + _GAP_PX + max(_COMFORT_PX, self.controls.minimumSize().width()))

    def _stack(self, stacked: bool) -> None:
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction is self._beside.direction():
            return
        self._beside.setDirection(direction)
        self._beside.setSpacing(_GAP_PX // 2 if stacked else _GAP_PX)
        self._beside.setAlignment(self._label_side, Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignTop)
        self._label_side.setMinimumWidth(0 if stacked else _LABEL_PX)
        self._label_side.setMaximumWidth(_NO_LIMIT_PX if stacked else _LABEL_PX)
        self.updateGeometry()

    def show_locked(self, locked: bool) -> None:
        """The policy has decided about something in this row."""
        words = QCoreApplication.translate("AudioPage", "Grey: set by your administrator")
        self.policy_words.setText(words if locked else "")
        self.policy_words.setVisible(locked)

    def name(self, title: str, hint: str = "") -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))


class SettingsPage(QWidget):
    """A page title and rows below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextLabel("", "title")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(28, 16, 28, 16)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)

    def add_rows(self, *rows: QWidget) -> None:
        for row in rows:
            self.column.addWidget(row)
        self.column.addStretch(1)


def hairline() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setProperty("hairline", True)
    return line
