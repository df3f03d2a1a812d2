"""Panel of the assistant's groups: one row for each leader, with the switch "Eingeloggt"."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.account.sign_in import SignInPhase
from softphone.services.actions import Actions
from softphone.services.groups.coverage_gaps import divert_has_effect
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import GroupView
from softphone.ui.keys.command_palette import PaletteEntry
from softphone.ui.keys.window_keys import leader_key
from softphone.ui.leaders.divert_panel import DivertPanel
from softphone.ui.leaders.divert_text import divert_row
from softphone.ui.leaders.leader_list import LeaderList
from softphone.ui.leaders.leader_row_text import leader_problem, logged_in_text
from softphone.ui.leaders.opt_in_until_panel import OptInUntilMenu, OptInUntilPanel
from softphone.ui.leaders.own_group_row import OwnGroupRow
from softphone.ui.widgets.containers.column_head import ColumnHead
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.containers.link_row import LinkRow
from softphone.ui.widgets.layouts import fill, make_column
from softphone.ui.widgets.screen_reader import announce
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_NOT_READ_YET = frozenset({SignInPhase.AUTHENTICATING, SignInPhase.LOADING})


class LeaderListPanel(TranslatedWidget, QWidget):
    """Left column; `picked(leader_id)` tells whose details to show, an empty id stands for the own group."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self.selected = ""
        self._head = ColumnHead(20, 16)
        self.view = LeaderList()
        self._empty = EmptyState("users-three")
        self.own = OwnGroupRow()
        self.divert = LinkRow("arrow-bend-up-right")
        self.divert_panel = DivertPanel(actions, self)
        self.until = OptInUntilPanel(actions, self)
        self._lay_out()
        self.divert.clicked.connect(self.on_divert)
        self.view.menu_asked.connect(self.on_menu_asked)
        self.view.picked.connect(self.on_picked)
        self.view.opened.connect(self.opened)
        self.view.delegate.switched.connect(self.on_switched)
        self.own.clicked.connect(self.on_own_clicked)
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._announce_changes(state.groups)
        self._state = state
        self._choose_selected(state)
        self.view.show_groups(state.groups, self.selected)
        self.view.setVisible(bool(state.groups))
        self._empty_frame.setVisible(not state.groups and state.sign_in.phase not in _NOT_READ_YET)
        self.own.show_group(state.own_group, chosen=not self.selected)
        self._show_divert()
        self.divert_panel.show_state(state)

    def set_compact(self, compact: bool) -> None:
        self.view.set_compact(compact)

    def select_number(self, number: int) -> None:
        """Chooses a row, counted from 1 (Ctrl+1…9)."""
        group = self.view.rows.row_at(number - 1)
        if group is not None:
            self.view.select(group.leader.user_id)
            self.view.setFocus()

    def toggle_number(self, number: int) -> None:
        group = self.view.rows.row_at(number - 1)
        if group is not None:
            self.view.delegate.toggle(group)

    def commands(self) -> tuple[PaletteEntry, ...]:
        """Palette entries: the switch of each leader, with its key."""
        text = translate("LeaderListPanel", "{leader}: log in or out")
        return tuple(
            PaletteEntry(
                text.format(leader=group.leader.name),
                leader_key(position),
                lambda number=position: self.toggle_number(number),  # type: ignore[misc]
            )
            for position, group in enumerate(self.view.rows.rows, start=1)
        )

    def on_picked(self, leader_id: str) -> None:
        self.selected = leader_id
        self.own.show_chosen(False)
        self.picked.emit(leader_id)

    def on_own_clicked(self) -> None:
        self.selected = ""
        self.view.clearSelection()
        self.own.show_chosen(True)
        self.picked.emit("")
        self.opened.emit("")

    def on_divert(self) -> None:
        self.divert_panel.open_at(self.divert.mapToGlobal(QPoint(12, 0)), above=True)

    def on_menu_asked(self, leader_id: str, corner: QPoint) -> None:
        group = next((group for group in self._state.groups if group.leader.user_id == leader_id), None)
        if group is not None and not group.opt_in.locked:
            menu = OptInUntilMenu(self._actions, group, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.other.triggered.connect(lambda: self.until.open_for(group, corner))
            menu.popup(corner)

    def on_switched(self, leader_id: str, on: bool) -> None:
        self._actions.groups.set_opted_in(leader_id, on)

    def _lay_out(self) -> None:
        self._empty_frame = QWidget()
        frame = QVBoxLayout(self._empty_frame)
        frame.setContentsMargins(16, 0, 16, 0)
        fill(frame, self._empty, 1)
        fill(make_column(self, 0), self._head, (self.view, 1), (self._empty_frame, 1), self.own, self.divert)

    def retranslate(self) -> None:
        self._head.title.setText(translate("LeaderListPanel", "Assigned assistant groups"))
        self.divert.setText(translate("Divert", "Assistant divert"))
        self._show_divert()
        self._head.side.setText(translate("LeaderListPanel", "Logged in"))
        self.view.setAccessibleName(translate("LeaderListPanel", "Assigned assistant groups"))
        self._empty.show_text(
            translate("LeaderListPanel", "No assistant groups assigned"),
            translate("LeaderListPanel", "A leader can assign you in the portal. Sign in again afterwards."),
        )

    def _show_divert(self) -> None:
        divert = self._state.divert
        self.divert.setVisible(divert is not None and bool(self._state.groups))
        if divert is not None:
            self.divert.show_detail(*divert_row(divert, divert_has_effect(self._state)))

    def _choose_selected(self, state: AppState) -> None:
        """Keeps the chosen leader; where it is gone, chooses the own group, else the first row."""
        if any(group.leader.user_id == self.selected for group in state.groups):
            return
        chosen = state.groups[0].leader.user_id if state.groups and state.own_group is None else ""
        if chosen != self.selected:
            self.selected = chosen
            self.picked.emit(chosen)

    def _announce_changes(self, groups: tuple[GroupView, ...]) -> None:
        before = {group.leader.user_id: group for group in self._state.groups}
        for group in groups:
            old = before.get(group.leader.user_id)
            if old is not None:
                announce(self, _change_text(old, group))


def _change_text(old: GroupView, new: GroupView) -> str:
    problem = leader_problem(new)
    if problem and problem != leader_problem(old):
        return f"{new.leader.name}: {problem}"
    if old.opt_in.confirmed != new.opt_in.confirmed:
        return f"{new.leader.name}: {logged_in_text(new.opt_in.confirmed)}"
    return ""
