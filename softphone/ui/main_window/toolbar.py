"""The top of the window: the dial field, its problem below it, and the menu."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.ui.dial.dial_field import DialField
from softphone.ui.main_window.app_menu import AppMenu
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.controls.buttons import ButtonKind, icon_button, set_word
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_PADDING_PX = 10


class Toolbar(TranslatedWidget, Surface):
    """Grows by the problem line and only then."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.BottomEdge)
        self._actions = actions
        self.dial = DialField(actions)
        self.menu = AppMenu(actions, self)
        self.menu.mailbox_asked.connect(self.on_mailbox)
        self.gear = icon_button("gear-six", "", ButtonKind.GHOST)
        self.gear.set_icon_size("iconLarge")
        self.gear.clicked.connect(self.on_gear)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.dial, 1)
        row.addWidget(self.gear)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, _PADDING_PX, 16, _PADDING_PX)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.dial.problem)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self.dial.show_sign_in(state.sign_in)
        self.menu.show_state(state)
        self.dial.last_dialled = state.last_dialled
        self.dial.show_identity(state.identity, tuple(group.leader for group in state.groups))

    def on_gear(self) -> None:
        corner = self.gear.mapToGlobal(QPoint(self.gear.width(), self.gear.height() + 4))
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    def on_mailbox(self) -> None:
        """A call like any other: what is wrong with it stands below the dial field."""
        self.dial.problem.show_text("")
        self._actions.mailboxes.call().add_done_callback(self.on_mailbox_called)

    def on_mailbox_called(self, outcome: Outcome) -> None:
        self.dial.problem.show_text(outcome_text(outcome))

    def retranslate(self) -> None:
        set_word(self.gear, translate("Toolbar", "Settings and account"))
