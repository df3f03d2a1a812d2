"""Window of all contacts: sources, search, numbers to call, import, address books."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from softphone.domain.contacts.contact import Contact, SourceKind
from softphone.domain.contacts.import_note import CONTACT_FILES
from softphone.domain.lines.line_state import LineState
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactQuery, ImportReport, SourceView
from softphone.ui.contacts.address_book_dialog import AddressBookDialog
from softphone.ui.contacts.contact_bar import ContactBar
from softphone.ui.contacts.contact_delegate import ContactDelegate
from softphone.ui.contacts.contact_text import contact_accessible, source_text
from softphone.ui.contacts.csv_dialog import CsvDialog
from softphone.ui.contacts.import_report import ImportReportDialog, came_text
from softphone.ui.contacts.source_bar import SourceBar
from softphone.ui.contacts.source_list import SourceDelegate, SourceEntry
from softphone.ui.problems.problem_text import outcome_text
from softphone.ui.widgets.containers.empty_state import EmptyState
from softphone.ui.widgets.controls.buttons import Button, ButtonKind
from softphone.ui.widgets.frames import frames
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_row
from softphone.ui.widgets.lists.master_detail_window import MasterDetailWindow
from softphone.ui.widgets.lists.plain_list import PlainList
from softphone.ui.widgets.lists.row_model import RowModel
from softphone.ui.widgets.lists.side_list import SideList
from softphone.ui.widgets.shortcuts import add_key

translate = QCoreApplication.translate
_SIDE_PX = 264
_MOST = 100_000


class ContactsWindow(MasterDetailWindow):
    """`chosen(number)`: the user wants to call. Reads contacts only while it is open."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, title: str = "") -> None:
        self.sources = SideList(SourceDelegate())
        self.rows = RowModel[Contact](lambda contact: contact.name, contact_accessible, lambda contact: contact.key)
        self.delegate = ContactDelegate(actions.contacts.photo)
        super().__init__(PlainList(self.rows, self.delegate), self.sources, EmptyState("address-book"), title)
        self.view.setUniformItemSizes(True)
        self._actions, self._state = actions, AppState()
        self._shown_revision = -1
        self.source_bar = SourceBar(actions)
        self.problem = ProblemLabel()
        self.came = TextLabel("", "label", "text2", wrap=True)
        self.came.hide()
        self._shown_report: ImportReport | None = None
        self.bar = ContactBar(actions)
        self.import_button = Button(ButtonKind.PLAIN, "", "upload-simple")
        self.book_button = Button(ButtonKind.PLAIN, "", "cloud")
        self.csv = CsvDialog(actions, self)
        self._lay_out()
        self._connect()
        self.setMinimumSize(640, 460)
        self.retranslate()
        self._unsubscribe = frames().subscribe(actions.state, self.show_state)
        self.destroyed.connect(self._unsubscribe)

    @property
    def query(self) -> ContactQuery:
        entry = self.sources.entry
        if entry is None:
            return ContactQuery(self.search.text())
        return ContactQuery(self.search.text(), entry.source, entry.favourites)

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)

    def show_state(self, state: AppState) -> None:
        changed = state.contacts != self._state.contacts
        if state.lines is not self._state.lines:
            self._show_lines({line.user_id: line.state for line in state.lines})
        self._state = state
        if changed and self.isVisible():
            self.read_again()
            self.csv.show_preview(state.contacts.csv)
            self._show_report(state.contacts.report)

    def _show_lines(self, lines: Mapping[str, LineState]) -> None:
        self.delegate.lines = self.bar.lines = lines
        self.view.viewport().update()
        self.bar.show_contact(self.bar.contact)

    def on_query_changed(self) -> None:
        self._read_rows()
        self._show_source()
        self._show_empty_state()
        self.bar.show_contact(None)

    def _read_rows(self) -> None:
        """All contacts of the query at once: a row costs nothing until it is drawn."""
        self.rows.replace_rows(self._actions.contacts.page(self.query, _MOST))

    def on_chosen_row(self) -> None:
        self.bar.show_contact(self.rows.row_at(self.view.currentIndex().row()))

    def on_activated(self, index: QModelIndex) -> None:
        contact = self.rows.row_at(index.row())
        if contact is not None and contact.main_number is not None:
            self.chosen.emit(contact.main_number.text)

    def on_import(self) -> None:
        dialog = QFileDialog(self, self.import_button.text())
        dialog.setNameFilters(
            [translate("Contacts", "Contacts (*.vcf *.csv *.txt *.xml)"), translate("Contacts", "All files (*)")]
        )
        dialog.fileSelected.connect(self.import_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_file(self, file: str) -> None:
        self.problem.show_text("")
        self.came.hide()
        if file.lower().endswith(CONTACT_FILES):
            self._actions.contacts.import_vcards(file, "").add_done_callback(self.on_answered)
        else:
            self._actions.contacts.preview_csv(file).add_done_callback(self.on_previewed)

    def on_previewed(self, outcome: Outcome) -> None:
        self.on_answered(outcome)
        if self._state.contacts.csv is not None:
            self.csv.show_preview(self._state.contacts.csv)
            self.csv.open()

    def _show_report(self, report: ImportReport | None) -> None:
        """Each import once: a line where all is well, else the dialog with the lines of the file."""
        if report is None or report is self._shown_report:
            return
        self._shown_report = report
        self.came.setText(came_text(report))
        self.came.show()
        if report.noted:
            dialog = ImportReportDialog(report, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def on_book(self) -> None:
        dialog = AddressBookDialog(self._actions, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def on_answered(self, outcome: Outcome) -> None:
        self.problem.show_text(outcome_text(outcome))

    def read_again(self) -> None:
        """Repeats the query where contacts have changed; the chosen row stays chosen."""
        self._show_sources()
        if self._state.contacts.revision != self._shown_revision:
            self._shown_revision = self._state.contacts.revision
            chosen = self.rows.row_at(self.view.currentIndex().row())
            self._read_rows()
            self.view.setCurrentIndex(self.rows.index_of(chosen.key) if chosen is not None else QModelIndex())
            self.on_chosen_row()
        self._show_source()
        self._show_empty_state()

    def _show_sources(self) -> None:
        view = self._state.contacts
        every = SourceEntry(
            None, translate("Contacts", "All contacts"), "address-book", view.total, busy=view.loading
        )
        stars = SourceEntry(None, translate("Contacts", "Favourites"), "star", len(view.favourites), True)
        self.sources.show_entries((every, stars, *map(_entry, view.sources)))

    def _show_source(self) -> None:
        views = {view.source.id: view for view in self._state.contacts.sources}
        self.source_bar.show_source(views.get(self.query.source or ""))

    def _show_empty_state(self) -> None:
        self.show_rows(self.rows.rowCount() > 0)
        if self.search.text().strip():
            text = translate("Contacts", "Nothing found"), translate("Contacts", "Try another word or source.")
        elif self.query.favourites_only:
            text = translate("Contacts", "No favourites yet"), translate("Contacts", "Click a star to add one.")
        else:
            text = (
                translate("Contacts", "No contacts yet"),
                translate("Contacts", "The portal's directories load when you sign in. You can import files above."),
            )
        self.empty.show_text(*text)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.on_query_changed())
        self.side.chosen.connect(self.on_query_changed)
        self.view.chosen.connect(self.on_chosen_row)
        self.view.activated.connect(self.on_activated)
        self.delegate.starred.connect(lambda key, on: self._actions.contacts.set_favourite(key, on))
        self.bar.chosen.connect(self.chosen)
        self.import_button.clicked.connect(self.on_import)
        self.book_button.clicked.connect(self.on_book)
        add_key(self, "Ctrl+D", self.bar.on_star)

    def _lay_out(self) -> None:
        for button in (self.import_button, self.book_button):
            button.set_height("buttonSmall")
        head = fill(make_row(spacing=8), (self.heading, 1), self.import_button, self.book_button)
        self.lay_out(head, _SIDE_PX, (self.search, self.problem, self.came, self.source_bar), self.bar)

    def retranslate(self) -> None:
        self.show_name(translate("Contacts", "Contacts"))
        self.search.setPlaceholderText(translate("Contacts", "Name, company or number"))
        self.search.setAccessibleName(translate("Contacts", "Search"))
        self.side.setAccessibleName(translate("Contacts", "Sources"))
        self.import_button.setText(translate("Contacts", "Import file …"))
        self.book_button.setText(translate("Contacts", "Add address book …"))
        self._show_sources()


_ICONS = {
    SourceKind.GROUP: "users-three",
    SourceKind.ENTERPRISE: "users-three",
    SourceKind.PERSONAL: "user",
    SourceKind.CARDDAV: "cloud",
    SourceKind.LDAP: "cloud",
    SourceKind.VCARD: "identification-card",
    SourceKind.CSV: "file-csv",
    SourceKind.OWN: "user",
}


def _entry(view: SourceView) -> SourceEntry:
    source = view.source
    failed = view.problem is not None
    return SourceEntry(source.id, source_text(source), _ICONS[source.kind], view.count, failed=failed, busy=view.busy)
