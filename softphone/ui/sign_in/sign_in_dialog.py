"""Signing in: user, password, server; the error at its field, three steps below with their live state."""

import asyncio

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from softphone import PRODUCT_NAME
from softphone.assets import resource
from softphone.domain.account.account import Passwords
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.problems import Problem, ProblemError
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.main_window.toast_text import file_notices
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.sign_in.sign_in_advanced import SignInAdvanced
from softphone.ui.sign_in.sign_in_form import SignInField, SignInForm, account_of, field_of, form_of
from softphone.ui.sign_in.sign_in_steps import SignInSteps
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField, PasswordField
from softphone.ui.widgets.controls.wrapping_check_box import WrappingCheckBox
from softphone.ui.widgets.first_size import set_first_size
from softphone.ui.widgets.labels.logo import Logo
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_BUSY = frozenset({SignInPhase.AUTHENTICATING, SignInPhase.LOADING, SignInPhase.REGISTERING, SignInPhase.SIGNING_OUT})


class SignInDialog(TranslatedWidget, QDialog):
    """Fields are filled from the account known so far; the password never is."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self._shown_problem: Problem | None = None
        self._filled = False
        self.title = TextLabel(PRODUCT_NAME, "caller")
        self.subtitle = TextLabel("", "body", "text2")
        self.user, self.password, self.server = FormField(), PasswordField(), FormField()
        self.keep_line = WrappingCheckBox()
        self.keep = self.keep_line.box
        self.keep_reason = TextLabel("", "label", "text2", wrap=True)
        self.found = TextLabel("", "label", "text", wrap=True)
        """A damaged settings file leads here: that is said before anybody wonders where the account is."""
        self.more = Button(ButtonKind.GHOST, "", "caret-right")
        self.advanced = SignInAdvanced()
        self.problem = ProblemLabel()
        self.submit = Button(ButtonKind.PRIMARY)
        self.steps = SignInSteps()
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        self._fill_once()
        self.steps.show_steps(state.sign_in)
        self.found.setText("\n".join(file_notices(state)))
        self.found.setVisible(bool(self.found.text()))
        self._show_keyring(state.sign_in.keyring_problem)
        busy = state.sign_in.phase in _BUSY
        self.submit.setEnabled(not busy)
        self.submit.setText(translate("SignIn", "Signing in …") if busy else translate("SignIn", "Sign in"))
        if state.sign_in.problem != self._shown_problem:
            self._show_problem(state.sign_in.problem)

    def form(self) -> SignInForm:
        more = self.advanced
        return SignInForm(
            user=self.user.text.strip(),
            server=self.server.text,
            sip_user=more.sip_user.text,
            sip_domain=more.domain.text,
            auth_user=more.auth_user.text,
            registrar=more.registrar.text,
            outbound_proxy=more.proxy.text,
            transport=more.chosen_transport,
            encryption=more.chosen_encryption,
            ca_file=more.ca_file.text,
        )

    def on_submit(self) -> None:
        self._show_problem(None)
        try:
            account = account_of(self.form(), self._actions.account)
        except ProblemError as error:
            self._show_problem(error.problem)
            return
        keep = self.keep.isEnabled() and self.keep.isChecked()
        sip_password = self.advanced.sip_password.text
        outcome = self._actions.session.sign_in(account, Passwords(self.password.text, sip_password), keep)
        outcome.add_done_callback(self.on_outcome)

    def on_outcome(self, outcome: "asyncio.Future[Problem | None]") -> None:
        if not outcome.cancelled() and outcome.result() is not None:
            self._show_problem(outcome.result())

    def on_more(self) -> None:
        self._show_advanced(not self.advanced.isVisibleTo(self))

    def showEvent(self, event: QShowEvent) -> None:
        """Who one is stands there already, as a rule: the password is what is missing."""
        super().showEvent(event)
        missing = self.password if self.user.text.strip() else self.user
        missing.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _fill_once(self) -> None:
        account = self._actions.account
        if self._filled or account is None:
            return
        self._filled = True
        form, more = form_of(account), self.advanced
        for field, text in (
            (self.user, form.user),
            (self.server, form.server),
            (more.sip_user, form.sip_user),
            (more.domain, form.sip_domain),
            (more.auth_user, form.auth_user),
            (more.registrar, form.registrar),
            (more.proxy, form.outbound_proxy),
            (more.ca_file, form.ca_file),
        ):
            field.edit.setText(text)
        more.transport.choose(form.transport)
        more.encryption.choose(form.encryption)

    def _show_keyring(self, problem: Problem | None) -> None:
        """Without a keyring nothing is kept, and the box says why."""
        self.keep_line.set_possible(problem is None)
        self.keep_reason.setText("" if problem is None else problem_text(problem))
        self.keep_reason.setVisible(problem is not None)

    def _show_problem(self, problem: Problem | None) -> None:
        self._shown_problem = problem
        at = field_of(problem) if problem is not None else None
        text = problem_text(problem) if problem is not None else ""
        self.user.show_problem(text if at is SignInField.USER else "")
        self.password.show_problem(text if at is SignInField.PASSWORD else "")
        self.server.show_problem(text if at is SignInField.SERVER else "")
        self.advanced.problem.show_text(text if at is SignInField.SIP else "")
        self.problem.show_text(text if at is SignInField.FORM else "")
        if at is SignInField.SIP:
            self._show_advanced(True)
        if at is SignInField.PASSWORD:
            self.password.edit.setFocus()
            self.password.edit.selectAll()

    def _show_advanced(self, shown: bool) -> None:
        self.advanced.setVisible(shown)
        self.more.set_icons("caret-down-bold" if shown else "caret-right")

    def _connect(self) -> None:
        self.submit.clicked.connect(self.on_submit)
        self.more.clicked.connect(self.on_more)
        for field in (self.user, self.password, self.server, *self.advanced.findChildren(FormField)):
            field.edit.returnPressed.connect(self.submit.click)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._body())
        outer = make_column(self)
        outer.addWidget(area)
        self.advanced.hide()
        self.submit.set_height("buttonAnswer")
        self.more.set_flush()
        self.more.set_height("buttonSmall")
        self.setWindowIcon(QIcon(str(resource("vorzimmer.svg"))))
        set_first_size(self, QSize(460, 672), QSize(360, 420))

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("plain", True)
        column = QVBoxLayout(body)
        column.setContentsMargins(44, 36, 44, 28)
        column.setSpacing(16)
        column.addLayout(self._head())
        column.addWidget(self.found)
        column.addSpacing(12)
        for widget in (self.user, self.password, self.server):
            column.addWidget(widget)
        column.addWidget(self.keep_line)
        column.addWidget(self.keep_reason)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.advanced)
        column.addWidget(self.problem)
        column.addWidget(self.submit)
        column.addSpacing(8)
        column.addWidget(_hairline())
        column.addWidget(self.steps)
        column.addStretch(1)
        return body

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Logo(40), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return row

    def retranslate(self) -> None:
        self.setWindowTitle(translate("SignIn", "Sign in") + f" – {PRODUCT_NAME}")
        self.subtitle.setText(translate("SignIn", "Sign in to the Cloud PBX"))
        self.user.name(translate("SignIn", "User name"))
        self.password.name(translate("SignIn", "Password"))
        self.password.retranslate()
        empty = translate("SignIn", "https://… (empty: telephone only)")
        self.server.name(translate("SignIn", "Portal address"), empty)
        self.keep_line.show_words(translate("SignIn", "Keep the password in the system's keyring"))
        self.more.setText(translate("SignIn", "Advanced"))
        self.advanced.retranslate()
        self._show_problem(self._shown_problem)
        self.show_state(self._state)


def _hairline() -> QWidget:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFixedHeight(1)
    line.setProperty("hairline", True)
    return line
