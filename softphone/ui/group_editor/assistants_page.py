"""Tab "Assistenten" of the own group: who, in which order, and whether they may log in and out themselves."""

from PySide6.QtCore import (
    QCoreApplication,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.contacts.initials import initials
from softphone.domain.executive.settings import AssistantEntry
from softphone.services.group_editor import draft_edits as edits
from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.assistants_model import AssistantsModel
from softphone.ui.group_editor.parts.editor_parts import FormSection
from softphone.ui.group_editor.parts.sequence_text import assistant_name
from softphone.ui.text.portal_terms import not_read
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.card import Card
from softphone.ui.widgets.containers.tile import NEUTRAL, paint_tile
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.controls.wrapping_check_box import WrappingCheckBox
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.lists.row_model import ROW_ROLE, Index
from softphone.ui.widgets.lists.row_text import RIGHT, draw_text
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_ROW_PX = 44


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: AssistantEntry = index.data(ROW_ROLE)
        rect, middle = option.rect, option.rect.center().y() + 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme().color("selected"))
        grip = QRectF(rect.left() + 10, middle - 8, 16, 16)
        paint_icon(painter, grip, "dots-six-vertical-bold", theme().color("text2"))
        number = QRect(rect.left() + 36, rect.top(), 24, rect.height())
        draw_text(painter, number, str(index.row() + 1), "body", "text2", tabular=True)
        name = assistant_name(entry)
        paint_tile(painter, QRectF(rect.left() + 60, middle - 12, 24, 24), initials(name), NEUTRAL, True)
        draw_text(painter, rect.adjusted(96, 0, -120, 0), name)
        _paint_state(painter, rect, entry)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, option)
        painter.restore()


def _paint_state(painter: QPainter, rect: QRect, entry: AssistantEntry) -> None:
    """Whether logged in is only said where it is known."""
    if entry.opted_in is None:
        return
    text = translate("AssistantsPage", "Logged in") if entry.opted_in else translate("AssistantsPage", "Logged out")
    draw_text(painter, rect.adjusted(0, 0, -12, 0), text, "label", "text2", RIGHT)


