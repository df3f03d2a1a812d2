"""The eight parameters of a leader's settings, read-only: the portal's term above, its value below."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.executive.settings import GroupSettings
from softphone.ui.text.portal_terms import parameters
from softphone.ui.widgets.labels.text_label import TextLabel

_COUNT = 8


class ParameterList(QWidget):
    """Values wrap and are never shortened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [(TextLabel("", "label", "text2", wrap=True), TextLabel("", wrap=True)) for _ in range(_COUNT)]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(0)
        for term, value in self._rows:
            column.addSpacing(9)
            column.addWidget(term)
            column.addSpacing(3)
            column.addWidget(value)
        column.addStretch(1)

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        return tuple((term.text(), value.text()) for term, value in self._rows)

    def show_settings(self, settings: GroupSettings) -> None:
        for (term, value), (name, words) in zip(self._rows, parameters(settings), strict=True):
            term.setText(name)
            value.setText(words)
            value.setAccessibleName(f"{name}: {words}")
