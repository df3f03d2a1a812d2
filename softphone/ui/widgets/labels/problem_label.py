"""A problem where it happened: icon, one sentence, the next step in it."""

from PySide6.QtWidgets import QWidget

from softphone.ui.widgets.labels.inline_note import InlineNote


class ProblemLabel(InlineNote):
    """Tone `end` for a problem, `wait` for what only waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning-circle-fill", "end", parent)
