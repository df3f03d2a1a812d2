"""Sentences for what can go wrong with contacts, files and links."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import BookTrouble, Obstacle
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def address_book_text(host: str, trouble: BookTrouble, place: str) -> str:
    match trouble:
        case BookTrouble.UNREACHABLE:
            text = translate("Problems", "The address book server {host} cannot be reached. Please check it.")
        case BookTrouble.TIMED_OUT:
            text = translate("Problems", "The address book server {host} did not answer in time. Please try again.")
        case BookTrouble.CREDENTIALS:
            text = translate("Problems", "{host} rejected the user name or password. Please enter them again.")
        case BookTrouble.REFUSED:
            text = translate(
                "Problems", "{host} does not allow access to this address book. Please check the address."
            )
        case BookTrouble.UNUSABLE:
            text = translate("Problems", "{host} did not answer like an address book. Please check the address.")
        case BookTrouble.NO_PASSWORDS:
            text = translate(
                "Problems",
                "{host} does not accept a user name and password, only a sign-in in the browser. "
                "Please export the contacts there as a vCard and import the file.",
            )
        case BookTrouble.OTHER_SERVER:
            text = translate(
                "Problems", "{host} keeps this address book on another server. Please enter {place} as the address."
            )
    return text.format(host=host, place=place)


CONTACT_SENTENCES: dict[Obstacle, str] = {
    Obstacle.CONTACTS_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Problems", "Contacts cannot be saved: they will be lost when you quit. Please check the free disk space."
    ),
    Obstacle.CONTACTS_NEWER: QT_TRANSLATE_NOOP(
        "Problems",
        "The contacts were written by a newer version and are left as they are: new ones last until you quit. "
        "Please install the newer version.",
    ),
    Obstacle.NO_SUCH_CONTACT: QT_TRANSLATE_NOOP("Problems", "This contact is no longer there. Please search again."),
    Obstacle.NO_SUCH_SOURCE: QT_TRANSLATE_NOOP(
        "Problems", "This source of contacts is no longer there. Please choose another one."
    ),
    Obstacle.IMPORT_AGAIN: QT_TRANSLATE_NOOP("Problems", "This came from a file. Please import the file again."),
    Obstacle.NO_CONTACTS_IN_FILE: QT_TRANSLATE_NOOP(
        "Problems", "There are no contacts in this file. Please choose another one."
    ),
    Obstacle.NO_NUMBERS_IN_FILE: QT_TRANSLATE_NOOP(
        "Problems", "No column is chosen as a number. Please choose the column with the numbers."
    ),
    Obstacle.COLUMNS_UNSURE: QT_TRANSLATE_NOOP(
        "Problems", "The meaning of some columns is not clear. Please choose it for each of them."
    ),
    Obstacle.NO_CSV_OPEN: QT_TRANSLATE_NOOP(
        "Problems", "The import is no longer in progress. Please choose the file again."
    ),
    Obstacle.FILE_NOT_READ: QT_TRANSLATE_NOOP("Problems", "The file could not be read. Please choose another one."),
    Obstacle.FILE_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Problems", "The file is larger than 64 MB. Please export fewer contacts."
    ),
    Obstacle.NO_ADDRESS_BOOK: QT_TRANSLATE_NOOP(
        "Problems", "No address book was found at this address. Please check it."
    ),
    Obstacle.LINK_HOLDS_CODE: QT_TRANSLATE_NOOP(
        "Problems",
        "This link holds a code that changes settings of the telephone system, not a number. "
        "Please call it only if you know what it does.",
    ),
    Obstacle.NOT_A_LINK: QT_TRANSLATE_NOOP(
        "Problems", "This link contains no number that can be called. Please type the number."
    ),
}
