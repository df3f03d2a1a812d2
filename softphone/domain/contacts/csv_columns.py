"""Meaning of a CSV column by its name: exports of Outlook, Google, Thunderbird, Yahoo and office lists."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from softphone.domain.contacts.contact import NumberKind
from softphone.domain.contacts.name_folding import fold
from softphone.domain.contacts.number_kinds import folded_pattern, kind_named

LONGEST_HEADING = 80


class CsvField(Enum):
    SKIP = "skip"
    FULL_NAME = "full-name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    COMPANY = "company"
    MAIL = "mail"
    WORK = "work"
    MOBILE = "mobile"
    HOME = "home"
    EXTENSION = "extension"
    FAX = "fax"
    OTHER = "other"


NUMBER_KINDS: Mapping[CsvField, NumberKind] = {
    CsvField.WORK: NumberKind.WORK,
    CsvField.MOBILE: NumberKind.MOBILE,
    CsvField.HOME: NumberKind.HOME,
    CsvField.EXTENSION: NumberKind.EXTENSION,
    CsvField.FAX: NumberKind.FAX,
    CsvField.OTHER: NumberKind.OTHER,
}
_FIELDS_OF_KINDS = {kind: field for field, kind in NUMBER_KINDS.items()}

_NOT_WANTED = folded_pattern(
    "weitere vornamen|middle|suffix|prefix|präfix|anrede|titel|title|phonetic|phonetisch|yomi|zweiter vorname"
    "|additional name|display name 2|e-mail [2-9]|email [2-9]|secondary|sekundär|assist|vorgesetzt|manager"
    "|referred by|empfohlen|spouse|ehepartner|ehegatt|^partner|kinder|children|notfall|emergency|nickname|spitzname"
    r"|supervisor|\basst\b|maiden|geburtsname|initial|file as|ablegen|speichern unter|telex|pager|isdn|ttytdd|tty/tdd"
    "|hörbehindert|hörgeschädigt|gehörlos|user ?name|benutzer|home ?page|web ?page|webseite|website|straße"
    "|street"
)
# In folded spelling: "valu" is value.
_LABELS = re.compile(r"^(?P<base>.*?)[ :-]*(type|typ|label|bezeichnung|art|kind)$")
_VALUES = re.compile(r"^(?P<base>.*?)[ :-]*(valu|wert|nummer|number|nr)?$")
_PREFIX = folded_pattern("vorwahl|area ?code|^ortsnetz|country ?code|dialling code")
_NUMBER = folded_pattern(
    r"telefon|telephon|phone|rufnummer|rufnr|\btel\b|telnr|\bfon\b|fax|facsimile|mobil|\bmob\b|handy|\bcell|natel|durchwahl|nebenstelle"
    r"|^extension|^ext$|^dw$|^nst$|festnetz|landline|^nummer$|^number$|hauptnummer|main number|privatnummer"
    r"|(work|home|office|business|private?|geschäftliche?|dienstliche?|private?|weitere|other)[ -]?(number|nummer|nr)"
)
_PERHAPS_NUMBER = folded_pattern(
    "^(home|work|other|main|primary|business|office|privat|geschäftlich|dienstlich|arbeit|büro|firma|sonstige|zentrale"
    "|intern|callback|rückmeldung|rückruf)( [0-9])?$"
)
# The first match wins.
_RULES: tuple[tuple[re.Pattern[str], CsvField], ...] = (
    (folded_pattern("^e-?mail.*(name|type|typ|label)$"), CsvField.SKIP),
    (folded_pattern("e-mail|email|^mail"), CsvField.MAIL),
    (folded_pattern(r"^(nach|familien)?name ?[,/&+ ]+(und |and )?vorname|^vor- ?(und|u\.|&) ?(nach|zu)name"
                    r"|^vorname ?[,/&+ ]+(und |and )?(nach|familien)?name|^first( name)? ?[,/&+ ]+(and )?last"
                    r"|^last( name)? ?[,/&+ ]+(and )?first"), CsvField.FULL_NAME),
    (folded_pattern("vorname|first ?name|given ?name|forename|^first$|^given$|rufname"), CsvField.FIRST_NAME),
    (folded_pattern("nachname|familienname|last ?name|family ?name|surname|^sn$|^last$|^family$|zuname"),
     CsvField.LAST_NAME),
    (folded_pattern("^firma|^firmenname|^company( name)?$|^company/|^organi[sz]ation( [0-9])?([ -]*name)?$"
                    "|unternehmen|^account name$|arbeitgeber|^employer|^kunden?(name)?$|^customer( name)?$"),
     CsvField.COMPANY),
    (folded_pattern("^(name|cn|full ?name|display ?name|anzeigename|angezeigter name|voller name"
                    "|vollständiger name|gesamter name|kontakt|contact|(kontakt|contact)[ -]?(name|person)"
                    "|ansprechpartner(in)?|mitarbeiter(in)?|teilnehmer|employee|person|name 1"
                    "|(mitarbeiter|employee|teilnehmer)[ -]?name)$"), CsvField.FULL_NAME),
)  # fmt: skip


def heading(name: str) -> str:
    return " ".join(fold(name[:LONGEST_HEADING]).replace("_", " ").split())


def field_of(name: str) -> CsvField:
    """The field that a column's name says; SKIP where it says none."""
    folded = heading(name)
    if _NOT_WANTED.search(folded) or _PREFIX.search(folded) or _LABELS.search(folded):
        return CsvField.SKIP
    mails_or_names = next((field for pattern, field in _RULES if pattern.search(folded)), CsvField.SKIP)
    if mails_or_names is CsvField.MAIL or not _NUMBER.search(folded):
        return mails_or_names
    return _FIELDS_OF_KINDS[kind_named(folded) or NumberKind.OTHER]


def is_left_out(name: str) -> bool:
    """Whether a column is known, and nothing for an address book of a telephone: a pager, an assistant's number."""
    return _NOT_WANTED.search(heading(name)) is not None


def perhaps_number(name: str) -> CsvField | None:
    """The field of a column whose name alone does not say that numbers stand in it: "Home", "Büro"."""
    folded = heading(name)
    return _FIELDS_OF_KINDS[kind_named(folded) or NumberKind.OTHER] if _PERHAPS_NUMBER.search(folded) else None


def prefix_columns(header: Sequence[str]) -> Mapping[int, tuple[int, ...]]:
    """The columns whose digits come before a number: "Landesvorwahl" and "Vorwahl" left of "Rufnummer"."""
    found: dict[int, tuple[int, ...]] = {}
    before: tuple[int, ...] = ()
    for at, name in enumerate(header):
        is_prefix = _PREFIX.search(heading(name)) is not None
        if before and not is_prefix:
            found[at] = before
        before = (*before, at) if is_prefix else ()
    return found


def label_columns(header: Sequence[str], fields: Sequence[CsvField]) -> Mapping[int, int]:
    """The column that names the kind of another's numbers: "Phone 1 - Type" of "Phone 1 - Value", "Art" of one."""
    labels = {match["base"]: at for at, name in enumerate(header) if (match := _LABELS.search(heading(name)))}
    numbers = [at for at, field in enumerate(fields) if field in NUMBER_KINDS]
    if len(numbers) == 1 and "" in labels:
        return {numbers[0]: labels[""]}
    bases = ((at, match["base"]) for at, name in enumerate(header) if (match := _VALUES.search(heading(name))))
    return {at: labels[base] for at, base in bases if base and base in labels and labels[base] != at}
