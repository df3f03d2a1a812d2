"""vCards 2.1 to 4.0 into contacts, through vobject; a card that cannot be read is counted and left out."""

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import vobject

from softphone.domain.contact_csv import stable_id
from softphone.domain.contacts import Contact, ContactNumber, ContactSource, Imported, NumberKind

log = logging.getLogger(__name__)

MOST_CARDS = 200_000
LARGEST_CARD = 2 * 1024 * 1024
LARGEST_PHOTO = 512 * 1024
# WORKAROUND(vobject 0.9.9): it cuts the data URI of version 4 at its comma; remove when it reads such pictures.
_DATA_PHOTO = re.compile(
    r"^((?:[\w-]+\.)?PHOTO)[^:\r\n]*:data:image/[\w.+-]+;base64,", re.IGNORECASE | re.MULTILINE | re.ASCII
)
_IMAGE_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
# The first word that fits says what a number is.
_KINDS: tuple[tuple[frozenset[str], NumberKind], ...] = (
    (frozenset({"fax"}), NumberKind.FAX),
    (frozenset({"cell", "iphone", "car"}), NumberKind.MOBILE),
    (frozenset({"home"}), NumberKind.HOME),
    (frozenset({"work", "main"}), NumberKind.WORK),
)


def read_vcards(data: bytes, source: ContactSource) -> Imported:
    """All cards in `data`, whatever stands between them."""
    contacts: dict[str, Contact] = {}
    photos: dict[str, bytes] = {}
    skipped = 0
    for number, text in enumerate(_cards(decoded(data))):
        read = read_card(text, source) if number < MOST_CARDS else None
        if read is None:
            skipped += 1
            continue
        contact, photo = read
        contacts[contact.key] = contact
        photos |= photo
    return Imported(tuple(contacts.values()), photos, skipped)


def read_card(text: str, source: ContactSource, key: str = "") -> tuple[Contact, Mapping[str, bytes]] | None:
    """One card and its picture; None where it is none. `key` where the server names it, else by UID or content."""
    if len(text) > LARGEST_CARD:
        return None
    text = _DATA_PHOTO.sub(r"\1;ENCODING=b:", text)
    try:
        card = next(vobject.readComponents(text, ignoreUnreadable=True, allowQP=True), None)
    except Exception as error:  # vobject 0.9.9 lets out more than its ParseError on broken input (KeyError, binascii)
        log.debug("a card that vobject cannot read: %s", type(error).__name__)
        return None
    if card is None or str(getattr(card, "name", "")).upper() != "VCARD":
        return None
    fields: Mapping[str, list[Any]] = card.contents
    photo = _photo(fields)
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


def decoded(data: bytes) -> str:
    """UTF-8 as the newer versions demand, else what older Windows programs write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _cards(text: str) -> Iterator[str]:
    """What stands between a BEGIN and the next END; one that never ends is left out."""
    lines: list[str] | None = None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            lines = []
        if lines is not None:
            lines.append(line)
        if word == "END:VCARD" and lines is not None:
            yield "\n".join((*lines, ""))
            lines = None


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


def _photo(fields: Mapping[str, list[Any]]) -> Mapping[str, bytes]:
    """Only a picture that stands in the card: nothing is fetched from an address in it."""
    line = next(iter(fields.get("photo", ())), None)
    image = getattr(line, "value", None)
    if not isinstance(image, bytes) or len(image) > LARGEST_PHOTO or not image.startswith(_IMAGE_BEGINNINGS):
        return {}
    return {hashlib.sha256(image).hexdigest()[:20]: image}
