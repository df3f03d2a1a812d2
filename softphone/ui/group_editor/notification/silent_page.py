"""Tab "Stille Benachrichtigung": whether the leader sees calls that ring with the assistants."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from softphone.domain.executive.settings import ScreeningAlert
from softphone.services.group_editor.draft_edits import with_screening
from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.parts.editor_parts import FormSection, RadioLine, settle_tab_stop
from softphone.ui.text.portal_terms import not_read, on_off, silent_term, silent_words
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class SilentPage(TranslatedWidget, QWidget):
    """`edited(draft)` by the user. A Ring Splash is shown and kept: the portal's page knows silent only."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self._group = QButtonGroup(self)
        self.on, self.off = RadioLine(self._group), RadioLine(self._group)
        self.note, self.kept = TextLabel("", "label", "text2", wrap=True), TextLabel("", "label", "text2", wrap=True)
        choices = QVBoxLayout()
        choices.setSpacing(4)
        for widget in (self.on, self.off, self.note, self.kept):
            choices.addWidget(widget)
        self.section = FormSection(choices, first=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(self.section)
        column.addStretch(1)
        self.on.button.clicked.connect(lambda: self.on_chosen(True))
        self.off.button.clicked.connect(lambda: self.on_chosen(False))
        self.retranslate()

    def show_view(self, view: EditorView) -> None:
        self._view = view
        screening = view.draft.settings.screening
        self.on.setEnabled(screening is not None)
        self.off.setEnabled(screening is not None)
        self.on.set_chosen(screening is not None and screening.enabled)
        self.off.set_chosen(screening is not None and not screening.enabled)
        settle_tab_stop(self._group.buttons())
        self.kept.setText(self._kept(view))
        self.kept.setVisible(bool(self.kept.text()))

    def on_chosen(self, on: bool) -> None:
        screening = self._view.draft.settings.screening if self._view is not None else None
        if self._view is not None and screening is not None:
            self.edited.emit(with_screening(self._view.draft, replace(screening, enabled=on)))

    def _kept(self, view: EditorView) -> str:
        screening = view.draft.settings.screening
        if screening is None:
            return not_read()
        if screening.alert is ScreeningAlert.SILENT:
            return ""
        text = translate("SilentPage", "Set outside the portal's page: {value}. It is kept as it is.")
        return text.format(value="Ring Splash" if screening.alert else silent_words(screening))

    def retranslate(self) -> None:
        self.section.term.setText(silent_term())
        self.on.show_words(on_off(True))
        self.off.show_words(on_off(False))
        self.note.setText(
            translate(
                "SilentPage",
                "Calls that go to the assistants are also shown to the leader, on the desk telephone's display or in "
                "the client, without a ring tone.",
            )
        )
        if self._view is not None:
            self.show_view(self._view)
