"""The sign in the system's tray: whether one can be reached, what was missed, and the way back to the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone import PRODUCT_NAME
from softphone.services.actions import Actions
from softphone.services.commands import DND, QUIT, SIGN_IN_AGAIN
from softphone.services.state.app_state import AppState
from softphone.ui.main_window.status_text import reachability
from softphone.ui.shell.tray_icon import tray_sign
from softphone.ui.text.command_text import button_word
from softphone.ui.text.feature_text import feature_words
from softphone.ui.text.mailbox_text import waiting_words

translate = QCoreApplication.translate


class Tray(QObject):
    """`opened` when the user wants the window, `missed_asked` the missed calls; hidden where there is no tray.

    The number of missed calls stands on the sign, and on the program's place in the task bar where the system has it.
    """

    opened = Signal()
    missed_asked = Signal()

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = AppState()
        self._menu = QMenu()
        self._badge = (False, 0)
        self.icon = QSystemTrayIcon(tray_sign(quiet=False), self)
        self.show_window = self._menu.addAction("")
        self.missed = self._menu.addAction("")
        self.missed.setVisible(False)
        self.dnd = self._menu.addAction("")
        self.dnd.setCheckable(True)
        self.dnd.triggered.connect(lambda: DND.run(actions, None))
        self.again = self._menu.addAction("")
        self.leave = self._menu.addAction("")
        self.show_window.triggered.connect(lambda: self.opened.emit())
        self.missed.triggered.connect(lambda: self.missed_asked.emit())
        self.again.triggered.connect(lambda: SIGN_IN_AGAIN.run(actions, None))
        self.leave.triggered.connect(lambda: QUIT.run(actions, None))
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self.on_activated)
        self._menu.installEventFilter(self)
        self.retranslate()

    @property
    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        if self.available:
            self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    def show_state(self, state: AppState) -> None:
        self._state = state
        quiet = translate("Dnd", "Do not disturb") if state.reception.dnd else ""
        missed, features = missed_words(state.journal_counts.missed), feature_words(state.features)[0]
        lines = (PRODUCT_NAME, reachability(state).text, quiet, missed, waiting_words(state.mailbox), features)
        self.icon.setToolTip("\n".join(line for line in lines if line))
        self.missed.setText(missed)
        self.missed.setVisible(bool(missed))
        self.dnd.setChecked(state.reception.dnd)
        self._show_badge(state.reception.dnd, state.journal_counts.missed)

    def _show_badge(self, quiet: bool, missed: int) -> None:
        if (quiet, missed) == self._badge:
            return
        self._badge = quiet, missed
        self.icon.setIcon(tray_sign(quiet, missed))
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(missed)

    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return False

    def retranslate(self) -> None:
        self.show_window.setText(translate("Tray", "Open {product}").format(product=PRODUCT_NAME))
        for entry, command in ((self.dnd, DND), (self.again, SIGN_IN_AGAIN), (self.leave, QUIT)):
            entry.setText(button_word(command))
        self.show_state(self._state)


def missed_words(count: int) -> str:
    """Empty where nothing was missed."""
    if not count:
        return ""
    if count == 1:
        return translate("Tray", "1 missed call")
    return translate("Tray", "{count} missed calls").format(count=count)
