"""How the parts of the transfer strip stand beside and below each other."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from softphone.ui.transfer.target_picker import TargetPicker
from softphone.ui.widgets.containers.wrapping_row import least_px, put_beside
from softphone.ui.widgets.controls.buttons import Button
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row
from softphone.ui.widgets.tool_tip import set_tool_tip

_GAP_PX = 8


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """A few buttons with words and a few with icons only, beside each other as far as the room goes."""

    holder: QWidget
    both: QBoxLayout
    words: QBoxLayout

    def fit(self, room_px: int, words: tuple[Button, ...], icons: tuple[Button, ...]) -> None:
        """The icons go below first, then each word gets a line."""
        put_beside(self.both, least_px((*words, *icons), _GAP_PX) <= room_px)
        put_beside(self.words, least_px(words, _GAP_PX) <= room_px)


def two_groups(words: tuple[Button, ...], icons: tuple[Button, ...]) -> TwoGroups:
    holder = QWidget()
    both = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(_GAP_PX)
    rows = [_group_of(group) for group in (words, icons)]
    for row in rows:
        both.addLayout(row)
    both.addStretch(1)
    return TwoGroups(holder, both, rows[0])


def _group_of(buttons: tuple[Button, ...]) -> QBoxLayout:
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(_GAP_PX)
    for button in buttons:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    row.addStretch(1)
    return row


def choice_row(choice: TargetPicker, ask: Button, direct: Button) -> tuple[QWidget, QBoxLayout]:
    """Side by side, or in a narrow column one below the other."""
    holder, buttons = QWidget(), QHBoxLayout()
    buttons.setSpacing(8)
    buttons.addStretch(1)
    buttons.addWidget(ask)
    buttons.addWidget(direct)
    box = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(8)
    box.addWidget(choice, 1)
    box.addLayout(buttons)
    return holder, box


def show_button(button: Button, word: str, hint: str) -> None:
    button.setText(word)
    set_tool_tip(button, hint)


def row_of(*widgets: QWidget, gap: int = 8, last: QWidget | None = None) -> QWidget:
    """Left to right; what can use the room gets it, and `last` stands at the right end."""
    holder = QWidget()
    row = make_row(holder, gap)
    for widget in widgets:
        wide = isinstance(widget, QLineEdit) or (isinstance(widget, TextLabel) and widget.wordWrap())
        row.addWidget(widget, 1 if wide or type(widget) is QWidget else 0)
    if not any(row.stretch(place) for place in range(row.count())):
        row.addStretch(1)
    if last is not None:
        row.addWidget(last)
    return holder


def column_of(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = make_column(holder, 2)
    column.addStretch(1)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder
