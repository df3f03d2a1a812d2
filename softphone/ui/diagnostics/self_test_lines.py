"""The lines of the self-test: a sign, what was looked at, what came of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.diagnostics.self_test import Check, CheckResult, CheckState
from softphone.services.state.self_test import SelfTestView
from softphone.ui.diagnostics.self_test_text import LOOKS, check_name, check_sentence
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.sign = IconLabel("circle-dashed", "text2", 14)
        self.title, self.sentence = TextLabel("", "strong", wrap=True), TextLabel("", "label", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row = make_row(self, 8)
        self.sign.setContentsMargins(0, 2, 0, 0)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_result(self, result: CheckResult) -> None:
        self.sign.show_icon(*LOOKS[result.state])
        self.title.setText(check_name(result.check))
        self.sentence.setText(check_sentence(result))
        self.setAccessibleName(f"{self.title.text()}: {self.sentence.text()}")


class SelfTestLines(QWidget):
    """What an account has none of is left out; hidden before the first test."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {check: _Line() for check in Check}
        column = make_column(self, 8)
        for line in self.lines.values():
            column.addWidget(line)
        self.show_view(SelfTestView())

    def show_view(self, view: SelfTestView) -> None:
        shown = {result.check: result for result in view.results if result.state is not CheckState.NOT_NEEDED}
        for check, line in self.lines.items():
            line.setVisible(check in shown)
            if check in shown:
                line.show_result(shown[check])
        self.setVisible(bool(shown))
