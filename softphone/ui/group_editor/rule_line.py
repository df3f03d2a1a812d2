"""What became of "always" or "never" for one caller, with the way back; stands where it was asked."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.state.group_editor import RuleView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.spinner import Spinner
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_SIDE_BY_SIDE_PX = 340


class RuleLine(TranslatedWidget, QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule: RuleView | None = None
        self.spinner = Spinner(14)
        self.words = TextLabel("", "label", "text2", wrap=True)
        self.problem = ProblemLabel()
        self.undo = Button(ButtonKind.GHOST, "", "arrow-u-up-left")
        self.undo.set_height("buttonSmall")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(lambda: actions.editor.undo_rule())
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.spinner)
        said.addWidget(self.words, 1)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addLayout(said, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        column = make_column(self, 4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.hide()

    def show_rule(self, rule: RuleView | None) -> None:
        self._rule = rule
        if rule is None:
            self.hide()
            return
        said = rule.busy or rule.can_undo
        self.spinner.setVisible(rule.busy)
        self.words.setText(_words(rule) if said else "")
        self.words.setVisible(said)
        self.undo.setText(translate("IncomingCard", "Undo"))
        self.undo.setVisible(rule.can_undo and not rule.busy)
        self.problem.show_text(problem_text(rule.problem) if rule.problem is not None else "")
        self.setVisible(said or rule.problem is not None)

    def show_problem(self, problem: Problem) -> None:
        """One that came before anything was written."""
        for part in (self.spinner, self.words, self.undo):
            part.hide()
        self.problem.show_text(problem_text(problem))
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow column the way back stands below the words."""
        beside = self.width() >= _SIDE_BY_SIDE_PX
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def retranslate(self) -> None:
        self.show_rule(self._rule)


def _words(rule: RuleView) -> str:
    if rule.busy:
        return translate("IncomingCard", "Saving the rule …")
    template = (
        translate("IncomingCard", "{number}: always to the assistants")
        if rule.always
        else translate("IncomingCard", "{number}: never to the assistants")
    )
    return template.format(number=rule.shown or rule.number)
