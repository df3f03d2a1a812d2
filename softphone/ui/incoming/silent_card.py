"""The leader's notification: who calls and where it rings, without a sound and without asking for anything."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.domain.executive.settings import AlertingMode
from softphone.domain.telephone.call import CallKey, Ring
from softphone.services.actions import Actions
from softphone.services.executive_calls.leader_replies import asked_assistants
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView
from softphone.services.state.groups import OwnGroupView
from softphone.ui.calls.caller_label import CallerLabel
from softphone.ui.incoming.assistant_row import AssistantRow
from softphone.ui.incoming.reply_bar import ReplyBar
from softphone.ui.text import call_text
from softphone.ui.text.portal_terms import silent_term
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.floating_surface import path_inside_card
from softphone.ui.widgets.controls.buttons import ButtonKind, make_button
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.priority_label import PriorityLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column

_HEAD_HEIGHT = 40


class SilentHead(QWidget):
    """What kind of notification this is and for how long it has been ringing."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("bell-simple-slash", "text")
        self.title = TextLabel("", "strong")
        self.since = PriorityLabel("text2", "label", tabular=True, align=Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(_HEAD_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 0, 15, 1)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.title)
        row.addWidget(self.since, 1)

    def show_kind(self, ring: Ring) -> None:
        silent = ring is Ring.SILENT
        self.icon.show_icon("bell-simple-slash" if silent else "bell", "text")
        self.title.setText(silent_term() if silent else QCoreApplication.translate("SilentCard", "Notification"))

    def show_seconds(self, seconds: int) -> None:
        whole = QCoreApplication.translate("SilentCard", "ringing at your assistants for {seconds} s")
        short = QCoreApplication.translate("SilentCard", "ringing for {seconds} s")
        self.since.set_variants((whole.format(seconds=seconds), short.format(seconds=seconds)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path_inside_card(self, QRectF(self.rect())), theme().color("sunken"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().color("hairline"))


class SilentCard(QWidget):
    """One call. `narrow` puts the button below, for the floating card."""

    def __init__(self, actions: Actions, narrow: bool = False) -> None:
        super().__init__()
        self._actions = actions
        self._call: CallView | None = None
        self.head = SilentHead()
        self.caller = CallerLabel()
        self.number = TextLabel("", "body", "text2", tabular=True)
        self.take = make_button(ButtonKind.ANSWER_OUTLINE, "", "phone-fill")
        self.take.clicked.connect(self.on_take)
        self.replies = ReplyBar(actions, keys=not narrow, narrow=narrow)
        self.assistants: list[AssistantRow] = []
        self._assistant_column = QVBoxLayout()
        self._lay_out(narrow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def key(self) -> CallKey | None:
        return self._call.key if self._call else None

    def _lay_out(self, narrow: bool) -> None:
        column = make_column(self, 0)
        column.addWidget(self.head)
        inner = QVBoxLayout()
        inner.setContentsMargins(15, 14, 15, 8)
        inner.setSpacing(12)
        column.addLayout(inner)
        inner.addLayout(self._who_and_button(narrow))
        self._assistant_column.setSpacing(0)
        inner.addLayout(self._assistant_column)
        column.addWidget(self.replies)

    def _who_and_button(self, narrow: bool) -> QBoxLayout:
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(self.caller)
        who.addWidget(self.number)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setSpacing(12)
        row.addLayout(who, 1)
        top = Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop
        row.addWidget(self.take, 0, top)
        return row

    def show_call(self, call: CallView, state: AppState, now_s: float) -> None:
        self._call = call
        self.head.show_kind(call.ring)
        self.caller.set_text(call_text.caller(call))
        self.number.setText(call_text.number_below(call))
        self.number.setVisible(bool(self.number.text()))
        self.take.setText(QCoreApplication.translate("SilentCard", "Answer myself"))
        self._show_assistants(state.own_group)
        self.replies.show_call(call, next((r for r in state.replies if r.key == call.key), None))
        self.replies.setVisible(bool(asked_assistants(state)))
        self.show_time(now_s)

    def show_time(self, now_s: float) -> None:
        if self._call is not None:
            self.head.show_seconds(max(0, int(now_s - self._call.started_at_s)))

    def _show_assistants(self, group: OwnGroupView | None) -> None:
        wanted = group.assistants if group else ()
        while len(self.assistants) > len(wanted):
            gone = self.assistants.pop()
            self._assistant_column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.assistants) < len(wanted):
            self.assistants.append(AssistantRow())
            self._assistant_column.addWidget(self.assistants[-1])
            self.assistants[-1].show()
        for place, (row, assistant) in enumerate(zip(self.assistants, wanted, strict=True), start=1):
            row.show_assistant(assistant, place if _in_order(group) else None, place == len(wanted))

    def on_take(self) -> None:
        if self._call is not None:
            self._actions.calls.answer(self._call.key)


def _in_order(group: OwnGroupView | None) -> bool:
    """Places are only shown where they mean something: all ring at once otherwise."""
    alerting = group.settings.alerting if group else None
    return alerting is not None and alerting.mode is AlertingMode.SEQUENTIAL
