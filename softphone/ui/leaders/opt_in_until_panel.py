"""Menu of a leader's row with times for "Eingeloggt bis …", and the panel for any other time."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from softphone.domain.executive import opt_out_timer
from softphone.services.actions import Actions
from softphone.services.state.groups import GroupView
from softphone.ui.text.time_format import clock
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.popup_card import PopupCard
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.form_field import FormField
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill

translate = QCoreApplication.translate
_WIDTH_PX = 260


class OptInUntilMenu(QMenu):
    """Menu of one leader, built each time it opens; `other` opens the panel."""

    def __init__(self, actions: Actions, group: GroupView, parent: QWidget) -> None:
        super().__init__(parent)
        leader_id, on = group.leader.user_id, group.opt_in.wish
        log_in_or_out = translate("OptInUntilMenu", "Log out") if on else translate("OptInUntilMenu", "Log in")
        self._add(log_in_or_out, lambda: actions.groups.set_opted_in(leader_id, not on))
        self.addSeparator()
        for end in opt_out_timer.offered(ticker().local_time()):
            text = translate("OptInUntilMenu", "Logged in until {time}").format(time=clock(end.timestamp()))
            self._add(text, partial(actions.groups.opt_in_until, leader_id, end.timestamp()))
        self.other: QAction = self.addAction(translate("OptInUntilMenu", "Logged in until another time …"))
        if group.opt_in.until_s is not None:
            text = translate("OptInUntilMenu", "Stay logged in after {time}").format(time=clock(group.opt_in.until_s))
            self._add(text, lambda: actions.groups.opt_in_until(leader_id, None))

    def _add(self, text: str, choose: Callable[[], object]) -> None:
        self.addAction(text).triggered.connect(lambda _checked=False: choose())


class OptInUntilPanel(PopupCard):
    """Field for a time of day, meaning its next occurrence."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, _WIDTH_PX)
        self._actions, self._leader_id = actions, ""
        self.title = TextLabel("", "strong", wrap=True)
        self.field = FormField()
        self.button = Button(ButtonKind.PRIMARY)
        fill(self.column, self.title, self.field, fill(QHBoxLayout(), 1, self.button))
        self.button.clicked.connect(self.on_chosen)
        self.field.edit.returnPressed.connect(self.on_chosen)

    def open_for(self, group: GroupView, corner: QPoint) -> None:
        self._leader_id = group.leader.user_id
        self.title.setText(group.leader.name)
        self.field.name(translate("OptInUntilMenu", "Logged in until"), "14:00")
        self.field.edit.clear()
        self.field.show_problem("")
        self.button.setText(translate("OptInUntilMenu", "Log in"))
        self.open_at(corner)
        self.field.edit.setFocus()

    def on_chosen(self) -> None:
        end = opt_out_timer.next_at(self.field.text, ticker().local_time())
        if end is None:
            self.field.show_problem(translate("OptInUntilMenu", "Please enter a time of day such as 14:00."))
            self.refit()
            return
        self._actions.groups.opt_in_until(self._leader_id, end.timestamp())
        self.close()
