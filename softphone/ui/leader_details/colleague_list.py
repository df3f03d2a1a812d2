"""Who else assists this leader: name, line and "Eingeloggt", as far as the portal names them."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.services.state.groups import AssistantRef
from softphone.ui.leader_details.own_group_rows import LeaderAssistantRow
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class ColleagueList(TranslatedWidget, QWidget):
    """Hidden where nobody is known."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = TextLabel("", "head", "text2")
        self.heading.setContentsMargins(16, 4, 16, 4)
        self.rows: list[LeaderAssistantRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self.retranslate()

    def show_colleagues(self, colleagues: tuple[AssistantRef, ...]) -> None:
        while len(self.rows) > len(colleagues):
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < len(colleagues):
            self.rows.append(LeaderAssistantRow())
            self._column.addWidget(self.rows[-1])
        for row, colleague in zip(self.rows, colleagues, strict=True):
            row.show_assistant(None, colleague)
        self.setVisible(bool(colleagues))

    def retranslate(self) -> None:
        self.heading.setText(translate("LeaderDetailsPanel", "Other assistants"))
