"""A page of the settings made from the typed table: every option of one section that has no page of its own."""

from PySide6.QtWidgets import QWidget

from softphone.domain.options.table import OPTIONS, AnyOption, Section
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.settings.option_row import OptionRow
from softphone.ui.settings.option_text import section_words
from softphone.ui.widgets.containers.settings_rows import SettingsPage
from softphone.ui.widgets.translated_widget import TranslatedWidget


def drawn_by_rows(section: Section) -> tuple[AnyOption, ...]:
    return tuple(option for option in OPTIONS if option.section is section and not option.own_page)


class OptionsPage(TranslatedWidget, SettingsPage):
    """Without a title where it continues another page."""

    def __init__(
        self, section: Section, actions: Actions, titled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._section = section
        self.rows = {option.key: OptionRow(option, actions) for option in drawn_by_rows(section)}
        self.title.setVisible(titled)
        if not titled:
            self.column.setContentsMargins(28, 0, 28, 16)
        self.add_rows(*self.rows.values())
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        for row in state.options.rows:
            if row.option.key in self.rows:
                self.rows[row.option.key].show_row(row)

    def retranslate(self) -> None:
        self.title.setText(section_words(self._section))
        for row in self.rows.values():
            row.retranslate()
