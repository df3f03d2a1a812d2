"""The sign in the system's tray: whether one can be reached, what was missed, and the way back to the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone import PRODUCT_NAME
from softphone.domain.telephone.call import CallState
from softphone.services.actions import Actions
from softphone.services.commands import DND, QUIT, SIGN_IN_AGAIN
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.ui.main_window.status_text import reachability
from softphone.ui.shell.tray_icon import tray_sign
from softphone.ui.text import call_text
from softphone.ui.text.command_text import button_word
from softphone.ui.text.feature_text import feature_words
from softphone.ui.text.mailbox_text import waiting_words
from softphone.ui.widgets.clock import ticker

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
        self._lines: tuple[str, ...] = ()
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
        ticker().tick.connect(self.on_tick)
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
        self._lines = (PRODUCT_NAME, reachability(state).text, quiet, missed, waiting_words(state.mailbox), features)
        self.show_time(ticker().now_s())
        self.missed.setText(missed)
        self.missed.setVisible(bool(missed))
        self.dnd.setChecked(state.reception.dnd)
        self._show_badge(state.reception.dnd, state.journal_counts.missed)

    def show_time(self, now_s: float) -> None:
        """The calls first: they are what one looks for while the window is hidden."""
        lines = (
            *(_call_line(call, now_s) for call in self._state.calls if call.state is not CallState.ENDED),
            *self._lines,
        )
        text = "\n".join(line for line in lines if line)
        if text != self.icon.toolTip():
            self.icon.setToolTip(text)

    def on_tick(self, now_s: float) -> None:
        if self._state.calls:
            self.show_time(now_s)

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


def _call_line(call: CallView, now_s: float) -> str:
    whom = call_text.for_whom(call) if call.leader is not None else ""
    return " · ".join(part for part in (call_text.call_summary(call, now_s), whom) if part)


def missed_words(count: int) -> str:
    """Empty where nothing was missed."""
    if not count:
        return ""
    if count == 1:
        return translate("Tray", "1 missed call")
    return translate("Tray", "{count} missed calls").format(count=count)
