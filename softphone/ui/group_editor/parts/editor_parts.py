"""The small parts of the pages: radio lines whose words wrap, sections with the term at the left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row

TERM_PX = 210
ROW_PX = 28


class RadioLine(QWidget):
    """One choice; a click on the words counts as one on the button. `extra` stands right of short words."""

    def __init__(self, group: QButtonGroup, extra: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QRadioButton()
        self.label = TextLabel("", wrap=extra is None)
        group.addButton(self.button)
        row = make_row(self, 10)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop if extra is None else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 0 if extra is not None else 1, Qt.AlignmentFlag.AlignVCenter)
        if extra is not None:
            row.addWidget(extra, 1)
        self.setMinimumHeight(row_px())
        self.button.setFixedHeight(row_px())

    def show_words(self, words: str) -> None:
        self.label.setText(words)
        self.button.setAccessibleName(words)

    def set_chosen(self, chosen: bool) -> None:
        """Without telling anybody that the user did; a group that has a choice keeps one."""
        self.button.blockSignals(True)
        self.button.setChecked(chosen)
        self.button.blockSignals(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.label.geometry().contains(event.position().toPoint()) and self.button.isEnabled():
            self.button.click()
        super().mouseReleaseEvent(event)


def row_px() -> int:
    """The least height of a line with one choice; grows with the font."""
    return max(ROW_PX, QFontMetrics(theme().font("body")).height() + 8)


class Hairline(QFrame):
    """One pixel across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setProperty("hairline", True)


class FormSection(QWidget):
    """A term at the left and its controls at the right; a hairline above all but the first."""

    def __init__(self, content: QLayout, first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = TextLabel("", "strong", wrap=True)
        self.term.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.term.setFixedWidth(TERM_PX - 20)
        self.term.setContentsMargins(0, 4, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.term, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(content, 1)
        column = make_column(self, 14)
        if not first:
            column.addWidget(Hairline())
        column.addLayout(row)


def settle_tab_stop(buttons: Sequence[QAbstractButton]) -> None:
    """Tab reaches the chosen one of several, or each where none is; Qt does this only for the user's own choice."""
    chosen = any(button.isChecked() for button in buttons)
    for button in buttons:
        stop = button.isChecked() or not chosen
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)


def pane_px(page_px: int) -> int:
    """How wide the right pane is beside a form: narrower where the window is, wider with a large font."""
    wanted = 348 if page_px >= 1040 else 300
    return min(max(wanted, 18 * QFontMetrics(theme().font("body")).height()), page_px * 2 // 5)


def clear_group(group: QButtonGroup) -> None:
    """No choice at all: the stored value has no button here."""
    group.setExclusive(False)
    for button in group.buttons():
        button.blockSignals(True)
        button.setChecked(False)
        button.blockSignals(False)
    group.setExclusive(True)


def scrolled(page: QWidget) -> QScrollArea:
    """The page keeps the ground of the window; sideways only where a large font leaves no other way."""
    page.setProperty("plain", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
