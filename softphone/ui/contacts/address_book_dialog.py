"""Dialog that adds an address book on a server: address, user, password, name, CA file."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.problems import KeyringMissing
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField, PasswordField
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class AddressBookDialog(TranslatedWidget, QDialog):
    """Closes once the server has delivered its contacts."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.title = TextLabel("", "title")
        self.hint = TextLabel("", "label", "text2", wrap=True)
        self.url, self.user, self.password = FormField(), FormField(), PasswordField()
        self.name_field, self.ca_file = FormField(), FormField()
        self.problem = ProblemLabel()
        self.cancel, self.submit = Button(ButtonKind.GHOST), Button(ButtonKind.PRIMARY)
        self.submit.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.submit.clicked.connect(self.on_submit)
        self._lay_out()
        self.retranslate()

    def on_submit(self) -> None:
        self.problem.show_text("")
        self.submit.setEnabled(False)
        self._actions.contacts.add_address_book(
            self.name_field.text, self.url.text, self.user.text, self.password.text, self.ca_file.text.strip()
        ).add_done_callback(self.on_answered)

    def on_answered(self, outcome: Outcome) -> None:
        """Without a keyring the book is added all the same; the problem says that its password is not kept."""
        problem = problem_of(outcome)
        self.submit.setEnabled(True)
        self.problem.show_text(outcome_text(outcome))
        if problem is None:
            self.accept()
        elif isinstance(problem, KeyringMissing):
            self.submit.setEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        fill(column, self.title, self.hint, self.url, self.user, self.password, self.name_field, self.ca_file)
        fill(column, self.problem, 1, fill(QHBoxLayout(), 1, self.cancel, self.submit))
        self.setMinimumWidth(440)

    def retranslate(self) -> None:
        self.setWindowTitle(translate("Contacts", "Add address book"))
        self.title.setText(self.windowTitle())
        self.hint.setText(
            translate(
                "Contacts",
                "CardDAV (Nextcloud, mail providers, groupware), or LDAP with an address like ldaps://server/base.",
            )
        )
        self.url.name(translate("Contacts", "Address"), "https://")
        self.user.name(translate("Contacts", "User name"))
        self.password.name(translate("Contacts", "Password"))
        self.name_field.name(translate("Contacts", "Name (optional)"))
        self.ca_file.name(translate("Contacts", "CA file (optional)"))
        self.cancel.setText(translate("Contacts", "Cancel"))
        self.submit.setText(translate("Contacts", "Add"))
