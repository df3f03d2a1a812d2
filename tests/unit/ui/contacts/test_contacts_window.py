"""The contacts window: sources, search, stars, numbers to call, imported files, address books."""

import struct
import zlib
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.domain.lines.line_state import LineSource, LineState
from softphone.domain.problems import AddressBookFailed, BookTrouble
from softphone.services.state.contacts import ContactsView, ImportReport
from softphone.services.state.lines import LineView
from softphone.ui.contacts.address_book_dialog import AddressBookDialog
from softphone.ui.contacts.contacts_window import ContactsWindow
from softphone.ui.contacts.csv_dialog import CsvDialog
from softphone.ui.contacts.import_report import ImportReportDialog
from softphone.ui.contacts.photos import SIDE_PX, picture
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions
from tests.samples.contact_views import PEOPLE, PREVIEW, SOURCES
from tests.samples.requests import settled


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def window(qtbot: QtBot, actions: FakeActions) -> ContactsWindow:
    window = ContactsWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(sample.assistant_state(contacts=SOURCES))
    window.open_search()
    qtbot.waitExposed(window)
    return window


def names(window: ContactsWindow) -> list[str]:
    return [window.rows.data(window.rows.index(row)) for row in range(window.rows.rowCount())]


def choose(window: ContactsWindow, source: str | None, favourites: bool = False) -> None:
    entries = window.sources.rows.rows
    row = next(n for n, e in enumerate(entries) if e and (e.source, e.favourites) == (source, favourites))
    window.side.setCurrentIndex(window.sources.rows.index(row))


def test_sources_stand_at_the_left_and_choose(window: ContactsWindow) -> None:
    shown = [entry.name for entry in window.sources.rows.rows]
    assert shown == ["All contacts", "Favourites", "Group directory", "Company directory", "Personal directory",
                     "Büro", "Kartei"]  # fmt: skip
    assert len(names(window)) == len(PEOPLE)
    choose(window, "enterprise")
    assert names(window) == ["Sina Fiktiv"]
    assert window.source_bar.refresh.isVisible()
    assert not window.source_bar.remove.isVisible()
    choose(window, None, favourites=True)
    assert names(window) == ["Erika Mustermann"]
    assert not window.source_bar.isVisible()


def test_a_search_narrows_and_says_when_nothing_is_found(qtbot: QtBot, window: ContactsWindow) -> None:
    QTest.keyClicks(window.search, "weis")
    assert names(window) == ["Jürgen Weiß"]
    QTest.keyClicks(window.search, "x")
    assert window.empty.isVisible()
    assert not window.view.isVisible()


def test_from_the_search_down_goes_into_the_list_and_return_takes_what_is_on_top(
    qtbot: QtBot, window: ContactsWindow
) -> None:
    heard: list[str] = []
    window.chosen.connect(heard.append)
    window.show()
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    first = window.rows.row_at(0)
    assert first is not None
    assert first.main_number is not None
    assert heard == [first.main_number.text]
    QTest.keyClicks(window.search, "nobody is called like this")
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert len(heard) == 1


def test_return_offers_the_main_number_and_each_number_has_a_button(qtbot: QtBot, window: ContactsWindow) -> None:
    offered: list[str] = []
    window.chosen.connect(offered.append)
    window.view.setCurrentIndex(window.rows.index(0))
    QTest.keyClick(window.view, Qt.Key.Key_Return)
    assert window.bar.isVisible()
    shown = [button.text() for button in window.bar.numbers if button.isVisible()]
    assert shown == ["0152 28817386 · Mobile", "069 90009117 · Work"]
    window.bar.numbers[1].click()
    assert offered == ["0152 28817386", "069 90009117"]


