"""Sentences for what can go wrong with contacts, files and links."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import BookTrouble
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def address_book_text(host: str, trouble: BookTrouble) -> str:
    match trouble:
        case BookTrouble.UNREACHABLE:
            text = translate("Problems", "{host} cannot be reached for its address book. Please check it.")
        case BookTrouble.TIMED_OUT:
            text = translate("Problems", "The address book server {host} did not answer in time. Please try again.")
        case BookTrouble.CREDENTIALS:
            text = translate("Problems", "{host} refused user name or password. Please enter them again.")
        case BookTrouble.REFUSED:
            text = translate("Problems", "{host} does not give out this address book. Please check the address.")
        case BookTrouble.UNUSABLE:
            text = translate("Problems", "{host} did not answer like an address book. Please check the address.")
    return text.format(host=host)


CONTACT_SENTENCES: dict[str, str] = {
    "contacts-not-written": QT_TRANSLATE_NOOP(
        "Problems", "Contacts cannot be kept on this disk: they last until you quit. Please check the free space."
    ),
    "contacts-newer": QT_TRANSLATE_NOOP(
        "Problems",
        "The contacts were written by a newer version and are left as they are: new ones last until you quit. "
        "Please install the newer version.",
    ),
    "no-such-contact": QT_TRANSLATE_NOOP("Problems", "This contact is no longer there. Please search again."),
    "no-such-source": QT_TRANSLATE_NOOP(
        "Problems", "This source of contacts is no longer there. Please choose another one."
    ),
    "import-again": QT_TRANSLATE_NOOP("Problems", "This came from a file. Please import the file again."),
    "no-contacts-in-file": QT_TRANSLATE_NOOP(
        "Problems", "There are no contacts in this file. Please choose another one."
    ),
    "no-numbers-in-file": QT_TRANSLATE_NOOP(
        "Problems", "No column is chosen as a number. Please choose the column with the numbers."
    ),
    "no-csv-open": QT_TRANSLATE_NOOP("Problems", "No file is being imported any more. Please choose it again."),
    "file-not-read": QT_TRANSLATE_NOOP("Problems", "The file could not be read. Please choose another one."),
    "file-too-large": QT_TRANSLATE_NOOP("Problems", "The file is larger than 64 MB. Please export fewer contacts."),
    "no-address-book": QT_TRANSLATE_NOOP("Problems", "There is no address book at this address. Please check it."),
    "not-a-link": QT_TRANSLATE_NOOP(
        "Problems", "This link holds no number that can be called. Please type the number."
    ),
}
