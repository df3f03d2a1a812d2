"""Portal directories (Enterprise, Group, Personal): one page as contacts."""

from collections.abc import Iterable, Mapping

from softphone.domain.contacts.contact import Contact, ContactNumber, DirectoryPage, NumberKind, SourceKind
from softphone.domain.contacts.csv_import import stable_id
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.documents import bind
from softphone.portal.xsi.merge_rules import clean, present

DIRECTORY_WORDS: Mapping[SourceKind, str] = {
    SourceKind.ENTERPRISE: "Enterprise",
    SourceKind.GROUP: "Group",
    SourceKind.PERSONAL: "Personal",
}


def read_directory(kind: SourceKind, body: bytes) -> DirectoryPage:
    """Raises DocumentUnusable. An entry without a name is left out but counted, so paging stays right."""
    if kind is SourceKind.PERSONAL:
        book = bind(xsi.Personal, body)
        entries = present(book.entries)
        return DirectoryPage(tuple(map(_private, entries)), len(book.entries), _count(book.total))
    directory = bind(xsi.Enterprise, body) if kind is SourceKind.ENTERPRISE else bind(xsi.Group, body)
    people = directory.directory.entries if directory.directory else []
    return DirectoryPage(tuple(_person(kind, one) for one in present(people)), len(people), _count(directory.total))


def _person(kind: SourceKind, stored: xsi.PersonDetails) -> Contact:
    more = stored.more or xsi.PersonMore()
    numbers = (
        (stored.number, NumberKind.WORK),
        (stored.extension, NumberKind.EXTENSION),
        (stored.mobile or more.mobile, NumberKind.MOBILE),
    )
    first, last, mail = clean(stored.first_name) or "", clean(stored.last_name) or "", clean(more.mail) or ""
    own_id = clean(stored.user_id) or stable_id(first, last, stored.number or "")
    return Contact(
        key=f"{kind.value}/{own_id}",
        source=kind.value,
        source_kind=kind,
        first_name=first,
        last_name=last,
        numbers=tuple(_numbers(numbers)),
        mail=mail,
    )


def _numbers(numbers: Iterable[tuple[str | None, NumberKind]]) -> Iterable[ContactNumber]:
    return (ContactNumber(text, kind) for number, kind in numbers if (text := clean(number)))


def _private(stored: xsi.PersonalEntry) -> Contact:
    name, number = clean(stored.name) or "", clean(stored.number) or ""
    kind = SourceKind.PERSONAL
    return Contact(
        key=f"{kind.value}/{stable_id(name, number)}",
        source=kind.value,
        source_kind=kind,
        full_name=name,
        numbers=(ContactNumber(number),) if number else (),
    )


def _count(total: str | None) -> int:
    """Without a total from the server, paging goes on until a page is empty."""
    text = (total or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
