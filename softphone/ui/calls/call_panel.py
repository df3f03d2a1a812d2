"""The column "Gespräche": every call of this window's user, and what can be done with each.

Oldest first, as on the floating card: a new call never takes the place of one that somebody is reaching for.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.calls.selectors import (
    PanelCall,
    column_calls,
    current_call,
    is_asked_about,
    is_gone,
    notifications,
    panel_kind,
)
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView, HandoverView, TransferView
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.keys.call_shortcuts import CallShortcuts, call_shortcuts
from softphone.ui.keys.focus_order import put_before
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

_HEAD_HEIGHT = 40
_GAP = 9
_REPLY_DIGITS = "1234"
"""While a silent notification is there these answer the assistants."""
_FOCUS_ROOM = 4
"""The focus ring reaches beyond its button."""


class CallPanel(TranslatedWidget, QWidget):
    """As high as its calls, scrolls where the window has no room for them."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = AppState()
        self._focus_order: list[QWidget] = []
        self.next_stop: QWidget | None = None  # where Tab goes after the calls
        self._keys: CallShortcuts | None = None
        self.strips: dict[CallKey, CallStrip] = {}
        self.title = TextLabel("", "strong", "text2")
        self.count = TextLabel("", "label", "text2")
        self.empty = EmptyState("phone")
        self._strip_column = QVBoxLayout()
        self._lay_out()
        ticker().tick.connect(self.on_tick)
        self.retranslate()

    def _lay_out(self) -> None:
        column = make_column(self, 0)
        column.addWidget(self._head())
        column.addWidget(self.empty)
        self._strip_scroll = _CallScroll(self._strip_column)
        column.addWidget(self._strip_scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(_HEAD_HEIGHT)
        row = make_row(head)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.count)
        return head

    def show_state(self, state: AppState) -> None:
        self._state = state
        calls = column_calls(state)
        for key in [k for k in self.strips if k not in {call.key for call in calls}]:
            self._remove(key)
        for index, call in enumerate(calls):
            self._strip_at(index, call.key).show_call(call, state, ticker().now_s())
        self._order_focus([stop for call in calls for stop in self.strips[call.key].focus_chain()])
        self.count.setText(_count_words(calls, state))
        self.empty.setVisible(not calls)
        self._strip_scroll.setVisible(bool(calls))
        self._allow_digits()
        self._strip_scroll.updateGeometry()

    def on_tick(self, now_s: float) -> None:
        for strip in self.strips.values():
            strip.show_time(now_s)

    def on_pad_asked(self) -> None:
        call = current_call(self._state)
        if call is not None and call.key in self.strips:
            self.strips[call.key].toggle_pad()

    def on_digit(self, digit: str) -> None:
        """Typed where no text is taken: a tone of the call that is spoken in, shown on its keypad."""
        call = current_call(self._state)
        if call is not None and call.key in self.strips and panel_kind(call) is PanelCall.ACTIVE:
            self.strips[call.key].press_digit(digit)
        elif call is not None:
            self._actions.calls.send_dtmf(digit, call.key)

    def _allow_digits(self) -> None:
        call = current_call(self._state)
        talking = call is not None and panel_kind(call) is PanelCall.ACTIVE
        if self._keys is not None:
            self._keys.allow_digits(talking, _REPLY_DIGITS if notifications(self._state) else "")

    def on_push_key(self) -> None:
        """The first one asks for the strip of the current call; D and Z then act on it."""
        strip = self._strip_for_keys()
        if strip is not None:
            strip.transfer.take_keys()

    def _strip_for_keys(self) -> CallStrip | None:
        call = current_call(self._state)
        leaving: tuple[HandoverView | TransferView, ...] = (*self._state.handovers, *self._state.transfers)
        waiting = next((one.key for one in leaving if one.can_take_back), None)
        key = call.key if call is not None and waiting is None else waiting
        return self.strips.get(key) if key is not None else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        keys = call_shortcuts(self.window(), self._actions)
        if keys is not self._keys:
            self._keys = keys
            keys.pad_asked.connect(self.on_pad_asked)
            keys.digit_typed.connect(self.on_digit)
            self._allow_digits()

    def retranslate(self) -> None:
        self.title.setText(QCoreApplication.translate("CallPanel", "Calls"))
        title = QCoreApplication.translate("CallPanel", "No calls")
        self.empty.show_text(title, QCoreApplication.translate("CallPanel", "Incoming calls appear here."))
        self.show_state(self._state)

    def _strip_at(self, index: int, key: CallKey) -> CallStrip:
        if key not in self.strips:
            self.strips[key] = CallStrip(self._actions)
            self._strip_column.insertWidget(index, self.strips[key])
        return self.strips[key]

    def _order_focus(self, stops: list[QWidget]) -> None:
        """Tab goes as one reads, whichever strip came first and whatever part of it was made later."""
        if stops != self._focus_order:
            self._focus_order = stops
            put_before(stops, self.next_stop)

    def _remove(self, key: CallKey) -> None:
        strip = self.strips.pop(key)
        self._strip_column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()


class _CallScroll(QScrollArea):
    """Wants exactly the height of its strips."""

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self._column = column
        self._inner = inner = QWidget()
        inner.setProperty("plain", "true")
        column.setContentsMargins(0, 0, 0, _FOCUS_ROOM)
        column.setSpacing(_GAP)
        column.addStretch(1)
        inner.setLayout(column)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A strip that opens its keypad changes what this wants; Qt's scroll area keeps that to itself."""
        if watched is self._inner and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        hint = self._column.totalSizeHint()
        if self._column.hasHeightForWidth():
            hint.setHeight(self._column.totalHeightForWidth(max(1, self.viewport().width())))
        return hint

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 120))


def _count_words(calls: tuple[CallView, ...], state: AppState) -> str:
    asked = sum(is_asked_about(state, call.key) and not is_gone(state, call.key) for call in calls)
    apart = [call for call in calls if not is_asked_about(state, call.key) or is_gone(state, call.key)]
    kinds = [PanelCall.GONE if is_gone(state, call.key) else panel_kind(call) for call in apart]
    words = (
        (PanelCall.ACTIVE, QCoreApplication.translate("CallPanel", "{count} active")),
        (PanelCall.GONE, QCoreApplication.translate("CallPanel", "{count} being handed over")),
        (PanelCall.HELD, QCoreApplication.translate("CallPanel", "{count} on hold")),
        (PanelCall.DIALING, QCoreApplication.translate("CallPanel", "{count} dialling")),
        (PanelCall.RINGING, QCoreApplication.translate("CallPanel", "{count} ringing")),
    )
    counted = [(kinds.count(kind), word) for kind, word in words]
    counted.insert(0, (asked, QCoreApplication.translate("CallPanel", "{count} in consultation")))
    return " · ".join(word.format(count=count) for count, word in counted if count)
