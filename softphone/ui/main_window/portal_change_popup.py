"""What the portal has otherwise, line by line, below the banner's button."""

from PySide6.QtWidgets import QWidget

from softphone.ui.widgets.containers.popup_card import PopupCard
from softphone.ui.widgets.labels.text_label import TextLabel

_WIDTH_PX = 420
_MOST_LINES = 30


class PortalChangePopup(PopupCard):
    """Each line: where, what, as it is here → as the portal has it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH_PX)
        self._lines: tuple[str, ...] = ()
        self.text = TextLabel("", "label", wrap=True)
        self.column.addWidget(self.text)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Without lines there is nothing to look at any more."""
        if lines == self._lines:
            return
        self._lines = lines
        left_out = len(lines) - _MOST_LINES
        shown = (*lines[:_MOST_LINES], f"… + {left_out}") if left_out > 0 else lines
        self.text.setText("\n".join(shown))
        self.setAccessibleName(self.text.text())
        if not lines:
            self.close()
