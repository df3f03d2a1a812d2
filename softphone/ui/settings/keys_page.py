"""The page of the keys, with a note where a key does not act everywhere."""

from softphone.domain.options.key_combinations import GrabFault
from softphone.domain.options.table import Section
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.settings.options_page import OptionsPage
from softphone.ui.text.key_text import grab_fault_words, no_way_words
from softphone.ui.widgets.labels.text_label import TextLabel


class KeysPage(OptionsPage):
    def __init__(self, actions: Actions) -> None:
        self.no_way = TextLabel("", "body", "text2", wrap=True)
        super().__init__(Section.KEYS, actions)
        self.column.insertWidget(1, self.no_way)
        self._nowhere = False
        self._show_no_way()

    def show_state(self, state: AppState) -> None:
        super().show_state(state)
        faults = state.key_faults
        self._nowhere = GrabFault.NO_WAY in faults.values()
        for name, row in self.rows.items():
            row.show_note(grab_fault_words(faults[name]) if name in faults else "")
        self._show_no_way()

    def _show_no_way(self) -> None:
        self.no_way.setText(no_way_words())
        self.no_way.setVisible(self._nowhere)

    def retranslate(self) -> None:
        super().retranslate()
        self.no_way.setText(no_way_words())
