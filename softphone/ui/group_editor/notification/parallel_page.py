"""Tab "Parallele Benachrichtigung": the leader's mobile devices beside the assistants' telephones."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.services.group_editor.draft_edits import with_screening
from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.parts.editor_parts import FormSection
from softphone.ui.text.portal_terms import parallel_term
from softphone.ui.widgets.controls.wrapping_check_box import WrappingCheckBox
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class ParallelPage(TranslatedWidget, QWidget):
    """`edited(draft)` by the user. Shared call appearance is kept unseen: the portal's page has no box for it."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self.mobility, self.anywhere = WrappingCheckBox(), WrappingCheckBox()
        self.mobility_note = TextLabel("", "label", "text2", wrap=True)
        self.anywhere_note = TextLabel("", "label", "text2", wrap=True)
        self.booked = TextLabel("", "label", "text2", wrap=True)
        choices = QVBoxLayout()
        choices.setSpacing(4)
        for box, note in ((self.mobility, self.mobility_note), (self.anywhere, self.anywhere_note)):
            note.setContentsMargins(24, 0, 0, 8)
            choices.addWidget(box)
            choices.addWidget(note)
        choices.addWidget(self.booked)
        self.section = FormSection(choices, first=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(self.section)
        column.addStretch(1)
        self.mobility.box.clicked.connect(lambda on: self._edit(mobility=on))
        self.anywhere.box.clicked.connect(lambda on: self._edit(anywhere=on))
        self.retranslate()

    def show_view(self, view: EditorView) -> None:
        self._view = view
        screening = view.draft.settings.screening
        for line in (self.mobility, self.anywhere):
            line.set_possible(screening is not None)
        self.mobility.box.setChecked(screening is not None and screening.mobility)
        self.anywhere.box.setChecked(screening is not None and screening.anywhere)

    def _edit(self, **changes: Any) -> None:
        screening = self._view.draft.settings.screening if self._view is not None else None
        if self._view is not None and screening is not None:
            self.edited.emit(with_screening(self._view.draft, replace(screening, **changes)))

    def retranslate(self) -> None:
        self.section.term.setText(parallel_term())
        self.mobility.show_words("MagentaEINS Business Integration")
        self.anywhere.show_words(translate("PortalTerms", "Parallel ringing"))
        self.mobility_note.setText(
            translate("ParallelPage", "An additional notification on the leader's integrated mobile devices.")
        )
        self.anywhere_note.setText(
            translate("ParallelPage", "An additional notification on devices included by “Parallel ringing”.")
        )
        self.booked.setText(
            translate(
                "ParallelPage",
                "Requires the add-ons MagentaEINS Business Integration and Parallel ringing, booked and set up.",
            )
        )
        if self._view is not None:
            self.show_view(self._view)
