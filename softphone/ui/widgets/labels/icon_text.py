"""A sign and a few words in one line; the whole sentence as tool tip and for readers."""

from PySide6.QtWidgets import QWidget

from softphone.ui.text.plain_tool_tip import plain_tool_tip
from softphone.ui.theme.theme import FontName
from softphone.ui.widgets.labels.elided_label import ElidedLabel
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.layouts import make_row


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
        self.setToolTip(plain_tool_tip(sentence))
        self.setAccessibleName(sentence)