def _paint_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    if option.widget is None or not option.widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
        return
    painter.setPen(QPen(theme().color("focus"), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 6, 6)


class AssistantsList(QListView):
    """Drag or Alt+Up/Down moves, Delete takes out."""

    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = AssistantsModel()
        self.setModel(self.people)
        self.setItemDelegate(_Delegate(self))
        self.setProperty("plain", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)

    def show_entries(self, entries: tuple[AssistantEntry, ...]) -> None:
        """The selection stays with its person, or at its place where the person is gone."""
        current: AssistantEntry | None = self.currentIndex().data(ROW_ROLE)
        place, count = self.currentIndex().row(), self.people.rowCount()
        self.people.show_rows(entries)
        if current is None or count == len(entries):
            return
        there = [i for i, entry in enumerate(entries) if entry.user_id == current.user_id]
        self.setCurrentIndex(self.people.index((there or [min(place, len(entries) - 1)])[0]))

    def move_current(self, by: int) -> None:
        """The selection goes with the one who was moved."""
        place = self.currentIndex().row()
        to = place + by
        if place >= 0 and 0 <= to < self.people.rowCount():
            self.people.moved.emit(place, to)
            self.setCurrentIndex(self.people.index(to))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(300, max(self.people.rowCount(), 1) * _ROW_PX + 2)


class AssistantsPage(TranslatedWidget, QWidget):
    """`edited(draft)` by the user."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self.list = AssistantsList()
        self.up, self.down = (
            Button(ButtonKind.PLAIN, "", "caret-up-bold"),
            Button(ButtonKind.PLAIN, "", "caret-down-bold"),
        )
        self.add, self.remove = Button(ButtonKind.PLAIN, "", "plus-bold"), Button(ButtonKind.PLAIN, "", "x")
        self.keys = TextLabel("", "label", "text2", wrap=True)
        self.allow, self.allow_note = WrappingCheckBox(), TextLabel("", "label", "text2", wrap=True)
        self.unread = TextLabel("", "body", "text2", wrap=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_view(self, view: EditorView) -> None:
        self._view = view
        assistants = view.draft.assistants
        self.list.show_entries(assistants.entries if assistants is not None else ())
        self.list.setFixedHeight(self.list.sizeHint().height())
        self.allow.set_possible(assistants is not None)
        self.allow.box.setChecked(assistants is not None and assistants.allow_opt_in)
        self.unread.setVisible(assistants is None)
        self.add.setEnabled(bool(self.addable()))
        self._show_buttons()

    def addable(self) -> tuple[AssistantEntry, ...]:
        view = self._view
        if view is None or view.draft.assistants is None:
            return ()
        there = {entry.user_id for entry in view.draft.assistants.entries}
        return tuple(entry for entry in view.candidates if entry.user_id not in there)

    def on_moved(self, place: int, to: int) -> None:
        if self._view is not None:
            self.edited.emit(edits.move_assistant(self._view.draft, place, to))

    def on_removed(self, place: int) -> None:
        view = self._view
        if view is not None and view.draft.assistants is not None and place >= 0:
            entries = view.draft.assistants.entries
            self.edited.emit(edits.with_entries(view.draft, (*entries[:place], *entries[place + 1 :])))

    def on_add(self) -> None:
        self.add_menu().popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self.addable():
            action = QAction(assistant_name(entry).replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, person=entry: self.on_chosen(person))
            menu.addAction(action)
        return menu

    def on_chosen(self, entry: AssistantEntry) -> None:
        view = self._view
        if view is not None and view.draft.assistants is not None:
            self.edited.emit(edits.with_entries(view.draft, (*view.draft.assistants.entries, entry)))

    def on_allow(self, on: bool) -> None:
        if self._view is not None:
            self.edited.emit(edits.set_allow_opt_in(self._view.draft, on))

    def _show_buttons(self) -> None:
        place, count = self.list.currentIndex().row(), self.list.people.rowCount()
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < count - 1)
        self.remove.setEnabled(place >= 0)

    def _connect(self) -> None:
        self.list.people.moved.connect(self.on_moved)
        self.list.removed.connect(self.on_removed)
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._show_buttons())
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.add.clicked.connect(self.on_add)
        self.remove.clicked.connect(lambda: self.on_removed(self.list.currentIndex().row()))
        self.allow.box.clicked.connect(self.on_allow)

    def _lay_out(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        inside.addWidget(self.unread)
        self.unread.setContentsMargins(12, 12, 12, 12)
        buttons = QHBoxLayout()
        for button in (self.up, self.down, self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        order, permission = QVBoxLayout(), QVBoxLayout()
        order.setSpacing(8)
        order.addWidget(card)
        order.addLayout(buttons)
        order.addWidget(self.keys)
        permission.setSpacing(6)
        permission.addWidget(self.allow)
        permission.addWidget(self.allow_note)
        self.allow_note.setContentsMargins(24, 0, 0, 0)
        self.sections = (FormSection(order, first=True), FormSection(permission))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(14)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)

    def retranslate(self) -> None:
        self.sections[0].term.setText(translate("AssistantsPage", "Assistants in ringing order"))
        self.sections[1].term.setText(translate("AssistantsPage", "Permission"))
        self.up.setText(translate("AssistantsPage", "Up"))
        self.down.setText(translate("AssistantsPage", "Down"))
        self.add.setText(translate("AssistantsPage", "Add"))
        self.remove.setText(translate("AssistantsPage", "Remove"))
        self.list.setAccessibleName(self.sections[0].term.text())
        self.keys.setText(
            translate("AssistantsPage", "Drag, or press Alt+Up or Alt+Down. “Sequential” rings in this order.")
        )
        self.allow.show_words(translate("AssistantsPage", "Assistants may log in and out themselves"))
        self.allow_note.setText(
            translate("AssistantsPage", "Without it, filtered calls go to every assistant, logged in or not.")
        )
        self.unread.setText(not_read())
        if self._view is not None:
            self.show_view(self._view)
