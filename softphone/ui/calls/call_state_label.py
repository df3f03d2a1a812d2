"""How a call stands, at the right of its strip: a shape, a word, a running time."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from softphone.domain.telephone.call import CallEnd, CallState
from softphone.services.calls.selectors import PanelCall, panel_kind
from softphone.services.state.calls import CallView
from softphone.ui.text import call_text
from softphone.ui.text.time_format import running
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.tool_tip import set_tool_tip

_DOT = 9
_CLOSED, _OPEN = "lock-simple-fill", "lock-simple-open-fill"


class CallStateLabel(QWidget):
    """The time on hold counts from the moment this window heard of it."""

    def __init__(self, compact: bool = False) -> None:
        """`compact` says the state in words before the time, in one size."""
        super().__init__()
        self._compact = compact
        self._timeless = self._bare = False
        self._now_s = 0.0
        self._look: tuple[FontName, str] | None = None
        self._call: CallView | None = None
        self._held_since_s: float | None = None
        self._waits_since_s: float | None = None
        self.lock = IconLabel(_CLOSED, "text2", 14)
        self.live = _LiveDot()
        self.icon = IconLabel("pause-fill", "wait")
        self.words = TextLabel("", "title", "call", tabular=True)
        row = make_row(self, 6)
        for widget in (self.lock, self.live, self.icon, self.words):
            row.addWidget(widget)
        if compact:
            row.addStretch(1)

    def text(self) -> str:
        return self.words.text()

    def show_call(self, call: CallView, now_s: float, waits_since_s: float | None = None) -> None:
        """`waits_since_s`: the call was handed over then and waits for somebody else."""
        self._call, self._waits_since_s = call, waits_since_s
        if not call.held_here:
            self._held_since_s = None
        elif self._held_since_s is None:
            self._held_since_s = now_s
        self._show_lock(call)
        self.show_time(now_s)

    def show_time(self, now_s: float) -> None:
        self._now_s = now_s
        if self._call is None:
            return
        call = self._call
        if self._waits_since_s is not None:
            waits = QCoreApplication.translate("CallStrip", "Waiting {time}")
            self._say("pause-fill", waits.format(time=running(now_s - self._waits_since_s)), "strong", "wait")
            return
        match panel_kind(call):
            case PanelCall.RINGING:
                self._say("", running(now_s - call.started_at_s), "label", "text2")
            case PanelCall.DIALING:
                self._say("", self._dialing_words(call), "label", "text2")
            case PanelCall.ACTIVE:
                self._show_talking(call, now_s)
            case PanelCall.HELD:
                self._say("" if self._bare else "pause-fill", self._held_words(now_s), "strong", "wait")
            case PanelCall.ENDED | PanelCall.GONE:
                self._say("", call_text.end_words(call.end or CallEnd.HUNG_UP_THERE), "label", "text2")

    def set_short(self, timeless: bool, bare: bool) -> None:
        """On hold: where there is no room for how long, or for the sign either (`bare`), the word stays."""
        if (timeless, bare) != (self._timeless, self._bare):
            self._timeless, self._bare = timeless, bare
            self.show_time(self._now_s)

    def _held_words(self, now_s: float) -> str:
        if self._timeless:
            return QCoreApplication.translate("CallStrip", "On hold")
        since = now_s if self._held_since_s is None else self._held_since_s
        return QCoreApplication.translate("CallStrip", "On hold {time}").format(time=running(now_s - since))

    def _dialing_words(self, call: CallView) -> str:
        if call.state is CallState.REMOTE_RINGING:
            return QCoreApplication.translate("CallStrip", "Ringing there …")
        return QCoreApplication.translate("CallStrip", "Dialling …")

    def _show_talking(self, call: CallView, now_s: float) -> None:
        since = call.answered_at_s if call.answered_at_s is not None else call.started_at_s
        time = running(now_s - since)
        if call.held_there:
            words = QCoreApplication.translate("CallStrip", "Held by other party {time}")
            self._say("pause-fill", words.format(time=time), "strong", "wait")
        elif call.sound_lost:
            words = QCoreApplication.translate("CallStrip", "No sound from there {time}")
            self._say("", words.format(time=time), "strong", "text2")
        elif call.unconfirmed:
            words = QCoreApplication.translate("CallStrip", "Not confirmed there yet {time}")
            self._say("", words.format(time=time), "strong", "wait")
        else:
            self._say_talking(time)

    def _say_talking(self, time: str) -> None:
        if self._compact:
            words = QCoreApplication.translate("CallStrip", "In a call {time}")
            self._say("", words.format(time=time), "label", "call")
        else:
            self._say("", time, "title", "call")

    def _show_lock(self, call: CallView) -> None:
        secured = call_text.secured_words(call)
        talking = panel_kind(call) in (PanelCall.ACTIVE, PanelCall.HELD)
        self.lock.setVisible(bool(secured) and talking)
        missed = call.encryption_wanted and not call.encrypted
        self.lock.show_icon(_CLOSED if call.encrypted else _OPEN, "wait" if missed else "text2")
        set_tool_tip(self.lock, secured)
        self.lock.setAccessibleName(secured)
        set_tool_tip(self.words, call_text.quality_words(call.quality) if call.quality and talking else "")

    def _say(self, icon: str, words: str, font: FontName, role: str) -> None:
        self.live.setVisible(role == "call" and not self._compact)
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.show_icon(icon, role)
        self.words.setText(words)
        look: tuple[FontName, str] = ("label" if self._compact else font, role)
        if look != self._look:
            self._look = look
            self.words.set_font_name(look[0])
            self.words.set_color(look[1])
        self.updateGeometry()


class _LiveDot(QWidget):
    """The live call's mark; the running time beside it is the word."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_DOT, _DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("call"))
        painter.drawEllipse(QRectF(self.rect()))
