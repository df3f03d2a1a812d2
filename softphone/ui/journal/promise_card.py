"""Card of the next promised call-back, above the rows until it is done."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.state.journal import JournalRow
from softphone.ui.journal.journal_text import promise_detail, promise_title
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.card import Card
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_column
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class PromiseCard(TranslatedWidget, Card):
    """Hidden while nothing is promised; `call_back(row)`, for a leader `on_behalf(row)`."""

    call_back = Signal(object)
    on_behalf = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._row: JournalRow | None = None
        self.title = TextLabel("", "strong", wrap=True)
        self.detail = TextLabel("", "label", "text2", wrap=True, tabular=True)
        self.done = Button(ButtonKind.PLAIN)
        self.call = Button(ButtonKind.PLAIN, "", "phone")
        self.behalf = Button(ButtonKind.PLAIN, "", "identification-badge")
        self._lay_out()
        self.done.clicked.connect(self.on_done)
        self.call.clicked.connect(lambda: self.call_back.emit(self._row))
        self.behalf.clicked.connect(lambda: self.on_behalf.emit(self._row))
        ticker().tick.connect(self.on_tick)
        self.retranslate()
        self.hide()

    def show_row(self, row: JournalRow | None) -> None:
        self._row = row
        self.setVisible(row is not None)
        if row is not None:
            self.title.setText(promise_title(row))
            self.call.setEnabled(bool(row.number))
            self.call.setVisible(row.leader is None)
            self.behalf.setEnabled(bool(row.number))
            self.behalf.setVisible(row.leader is not None)
            self.on_tick(ticker().now_s())

    def on_tick(self, now_s: float) -> None:
        if self._row is None:
            return
        text = promise_detail(self._row, now_s)
        if text != self.detail.text():
            self.detail.setText(text)

    def on_done(self) -> None:
        if self._row is not None:
            self._actions.journal.set_done(self._row.id, True)

    def _lay_out(self) -> None:
        buttons = (self.done, self.call, self.behalf)
        for button in buttons:
            button.set_height("buttonSmall")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("clock-countdown", "wait"), 0, Qt.AlignmentFlag.AlignVCenter)
        fill(row, (fill(make_column(spacing=0), self.title, self.detail), 1), *buttons)

    def retranslate(self) -> None:
        self.done.setText(translate("Journal", "Done"))
        self.call.setText(translate("Journal", "Call back"))
        self.behalf.setText(translate("Journal", "Call on behalf"))
        self.show_row(self._row)
