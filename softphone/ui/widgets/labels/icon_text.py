"""A sign and a few words in one line; the whole sentence as tool tip and for readers."""

from PySide6.QtWidgets import QWidget

from softphone.ui.theme.theme import FontName
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.tool_tip import set_tool_tip


class IconText(QWidget):
    def __init__(self, icon: str, color: str, font: FontName = "label") -> None:
        super().__init__()
        self.words = ElidedLabel("", font, color)
        row = make_row(self, 6)
        row.addWidget(IconLabel(icon, color))
        row.addWidget(self.words, 1)

    def show_text(self, words: str, sentence: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(sentence)
        set_tool_tip(self, sentence)
        self.setAccessibleName(sentence)
