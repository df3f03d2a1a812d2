"""The demo's caller strip: lets a robot call a leader, so that a newcomer sees the program at work."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from softphone import PRODUCT_NAME
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.buttons import ButtonKind, make_button


class DemoStrip(QWidget):
    """A small window: choose a leader, then a caller. `call(leader, caller)` and `give_up()` return at once."""

    def __init__(
        self,
        leaders: Sequence[tuple[str, str]],
        call: Callable[[str, str], None],
        give_up: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self._call = call
        self.setWindowTitle(f"{PRODUCT_NAME} – " + self.tr("Demo"))
        self._leader = self._chooser(leaders)
        self._build(give_up)

    def show_below(self) -> None:
        """Shows the strip at the bottom left, clear of the windows and the incoming card."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.adjustSize()
        self.move(room.left() + 16, room.bottom() - self.height() - 48)
        self.show()

    def _chooser(self, leaders: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Called leader"))
        for user, name in leaders:
            box.addItem(name, user)
        return box

    def _build(self, give_up: Callable[[], None]) -> None:
        row = QHBoxLayout()
        row.addWidget(self._leader)
        for caller, text in (
            ("outside", self.tr("Outside call")),
            ("inside", self.tr("Internal call")),
            ("anonymous", self.tr("Anonymous call")),
        ):
            button = make_button(ButtonKind.PLAIN, text, "phone-incoming")
            button.clicked.connect(lambda _=False, who=caller: self._call(self._leader.currentData(), who))
            row.addWidget(button)
        end = make_button(ButtonKind.PLAIN, self.tr("Caller hangs up"), "phone-x")
        end.clicked.connect(lambda _=False: give_up())
        row.addWidget(end)
        self._frame(row)

    def _frame(self, row: QHBoxLayout) -> None:
        hint = QLabel(self.tr("Demo: everything happens on this computer. Closing all windows ends it."), self)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setFont(theme().font("label"))
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addLayout(row)
