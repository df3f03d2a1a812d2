"""Texts of contacts and search results: kind of number, group, source."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, NumberKind, SourceKind
from softphone.domain.contacts.csv_columns import NUMBER_KINDS, CsvField
from softphone.services.state.contacts import Found, FoundGroup

translate = QCoreApplication.translate


def number_kind_text(kind: NumberKind) -> str:
    """Name of a number's kind; empty where it is not known."""
    match kind:
        case NumberKind.WORK:
            return translate("Contacts", "Work")
        case NumberKind.MOBILE:
            return translate("Contacts", "Mobile")
        case NumberKind.HOME:
            return translate("Contacts", "Home")
        case NumberKind.EXTENSION:
            return translate("Contacts", "Extension")
        case NumberKind.FAX:
            return translate("Contacts", "Fax")
        case NumberKind.OTHER:
            return ""
        case _:
            assert_never(kind)


def result_group_text(group: FoundGroup) -> str:
    match group:
        case FoundGroup.LEADER:
            return translate("Contacts", "Leader")
        case FoundGroup.FAVOURITE:
            return translate("Contacts", "Favourite")
        case FoundGroup.INTERNAL:
            return translate("Contacts", "Internal")
        case FoundGroup.CONTACT:
            return translate("Contacts", "Contact")
        case FoundGroup.JOURNAL:
            return translate("Contacts", "Journal")
        case _:
            assert_never(group)


def source_text(source: ContactSource) -> str:
    """A directory's kind, or the name of any other source."""
    match source.kind:
        case SourceKind.GROUP:
            return translate("Contacts", "Group directory")
        case SourceKind.ENTERPRISE:
            return translate("Contacts", "Company directory")
        case SourceKind.PERSONAL:
            return translate("Contacts", "Personal directory")
        case SourceKind.OWN:
            return translate("Contacts", "Own contacts")
        case SourceKind.CARDDAV | SourceKind.LDAP | SourceKind.VCARD | SourceKind.CSV:
            return source.name
        case _:
            assert_never(source.kind)


def result_details(found: Found) -> tuple[str, ...]:
    """Variants of a result's kind and group, the longest first; the shorter one leaves out the kind."""
    kind = number_kind_text(found.kind) if found.group is not FoundGroup.LEADER else ""
    group = result_group_text(found.group)
    return (f"{kind} · {group}", group) if kind else (group,)


def result_accessible(found: Found) -> str:
    parts = (found.name, found.company, found.number, result_details(found)[0].replace(" · ", ", "))
    return ", ".join(part for part in parts if part)


def number_text(number: ContactNumber) -> str:
    kind = number_kind_text(number.kind)
    return f"{number.text} · {kind}" if kind else number.text


def contact_accessible(contact: Contact) -> str:
    star = translate("Contacts", "Favourite") if contact.favourite else ""
    main = contact.main_number
    company = contact.company if contact.company != contact.name else ""
    return ", ".join(part for part in (contact.name, company, number_text(main) if main else "", star) if part)


def csv_field_text(field: CsvField) -> str:
    match field:
        case CsvField.SKIP:
            return translate("Contacts", "Skip")
        case CsvField.FULL_NAME:
            return translate("Contacts", "Name")
        case CsvField.FIRST_NAME:
            return translate("Contacts", "First name")
        case CsvField.LAST_NAME:
            return translate("Contacts", "Last name")
        case CsvField.COMPANY:
            return translate("Contacts", "Company")
        case CsvField.MAIL:
            return translate("Contacts", "E-mail")
        case CsvField.OTHER:
            return translate("Contacts", "Number")
        case _:
            return translate("Contacts", "Number: {kind}").format(kind=number_kind_text(NUMBER_KINDS[field]))
