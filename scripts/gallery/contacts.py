"""Pictures of the dial field's results and the contacts window."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from scripts.gallery import picture
from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.domain.problems import AddressBookFailed, BookTrouble
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import IdentityView
from softphone.services.state.contacts import ImportReport
from softphone.ui.contacts.address_book_dialog import AddressBookDialog
from softphone.ui.contacts.contacts_window import ContactsWindow
from softphone.ui.contacts.csv_dialog import CsvDialog
from softphone.ui.contacts.import_report import ImportReportDialog
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.problems.problem_text import problem_text
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.contact_views import FOUND, PREVIEW, SOURCES
from tests.samples.groups import MUSTER


@picture("dial-360", "mus", 360, 640, sample.assistant_state())
@picture("dial-760", "030", 760, 640, sample.assistant_state(identity=IdentityView(MUSTER)), 2)
@picture("dial-1120", "mus", 1120, 720, sample.assistant_state())
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


@picture("contacts-660", 660, 520, 5, None)
@picture("contacts-1000", 1000, 700)
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


@picture("contacts-csv")
def csv_file() -> QWidget:
    dialog = CsvDialog(FakeActions())
    dialog.show_preview(replace(PREVIEW, unsure=(3,)))
    return dialog


@picture("contacts-report")
def report() -> QWidget:
    notes = (
        ImportNote(4, ImportFault.DAMAGED_NUMBER, "4,93023E+12"),
        ImportNote(9, ImportFault.MENDED_NUMBER, "4917612345678", "+4917612345678"),
        ImportNote(12, ImportFault.NOT_A_NUMBER, "siehe Sekretariat"),
        ImportNote(31, ImportFault.EMPTY),
    )
    return ImportReportDialog(ImportReport("Kartei", 212, notes, len(notes)))


@picture("contacts-book")
def book() -> QWidget:
    dialog = AddressBookDialog(FakeActions())
    dialog.problem.show_text(problem_text(AddressBookFailed("dav.example", BookTrouble.CREDENTIALS)))
    return dialog
