"""The sign in the system's tray: whether one can be reached, and the way back to the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone import PRODUCT_NAME
from softphone.services.actions import Actions
from softphone.services.views import AppState
from softphone.ui.status_words import reachability
from softphone.ui.tray_sign import tray_sign

translate = QCoreApplication.translate


class Tray(QObject):
    """`opened` when the user wants the window; hidden where the desktop has no tray."""

    opened = Signal()

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = AppState()
        self._menu = QMenu()
        self.icon = QSystemTrayIcon(tray_sign(quiet=False), self)
        self.show_window = self._menu.addAction("")
        self.dnd = self._menu.addAction("")
        self.dnd.setCheckable(True)
        self.dnd.triggered.connect(lambda: actions.reception.set_dnd(not self._state.reception.dnd))
        self.again = self._menu.addAction("")
        self.leave = self._menu.addAction("")
        self.show_window.triggered.connect(lambda: self.opened.emit())
        self.again.triggered.connect(lambda: actions.sign_in_again())
        self.leave.triggered.connect(lambda: actions.quit())
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self.on_activated)
        self._menu.installEventFilter(self)
        self._retranslate()

    @property
    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        if self.available:
            self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    def show_state(self, state: AppState) -> None:
        if state.reception.dnd is not self._state.reception.dnd:
            self.icon.setIcon(tray_sign(state.reception.dnd))
        self._state = state
        quiet = f"\n{translate('Dnd', 'Do not disturb')}" if state.reception.dnd else ""
        self.icon.setToolTip(f"{PRODUCT_NAME}\n{reachability(state).text}{quiet}")
        self.dnd.setChecked(state.reception.dnd)

    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        return False

    def _retranslate(self) -> None:
        self.show_window.setText(translate("Tray", "Open {product}").format(product=PRODUCT_NAME))
        self.dnd.setText(translate("Dnd", "Do not disturb"))
        self.again.setText(translate("AppMenu", "Sign in again"))
        self.leave.setText(translate("AppMenu", "Quit"))
        self.show_state(self._state)
