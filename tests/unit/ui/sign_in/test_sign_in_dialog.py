"""The sign-in dialog: the fields become the account, an error is shown at its field, the steps are live."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from softphone.domain import problems as p
from softphone.domain.account.account import (
    Account,
    AudioSettings,
    CallSource,
    Language,
    Passwords,
    SecurityAgreement,
    SipAccount,
    Transport,
)
from softphone.domain.account.sign_in import SignInPhase, StepState
from softphone.domain.certificates import CertificateFault, CertificateReport
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.numbers.feature_codes import FeatureCodes
from softphone.domain.problems import ProblemError
from softphone.services.state.app_state import AppState, Notice
from softphone.services.state.session import SignInView
from softphone.ui.sign_in.sign_in_dialog import SignInDialog
from softphone.ui.sign_in.sign_in_form import SignInField, SignInForm, account_of, field_of, form_of
from softphone.ui.widgets.controls.form_field import FormField
from tests.samples.actions import FakeActions

KNOWN = Account(
    "nele.probe@pbx.example",
    SipAccount(
        "nele",
        "sip.example",
        "nele-auth",
        "sip:reg.example",
        "sip:proxy.example",
        Transport.TLS,
        "/ca.pem",
        "Nele",
        60,
        security_agreement=SecurityAgreement.MEDIASEC,
        accepts_calls_from=CallSource.LISTED,
        allowed_sources=("192.0.2.0/24",),
        wildcard_certificates=False,
        client_certificate="/client.pem",
    ),
    "https://pbx.example",
    "/ca.pem",
    "AT",
    "sip:vm@pbx.example",
    "900",
    "sip:lines@pbx.example",
    AudioSettings("Headset"),
    Language.GERMAN,
    FeatureCodes(push="*63"),
)


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def dialog(qtbot: QtBot, actions: FakeActions) -> SignInDialog:
    made = SignInDialog(actions)
    qtbot.addWidget(made)
    made.show_state(AppState())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def show(dialog: SignInDialog, **changes: Any) -> None:
    dialog.show_state(AppState(sign_in=SignInView(**changes)))


def fill(dialog: SignInDialog, user: str = "nele.probe@pbx.example", server: str = "pbx.example") -> None:
    dialog.user.edit.setText(user)
    dialog.password.edit.setText("geheim")
    dialog.server.edit.setText(server)


def test_the_sip_part_follows_from_the_user_name(qtbot: QtBot, dialog: SignInDialog, actions: FakeActions) -> None:
    fill(dialog)
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    ((name, account, passwords, keep),) = actions.asked
    assert (name, passwords, keep) == ("session.sign_in", Passwords("geheim"), False)
    assert account.portal_url.rstrip("/") == "https://pbx.example"
    assert (account.sip.user, account.sip.domain, account.sip.auth_user) == (
        "nele.probe",
        "pbx.example",
        "nele.probe",
    )


def test_tls_is_offered_first_and_taken_where_nothing_else_is_chosen(
    dialog: SignInDialog, actions: FakeActions
) -> None:
    transport = dialog.advanced.transport
    assert [transport.itemText(place) for place in range(transport.count())] == ["TLS", "TCP", "UDP"]
    fill(dialog)
    dialog.submit.click()
    assert actions.asked[0][1].sip.transport is Transport.TLS


def test_return_in_a_field_signs_in(qtbot: QtBot, dialog: SignInDialog, actions: FakeActions) -> None:
    fill(dialog)
    QTest.keyClick(dialog.password.edit, Qt.Key.Key_Return)
    assert [asked[0] for asked in actions.asked] == ["session.sign_in"]


def test_the_password_is_kept_only_where_the_box_is_ticked(
    qtbot: QtBot, dialog: SignInDialog, actions: FakeActions
) -> None:
    fill(dialog)
    dialog.keep.click()
    dialog.submit.click()
    assert actions.asked[0][3] is True


def test_without_a_keyring_the_box_is_off_and_says_why(dialog: SignInDialog, actions: FakeActions) -> None:
    dialog.keep.click()
    show(dialog, keyring_problem=p.KeyringMissing("no backend"))
    assert not dialog.keep.isEnabled()
    assert "keyring" in dialog.keep_reason.text()
    fill(dialog)
    dialog.submit.click()
    assert actions.asked[0][3] is False


def test_an_incomplete_form_is_refused_at_its_field_and_sends_nothing(
    dialog: SignInDialog, actions: FakeActions
) -> None:
    fill(dialog, user="")
    dialog.submit.click()
    assert actions.asked == []
    assert dialog.user.problem.text
    assert not dialog.server.problem.text


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (p.CredentialsRefused("pbx.example"), "password"),
        (p.PortalUnreachable("pbx.example"), "server"),
        (p.CertificateRefused("pbx.example"), "server"),
        (p.PlainHttpRefused("pbx.example"), "server"),
        (p.ProvisioningInvalid("portal.user", "missing"), "user"),
    ],
)
def test_a_problem_stands_at_its_field_alone(dialog: SignInDialog, problem: p.Problem, place: str) -> None:
    show(dialog, problem=problem)
    fields: dict[str, FormField] = {"user": dialog.user, "password": dialog.password, "server": dialog.server}
    assert {name for name, field in fields.items() if field.problem.text} == {place}
    assert fields[place].edit.property("wrong") == "true"


def test_typing_takes_the_error_away(qtbot: QtBot, dialog: SignInDialog) -> None:
    show(dialog, problem=p.CredentialsRefused("pbx.example"))
    QTest.keyClicks(dialog.password.edit, "neu")
    assert dialog.password.problem.text == ""
    assert dialog.password.edit.property("wrong") == "false"


def test_a_refused_registration_opens_the_advanced_part(dialog: SignInDialog) -> None:
    assert not dialog.advanced.isVisible()
    show(dialog, problem=p.RegistrationRefused(403, "Forbidden"))
    assert dialog.advanced.isVisible()
    assert "403 Forbidden" in dialog.advanced.problem.text


def test_an_outcome_that_no_state_tells_is_shown_too(dialog: SignInDialog, actions: FakeActions) -> None:
    actions.problem = p.ProvisioningInvalid("sip.user")
    fill(dialog)
    dialog.submit.click()
    actions.settle()
    assert dialog.advanced.problem.text


def test_the_steps_show_where_it_stands(dialog: SignInDialog) -> None:
    show(
        dialog,
        phase=SignInPhase.LOADING,
        portal_step=StepState.DONE,
        settings_step=StepState.RUNNING,
        telephone_step=StepState.WAITING,
    )
    states = [row.state.text() for row in (dialog.steps.portal, dialog.steps.settings, dialog.steps.telephone)]
    assert states == ["done", "in progress …", "open"]
    assert not dialog.submit.isEnabled()


def test_a_refusal_names_its_number_at_the_step(dialog: SignInDialog) -> None:
    show(dialog, portal_step=StepState.FAILED, problem=p.CredentialsRefused("pbx.example"))
    assert dialog.steps.portal.state.text() == "refused (401)"


def test_the_eye_shows_the_password_and_hides_it_again(dialog: SignInDialog) -> None:
    assert dialog.password.edit.echoMode() is QLineEdit.EchoMode.Password
    dialog.password.eye.trigger()
    assert dialog.password.edit.echoMode() is QLineEdit.EchoMode.Normal
    dialog.password.eye.trigger()
    assert dialog.password.edit.echoMode() is QLineEdit.EchoMode.Password


def test_the_known_account_fills_the_form_but_never_the_password(qtbot: QtBot) -> None:
    dialog = SignInDialog(FakeActions(account=KNOWN))
    qtbot.addWidget(dialog)
    dialog.show_state(AppState())
    assert dialog.form() == form_of(KNOWN)
    assert dialog.password.text == ""


def test_what_is_being_typed_is_not_overwritten_by_the_state(qtbot: QtBot) -> None:
    dialog = SignInDialog(FakeActions(account=KNOWN))
    qtbot.addWidget(dialog)
    dialog.show_state(AppState())
    dialog.user.edit.setText("other@pbx.example")
    dialog.show_state(AppState(mailbox=MessageSummary(1)))
    assert dialog.user.text == "other@pbx.example"


def test_a_known_account_survives_the_form_unchanged() -> None:
    assert account_of(form_of(KNOWN), KNOWN) == KNOWN


def test_an_empty_server_means_a_plain_telephone() -> None:
    account = account_of(SignInForm(user="nele@sip.example"), None)
    assert account.portal_url == ""
    assert account.sip.user == "nele"


@given(
    user=st.text(max_size=12),
    server=st.text(max_size=12),
    domain=st.text(max_size=8),
    transport=st.sampled_from(Transport),
)
def test_any_form_is_an_account_or_a_problem_and_never_another_error(
    user: str, server: str, domain: str, transport: Transport
) -> None:
    form = SignInForm(user=user, server=server, sip_domain=domain, transport=transport)
    with suppress(ProblemError):
        assert account_of(form, None).sip.transport is transport


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("portal.url", SignInField.SERVER),
        ("portal.user", SignInField.USER),
        ("sip.domain", SignInField.SIP),
        ("region", SignInField.FORM),
    ],
)
def test_every_provisioning_problem_has_its_place(name: str, place: SignInField) -> None:
    assert field_of(p.ProvisioningInvalid(name)) is place


def test_the_telephones_certificate_is_explained_at_the_telephones_fields(dialog: SignInDialog) -> None:
    report = CertificateReport(CertificateFault.WRONG_HOST, "sip", "Kleine CA", ("sip.other.test",))
    show(dialog, problem=p.CertificateRefused("pbx.example", "", report, by_telephone=True))
    assert "sip.other.test" in dialog.advanced.problem.text
    assert not dialog.server.problem.text


def test_a_damaged_settings_file_is_said_where_its_account_is_missed(
    dialog: SignInDialog, actions: FakeActions
) -> None:
    assert dialog.found.isHidden()
    dialog.show_state(AppState(notices=(Notice(1, "set-aside", "/p/settings.damaged.json"), Notice(2, "device-now"))))
    assert not dialog.found.isHidden()
    assert "/p/settings.damaged.json" in dialog.found.text()
    assert "\n" not in dialog.found.text()
