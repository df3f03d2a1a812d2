"""The main window: dial field, leader list, calls and journal, details; three layouts by width."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from softphone import PRODUCT_NAME
from softphone.assets import resource
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.services import commands
from softphone.services.actions import Actions
from softphone.services.calls.selectors import pinned_call
from softphone.services.commands import UserCommand
from softphone.services.state.app_state import AppState
from softphone.ui.calls.call_panel import CallPanel
from softphone.ui.calls.compact_call_bar import CompactCallBar
from softphone.ui.incoming.silent_panel import SilentPanel
from softphone.ui.journal.recent_list import RecentList
from softphone.ui.keys.focus_order import stops_in
from softphone.ui.keys.key_map import add_option_key
from softphone.ui.keys.window_keys import add_leader_keys, next_column
from softphone.ui.leader_details.leader_details_panel import LeaderDetailsPanel
from softphone.ui.leader_details.own_group_panel import OwnGroupPanel
from softphone.ui.leaders.leader_list_panel import LeaderListPanel
from softphone.ui.main_window.banner_text import banner_text
from softphone.ui.main_window.bottom_tabs import BottomTabs, TabLook
from softphone.ui.main_window.columns import Columns, Page, Width
from softphone.ui.main_window.dnd_band import DndBand
from softphone.ui.main_window.identity_band import IdentityBand
from softphone.ui.main_window.portal_change_popup import PortalChangePopup
from softphone.ui.main_window.status_line import StatusLine
from softphone.ui.main_window.toast_text import notice_entry
from softphone.ui.main_window.toolbar import Toolbar
from softphone.ui.text.call_text import call_summary
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.banner import Banner
from softphone.ui.widgets.containers.floating_surface import MARGIN
from softphone.ui.widgets.containers.negative_margin import NegativeMargin, NegativeMarginScroll
from softphone.ui.widgets.containers.toast import ToastStack
from softphone.ui.widgets.first_size import set_first_size
from softphone.ui.widgets.frames import frames
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.shortcuts import add_key
from softphone.ui.widgets.tool_tip import set_tool_tip
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_COLUMN_MARGIN_PX = 16
_JOURNAL_LEAST_PX = 120
"""A silent notification needs the room more: the journal scrolls."""
_TABS = (
    TabLook("users-three", "users-fill"),
    TabLook("phone-call", "phone-call", "callFill"),
    TabLook("list", "list", "endFill"),
)


class MainWindow(TranslatedWidget, Surface):
    """Draws `actions.state`; `closing` when the user closes it."""

    closing = Signal()
    search_asked = Signal()
    commands_asked = Signal()
    keys_asked = Signal()

    def __init__(self, actions: Actions, title: str = "") -> None:
        super().__init__(None, "window")
        self._actions, self._title = actions, title
        self._state = AppState()
        self.toolbar = Toolbar(actions)
        self.identity_band = IdentityBand()
        self.dnd_band = DndBand(actions)
        self.banner = Banner()
        self.change_details = PortalChangePopup(self)
        self.leader_list = LeaderListPanel(actions)
        self.silent = SilentPanel(actions)
        self.calls = CallPanel(actions)
        self.journal = RecentList()
        self.journal.setMinimumHeight(_JOURNAL_LEAST_PX)
        self.details = LeaderDetailsPanel(actions)
        self.leader = OwnGroupPanel(actions)
        self.side = QStackedWidget()
        self.call_bar = CompactCallBar(actions)
        self.tabs = BottomTabs(_TABS)
        self.status = StatusLine(actions)
        self.toasts = ToastStack(self, theme().size("statusLine"))
        self._panels = (
            self.toolbar,
            self.leader_list,
            self.silent,
            self.calls,
            self.journal,
            self.details,
            self.leader,
        )
        self._lay_out()
        self._connect()
        ticker().tick.connect(self.on_tick)
        self._add_keys()
        self.setWindowIcon(QIcon(str(resource("vorzimmer.svg"))))
        set_first_size(self, QSize(1120, 720), QSize(320, 480))
        self.retranslate()
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)
        self.destroyed.connect(self._unsubscribe)

    def show_state(self, state: AppState) -> None:
        self._state = state
        for panel in (*self._panels, self.call_bar, self.status, self.identity_band, self.dnd_band):
            panel.show_state(state)
        self.calls.setVisible(bool(self.calls.strips) or not self.silent.cards)
        for key in self._reply_keys:
            key.setEnabled(bool(self.silent.cards))
        self._show_banner()
        self._show_side()
        self.tabs.show_counts((0, len(self.calls.strips), self.journal.missed_count))
        self.toasts.show_toasts(tuple(notice_entry(notice) for notice in state.notices))
        self._show_title()

    def sizeHint(self) -> QSize:
        return QSize(1120, 720)

    def on_picked(self, leader_id: str) -> None:
        self.details.show_leader(leader_id)
        self._show_side()

    def on_width_changed(self, width: Width) -> None:
        narrow = width is Width.NARROW
        self.toolbar.dial.set_compact(narrow)
        self.leader_list.set_compact(width is not Width.WIDE)
        self._show_narrow_parts(narrow)
        self.status.show_portal(not self.columns.right_beside)

    def on_tab_chosen(self, index: int) -> None:
        self._show_page(Page(index))

    def on_escape(self) -> None:
        """Closes what lies over the window, never a call."""
        self.columns.close_overlay()

    def on_change_details(self) -> None:
        corner = self.banner.more.mapToGlobal(QPoint(0, self.banner.more.height() + 4))
        self.change_details.open_at(corner)

    def on_edit_key(self) -> None:
        """Of the leader whose panel is, or would be, at the right."""
        (self.leader if self.side.currentWidget() is self.leader else self.details).on_edit()

    def on_journal_key(self) -> None:
        self._show_page(Page.JOURNAL)
        self.journal.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toasts.place()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is being typed yet: the dial field waits for its key."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closing.emit()

    def _lay_out(self) -> None:
        self.side.addWidget(self.details)
        self.side.addWidget(self.leader)
        floating = NegativeMargin(self.silent, MARGIN - _COLUMN_MARGIN_PX)
        self.columns = Columns(self.leader_list, NegativeMarginScroll(floating), self.calls, self.journal, self.side)
        self._bar_frame = QWidget()
        bar = make_column(self._bar_frame)
        bar.addWidget(self.call_bar)
        column = make_column(self, 0)
        column.addWidget(self.toolbar)
        column.addWidget(self.identity_band)
        column.addWidget(self.dnd_band)
        column.addWidget(self.banner)
        column.addWidget(self.columns, 1)
        column.addWidget(self._bar_frame)
        column.addWidget(self.tabs)
        column.addWidget(self.status)
        self.calls.next_stop = self.silent.next_stop = stops_in(self.journal)[0]
        self._show_narrow_parts(False)

    def on_self_test(self) -> None:
        """Shows what is known, or looks for the first time."""
        if self._state.self_test.at_s is None and not self._state.self_test.running:
            self._actions.self_test.run()
        self.status.open_self_test()

    def _connect(self) -> None:
        self.toolbar.menu.self_test_asked.connect(self.on_self_test)
        self.columns.width_changed.connect(self.on_width_changed)
        self.leader_list.picked.connect(self.on_picked)
        self.leader_list.opened.connect(self.columns.open_overlay)
        self.details.behalf_chosen.connect(self.toolbar.dial.take_focus)
        self.journal.chosen.connect(self.toolbar.dial.offer)
        self.status.voicemail.clicked.connect(self.toolbar.on_mailbox)
        self.tabs.chosen.connect(self.on_tab_chosen)
        self.toasts.expired.connect(self._actions.notices.dismiss)
        self.banner.button.clicked.connect(lambda: self._actions.session.sign_in_again())
        self.banner.again.clicked.connect(lambda: self._actions.session.sign_in_again())
        self.banner.later.clicked.connect(lambda: self._actions.portal_changes.postpone())
        self.banner.more.clicked.connect(self.on_change_details)

    def _add_keys(self) -> None:
        for command, slot in self.slots().items():
            add_option_key(self, command.key, slot)
        add_key(self, "Esc", self.on_escape)
        columns: tuple[QWidget, ...] = (self.toolbar, self.leader_list, self.calls, self.journal, self.side)
        add_key(self, "F6", lambda: next_column(columns))
        self._reply_keys = [
            add_key(self, str(n), lambda number=n: self.silent.reply(number))  # type: ignore[misc]
            for n in range(1, len(ReplyChoice) + 1)
        ]
        add_leader_keys(self, self.leader_list.select_number, self.leader_list.toggle_number)

    def slots(self) -> dict[UserCommand, Callable[[], object]]:
        """The commands that this window carries out, calls and menu apart."""
        dial = self.toolbar.dial
        return {
            commands.DIAL_FIELD: dial.take_focus,
            commands.IDENTITY: dial.on_choose,
            commands.PASS_ON: self.calls.on_push_key,
            commands.JOURNAL: self.on_journal_key,
            commands.SEARCH: self.search_asked.emit,
            commands.EDIT: self.on_edit_key,
            commands.FIND_COMMAND: self.commands_asked.emit,
            commands.SHOW_KEYS: self.keys_asked.emit,
        }

    def _show_page(self, page: Page) -> None:
        self.tabs.show_tab(page.value)
        self.columns.close_overlay()
        self.columns.show_page(page)

    def _show_narrow_parts(self, narrow: bool) -> None:
        self.tabs.setVisible(narrow)
        self._bar_frame.setVisible(narrow)

    def _show_side(self) -> None:
        roles = self._state.sign_in.roles
        own = self._state.own_group is not None and not self.leader_list.selected
        self.side.setCurrentWidget(self.leader if own else self.details)
        has_left = roles.is_assistant or bool(self._state.groups)
        self.columns.show_columns(has_left, own or bool(self.leader_list.selected))
        self.status.show_portal(not self.columns.right_beside)

    def _show_banner(self) -> None:
        banner = banner_text(self._state)
        if banner is None:
            self.banner.hide()
            return
        retry = translate("MainWindow", "Try now") if banner.can_retry else ""
        self.banner.show_banner(banner.tone, banner.icon, banner.title, banner.text, retry)
        set_tool_tip(self.banner, "\n".join(banner.details))
        if banner.details:
            narrow = self.columns.width_class is Width.NARROW
            self.banner.offer_choice(
                translate("MainWindow", "Details") if not narrow else "",
                translate("MainWindow", "Later"),
                translate("MainWindow", "Sign in again"),
            )
        self.change_details.show_lines(banner.details)

    def _show_title(self) -> None:
        """The call first: the task bar shows the beginning of a title."""
        call = pinned_call(self._state)
        parts = (
            call_summary(call, ticker().now_s()) if call is not None else "",
            self._title or self._state.sign_in.user_name,
            PRODUCT_NAME,
        )
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def on_tick(self, now_s: float) -> None:
        if self._state.calls:
            self._show_title()

    def retranslate(self) -> None:
        words = (
            translate("MainWindow", "Leaders"),
            translate("MainWindow", "Calls"),
            translate("MainWindow", "Journal"),
        )
        self.tabs.show_words(words)
        self.tabs.show_tab(Page.LEADERS.value)
        self._show_banner()
        self.toasts.show_toasts(())
        self.toasts.show_toasts(tuple(notice_entry(notice) for notice in self._state.notices))
