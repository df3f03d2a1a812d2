"""Draws the dial field's results and the contacts window into PNG files: OUT_DIR [de|en] [dark]."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from softphone.domain.account.account import Language  # noqa: E402
from softphone.domain.problems import AddressBookFailed, BookTrouble  # noqa: E402
from softphone.services.state.app_state import AppState  # noqa: E402
from softphone.services.state.calls import IdentityView  # noqa: E402
from softphone.ui.contacts.address_book_dialog import AddressBookDialog  # noqa: E402
from softphone.ui.contacts.contacts_window import ContactsWindow  # noqa: E402
from softphone.ui.contacts.csv_dialog import CsvDialog  # noqa: E402
from softphone.ui.main_window.main_window import MainWindow  # noqa: E402
from softphone.ui.problems.problem_text import problem_text  # noqa: E402
from softphone.ui.shell import i18n  # noqa: E402
from softphone.ui.theme.theme import theme  # noqa: E402
from softphone.ui.widgets.clock import ticker  # noqa: E402
from tests.samples import app_state as sample  # noqa: E402
from tests.samples.actions import FakeActions  # noqa: E402
from tests.samples.contact_views import FOUND, PREVIEW, SOURCES  # noqa: E402
from tests.samples.groups import MUSTER, NOW_S  # noqa: E402


def typed(text: str, width: int, height: int, state: AppState, downs: int = 0) -> QWidget:
    actions = FakeActions()
    actions.contacts.found = FOUND
    window = MainWindow(actions)
    actions.state.set(state)
    window.resize(width, height)
    window.show()
    dial = window.toolbar.dial
    dial.take_focus()
    dial.edit.insert(text)
    dial.results.on_edited(text)
    for _ in range(downs):
        dial.results.list.move_by(1)
    return window


def contacts(width: int, height: int, source: int = 0, row: int | None = 0) -> QWidget:
    actions = FakeActions()
    window = ContactsWindow(actions)
    actions.state.set(sample.assistant_state(contacts=SOURCES))
    window.resize(width, height)
    window.show()
    window.side.setCurrentIndex(window.sources.rows.index(source))
    if row is not None:
        window.view.setCurrentIndex(window.rows.index(row))
    return window


def csv_file() -> QWidget:
    dialog = CsvDialog(FakeActions())
    dialog.show_preview(PREVIEW)
    return dialog


def book() -> QWidget:
    dialog = AddressBookDialog(FakeActions())
    dialog.problem.show_text(problem_text(AddressBookFailed("dav.example", BookTrouble.CREDENTIALS)))
    return dialog


SCENES: dict[str, Callable[[], QWidget]] = {
    "dial-1120": lambda: typed("mus", 1120, 720, sample.assistant_state()),
    "dial-760": lambda: typed("030", 760, 640, sample.assistant_state(identity=IdentityView(MUSTER)), 2),
    "dial-360": lambda: typed("mus", 360, 640, sample.assistant_state()),
    "contacts-1000": lambda: contacts(1000, 700),
    "contacts-660": lambda: contacts(660, 520, 5, None),
    "contacts-csv": csv_file,
    "contacts-book": book,
}


def main() -> None:
    folder, words = Path(sys.argv[1]), sys.argv[2:]
    language, dark = ("en" if "en" in words else "de"), "dark" in words
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme().set_dark(dark)
    theme().apply(app)
    i18n.install(app, Language(language))
    ticker().set_clock(lambda: NOW_S)
    for name, scene in SCENES.items():
        window = scene()
        window.show()
        for _ in range(8):
            app.processEvents()
        window.grab().save(str(folder / f"{name}-{language}{'-dark' if dark else ''}.png"))
        window.close()
        window.deleteLater()


if __name__ == "__main__":
    main()
