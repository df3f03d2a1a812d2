"""The window "Assistenzfunktion bearbeiten": shown while `AppState.editor` is, not modal."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from softphone import PRODUCT_NAME
from softphone.assets import resource
from softphone.domain.executive.draft import Draft
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.ui.group_editor.assistants_page import AssistantsPage
from softphone.ui.group_editor.editor_foot import EditorFoot
from softphone.ui.group_editor.editor_tabs import EditorTabs
from softphone.ui.group_editor.filter.filter_page import FilterPage
from softphone.ui.group_editor.notification.notification_tab import NotificationTab
from softphone.ui.group_editor.notification.parallel_page import ParallelPage
from softphone.ui.group_editor.notification.silent_page import SilentPage
from softphone.ui.group_editor.parts.editor_parts import scrolled
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.portal_terms import parallel_term, silent_term
from softphone.ui.text.time_format import clock
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.first_size import set_first_size
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import make_column
from softphone.ui.widgets.shortcuts import add_key
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_MOST_STEPS = 100
_Page = FilterPage | SilentPage | ParallelPage | NotificationTab | AssistantsPage
_ASSISTANTS_TAB = 4


class GroupEditorWindow(TranslatedWidget, Surface):
    """Draws `AppState.editor`; every change of the form goes to `actions.editor` at once."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "window")
        self.setWindowFlag(Qt.WindowType.Window)
        self._actions = actions
        self._view: EditorView | None = None
        self._steps: list[Draft] = []
        self._typed_in: QWidget | None = None
        self._leave_when_saved = False
        self._asked_for: Draft | None = None
        self.tile = Tile(40)
        self.title, self.leader = TextLabel("", "title"), TextLabel("", "label", "text2")
        self.as_of = TextLabel("", "label", "text2", tabular=True)
        self.tabs, self.pages = EditorTabs(), QStackedWidget()
        region = actions.account.region if actions.account is not None else "DE"
        self.filter, self.silent, self.parallel = FilterPage(region), SilentPage(), ParallelPage()
        self.notification, self.assistants = NotificationTab(), AssistantsPage()
        self.unread, self.retry = TextLabel("", "body", "text2", wrap=True), Button(ButtonKind.PLAIN)
        self.foot = EditorFoot()
        self._lay_out()
        self._connect()
        self._add_keys()
        self.setWindowIcon(QIcon(str(resource("vorzimmer.svg"))))
        set_first_size(self, QSize(1120, 720), QSize(960, 480))
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        """Shows and hides itself: the window is there while a leader is being edited."""
        view = state.editor
        if view is None:
            self._view, self._steps, self._leave_when_saved = None, [], False
            self.foot.show_leaving(False)
            self.hide()
            return
        if self._view is not view:
            self._show_view(view)
        if not self.isVisible():
            self._open()

    def on_edited(self, draft: Draft) -> None:
        view = self._view
        if view is None or draft == view.draft:
            self._show_foot()
            return
        self._remember(view.draft)
        self._actions.editor.change(draft)
        self._show_foot()

    def _remember(self, draft: Draft) -> None:
        """Typing in one field is one step."""
        place = self.focusWidget()
        if not (self._steps and isinstance(place, QLineEdit) and place is self._typed_in):
            self._steps = [*self._steps, draft][-_MOST_STEPS:]
        self._typed_in = place

    def on_undo(self) -> None:
        """A change of the form first; with a form as stored, the last save."""
        view = self._view
        if view is None:
            return
        if self._steps:
            draft, self._typed_in = self._steps.pop(), None
            self._actions.editor.change(draft)
            self._show_foot()
        elif view.can_undo and not view.changes:
            self._actions.editor.undo()

    def on_save(self) -> None:
        if not self.foot.save.isEnabled() or self._asks_about_nobody():
            return
        self._steps = []
        self._actions.editor.save()

    def _asks_about_nobody(self) -> bool:
        """Asks once before a filter is saved after which nothing rings at the assistants any more."""
        view = self._view
        if view is None or not view.leaves_assistants_silent or self._asked_for == view.draft:
            return False
        self._asked_for = view.draft
        self._show_foot()
        return True

    def on_discard(self) -> None:
        self._steps = []
        self.filter.show_list()
        self._actions.editor.discard()
        self._show_foot()

    def on_settled(self, keep_mine: bool) -> None:
        self._steps = []
        self._actions.editor.settle(keep_mine)

    def on_leave(self) -> None:
        self._actions.editor.close()

    def on_save_and_leave(self) -> None:
        self._leave_when_saved = True
        self.foot.show_leaving(False)
        self.on_save()

    def on_retry(self) -> None:
        if self._view is not None:
            self._actions.editor.open(self._view.leader.user_id)

    def on_escape(self) -> None:
        if self.foot.leaving:
            self.foot.show_leaving(False)
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Unsaved changes are asked about in the foot; nothing modal, since it may ring."""
        view = self._view
        event.ignore()
        if view is None:
            event.accept()
        elif view.changes or self.filter.faulty:
            self._leave_when_saved = False
            self.foot.show_leaving(True)
        else:
            self._actions.editor.close()

    def _open(self) -> None:
        """Takes the focus only from the window it was asked in (`softphone ctl` may open it at any time)."""
        self.foot.show_leaving(False)
        self.tabs.setCurrentIndex(0)
        self.filter.show_list()
        parent = self.parentWidget()
        asked_here = parent is None or parent.isActiveWindow()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not asked_here)
        self.show()
        if asked_here:
            self.raise_()
            self.activateWindow()
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_view(self, view: EditorView) -> None:
        other = self._view is None or self._view.leader.user_id != view.leader.user_id
        if other:
            self._steps = []
        self._view = view
        self._show_head(view)
        self._show_pages(view)
        self._show_foot()
        self._leave_if_saved(view)

    def _show_head(self, view: EditorView) -> None:
        self.tile.show_leader(view.leader)
        self.leader.setText(view.leader.name)
        as_of = translate("PortalAgeFooter", "Portal as of {time}")
        self.as_of.setText(as_of.format(time=clock(view.as_of_s)) if view.as_of_s is not None else "")
        self.tabs.setTabVisible(_ASSISTANTS_TAB, view.own)
        self.setWindowTitle(f"{self.title.text()}: {view.leader.name} – {PRODUCT_NAME}")

    def _show_pages(self, view: EditorView) -> None:
        read = view.as_of_s is not None
        self.body.setCurrentIndex(0 if read else 1)
        self.body.setEnabled(view.phase is not EditorPhase.CONFLICT)
        self.retry.setVisible(view.phase is EditorPhase.FAILED)
        loading = translate("EditorFoot", "Reading from the portal …")
        self.unread.setText(problem_text(view.problem) if view.problem is not None and not read else loading)
        if read:
            for page in self._pages:
                page.show_view(view)

    def _show_foot(self) -> None:
        if self._view is not None:
            asking = self._view.leaves_assistants_silent and self._asked_for == self._view.draft
            self.foot.show_view(self._view, self.filter.faulty, bool(self._steps), asking)

    def _leave_if_saved(self, view: EditorView) -> None:
        if not self._leave_when_saved or view.phase is EditorPhase.SAVING:
            return
        self._leave_when_saved = False
        if view.phase is EditorPhase.OPEN and not view.changes:
            self._actions.editor.close()

    def _connect(self) -> None:
        for page in self._pages:
            page.edited.connect(self.on_edited)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.retry.clicked.connect(self.on_retry)
        self.foot.undo_asked.connect(self.on_undo)
        self.foot.discard_asked.connect(self.on_discard)
        self.foot.save_asked.connect(self.on_save)
        self.foot.settled.connect(self.on_settled)
        self.foot.leave_asked.connect(self.on_leave)
        self.foot.save_and_leave_asked.connect(self.on_save_and_leave)

    def _add_keys(self) -> None:
        add_key(self, "Ctrl+S", self.on_save)
        add_key(self, "Ctrl+Z", self.on_undo)
        add_key(self, "Esc", self.on_escape)
        add_key(self, "Ctrl+Tab", lambda: self._step_tab(1))
        add_key(self, "Ctrl+Shift+Tab", lambda: self._step_tab(-1))

    def _step_tab(self, by: int) -> None:
        shown = [i for i in range(self.tabs.count()) if self.tabs.isTabVisible(i)]
        place = shown.index(self.tabs.currentIndex())
        self.tabs.setCurrentIndex(shown[(place + by) % len(shown)])

    def _lay_out(self) -> None:
        self._pages: tuple[_Page, ...] = (self.filter, self.silent, self.parallel, self.notification, self.assistants)
        for page in (self.filter, scrolled(self.silent), scrolled(self.parallel), self.notification):
            self.pages.addWidget(page)
            self.tabs.addTab("")
        self.pages.addWidget(scrolled(self.assistants))
        self.tabs.addTab("")
        self.body = QStackedWidget()
        self.body.addWidget(self.pages)
        self.body.addWidget(self._unread_page())
        column = make_column(self, 0)
        column.addWidget(self._head())
        column.addWidget(self.body, 1)
        column.addWidget(self.foot)

    def _head(self) -> QWidget:
        head = Surface(None, "surface", Qt.Edge.BottomEdge)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.leader)
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(12)
        row.addWidget(self.tile)
        row.addLayout(words, 1)
        row.addWidget(self.as_of)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(20, 0, 20, 0)
        tabs.addWidget(self.tabs, 1)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(tabs)
        return head

    def _unread_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(self.unread)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def retranslate(self) -> None:
        self.title.setText(translate("GroupEditor", "Edit the assistant function"))
        terms = (
            translate("PortalTerms", "Filter"),
            silent_term(),
            parallel_term(),
            translate("PortalTerms", "Notification"),
            translate("OwnGroupPanel", "Assistants"),
        )
        for index, term in enumerate(terms):
            self.tabs.setTabText(index, term)
        self.retry.setText(translate("GroupEditor", "Try again"))
        if self._view is not None:
            self._show_head(self._view)
