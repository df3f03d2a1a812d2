"""The SIP part of the sign-in form: folded away, since it is filled in from the user name."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.account.account import Encryption, Transport
from softphone.ui.theme.style_sheet import TALL_FIELD_PX
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField, PasswordField
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate


class SignInAdvanced(QWidget):
    """Fields only; what is left empty follows from the user name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sip_user, self.domain, self.auth_user = FormField(), FormField(), FormField()
        self.sip_password = PasswordField()
        self.registrar, self.proxy, self.ca_file = FormField(), FormField(), FormField()
        self.transport_label = TextLabel("", "strong")
        self.transport = SelectBox()
        self.encryption_label = TextLabel("", "strong")
        self.encryption = SelectBox()
        self.browse = Button(ButtonKind.PLAIN)
        self.problem = ProblemLabel()
        for transport in (Transport.TLS, Transport.TCP, Transport.UDP):
            self.transport.addItem(transport.value.upper(), transport)
        self.browse.clicked.connect(self.on_browse)
        self._lay_out()
        self.retranslate()

    @property
    def chosen_transport(self) -> Transport:
        chosen: Transport = self.transport.currentData()
        return chosen

    @property
    def chosen_encryption(self) -> Encryption:
        chosen: Encryption = self.encryption.currentData() or Encryption.AUTO
        return chosen

    def on_browse(self) -> None:
        """Qt's own dialog, opened and not executed: no nested event loop."""
        dialog = QFileDialog(self, translate("SignIn", "CA file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.ca_file.edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def retranslate(self) -> None:
        from_name = translate("SignIn", "from the user name")
        self.sip_user.name(translate("SignIn", "SIP user"), from_name)
        self.domain.name(translate("SignIn", "SIP domain"), from_name)
        self.auth_user.name(translate("SignIn", "SIP sign-in name"), translate("SignIn", "same as SIP user"))
        self.sip_password.name(translate("SignIn", "SIP password"), translate("SignIn", "same as above"))
        self.sip_password.retranslate()
        self.registrar.name(translate("SignIn", "Registrar"), translate("SignIn", "same as SIP domain"))
        self.proxy.name(translate("SignIn", "Outbound proxy"), translate("SignIn", "none"))
        self.ca_file.name(translate("SignIn", "CA file"), translate("SignIn", "system default"))
        self.transport_label.setText(translate("SignIn", "Transport"))
        self.transport.setAccessibleName(translate("SignIn", "Transport"))
        self.encryption_label.setText(translate("SignIn", "Encryption"))
        self.encryption.setAccessibleName(translate("SignIn", "Encryption"))
        self._name_encryptions()
        self.browse.setText(translate("SignIn", "Choose …"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addLayout(_pair(self.sip_user, self.domain))
        column.addLayout(_pair(self.auth_user, self.sip_password))
        column.addLayout(_pair(self.registrar, self.proxy))
        column.addLayout(
            _pair(_named(self.transport_label, self.transport), _named(self.encryption_label, self.encryption))
        )
        column.addLayout(self._ca_row())
        column.addWidget(self.problem)

    def _ca_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.ca_file, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _name_encryptions(self) -> None:
        chosen = self.chosen_encryption
        self.encryption.clear()
        self.encryption.addItem(translate("SignIn", "Always with TLS"), Encryption.AUTO)
        self.encryption.addItem(translate("SignIn", "Always (SRTP)"), Encryption.MANDATORY)
        self.encryption.addItem(translate("SignIn", "Where possible (SRTP)"), Encryption.OPTIONAL)
        self.encryption.addItem(translate("SignIn", "Never"), Encryption.OFF)
        self.encryption.choose(chosen)


def _named(label: QWidget, box: SelectBox) -> QWidget:
    named = QWidget()
    column = make_column(named, 6)
    column.addWidget(label)
    column.addWidget(box)
    box.setFixedHeight(TALL_FIELD_PX)
    return named


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row
