"""The small panel that the light of the self-test opens."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.services.actions import Actions
from softphone.services.state.self_test import SelfTestView
from softphone.ui.diagnostics.self_test_lines import SelfTestLines
from softphone.ui.widgets.containers.popup_card import PopupCard
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_PANEL_PX = 420


class SelfTestPanel(TranslatedWidget, PopupCard):
    """Every line with its sentence; the test can be made again from here."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, _PANEL_PX)
        self.title, self.lines = TextLabel("", "title"), SelfTestLines()
        self.again = Button(ButtonKind.PLAIN)
        self.again.clicked.connect(lambda: actions.self_test.run())
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lines)
        self.column.addLayout(foot)
        self.retranslate()

    def show_view(self, view: SelfTestView) -> None:
        self.lines.show_view(view)
        self.again.setEnabled(not view.running)
        self.refit()

    def retranslate(self) -> None:
        self.title.setText(translate("SelfTest", "Self-test"))
        self.again.setText(translate("SelfTest", "Check again"))