def test_the_star_is_a_click_a_button_and_a_key(qtbot: QtBot, window: ContactsWindow, actions: FakeActions) -> None:
    row = window.view.visualRect(window.rows.index(1))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(window.view.viewport(), left, pos=row.center() + QPoint(row.width() // 2 - 20, 0))
    window.view.setCurrentIndex(window.rows.index(0))
    window.bar.star.click()
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert actions.asked == [
        ("contacts.set_favourite", "csv:Kartei/Jürgen Weiß", True),
        ("contacts.set_favourite", "csv:Kartei/Erika Mustermann", False),
        ("contacts.set_favourite", "csv:Kartei/Erika Mustermann", False),
    ]


def test_a_change_keeps_the_chosen_contact(window: ContactsWindow, actions: FakeActions) -> None:
    window.view.setCurrentIndex(window.rows.index(1))
    actions.contacts.people = PEOPLE[1:]
    actions.state.set(sample.assistant_state(contacts=replace(SOURCES, revision=2)))
    chosen = window.rows.row_at(window.view.currentIndex().row())
    assert chosen is not None
    assert chosen.name == "Jürgen Weiß"


def test_removing_a_source_asks_once_and_trouble_stands_at_it(window: ContactsWindow, actions: FakeActions) -> None:
    choose(window, "carddav:Büro")
    assert "rejected the user name or password" in window.source_bar.problem.text
    window.source_bar.remove.click()
    assert actions.asked == []
    assert window.source_bar.remove.text() == "Really remove?"
    window.source_bar.remove.click()
    window.source_bar.refresh.click()
    assert actions.asked == [("contacts.delete_source", "carddav:Büro"), ("contacts.refresh", "carddav:Büro")]


def test_files_go_where_they_belong(window: ContactsWindow, actions: FakeActions) -> None:
    window.import_file("/home/nele/visit.VCF")
    window.import_file("/home/nele/kartei.csv")
    window.import_file("/home/nele/fritz.xml")
    assert actions.asked == [
        ("contacts.import_vcards", "/home/nele/visit.VCF", ""),
        ("contacts.preview_csv", "/home/nele/kartei.csv", ""),
        ("contacts.import_vcards", "/home/nele/fritz.xml", ""),
    ]
    actions.state.set(sample.assistant_state(contacts=replace(SOURCES, csv=PREVIEW)))
    window.on_previewed(settled())
    assert window.csv.isVisible()
    actions.state.set(sample.assistant_state(contacts=SOURCES))
    assert not window.csv.isVisible()


NOTES = (
    ImportNote(4, ImportFault.DAMAGED_NUMBER, "4,93023E+12"),
    ImportNote(5, ImportFault.MENDED_NUMBER, "4917612345678", "+4917612345678"),
    ImportNote(6, ImportFault.NOT_A_NUMBER, "<b>keine</b>"),
    ImportNote(7, ImportFault.EMPTY),
    ImportNote(8, ImportFault.UNREADABLE),
)


def test_an_import_says_how_many_came_and_which_lines_not(window: ContactsWindow, actions: FakeActions) -> None:
    for report in (ImportReport("Kartei", 12), ImportReport("Alt", 3, NOTES, 7)):
        actions.state.set(sample.assistant_state(contacts=replace(SOURCES, report=report)))
    assert window.came.text() == "Alt: 3 contacts imported"
    (dialog,) = window.findChildren(ImportReportDialog)
    assert dialog.title.text() == "Alt: 3 contacts imported"
    assert dialog.notes.text().split("\n") == [
        "Line 4: 4,93023E+12 is no longer a number: a spreadsheet has changed it",
        "Line 5: 4917612345678 read as +4917612345678",
        "Line 6: <b>keine</b> left out, not a number",
        "Line 7: left out, neither name nor number",
        "Line 8: left out, not readable",
        "and 2 more",
    ]
    dialog.done_button.click()
    assert not dialog.isVisible()
    actions.state.set(sample.assistant_state(contacts=replace(SOURCES, report=report, revision=9)))
    assert not dialog.isVisible()


def test_columns_that_are_not_clear_are_marked(qtbot: QtBot, actions: FakeActions) -> None:
    dialog = CsvDialog(actions)
    qtbot.addWidget(dialog)
    dialog.show_preview(replace(PREVIEW, unsure=(4,)))
    assert [mark.isVisibleTo(dialog) for mark in dialog.marks] == [False, False, False, False, True]
    dialog.show_preview(PREVIEW)
    assert not any(mark.isVisibleTo(dialog) for mark in dialog.marks)


def test_columns_of_a_csv_can_be_changed(qtbot: QtBot, actions: FakeActions) -> None:
    dialog = CsvDialog(actions)
    qtbot.addWidget(dialog)
    dialog.show_preview(PREVIEW)
    assert [box.currentData() for box in dialog.fields] == list(PREVIEW.fields)
    dialog.fields[4].setCurrentIndex(dialog.fields[4].findData(CsvField.FAX))
    dialog.fields[4].activated.emit(dialog.fields[4].currentIndex())
    dialog.encoding.activated.emit(0)
    dialog.submit.click()
    dialog.reject()
    assert actions.asked == [
        ("contacts.set_csv_field", 4, CsvField.FAX),
        ("contacts.preview_csv", PREVIEW.file, "cp1252"),
        ("contacts.import_csv", ""),
        ("contacts.drop_csv",),
    ]


def test_an_address_book_that_does_not_answer_keeps_what_was_typed(qtbot: QtBot, actions: FakeActions) -> None:
    dialog = AddressBookDialog(actions)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.url.edit.setText("https://dav.example/")
    dialog.user.edit.setText("nele")
    dialog.password.edit.setText("geheim")
    dialog.submit.click()
    assert actions.asked == [("contacts.add_address_book", "", "https://dav.example/", "nele", "geheim", "")]
    dialog.on_answered(settled(AddressBookFailed("dav.example", BookTrouble.TIMED_OUT)))
    assert dialog.isVisible()
    assert "dav.example" in dialog.problem.text
    dialog.on_answered(settled())
    assert not dialog.isVisible()


def test_a_picture_is_drawn_and_rubbish_is_not(window: ContactsWindow, actions: FakeActions) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    actions.contacts.photos = {"good": bytes(data.data()), "bad": b"\x89PNG\r\nrubbish"}
    actions.contacts.people = (replace(PEOPLE[0], photo="good"), replace(PEOPLE[1], photo="bad"))
    actions.state.set(sample.assistant_state(contacts=replace(SOURCES, revision=3)))
    window.view.setCurrentIndex(window.rows.index(0))
    drawn = window.bar.portrait.grab().toImage()
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2) == QColor("#ff0000")
    window.view.setCurrentIndex(window.rows.index(1))
    drawn = window.bar.portrait.grab().toImage()
    assert drawn.pixelColor(2, drawn.height() // 2) != QColor("#ff0000")


@pytest.mark.parametrize(("width", "height"), [(1, 30_000), (30_000, 1), (8000, 8000), (20_000, 20_000)])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_none(window: ContactsWindow, width: int, height: int) -> None:
    """159 octets blocked the window for a second, 60 KB took 400 MB."""
    assert picture(_png(width, height)) is None


@pytest.mark.parametrize(("width", "height"), [(1, 1), (400, 300), (300, 900), (4000, 3000)])
def test_usual_pictures_become_small_squares(window: ContactsWindow, width: int, height: int) -> None:
    shown = picture(_png(width, height))
    assert shown is not None
    assert (shown.width(), shown.height()) == (SIDE_PX, SIDE_PX)


def _png(width: int, height: int) -> bytes:
    """Black, one octet for each point, written by hand: the program's own library would not make the largest."""
    lines = zlib.compressobj()
    packed = b"".join(lines.compress(bytes(width + 1)) for _ in range(height)) + lines.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, packed, b"")))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def test_nothing_there_says_what_to_do(qtbot: QtBot, actions: FakeActions) -> None:
    actions.contacts.people = ()
    window = ContactsWindow(actions)
    qtbot.addWidget(window)
    actions.state.set(sample.assistant_state(contacts=ContactsView()))
    window.show()
    assert window.empty.isVisible()


def test_a_watched_colleague_carries_the_line_and_nobody_else(window: ContactsWindow, actions: FakeActions) -> None:
    sina = replace(PEOPLE[3], key="enterprise/sina.fiktiv@pbx.example")
    lines = (LineView("sina.fiktiv@pbx.example", LineState.IN_CALL, LineSource.SUBSCRIPTION),)
    actions.state.set(sample.assistant_state(contacts=SOURCES, lines=lines))
    assert window.delegate.lines == {"sina.fiktiv@pbx.example": LineState.IN_CALL}
    window.bar.show_contact(sina)
    assert window.bar.detail.text() == "In a call"
    actions.state.set(sample.assistant_state(contacts=SOURCES))
    assert not window.bar.detail.isVisible()
    window.bar.show_contact(replace(sina, source_kind=PEOPLE[0].source_kind))
    assert not window.bar.detail.isVisible()
