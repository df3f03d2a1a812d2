"""Dial field: identity of the caller, name or number, and the button; search results below while one types."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from softphone.domain.numbers.feature_codes import is_code
from softphone.domain.options.table import DIAL_KEY, IDENTITY_KEY
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.services.state.calls import IdentityView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.session import SignInView
from softphone.ui.dial.dial_results import DialResults
from softphone.ui.keys.key_map import key_map
from softphone.ui.problems.problem_text import outcome_text, problem_text
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.tile import Tile
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.controls.key_cap import KeyCap
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_HEIGHT_PX = 36


class DialField(TranslatedWidget, QWidget):
    """The window places `problem` below the field."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._sign_in = SignInView()
        self.tile = Tile(24)
        self.identity = TextLabel("")
        self.choose = icon_button("caret-down-bold", "", ButtonKind.GHOST)
        self.choose.set_height("buttonSmall")
        self.choose.hide()
        self._identity: IdentityView | None = None
        self._leaders: tuple[LeaderRef, ...] = ()
        self.last_dialled = ""
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.key = KeyCap(key_map().of(DIAL_KEY))
        self.button = Button(ButtonKind.GHOST, "", "phone-fill")
        self.problem = ProblemLabel()
        self.setFixedHeight(_HEIGHT_PX)
        self._lay_out()
        self._connect()
        self.results = DialResults(self, self.edit, actions)
        self.retranslate()

    def _connect(self) -> None:
        key_map().changed.connect(self.on_keys_changed)
        self.choose.clicked.connect(self.on_choose)
        self.button.clicked.connect(self.on_call)
        self.edit.returnPressed.connect(self.on_call)
        self.edit.textEdited.connect(self.on_edited)
        self.edit.installEventFilter(self)

    def on_keys_changed(self) -> None:
        self.key.show_key(key_map().of(DIAL_KEY))

    def show_sign_in(self, sign_in: SignInView) -> None:
        self._sign_in = sign_in
        self._show_identity()

    def show_identity(self, identity: IdentityView | None, leaders: tuple[LeaderRef, ...]) -> None:
        """Shows whose number the next call shows; only users with leaders have a choice."""
        problem = identity.problem if identity is not None and identity != self._identity else None
        self._identity, self._leaders = identity, leaders
        self.results.leaders = leaders
        self.choose.setVisible(bool(leaders))
        self._show_identity()
        if problem is not None:
            self.show_problem(problem)
        self.update()

    def _show_identity(self) -> None:
        text = self._identity_text(self._identity.leader if self._identity is not None else None)
        if self._identity is None:
            self.tile.show_monogram(self._sign_in.user_initials)
        else:
            self.tile.show_leader(self._identity.leader)
        self.tile.setVisible(bool(self._sign_in.user_initials) or self._identity is not None)
        self.identity.setText(text)
        self.identity.set_font_name("body" if self._identity is None else "strong")
        self.tile.setAccessibleName(text)
        set_word(self.choose, key_map().hint(translate("DialField", "Call as"), IDENTITY_KEY))

    def set_compact(self, narrow: bool) -> None:
        """Leaves tile and field in the narrow window; Return calls."""
        for widget in (self.identity, self.key, self.button):
            widget.setVisible(not narrow)

    def offer(self, text: str) -> None:
        """Fills in a number, ready to be called or changed."""
        self.edit.setText(text)
        self.take_focus()

    def offer_link(self, target: str) -> None:
        """Fills in the target of a link and says where it is a command to the platform."""
        self.offer(target)
        if is_code(target):
            self.show_problem(NotPossibleNow(Obstacle.LINK_HOLDS_CODE))

    def show_problem(self, problem: Problem) -> None:
        self.problem.show_text(problem_text(problem))

    def take_focus(self) -> None:
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def on_choose(self) -> None:
        """Opens the menu of identities below the field."""
        if self._leaders:
            self.identity_menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def identity_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for leader in (None, *self._leaders):
            leader_id = leader.user_id if leader is not None else None
            menu.addAction(self._identity_text(leader)).triggered.connect(self._chooser(leader_id))
        return menu

    def _identity_text(self, leader: LeaderRef | None) -> str:
        if leader is not None:
            return translate("DialField", "On behalf of {leader}").format(leader=leader.name)
        name = self._sign_in.user_name or self._sign_in.user_id
        return translate("DialField", "As {name}").format(name=name) if name else ""

    def _chooser(self, leader_id: str | None) -> Callable[[], None]:
        def choose() -> None:
            self._actions.on_behalf.choose(leader_id)
            self.take_focus()

        return choose

    def on_call(self) -> None:
        """An empty field offers the last number first, to be checked before it is called again."""
        if not self.edit.text().strip() and self.last_dialled:
            self.offer(self.last_dialled)
            return
        self.results.fill_in_chosen()
        if self._identity is not None and self._identity.call is None:
            outcome = self._actions.on_behalf.dial(self._identity.leader.user_id, self.edit.text())
        else:
            outcome = self._actions.calls.dial(self.edit.text())
        outcome.add_done_callback(self.on_dialled)

    def on_dialled(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))
        if problem_of(outcome) is None:
            self.edit.clear()

    def on_edited(self) -> None:
        self.problem.show_text("")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Repaints the frame, which shows the field's focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        width = 2.0 if focused else 1.0
        painter.setPen(QPen(theme().color("focus" if focused else "outline"), width))
        painter.setBrush(theme().color("surface"))
        inset, radius = width / 2, float(theme().radius("tile"))
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, radius, radius)
        self._paint_tint(painter, frame, radius)
        self._paint_dividers(painter)

    def _paint_tint(self, painter: QPainter, frame: QRectF, radius: float) -> None:
        """Paints the leader's tint behind the identity."""
        if self._identity is None:
            return
        painter.save()
        painter.setClipRect(QRectF(0, 0, self._glass.x() - 10, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().leader(self._identity.leader.colour).tint)
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        painter.restore()

    def _paint_dividers(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme().color("hairline"), 1.0))
        for widget, x in ((self.tile, self._glass.x() - 10), (self.button, self.button.x() - 1)):
            if widget.isVisible():
                painter.drawLine(x, 2, x, self.height() - 3)

    def _lay_out(self) -> None:
        self._glass = IconLabel("magnifying-glass", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 2, 2, 2)
        row.setSpacing(8)
        fill(row, self.tile, self.identity, self.choose)
        row.addSpacing(12)
        fill(row, self._glass, (self.edit, 1), self.key)
        row.addSpacing(2)
        row.addWidget(self.button)

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(translate("DialField", "Name or number"))
        self.edit.setAccessibleName(translate("DialField", "Name or number"))
        self.button.setText(translate("DialField", "Call"))
        self.show_sign_in(self._sign_in)
