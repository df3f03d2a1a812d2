"""Bar below the contacts: the chosen contact with a button for each number, and the star."""

from collections.abc import Mapping
from itertools import zip_longest

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.domain.contacts.contact import Contact, SourceKind, user_id_of
from softphone.domain.lines.line_state import LineState
from softphone.services.actions import Actions
from softphone.ui.contacts.contact_text import number_text
from softphone.ui.contacts.photos import paint_person
from softphone.ui.text.line_state_text import line_words
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.controls.buttons import Button, ButtonKind, icon_button, set_word
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.layouts import fill, make_column, make_row
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_COLUMNS, _MOST = 3, 9


class Portrait(QWidget):
    def __init__(self, side: int = 48) -> None:
        super().__init__()
        self._side = side
        self._contact: Contact | None = None
        self._image: bytes | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_contact(self, contact: Contact, image: bytes | None) -> None:
        self._contact, self._image = contact, image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._contact is not None:
            paint_person(QPainter(self), QRectF(self.rect()), self._contact, self._image)


class ContactBar(TranslatedWidget, Surface):
    """`chosen(number)`: the main window offers the number in its dial field."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, "surface", Qt.Edge.TopEdge)
        self._actions = actions
        self.contact: Contact | None = None
        self.lines: Mapping[str, LineState] = {}
        self.portrait = Portrait()
        self.name = TextLabel("", "strong", wrap=True)
        self.detail = TextLabel("", "label", "text2", wrap=True)
        self.star = Button(ButtonKind.PLAIN, "", "star")
        self.star.set_icons("star", "star-fill")
        self.star.setCheckable(True)
        self.star.set_height("buttonSmall")
        self.star.clicked.connect(self.on_star)
        self.delete = icon_button("trash", "")
        self.delete.clicked.connect(self.on_delete)
        self.numbers = [Button(ButtonKind.PLAIN, "", "phone") for _ in range(_MOST)]
        for position, button in enumerate(self.numbers):
            button.clicked.connect(lambda _checked=False, chosen=position: self.on_number(chosen))
        self._lay_out()
        self.retranslate()

    def show_contact(self, contact: Contact | None) -> None:
        self.contact = contact
        self.setVisible(contact is not None)
        if contact is None:
            return
        self.portrait.show_contact(contact, self._actions.contacts.photo(contact))
        self.name.setText(contact.name)
        company = contact.company if contact.company != contact.name else ""
        line, _ = line_words(self.lines.get(user_id_of(contact)))
        self.detail.setText(" · ".join(part for part in (*line, company, contact.mail) if part))
        self.detail.setVisible(bool(self.detail.text()))
        self.star.setChecked(contact.favourite)
        self.delete.setVisible(contact.source_kind is SourceKind.OWN)
        for button, number in zip_longest(self.numbers, contact.numbers[: len(self.numbers)]):
            button.setText(number_text(number) if number is not None else "")
            button.setVisible(number is not None)

    def on_star(self) -> None:
        if self.contact is not None:
            self._actions.contacts.set_favourite(self.contact.key, not self.contact.favourite)

    def on_delete(self) -> None:
        if self.contact is not None:
            self._actions.contacts.remove(self.contact.key)

    def on_number(self, position: int) -> None:
        if self.contact is not None:
            self.chosen.emit(self.contact.numbers[position].text)

    def _lay_out(self) -> None:
        texts = fill(make_column(spacing=1), self.name, self.detail)
        head = fill(make_row(spacing=12), self.portrait, (texts, 1), self.delete, self.star)
        grid = QGridLayout()
        grid.setSpacing(8)
        for position, button in enumerate(self.numbers):
            grid.addWidget(button, position // _COLUMNS, position % _COLUMNS)
        grid.setColumnStretch(_COLUMNS, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        fill(column, head, grid)

    def retranslate(self) -> None:
        self.star.setText(translate("Contacts", "Favourite"))
        set_word(self.delete, translate("Contacts", "Remove this contact"))
        self.show_contact(self.contact)
