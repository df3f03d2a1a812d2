"""Tab "Filter": on or off, the four ways to filter, the criteria and what they mean in one sentence."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.filter_hints import Numbering
from softphone.domain.executive.settings import Criterion, Field, FilteringMode, GroupSettings, SimpleFilter
from softphone.services.group_editor import draft_edits as edits
from softphone.services.group_editor.simulation import hints_of
from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.filter.criteria_table import CriteriaTable
from softphone.ui.group_editor.filter.criterion_details import CriterionDetails
from softphone.ui.group_editor.filter.criterion_form import CriterionForm
from softphone.ui.group_editor.filter.filter_cards import FilterCards
from softphone.ui.group_editor.filter.filter_hints import FilterHints
from softphone.ui.group_editor.parts.editor_parts import Hairline, pane_px, scrolled
from softphone.ui.group_editor.parts.notification_text import fault_words
from softphone.ui.group_editor.simulator.simulator_pane import SimulatorPane
from softphone.ui.text.filter_sentence import filter_sentence
from softphone.ui.text.portal_terms import not_read
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.containers.card import Card
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_EMPTY = Draft(GroupSettings())


class FilterPage(TranslatedWidget, QWidget):
    """`edited(draft)` by the user. The criterion that is being edited is followed through its renaming."""

    edited = Signal(object)

    def __init__(self, region: str = "DE", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self._editing, self._new, self._before = "", False, None  # type: tuple[str, bool, Draft | None]
        self.enabled = QCheckBox()
        self.off_note = TextLabel("", "label", "text2", wrap=True)
        self.cards = FilterCards()
        self.table = CriteriaTable()
        self.empty = TextLabel("", "body", "text2", wrap=True)
        self.add = Button(ButtonKind.PLAIN, "", "plus-bold")
        self.note = TextLabel("", "label", "text2", wrap=True)
        self.sentence_head, self.sentence = TextLabel("", "head", "text2"), TextLabel("", wrap=True)
        self.hints = FilterHints()
        self._region = region
        self.simulator = SimulatorPane(region)
        self.form, self.details = CriterionForm(), CriterionDetails()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def faulty(self) -> bool:
        """Something typed here is not in the draft and would be lost by saving."""
        return self._form_open and self.form.faulty

    @property
    def _form_open(self) -> bool:
        return self.pages.currentIndex() == 1

    @property
    def _draft(self) -> Draft:
        return self._view.draft if self._view is not None else _EMPTY

    def show_view(self, view: EditorView) -> None:
        if self._view is not None and self._view.leader.user_id != view.leader.user_id:
            self.show_list()
        self._view = view
        draft, filtering = view.draft, view.draft.settings.filtering
        self.enabled.setChecked(filtering is not None and filtering.enabled)
        self.off_note.setVisible(filtering is not None and not filtering.enabled)
        if filtering is not None:
            self.cards.show_filtering(filtering)
        self._criteria.setVisible(filtering is not None and filtering.mode is FilteringMode.ADVANCED)
        self.sentence.setText(filter_sentence(draft.settings) if filtering is not None else not_read())
        self.hints.show_hints(hints_of(draft.settings, view.schedules, Numbering(view.leader.number, self._region)))
        self._readable.setEnabled(filtering is not None)
        self.simulator.show_draft(draft, view.schedules)
        self._show_criterion(view)

    def show_list(self) -> None:
        self._editing, self._before = "", None
        self.pages.setCurrentIndex(0)

    def on_enabled(self, on: bool) -> None:
        self.edited.emit(edits.set_filter_enabled(self._draft, on))

    def on_filter_chosen(self, simple: SimpleFilter | None) -> None:
        self.edited.emit(edits.choose_filter(self._draft, simple))

    def on_switched(self, name: str, on: bool) -> None:
        self.edited.emit(edits.set_active(self._draft, name, on))

    def on_decided(self, name: str | None) -> None:
        self.table.show_draft(self._draft, name)
        self.table.setVisible(bool(self.table.criteria.rows))
        self.empty.setVisible(not self.table.criteria.rows)

    def on_add(self) -> None:
        before = self._draft
        name = edits.free_name(before, translate("FilterPage", "New filter criterion"))
        self.edited.emit(edits.add_criterion(before, Criterion(name, True)))
        self._open_form(name, before, new=True)

    def on_edit(self, name: str) -> None:
        if edits.find_criterion(self._draft, name) is not None:
            self._open_form(name, self._draft, new=False)

    def on_details(self, name: str) -> None:
        self._editing = name
        self.pages.setCurrentIndex(2)
        self._show_criterion(self._view)
        self.details.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_delete(self, name: str) -> None:
        self._back_to_table("")
        self.edited.emit(edits.delete_criterion(self._draft, name))

    def on_criterion_edited(self, criterion: Criterion) -> None:
        """A name that another criterion has is said and kept out of the draft; the rest goes in."""
        if self._view is None:
            return
        taken = edits.is_name_taken(self._draft, criterion.name, self._editing)
        words = translate("FilterPage", "A filter criterion with this name already exists.")
        self.form.show_name_fault(words if taken else "")
        named = replace(criterion, name=self._editing) if taken else criterion
        draft = edits.change_criterion(self._draft, self._view.stored, self._editing, named)
        self._editing = named.name
        self.edited.emit(draft)

    def on_criterion_activated(self, on: bool) -> None:
        self.edited.emit(edits.set_active(self._draft, self._editing, on))

    def on_done(self) -> None:
        self._back_to_table(self._editing)

    def on_cancelled(self) -> None:
        before, name = self._before, "" if self._new else self._editing
        self._back_to_table(name)
        if before is not None and before != self._draft:
            self.edited.emit(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.pane.setFixedWidth(pane_px(self.width()))
        super().resizeEvent(event)

    def _open_form(self, name: str, before: Draft, new: bool) -> None:
        self._editing, self._before, self._new = name, before, new
        criterion = edits.find_criterion(self._draft, name)
        self.pages.setCurrentIndex(1)
        if criterion is not None:
            self.form.start(criterion)
            self._show_criterion(self._view)

    def _back_to_table(self, name: str) -> None:
        self.show_list()
        self.table.select(name)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_criterion(self, view: EditorView | None) -> None:
        """The form leaves what is typed alone; a criterion that is gone leads back to the table."""
        if view is None or self.pages.currentIndex() == 0:
            return
        criterion = edits.find_criterion(view.draft, self._editing)
        if criterion is None and self._editing not in edits.criterion_names(view.draft):
            self.show_list()
            return
        active = edits.is_active(view.draft, self._editing)
        self.details.show_criterion(self._editing, criterion, active)
        if criterion is not None and self._form_open:
            self.form.show_criterion(criterion, active, view.schedules, self._new)
            self._show_name_fault(view)

    def _show_name_fault(self, view: EditorView) -> None:
        wrong = any(
            f.field is Field.CRITERION_NAME and f.subject.strip() == self._editing.strip() for f in view.faults
        )
        if wrong:
            self.form.show_name_fault(fault_words(Field.CRITERION_NAME))

    def _connect(self) -> None:
        self.enabled.clicked.connect(self.on_enabled)
        self.cards.chosen.connect(self.on_filter_chosen)
        self.table.switched.connect(self.on_switched)
        self.table.details_asked.connect(self.on_details)
        self.table.edit_asked.connect(self.on_edit)
        self.table.delete_asked.connect(self.on_delete)
        self.add.clicked.connect(self.on_add)
        self.simulator.decided.connect(self.on_decided)
        self.form.edited.connect(self.on_criterion_edited)
        self.form.activated.connect(self.on_criterion_activated)
        self.form.done.connect(self.on_done)
        self.form.cancelled.connect(self.on_cancelled)
        self.details.back.connect(lambda: self._back_to_table(self._editing))
        self.details.edit_asked.connect(lambda: self.on_edit(self._editing))
        self.details.delete_asked.connect(lambda: self.on_delete(self._editing))

    def _lay_out(self) -> None:
        for page in (self._list_page(), self.form, self.details):
            self.pages.addWidget(scrolled(page))
        pane = Surface(None, "surface", Qt.Edge.LeftEdge)
        self.pane = pane
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(scrolled(self.simulator))
        row = make_row(self, 0)
        row.addWidget(self.pages, 1)
        row.addWidget(pane)

    def _list_page(self) -> QWidget:
        self._readable = QWidget()
        column = QVBoxLayout(self._readable)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addLayout(self._switch_row())
        column.addWidget(self.cards)
        column.addWidget(self._criteria_part())
        column.addWidget(Hairline())
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.sentence_head)
        words.addWidget(self.sentence)
        words.addWidget(self.hints)
        column.addLayout(words)
        column.addStretch(1)
        return self._readable

    def _switch_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.enabled)
        row.addWidget(self.off_note, 1)
        row.addStretch(0)
        return row

    def _criteria_part(self) -> QWidget:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        inside.addWidget(self.empty)
        self.empty.setContentsMargins(12, 12, 12, 12)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.add)
        row.addWidget(self.note, 1)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._criteria = QWidget()
        column = make_column(self._criteria, 12)
        column.addWidget(card)
        column.addLayout(row)
        return self._criteria

    def retranslate(self) -> None:
        self.enabled.setText(translate("FilterPage", "Filter on"))
        self.off_note.setText(translate("FilterPage", "Off: every call rings the leader, whatever is chosen below."))
        self.empty.setText(translate("FilterPage", "No filter criteria yet: every call rings the leader."))
        self.add.setText(translate("FilterPage", "Add a filter criterion"))
        self.note.setText(
            translate("FilterPage", "Inactive criteria do not count. If none applies, the leader's telephone rings.")
        )
        self.sentence_head.setText(translate("FilterPage", "In one sentence"))
        self.table.setAccessibleName(translate("FilterPage", "Filter criteria"))
        if self._view is not None:
            self.show_view(self._view)
