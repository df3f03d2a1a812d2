"""The line at the bottom: since when one can be reached, the device in use, how old the settings are."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.diagnostics.self_test_panel import SelfTestPanel
from softphone.ui.diagnostics.self_test_text import LOOKS, light_words
from softphone.ui.leader_details.portal_age_footer import portal_as_of
from softphone.ui.main_window.app_menu import mailbox_hint
from softphone.ui.main_window.status_link import StatusLink
from softphone.ui.main_window.status_text import StatusTone, clear_sentence, clear_words, device_words, reachability
from softphone.ui.text.feature_text import feature_words
from softphone.ui.text.mailbox_text import waiting_words
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_row
from softphone.ui.widgets.tool_tip import set_tool_tip
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_LOOKS = {
    StatusTone.GOOD: ("check-circle-fill", "call"),
    StatusTone.WAITING: ("circle-dashed", "text2"),
    StatusTone.LIMITED: ("warning-circle-fill", "wait"),
    StatusTone.BAD: ("x-circle-fill", "end"),
}
_MARGIN_PX, _GAP_PX = 16, 16


class StatusItem(QWidget):
    """Icon and word; an item without a word takes no part."""

    def __init__(self, icon: str, color: str) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.icon = IconLabel(icon, color, 14)
        self.label = TextLabel("", "label", color if color == "text" else "text2", tabular=True)
        row = make_row(self, 6)
        row.addWidget(self.icon)
        row.addWidget(self.label)
        self.icon.setVisible(bool(icon))

    @property
    def words(self) -> tuple[str, ...]:
        """What it can say, the longest first."""
        return tuple(word for word in self._words if word)

    def say(self, word: str) -> None:
        self.label.setText(word)

    def show_item(
        self, text: str, icon: str = "", color: str = "text2", short: str = "", hint: str | None = None
    ) -> None:
        """`hint`: the tool tip, None for the whole text where a short one may stand."""
        self._words = (text, short)
        self.label.setText(text)
        told = hint if hint is not None else text if short else ""
        set_tool_tip(self, told)
        self.label.setAccessibleDescription(told)
        if icon:
            self.icon.show_icon(icon, color)


class StatusLine(TranslatedWidget, Surface):
    """A time instead of a green dot. Where the room ends, the last items say less or are left out."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.TopEdge)
        self._state = AppState()
        self._portal_wanted = True
        self.reach = StatusItem("circle-dashed", "text")
        self.device = StatusItem("headset", "text2")
        self.features = StatusItem("prohibit", "wait")
        self.voicemail = StatusLink("voicemail")
        self.light = StatusLink("circle-dashed", self)
        self.self_test = SelfTestPanel(actions, self)
        self.light.clicked.connect(self.open_self_test)
        self.portal = StatusItem("", "text2")
        for item in (self.reach, self.features, self.voicemail, self.device, self.portal):
            item.setParent(self)
        self.setFixedHeight(theme().size("statusLine"))

    def show_state(self, state: AppState) -> None:
        self._state = state
        status, device = reachability(state), device_words(state.audio)
        icon, color = _LOOKS[status.tone]
        whole = " · ".join(part for part in (status.text, clear_words(state)) if part)
        self.reach.show_item(whole, icon, color, status.text, clear_sentence(state))
        self.device.show_item(
            device.text, *(("headset", "text2") if device.good else ("warning-circle-fill", "wait"))
        )
        self.voicemail.show_item(
            waiting_words(state.mailbox), str(state.message_waiting), mailbox_hint(state.mailbox)
        )
        words, short, icon = feature_words(state.features)
        self.features.show_item(words, icon, "wait", short)
        self.light.show_item(
            light_words(state.self_test),
            "",
            translate("SelfTest", "Self-test"),
            *LOOKS[state.self_test.light],
        )
        self.self_test.show_view(state.self_test)
        self.portal.show_item(portal_as_of(state.sign_in))
        self._place()

    def show_portal(self, wanted: bool) -> None:
        """Only where no details column says the same."""
        self._portal_wanted = wanted
        self._place()

    def open_self_test(self) -> None:
        left = self.light.x() if self.light.isVisible() else _MARGIN_PX
        self.self_test.open_at(self.mapToGlobal(QPoint(left, -4)), above=True)
        self.self_test.again.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        self.show_state(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """From the left by importance; the portal's age stands at the right edge."""
        left, right = _MARGIN_PX, self.width() - _MARGIN_PX
        for item in (self.reach, self.features, self.voicemail, self.light, self.device):
            width = _fitted(item, right - left, always=item is self.reach)
            item.setVisible(width > 0)
            if width:
                item.setGeometry(left, 1, width, self.height() - 1)
                left += width + _GAP_PX
        width = self.portal.sizeHint().width()
        self.portal.setVisible(self._portal_wanted and bool(self.portal.words) and left + width <= right)
        self.portal.setGeometry(right - width, 1, width, self.height() - 1)


def _fitted(item: StatusItem | StatusLink, room_px: int, always: bool) -> int:
    """The longest word there is room for; 0 where there is none and it need not be there, or nothing to say."""
    for word in item.words:
        item.say(word)
        if item.sizeHint().width() <= room_px:
            return item.sizeHint().width()
    return item.sizeHint().width() if always else 0
