"""Settings, page "Konto": who is signed in where, signing out."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.account.account import Account
from softphone.services.actions import Actions
from softphone.services.commands import SIGN_IN_AGAIN, SIGN_OUT
from softphone.services.state.app_state import AppState
from softphone.ui.leader_details.portal_age_footer import portal_as_of
from softphone.ui.main_window.status_text import clear_sentence, reachability
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.command_text import button_word
from softphone.ui.widgets.containers.settings_rows import SettingsPage, SettingsRow
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class AccountPage(TranslatedWidget, SettingsPage):
    """Facts are read-only: another account means signing out."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self.person, self.telephone, self.password = (SettingsRow() for _ in range(3))
        self.user, self.number = TextLabel("", wrap=True), TextLabel("", "label", "text2", wrap=True)
        self.sip, self.reach = TextLabel("", wrap=True), TextLabel("", "label", "text2", wrap=True)
        self.in_clear = TextLabel("", "label", "text2", wrap=True)
        self.keyring = TextLabel("", wrap=True)
        self.again, self.out = Button(ButtonKind.PLAIN, "", "arrows-clockwise-bold"), Button(ButtonKind.PLAIN)
        self._lay_out()
        self.again.clicked.connect(lambda: SIGN_IN_AGAIN.run(actions, None))
        self.out.clicked.connect(lambda: SIGN_OUT.run(actions, None))
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        self._show_person(state)
        self._show_telephone(state, self._actions.account)
        keyring = state.sign_in.keyring_problem
        kept = translate("AccountPage", "Stored in the system's keyring if you chose so")
        self.keyring.setText(kept if keyring is None else problem_text(keyring))

    def _show_person(self, state: AppState) -> None:
        sign_in = state.sign_in
        self.user.setText(" · ".join(part for part in (sign_in.user_name, sign_in.user_id) if part))
        self.number.setText(" · ".join(part for part in (sign_in.own_number, portal_as_of(sign_in)) if part))

    def _show_telephone(self, state: AppState, account: Account | None) -> None:
        address = f"{account.sip.user}@{account.sip.domain}" if account is not None and account.sip.user else "–"
        transport = state.registration.transport.upper()
        self.sip.setText(" · ".join(part for part in (address, transport) if part))
        self.reach.setText(reachability(state).text)
        self.in_clear.setText(clear_sentence(state))
        self.in_clear.setVisible(bool(self.in_clear.text()))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.again)
        buttons.addWidget(self.out)
        buttons.addStretch(1)
        self.person.controls.addWidget(self.user)
        self.person.controls.addWidget(self.number)
        self.person.controls.addLayout(buttons)
        self.telephone.controls.addWidget(self.sip)
        self.telephone.controls.addWidget(self.reach)
        self.telephone.controls.addWidget(self.in_clear)
        self.password.controls.addWidget(self.keyring)
        self.add_rows(self.person, self.telephone, self.password)

    def retranslate(self) -> None:
        self.title.setText(translate("SettingsDialog", "Account"))
        self.person.name(translate("AccountPage", "User"))
        self.telephone.name(translate("AccountPage", "Telephone"))
        self.password.name(translate("AccountPage", "Password"))
        self.again.setText(button_word(SIGN_IN_AGAIN))
        self.out.setText(button_word(SIGN_OUT))
        self.show_state(self._state)
