"""Numbers in a cell or field of a file: several in one, labels beside them, what spreadsheets make of them."""

import re
from collections.abc import Iterator, Sequence

from softphone.domain.contacts.contact import ContactNumber, NumberKind
from softphone.domain.contacts.number_kinds import kind_named
from softphone.domain.numbers.spreadsheet_damage import is_damaged

_BETWEEN = re.compile(
    r"\s*(?:::+|(?<![-/])[\r\n]+|\|+|;+|,(?=\D{0,12}[0-9][0-9 ()/.-]{4})|\b(?:oder|or|und|and|sowie)\b|&)\s*"
)
_SLASH = re.compile(r"(?<=[0-9])\s*/\s*(?=(?:\+|\(?0)[0-9 ()/.-]{6}|[^\W\d_])")
_PROTECTED = re.compile(r'="?(?P<text>[^"]*)"?\Z|\'(?P<quoted>[^\']*)\Z')
_FLOAT = re.compile(r"(\+?[0-9]{5,})[.,]0+\Z", re.ASCII)
_FEWEST_BEFORE_SLASH = 6


def numbers_in(cell: str, kind: NumberKind) -> Iterator[ContactNumber]:
    """Each number of a cell; a label beside a number beats the kind of its column."""
    text = _unprotected(cell.strip())
    for part in (text,) if is_damaged(text) else _parts(text):
        label = "".join(c if c.isalpha() or c in " ()" else " " for c in part)
        yield ContactNumber(part, kind_named(label) or kind)


def with_prefix(before: Sequence[str], cell: str) -> str:
    """A number with country and area code out of columns of their own; a complete one needs none."""
    digits = [_unprotected(one).strip("()/ -") for one in before]
    if not digits or cell.lstrip("( ").startswith(("+", "0")):
        return cell
    country = digits[0] if len(digits) > 1 or digits[0].startswith(("+", "00")) else ""
    area = " ".join(digits[1:] if country else digits)
    if not country:
        return f"0{area.lstrip('0')} {cell}"
    code = country.removeprefix("+").removeprefix("00")
    return f"+{code} {area.lstrip('0')} {cell}"


def _unprotected(cell: str) -> str:
    """The text of ="0176…" and '0176…, which keep spreadsheets from counting; 4917612345678.0 loses its end."""
    match = _PROTECTED.match(cell)
    text = (match["text"] or match["quoted"] or "").strip() if match else cell
    number = _FLOAT.match(text)
    return number[1] if number else text


def _parts(cell: str) -> Iterator[str]:
    for part in _BETWEEN.split(cell):
        pieces = [""]
        for piece in _SLASH.split(part):
            whole = sum(c.isdigit() for c in pieces[-1]) >= _FEWEST_BEFORE_SLASH
            pieces = [*pieces, piece] if whole else [*pieces[:-1], f"{pieces[-1]}/{piece}" if pieces[-1] else piece]
        yield from (piece.strip() for piece in pieces if piece.strip())
