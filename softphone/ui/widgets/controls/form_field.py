"""A labelled field with its problem below it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.ui.theme.icons import icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column


class FormField(QWidget):
    """Label above, one-line edit, inline problem below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = TextLabel("", "strong")
        self.edit = QLineEdit()
        self.edit.setProperty("tall", True)
        self.problem = ProblemLabel()
        self.label.setBuddy(self.edit)
        column = make_column(self, 6)
        column.addWidget(self.label)
        column.addWidget(self.edit)
        column.addWidget(self.problem)
        self.edit.textEdited.connect(lambda: self.show_problem(""))

    @property
    def text(self) -> str:
        return self.edit.text()

    def name(self, label: str, placeholder: str = "") -> None:
        self.label.setText(label)
        self.edit.setAccessibleName(label)
        self.edit.setPlaceholderText(placeholder)

    def show_problem(self, text: str) -> None:
        """The edge of the field says it too."""
        self.problem.show_text(text)
        self.edit.setAccessibleDescription(text)
        self.edit.setProperty("wrong", "true" if text else "false")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)


class PasswordField(FormField):
    """A field whose text is hidden until the eye is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye: QAction = self.edit.addAction(icon("eye", "text2"), QLineEdit.ActionPosition.TrailingPosition)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.on_eye)
        theme().changed.connect(self.on_theme_changed)
        self.retranslate()

    def on_eye(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.on_theme_changed()

    def on_theme_changed(self) -> None:
        self.eye.setIcon(icon("eye", "focus" if self.eye.isChecked() else "text2"))

    def retranslate(self) -> None:
        self.eye.setText(QCoreApplication.translate("SignIn", "Show the password"))
