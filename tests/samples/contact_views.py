"""Contacts as the windows show them: invented people, found entries, sources, a CSV preview."""

from typing import Any

from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, NumberKind, SourceKind
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.problems import AddressBookFailed, BookTrouble
from softphone.services.state.contacts import ContactsView, CsvPreview, Found, FoundGroup, SourceView

KARTEI = "csv:Kartei"


def person(name: str, number: str, kind: NumberKind = NumberKind.WORK, **more: Any) -> Contact:
    first, _, last = name.partition(" ")
    return Contact(
        key=f"{KARTEI}/{name}",
        source=more.pop("source", KARTEI),
        source_kind=more.pop("source_kind", SourceKind.CSV),
        first_name=first,
        last_name=last,
        numbers=(ContactNumber(number, kind, number), *more.pop("numbers", ())),
        **more,
    )


PEOPLE = (
    person("Erika Mustermann", "0152 28817386", NumberKind.MOBILE, company="Phantasie & Söhne GmbH", favourite=True,
           mail="erika@phantasie.example", numbers=(ContactNumber("069 90009117", NumberKind.WORK, "069 90009117"),)),
    person("Jürgen Weiß", "089 99998204", company="Hotel Wolkenheim"),
    person("Karl Kulisse", "040 66969330", NumberKind.HOME),
    person("Sina Fiktiv", "030 23125433", source="enterprise", source_kind=SourceKind.ENTERPRISE),
    person("Max Theater", "069 90009114", NumberKind.MOBILE, company="Stadtwerke Irgendwo"),
)  # fmt: skip
FOUND = (
    Found(FoundGroup.LEADER, "Jonas Beispiel", "030 23125420", NumberKind.WORK,
          leader_id="jonas.beispiel@pbx.example", initials="JB"),
    Found(FoundGroup.FAVOURITE, "Erika Mustermann", "0152 28817386", NumberKind.MOBILE, initials="EM"),
    Found(FoundGroup.INTERNAL, "Sina Fiktiv", "030 23125433", NumberKind.EXTENSION, initials="SF"),
    Found(FoundGroup.CONTACT, "Jürgen Weiß von und zu Wolkenheim-Irgendwo", "089 99998204", NumberKind.WORK,
          initials="JW"),
    Found(FoundGroup.JOURNAL, "", "0221 4710233"),
)  # fmt: skip


def source(kind: SourceKind, name: str, count: int, **more: Any) -> SourceView:
    source_id = kind.value if kind.is_directory else f"{kind.value}:{name}"
    url = "https://dav.example/nele/" if kind is SourceKind.CARDDAV else ""
    return SourceView(ContactSource(source_id, kind, name, url, fetched_at_s=1_800_000_000.0), count, **more)


SOURCES = ContactsView(
    sources=(
        source(SourceKind.GROUP, "group", 12),
        source(SourceKind.ENTERPRISE, "enterprise", 1),
        source(SourceKind.PERSONAL, "personal", 2),
        source(SourceKind.CARDDAV, "Büro", 340,
               problem=AddressBookFailed("dav.example", BookTrouble.CREDENTIALS)),
        source(SourceKind.CSV, "Kartei", 4),
    ),
    favourites=PEOPLE[:1],
    total=359,
    revision=1,
)  # fmt: skip
PREVIEW = CsvPreview(
    "/home/nele/kartei.csv", "cp1252", ";", ("Vorname", "Nachname", "Firma", "Telefon geschäftlich", "Mobiltelefon"),
    (CsvField.FIRST_NAME, CsvField.LAST_NAME, CsvField.COMPANY, CsvField.WORK, CsvField.MOBILE),
    (("Erika", "Mustermann", "Phantasie & Söhne GmbH", "069 90009117", ""),
     ("Jürgen", "Weiß", "Hotel Wolkenheim", "", "0152 28817386")), 214,
)  # fmt: skip
