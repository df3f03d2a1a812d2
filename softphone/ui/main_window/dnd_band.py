"""The line across the window as long as nobody may disturb, with the way back: it is never forgotten."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.calls.incoming_policy import DndMode, ReceptionRules
from softphone.domain.options.table import DND
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import ButtonKind, make_button
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class DndBand(TranslatedWidget, QWidget):
    """Hidden while calls ring."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules = ReceptionRules()
        self.title = TextLabel("", "strong", "wait")
        self.words = TextLabel("", "body", "wait", wrap=True)
        self.off = make_button(ButtonKind.PLAIN, "")
        self.off.set_height("buttonSmall")
        self.off.clicked.connect(lambda: actions.options.set(DND, False))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("minus-circle", "wait"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        row.addWidget(self.off)
        self.hide()

    def show_state(self, state: AppState) -> None:
        self._rules = state.reception
        self.setVisible(self._rules.dnd)
        self.title.setText(translate("Dnd", "Do not disturb"))
        self.words.setText(dnd_words(self._rules))
        self.off.setText(translate("Dnd", "Switch off"))
        self.setAccessibleName(f"{self.title.text()}. {self.words.text()}")

    def retranslate(self) -> None:
        self.show_state(AppState(reception=self._rules))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("waitTint"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().color("hairline"))


def dnd_words(rules: ReceptionRules) -> str:
    """What happens to calls meanwhile."""
    match (rules.dnd_mode, rules.dnd_leaders_ring):
        case (DndMode.BUSY, False):
            return translate("Dnd", "Callers hear the busy tone.")
        case (DndMode.BUSY, True):
            return translate("Dnd", "Callers hear the busy tone; calls for leaders ring.")
        case (DndMode.SILENT, False):
            return translate("Dnd", "Calls are shown without a sound.")
        case _:
            return translate("Dnd", "Calls are shown without a sound; calls for leaders ring.")
