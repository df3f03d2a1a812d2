"""vCards 2.1 to 4.0 into contacts, through vobject; a card that cannot be read is counted and left out."""

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from softphone.adapters.address_books.vcard_text import cards, decoded, is_group, picture_in, plain_card, unfolded
from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, Imported, NumberKind
from softphone.domain.contacts.csv_import import stable_id
from softphone.domain.contacts.import_check import notes_of
from softphone.domain.contacts.import_note import ImportFault, ImportNote
from softphone.domain.contacts.number_cells import numbers_in
from softphone.domain.contacts.number_kinds import kind_named

log = logging.getLogger(__name__)
# vobject logs the lines it cannot read, which would put private contacts into the log.
logging.getLogger("vobject.base").disabled = True

MOST_CARDS = 200_000
LARGEST_CARD = 2 * 1024 * 1024
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)


def read_vcards(data: bytes, source: ContactSource) -> Imported:
    """All people in `data`; groups and the text between cards are ignored."""
    contacts: dict[str, Contact] = {}
    photos: dict[str, bytes] = {}
    notes: list[ImportNote] = []
    people = (text for text in cards(decoded(data)) if not is_group(text))
    for number, text in enumerate(people, 1):
        read = read_card(text, source) if number <= MOST_CARDS else None
        if read is None:
            notes.append(ImportNote(number, ImportFault.UNREADABLE))
            continue
        contact, photo = read
        contacts[contact.key] = contact
        photos |= photo
        notes += notes_of(contact, number, source.region)
    skipped = sum(note.fault is ImportFault.UNREADABLE for note in notes)
    return Imported(tuple(contacts.values()), photos, skipped, tuple(notes))


def _parsed(lines: str) -> Any:
    import vobject  # only now: it brings all the time zones of the world, and the telephone starts without them

    return next(vobject.readComponents(lines, ignoreUnreadable=True, allowQP=True), None)


def read_card(text: str, source: ContactSource, key: str = "") -> tuple[Contact, Mapping[str, bytes]] | None:
    """One card and its picture; None where it is none. `key` where the server names it, else by UID or content."""
    text = unfolded(text)
    lines = plain_card(text)
    if len(lines) > LARGEST_CARD:
        return None
    try:
        card = _parsed(lines)
    except Exception as error:  # vobject 0.9.9 lets out more than its ParseError on broken input (KeyError …)
        log.debug("a card that vobject cannot read: %s", type(error).__name__)
        return None
    if card is None or str(getattr(card, "name", "")).upper() != "VCARD":
        return None
    fields: Mapping[str, list[Any]] = card.contents
    photo = _photo(text)
    contact = Contact(
        key=f"{source.id}/{key or _text(fields, 'uid') or stable_id(text)}",
        source=source.id,
        source_kind=source.kind,
        first_name=_name(fields, "given"),
        last_name=_name(fields, "family"),
        company=_company(fields),
        numbers=tuple(_numbers(fields)),
        mail=_text(fields, "email"),
        photo=next(iter(photo), ""),
        full_name=_text(fields, "fn"),
    )
    return contact, photo


def _text(fields: Mapping[str, list[Any]], name: str) -> str:
    line = next(iter(fields.get(name, ())), None)
    return str(line.value).strip() if line is not None and isinstance(line.value, str) else ""


def _name(fields: Mapping[str, list[Any]], part: str) -> str:
    line = next(iter(fields.get("n", ())), None)
    value = getattr(getattr(line, "value", None), part, "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def _company(fields: Mapping[str, list[Any]]) -> str:
    line = next(iter(fields.get("org", ())), None)
    value = getattr(line, "value", None)
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


def _numbers(fields: Mapping[str, list[Any]]) -> Iterator[ContactNumber]:
    """The preferred number first."""
    labels = {line.group: str(line.value) for line in fields.get("x-ablabel", ()) if line.group}
    for line in sorted(fields.get("tel", ()), key=lambda line: not _is_preferred(line)):
        if not isinstance(line.value, str) or not line.value.strip():
            continue
        kind, value = _kind(line, labels.get(line.group, "")), line.value.strip()
        yield from (ContactNumber(value, kind),) if _is_link(value) else numbers_in(value, kind)


def _is_link(value: str) -> bool:
    return value.casefold().startswith(("tel:", "sip:", "sips:"))


def _types(line: Any) -> str:
    """TYPE=work,voice (3.0), TYPE="voice,work" (4.0), plain WORK;VOICE (2.1), and labels as parameters."""
    named = (value for name in ("TYPE", "LABEL", "X-LABEL", "X-ABLABEL") for value in line.params.get(name, ()))
    return " ".join(map(str, (*named, *line.singletonparams)))


def _is_preferred(line: Any) -> bool:
    return "PREF" in line.params or "pref" in _types(line).casefold()


def _kind(line: Any, label: str) -> NumberKind:
    """The kind that a person's own label names beats the type; a fax stays one."""
    match = _APPLE_LABEL.search(label)
    typed, named = kind_named(_types(line)), kind_named(match[1] if match else label)
    return NumberKind.FAX if typed is NumberKind.FAX else named or typed or NumberKind.OTHER


def _photo(card: str) -> Mapping[str, bytes]:
    image = picture_in(card)
    return {} if image is None else {hashlib.sha256(image).hexdigest()[:20]: image}
