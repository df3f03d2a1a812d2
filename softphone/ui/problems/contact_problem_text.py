"""Sentences for what can go wrong with contacts, files and links."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import BookTrouble

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


def _not_written() -> str:
    return translate(
        "Problems", "Contacts cannot be kept on this disk: they last until you quit. Please check the free space."
    )


def _no_such_contact() -> str:
    return translate("Problems", "This contact is no longer there. Please search again.")


def _no_such_source() -> str:
    return translate("Problems", "This source of contacts is no longer there. Please choose another one.")


def _import_again() -> str:
    return translate("Problems", "This came from a file. Please import the file again.")


def _no_contacts() -> str:
    return translate("Problems", "There are no contacts in this file. Please choose another one.")


def _no_numbers() -> str:
    return translate("Problems", "No column is chosen as a number. Please choose the column with the numbers.")


def _no_csv() -> str:
    return translate("Problems", "No file is being imported any more. Please choose it again.")


def _not_read() -> str:
    return translate("Problems", "The file could not be read. Please choose another one.")


def _too_large() -> str:
    return translate("Problems", "The file is larger than 64 MB. Please export fewer contacts.")


def _no_book() -> str:
    return translate("Problems", "There is no address book at this address. Please check it.")


def _no_link() -> str:
    return translate("Problems", "This link holds no number that can be called. Please type the number.")


def _newer() -> str:
    return translate(
        "Problems",
        "The contacts were written by a newer version and are left as they are: new ones last until you quit. "
        "Please install the newer version.",
    )


CONTACT_SENTENCES: dict[str, Callable[[], str]] = {
    "contacts-not-written": _not_written,
    "contacts-newer": _newer,
    "no-such-contact": _no_such_contact,
    "no-such-source": _no_such_source,
    "import-again": _import_again,
    "no-contacts-in-file": _no_contacts,
    "no-numbers-in-file": _no_numbers,
    "no-csv-open": _no_csv,
    "file-not-read": _not_read,
    "file-too-large": _too_large,
    "no-address-book": _no_book,
    "not-a-link": _no_link,
}
