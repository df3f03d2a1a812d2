"""Phone books of a FRITZ!Box (XML export): people, kinds of numbers; its internal numbers are left out."""

from collections.abc import Iterator

from lxml import etree

from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, Imported, NumberKind
from softphone.domain.contacts.csv_import import stable_id
from softphone.domain.contacts.import_check import notes_of
from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.domain.contacts.number_cells import numbers_in
from softphone.domain.contacts.number_kinds import kind_named
from softphone.safe_xml import DocumentUnusable, parse

MAX_BYTES = 16 * 1024 * 1024
MAX_ELEMENTS = 500_000
_BEGINNING = 4096
_INTERNAL = "**"
"""Numbers like **610 belong to the box itself."""


def is_phone_book(data: bytes) -> bool:
    return b"<phonebook" in data[:_BEGINNING]


def read_phone_book(data: bytes, source: ContactSource) -> Imported:
    """All people of the file; one that cannot be parsed is one unreadable entry."""
    try:
        root = parse(data, keep_comments=False, max_bytes=MAX_BYTES, max_elements=MAX_ELEMENTS)
    except DocumentUnusable:
        return Imported(skipped=1, notes=(ImportNote(1, ImportFault.UNREADABLE),))
    people = tuple(_person(entry, source) for entry in root.iter("contact"))
    notes = tuple(note for line, person in enumerate(people, 1) for note in notes_of(person, line, source.region))
    return Imported(tuple({person.key: person for person in people}.values()), notes=notes)


def _person(entry: etree._Element, source: ContactSource) -> Contact:
    name = " ".join((entry.findtext("person/realName") or "").split())
    numbers = tuple(_numbers(entry))
    given = (entry.findtext("uniqueid") or "").strip()
    return Contact(
        key=f"{source.id}/{given or stable_id(name, *(number.text for number in numbers))}",
        source=source.id,
        source_kind=source.kind,
        full_name=name,
        numbers=numbers,
        mail=(entry.findtext("services/email") or "").strip(),
    )


def _numbers(entry: etree._Element) -> Iterator[ContactNumber]:
    """The number the box calls first (`prio`) comes first here."""
    for number in sorted(entry.iterfind("telephony/number"), key=lambda one: one.get("prio") != "1"):
        text = (number.text or "").strip()
        if text and not text.startswith(_INTERNAL):
            yield from numbers_in(text, kind_named(number.get("type") or "") or NumberKind.OTHER)
