"""vCards 2.1 to 4.0 into contacts, through vobject; a card that cannot be read is counted and left out."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from softphone.adapters.address_books.vcard_text import cards, decoded, picture_in, plain_card
from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, Imported, NumberKind
from softphone.domain.contacts.csv_import import stable_id

log = logging.getLogger(__name__)
# vobject logs the lines it cannot read, which would put private contacts into the log.
logging.getLogger("vobject.base").disabled = True

MOST_CARDS = 200_000
LARGEST_CARD = 2 * 1024 * 1024
# The first matching word decides the kind of a number.
_KINDS: tuple[tuple[frozenset[str], NumberKind], ...] = (
    (frozenset({"fax"}), NumberKind.FAX),
    (frozenset({"cell", "iphone", "car"}), NumberKind.MOBILE),
    (frozenset({"home"}), NumberKind.HOME),
    (frozenset({"work", "main"}), NumberKind.WORK),
)


def read_vcards(data: bytes, source: ContactSource) -> Imported:
    """All cards in `data`; text between them is ignored."""
    contacts: dict[str, Contact] = {}
    photos: dict[str, bytes] = {}
    skipped = 0
    for number, text in enumerate(cards(decoded(data))):
        read = read_card(text, source) if number < MOST_CARDS else None
        if read is None:
            skipped += 1
            continue
        contact, photo = read
        contacts[contact.key] = contact
        photos |= photo
    return Imported(tuple(contacts.values()), photos, skipped)


def _parsed(lines: str) -> Any:
    import vobject  # only now: it brings all the time zones of the world, and the telephone starts without them

    return next(vobject.readComponents(lines, ignoreUnreadable=True, allowQP=True), None)


def read_card(text: str, source: ContactSource, key: str = "") -> tuple[Contact, Mapping[str, bytes]] | None:
    """One card and its picture; None where it is none. `key` where the server names it, else by UID or content."""
    text = text.replace("\r\n", "\n")
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
        numbers=tuple(_numbers(fields.get("tel", ()))),
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


def _numbers(lines: Iterable[Any]) -> Iterator[ContactNumber]:
    for line in lines:
        if isinstance(line.value, str) and line.value.strip():
            yield ContactNumber(line.value.strip(), _kind(line))


def _kind(line: Any) -> NumberKind:
    """TYPE=work,voice (3.0), TYPE="voice,work" (4.0), plain WORK;VOICE (2.1)."""
    values = [*line.params.get("TYPE", ()), *line.singletonparams]
    said = {word.strip().lower() for value in values for word in str(value).split(",")}
    return next((kind for words, kind in _KINDS if words & said), NumberKind.OTHER)


def _photo(card: str) -> Mapping[str, bytes]:
    image = picture_in(card)
    return {} if image is None else {hashlib.sha256(image).hexdigest()[:20]: image}
