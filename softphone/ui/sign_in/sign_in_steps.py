"""The three steps of signing in with their live state."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.account.sign_in import StepState
from softphone.domain.problems import CredentialsRefused, PortalRefused, Problem, RegistrationRefused
from softphone.services.state.session import SignInView
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate

_LOOKS = {
    StepState.WAITING: ("circle", "text2"),
    StepState.RUNNING: ("circle-dashed", "text"),
    StepState.DONE: ("check-circle-fill", "call"),
    StepState.FAILED: ("x-circle-fill", "end"),
    StepState.NOT_NEEDED: ("minus-circle", "text2"),
}


def step_words(state: StepState) -> str:
    match state:
        case StepState.WAITING:
            return translate("SignInSteps", "open")
        case StepState.RUNNING:
            return translate("SignInSteps", "in progress …")
        case StepState.DONE:
            return translate("SignInSteps", "done")
        case StepState.FAILED:
            return translate("SignInSteps", "failed")
        case StepState.NOT_NEEDED:
            return translate("SignInSteps", "not needed")


class _StepRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("circle", "text2")
        self.name = TextLabel("")
        self.state = TextLabel("", "label", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.name)
        row.addStretch(1)
        row.addWidget(self.state)

    def show_step(self, name: str, state: StepState, detail: str) -> None:
        self.icon.show_icon(*_LOOKS[state])
        self.name.setText(name)
        self.name.set_color("text2" if state is StepState.WAITING else "text")
        self.state.setText(detail or step_words(state))
        self.state.set_color("end" if state is StepState.FAILED else "text2")
        self.setAccessibleName(f"{name}: {self.state.text()}")


class SignInSteps(QWidget):
    """Portal, settings, telephone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.portal, self.settings, self.telephone = _StepRow(), _StepRow(), _StepRow()
        column = make_column(self, 0)
        for row in (self.portal, self.settings, self.telephone):
            column.addWidget(row)

    def show_steps(self, view: SignInView) -> None:
        detail = _refusal(view.problem)
        self._show(self.portal, translate("SignInSteps", "Portal"), view.portal_step, detail)
        self._show(self.settings, translate("SignInSteps", "Read settings"), view.settings_step, "")
        self._show(self.telephone, translate("SignInSteps", "Register telephone"), view.telephone_step, detail)

    def _show(self, row: _StepRow, name: str, state: StepState, detail: str) -> None:
        row.show_step(name, state, detail if state is StepState.FAILED else "")


def _refusal(problem: Problem | None) -> str:
    """The number that an administrator asks for first."""
    match problem:
        case PortalRefused(status) | RegistrationRefused(status):
            return translate("SignInSteps", "refused ({status})").format(status=status)
        case CredentialsRefused():
            return translate("SignInSteps", "refused ({status})").format(status=401)
    return ""
