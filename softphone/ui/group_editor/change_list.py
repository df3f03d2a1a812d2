"""Before and after, a line for each change; and both sides of a conflict."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.executive.draft import Change, Conflict
from softphone.ui.group_editor.change_text import change_words
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class ChangeList(TranslatedWidget, QWidget):
    """Term, before, after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: tuple[Change, ...] = ()
        self.texts: tuple[tuple[str, str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for column, share in ((0, 4), (1, 3), (3, 3)):
            self._grid.setColumnStretch(column, share)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        self._changes = changes
        words = tuple(change_words(change) for change in changes)
        texts = tuple((word.term, word.before, word.after) for word in words)
        if texts != self.texts:
            self.texts = texts
            self._fill()

    def retranslate(self) -> None:
        self.show_changes(self._changes)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (term, before, after) in enumerate(self.texts):
            for column, text, role in ((0, term, "text2"), (1, before, "text"), (3, after, "text")):
                label = TextLabel(text, "label", role, wrap=True)
                self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(IconLabel("arrow-right"), row, 2, Qt.AlignmentFlag.AlignTop)


class ConflictPanel(TranslatedWidget, QWidget):
    """Theirs and mine side by side; `settled(keep_mine)`: the user decides."""

    settled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.note = TextLabel("", "title", wrap=True), TextLabel("", "label", "text2", wrap=True)
        self.theirs_head, self.mine_head = TextLabel("", "strong", wrap=True), TextLabel("", "strong", wrap=True)
        self.theirs, self.mine = ChangeList(), ChangeList()
        self.keep, self.take = Button(ButtonKind.PRIMARY), Button(ButtonKind.PLAIN)
        self.keep.clicked.connect(lambda: self.settled.emit(True))
        self.take.clicked.connect(lambda: self.settled.emit(False))
        sides = QHBoxLayout()
        sides.setSpacing(32)
        for head, changes in ((self.theirs_head, self.theirs), (self.mine_head, self.mine)):
            side = QVBoxLayout()
            side.setSpacing(8)
            side.addWidget(head)
            side.addWidget(changes)
            side.addStretch(1)
            sides.addLayout(side, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.take)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for part in (self.title, self.note):
            column.addWidget(part)
        column.addLayout(sides)
        column.addLayout(buttons)
        self.retranslate()

    def show_conflict(self, conflict: Conflict) -> None:
        self.theirs.show_changes(conflict.theirs)
        self.mine.show_changes(conflict.mine)

    def retranslate(self) -> None:
        self.title.setText(translate("ConflictPanel", "Someone else has changed this in the meantime"))
        self.note.setText(
            translate("ConflictPanel", "Nothing has been saved yet. Please choose which version to keep.")
        )
        self.theirs_head.setText(translate("ConflictPanel", "Changed in the portal"))
        self.mine_head.setText(translate("ConflictPanel", "My changes"))
        self.keep.setText(translate("ConflictPanel", "Keep mine and save"))
        self.take.setText(translate("ConflictPanel", "Use the portal's"))
