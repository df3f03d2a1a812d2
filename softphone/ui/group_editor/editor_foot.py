"""The foot of the editor: what is unsaved in words, what went wrong, and the ways on."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.ui.group_editor.change_list import ChangeList, ConflictPanel
from softphone.ui.group_editor.change_text import short_list
from softphone.ui.group_editor.parts.editor_parts import scrolled
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.theme.surface import Surface
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.wrapping_row import least_px, put_beside
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, make_button
from softphone.ui.widgets.controls.spinner import Spinner
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_MOST_LIST_PX = 190
_EDGE_PX, _GAP_PX = 20, 8
_LEAST_WORDS_PX = 150
"""Two lines of the question; in less it would be a tower of words."""


class _Dot(QWidget):
    """Amber: waiting for you."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(10, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("wait"))
        painter.drawEllipse(0, 6, 8, 8)


class EditorFoot(TranslatedWidget, Surface):
    """Wishes only. `show_leaving` puts the question of the closing window in the place of the buttons."""

    undo_asked = Signal()
    discard_asked = Signal()
    save_asked = Signal()
    leave_asked = Signal()
    save_and_leave_asked = Signal()
    settled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.TopEdge)
        self._view: EditorView | None = None
        self._faulty, self._can_undo_edit, self._leaving = False, False, False
        self._asking = False
        self.dot, self.spinner = _Dot(), Spinner(16)
        self.words = TextLabel("", wrap=True)
        self.problem = ProblemLabel()
        self.changes = ChangeList()
        self.conflict = ConflictPanel()
        self.undo = Button(ButtonKind.GHOST, "", "arrow-u-up-left")
        self.list_button = Button(ButtonKind.GHOST, "", "list")
        self.list_button.setCheckable(True)
        self.discard, self.save = Button(ButtonKind.GHOST), make_button(ButtonKind.PRIMARY, "", "", "Ctrl+S")
        self.stay, self.leave = Button(ButtonKind.PLAIN), Button(ButtonKind.PLAIN)
        self.save_and_leave = Button(ButtonKind.PRIMARY)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_view(self, view: EditorView, faulty: bool, can_undo_edit: bool, asking: bool = False) -> None:
        """`faulty`: something typed is not in the draft. `can_undo_edit`: a change of the form can be taken back.

        `asking`: whether to save a filter after which nothing rings at the assistants.
        """
        self._view, self._faulty, self._can_undo_edit, self._asking = view, faulty, can_undo_edit, asking
        if self._leaving and not (view.changes or faulty):
            self._leaving = False
        self._show_words(view)
        self._show_buttons(view)
        self._show_details(view)

    @property
    def leaving(self) -> bool:
        return self._leaving

    def show_leaving(self, leaving: bool) -> None:
        self._leaving = leaving
        if self._view is not None:
            self.show_view(self._view, self._faulty, self._can_undo_edit, self._asking)
        if leaving:
            self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def on_list_toggled(self) -> None:
        if self._view is not None:
            self._show_details(self._view)

    def _show_words(self, view: EditorView) -> None:
        saving = view.phase is EditorPhase.SAVING
        self.spinner.setVisible(saving or view.phase is EditorPhase.LOADING)
        self.dot.setVisible(bool(view.changes or self._faulty) and not saving)
        self.words.setText(self._sentence(view))
        problem = view.problem if view.phase is not EditorPhase.CONFLICT else None
        self.problem.show_text(problem_text(problem) if problem is not None else "")

    def _sentence(self, view: EditorView) -> str:
        if view.phase is EditorPhase.LOADING:
            return translate("EditorFoot", "Reading from the portal …")
        if view.phase is EditorPhase.SAVING:
            return translate("EditorFoot", "Saving …")
        if self._leaving:
            return translate("EditorFoot", "You have unsaved changes. What do you want to do with them?")
        if self._faulty or view.faults:
            return translate("EditorFoot", "Cannot be saved yet: please correct the marked field.")
        if self._asking:
            return translate("EditorFoot", "After this no call rings at the assistants. Save all the same?")
        if view.changes:
            return _unsaved(view)
        if view.last_saved:
            return translate("EditorFoot", "Saved: {changes}").format(changes=short_list(view.last_saved))
        return translate("EditorFoot", "No unsaved changes.")

    def _show_buttons(self, view: EditorView) -> None:
        quiet = view.phase in (EditorPhase.OPEN, EditorPhase.FAILED)
        dirty = bool(view.changes) or self._faulty
        self.undo.setVisible(quiet and not self._leaving and (self._can_undo_edit or view.can_undo))
        self.list_button.setVisible(quiet and bool(view.changes or view.last_saved))
        for button in (self.discard, self.save):
            button.setVisible(not self._leaving)
        for button in (self.stay, self.leave, self.save_and_leave):
            button.setVisible(self._leaving)
        self.discard.setEnabled(quiet and dirty)
        savable = quiet and bool(view.changes) and not (view.faults or self._faulty)
        self.save.setEnabled(savable)
        self.save.setText(translate("EditorFoot", "Save anyway") if self._asking else translate("EditorFoot", "Save"))
        self.save_and_leave.setEnabled(savable)
        self._fit()

    def _show_details(self, view: EditorView) -> None:
        wanted = self.list_button.isChecked() and not self.list_button.isHidden()
        self._list_area.setVisible(wanted)
        self.changes.show_changes(view.changes or view.last_saved)
        hint = self.changes.sizeHint().height() + 24
        self._list_area.setFixedHeight(min(_MOST_LIST_PX, hint))
        self.conflict.setVisible(view.conflict is not None)
        if view.conflict is not None:
            self.conflict.show_conflict(view.conflict)

    def _connect(self) -> None:
        self.undo.clicked.connect(self.undo_asked)
        self.discard.clicked.connect(self.discard_asked)
        self.save.clicked.connect(self.save_asked)
        self.leave.clicked.connect(self.leave_asked)
        self.save_and_leave.clicked.connect(self.save_and_leave_asked)
        self.stay.clicked.connect(lambda: self.show_leaving(False))
        self.list_button.toggled.connect(self.on_list_toggled)
        self.conflict.settled.connect(self.settled)

    def _lay_out(self) -> None:
        inside = QWidget()
        padded = QVBoxLayout(inside)
        padded.setContentsMargins(20, 12, 20, 12)
        padded.addWidget(self.changes)
        self._list_area = scrolled(inside)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(_EDGE_PX, 12, _EDGE_PX, 12)
        row.setSpacing(_GAP_PX)
        row.addLayout(self._words_row(), 1)
        row.addLayout(self._ways_on())
        self.problem.setContentsMargins(20, 8, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        for part in (self.conflict, self._list_area, self.problem):
            column.addWidget(part)
        column.addLayout(row)

    def _words_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP_PX)
        for widget in (self.dot, self.spinner):
            row.addWidget(widget)
        row.addWidget(self.words, 1)
        for button in (self.undo, self.list_button):
            row.addWidget(button)
        return row

    def _ways_on(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP_PX)
        row.addStretch(1)
        for button in (self.discard, self.save, self.stay, self.leave, self.save_and_leave):
            row.addWidget(button)
        return row

    def _fit(self) -> None:
        """With a large font the ways on go below the words."""
        buttons = (self.undo, self.list_button, self.discard, self.save, self.stay, self.leave, self.save_and_leave)
        needed = least_px(buttons, _GAP_PX) + _LEAST_WORDS_PX + 2 * _EDGE_PX
        put_beside(self._row, needed <= self.width())

    def retranslate(self) -> None:
        self.undo.setText(translate("EditorFoot", "Undo"))
        self.list_button.setText(translate("EditorFoot", "Before and after"))
        self.discard.setText(translate("EditorFoot", "Discard"))
        self.stay.setText(translate("EditorFoot", "Keep editing"))
        self.leave.setText(translate("EditorFoot", "Discard and close"))
        self.save_and_leave.setText(translate("EditorFoot", "Save and close"))
        if self._view is not None:
            self.show_view(self._view, self._faulty, self._can_undo_edit, self._asking)


def _unsaved(view: EditorView) -> str:
    count = len(view.changes)
    template = (
        translate("EditorFoot", "1 change not saved: {changes}")
        if count == 1
        else translate("EditorFoot", "{count} changes not saved: {changes}")
    )
    return template.format(count=count, changes=short_list(view.changes))
