"""To whom a call is passed on: the call's own leader first, another one from the list, or whom one types."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from softphone.services.actions import Actions
from softphone.services.state.groups import GroupView, LeaderRef
from softphone.ui.dial.dial_results import DialResults
from softphone.ui.text.line_state_text import with_line
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import ButtonKind, make_button
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row

translate = QCoreApplication.translate
_GAP_PX = 8
_EDIT_PX = 130


class TargetPicker(QWidget):
    """`changed`: somebody else is meant now. `submitted`: Enter after a typed number."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._own: LeaderRef | None = None
        self._picked: LeaderRef | None = None
        self._groups: tuple[GroupView, ...] = ()
        self._typing = False
        self.label, self.tile = TextLabel("", "body", "text2"), Tile(20)
        self.icon, self.caret = IconLabel("phone-transfer"), IconLabel("caret-down-bold", "text", 12)
        self.button = make_button(ButtonKind.GHOST, "")
        self.button.set_flush()
        self.button.set_height("buttonSmall")
        self.edit = _TargetEdit()
        self.results = DialResults(self, self.edit, actions)
        self._lay_out()
        self.button.clicked.connect(self.on_choose)
        self.edit.textChanged.connect(self.on_typed)
        self.edit.returnPressed.connect(self.on_return)
        self.edit.left.connect(self.on_left)

    def _lay_out(self) -> None:
        row = make_row(self, _GAP_PX)
        for part in (self.icon, self.label, self.tile, self.button, self.caret):
            row.addWidget(part)
        row.addWidget(self.edit, 1)
        row.addStretch(0)

    def show_for(self, own: LeaderRef | None, groups: tuple[GroupView, ...]) -> None:
        self._own, self._groups = own, groups
        self.results.leaders = tuple(group.leader for group in groups)
        self._show()

    def reset(self) -> None:
        """Another call: nothing is picked or typed for that one yet."""
        self._picked, self._typing = None, False
        self.edit.clear()

    def leader(self) -> LeaderRef | None:
        return None if self.is_typing else (self._picked or self._own)

    @property
    def is_typing(self) -> bool:
        """Where there is no leader at all, there is nothing but the field."""
        return self._typing or not (self._groups or self._own)

    def target(self) -> str:
        """A leader's user id or what was typed; empty: nobody yet."""
        leader = self.leader()
        return leader.user_id if leader is not None else (self.results.target.strip() if self.is_typing else "")

    def type_into(self, text: str = "") -> None:
        self._typing = True
        self._show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.insert(text)
        self.changed.emit()

    def pick(self, leader: LeaderRef) -> None:
        self._picked, self._typing = leader, False
        self._show()
        self.changed.emit()

    def on_choose(self) -> None:
        menu = QMenu(self)
        for group in self._groups:
            words = with_line(group.leader.name, group.line_state)
            menu.addAction(words).triggered.connect(self._picker(group.leader))
        menu.addSeparator()
        menu.addAction(translate("Transfer", "Someone else … (N)")).triggered.connect(lambda: self.type_into())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def on_return(self) -> None:
        self.results.fill_in_chosen()
        self.submitted.emit()

    def on_typed(self) -> None:
        self.changed.emit()

    def on_left(self) -> None:
        """Esc: the leader again."""
        self._typing = False
        self._show()
        self.changed.emit()

    def fit(self, room_px: int) -> bool:
        """Shows the words before the name where there is room for them; False where there is none for the name."""
        without = self._width_of((self.icon, self.tile, self.button, self.caret))
        self.label.setVisible(without + self.label.sizeHint().width() + _GAP_PX <= room_px)
        return without <= room_px

    def _width_of(self, parts: tuple[QWidget, ...]) -> int:
        if self.is_typing:
            return self.icon.sizeHint().width() + _GAP_PX + _EDIT_PX
        return sum(part.sizeHint().width() + _GAP_PX for part in parts if part is not self.tile or self.leader())

    def _picker(self, leader: LeaderRef) -> Callable[[], None]:
        return lambda: self.pick(leader)

    def _show(self) -> None:
        leader, typing = self.leader(), self.is_typing
        self.label.setText(translate("Handover", "Hand over to"))
        self.button.setText(leader.name if leader is not None else translate("Handover", "Choose a leader"))
        self.edit.setPlaceholderText(translate("Transfer", "Name or number"))
        self.edit.setAccessibleName(self.label.text())
        self.edit.setVisible(typing)
        for part in (self.button, self.caret):
            part.setVisible(not typing)
        self.tile.setVisible(leader is not None)
        if leader is not None:
            self.tile.show_leader(leader)


class _TargetEdit(QLineEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
