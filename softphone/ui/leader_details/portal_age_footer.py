"""The foot of the right column: how old the portal's settings in force are, and the way to fetch them again."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.options.table import EDIT_KEY
from softphone.services.actions import Actions
from softphone.services.state.session import SignInView
from softphone.ui.keys.key_map import key_map
from softphone.ui.text.time_format import clock
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.priority_label import PriorityLabel
from softphone.ui.widgets.tool_tip import set_tool_tip
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


def portal_as_of(sign_in: SignInView) -> str:
    """Empty while nothing has been read."""
    if sign_in.portal_as_of_s is None:
        return ""
    return translate("PortalAgeFooter", "Portal as of {time}").format(time=clock(sign_in.portal_as_of_s))


def edit_button() -> Button:
    button = Button(ButtonKind.PLAIN, "", "pencil-simple")
    button.set_height("buttonSmall")
    name_edit_button(button)
    return button


def name_edit_button(button: Button) -> None:
    """The word, and the key in the tool tip: the foot has no room for a chip."""
    button.setText(translate("EditButton", "Edit"))
    set_tool_tip(button, key_map().hint(button.text(), EDIT_KEY))


class PortalAgeFooter(TranslatedWidget, QWidget):
    """ "Portalstand 08:02" and "Neu anmelden"."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in = SignInView()
        self.label = PriorityLabel("text2", "label", tabular=True)
        self.button = Button(ButtonKind.PLAIN, "", "arrows-clockwise-bold")
        self.button.set_height("buttonSmall")
        self.button.set_shrinkable()
        self.button.clicked.connect(lambda: actions.session.sign_in_again())
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(self.label)
        row.addStretch(1)
        row.addWidget(self.button)
        self.retranslate()

    def add_button(self, button: Button) -> None:
        """At the right end; "sign in again" gives its word away where the room ends."""
        self._row.addWidget(button)

    def show_sign_in(self, sign_in: SignInView) -> None:
        self._sign_in = sign_in
        as_of_s = sign_in.portal_as_of_s
        self.label.set_variants((portal_as_of(sign_in), clock(as_of_s), "") if as_of_s is not None else ())
        self._fit_label()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_label()

    def _fit_label(self) -> None:
        """First the word on "sign in again" goes, then those before the time, last the time; never "edit"."""
        self.label.setFixedWidth(self.label.sizeHint().width())
        self.button.set_wordless(False)
        self._row.invalidate()
        self.button.set_wordless(self._row.sizeHint().width() > self.width())
        self.label.setFixedWidth(0)
        self._row.invalidate()
        left = self.width() - self._row.sizeHint().width()
        self.label.setFixedWidth(max(0, min(left, self.label.sizeHint().width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, theme().color("hairline"))

    def retranslate(self) -> None:
        self.button.setText(translate("PortalAgeFooter", "Sign in again"))
        set_tool_tip(self.button, self.button.text())
        self.show_sign_in(self._sign_in)
