"""Writing of numbers in letters and mails: the trunk zero, several numbers in one, marks around them. Text only."""

import re

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

SEPARATORS = frozenset("/.()-[]{}|_\\' ")
_INSIDE = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
_PLUSES = re.compile(r"\++(?:00(?=[1-9]))?")
_CODE_AND_ZERO = re.compile(r"\s*(?P<code>[1-9][0-9]{0,2})\s*[(\[{]\s*0\s*[)\]}](?=(?:[^0-9]*[0-9]){6})", re.ASCII)
_ALTERNATIVE = re.compile(r"(?P<left>.*[0-9])\s*/\s*(?P<dash>-?)\s*(?P<right>[0-9]{1,4})[\s)]*\Z", re.ASCII)
_RANGE = re.compile(r"(?P<left>.*[0-9] ?-(?P<first>[0-9]{1,4})) - ?-?(?P<right>[0-9]{1,4})\s*\Z", re.ASCII)
_LAST_GROUP = re.compile(r"(?P<dash>-?)\s?(?P<digits>[0-9]+)\Z", re.ASCII)
_SECOND_NUMBER = re.compile(r"(?<=[0-9)])\s*/\s*(?=(?:\+|\(?0)[0-9 ()./-]{6})")
_EMPHASIS = re.compile(r"\s*(?P<mark>\*{1,3})\s*(?P<number>\+?[0-9][0-9 ()/.-]{6,})(?P=mark)\s*\Z", re.ASCII)
_LIST_MARK = re.compile(r"\s*(?:\*|[0-9]{1,2}[.)]) +(?=(?:\+|\(?0)[0-9 ()/.-]{6,}\Z)", re.ASCII)
_NOTE_MARK = re.compile(r"(?P<number>[+(0-9][0-9 ()/.-]{6,})\s*(?:\*{1,3}|\[[0-9]{1,2}\])\s*\Z", re.ASCII)
_FEWEST_BEFORE, _WITH_EXTENSION = 8, 10


def written_plainly(text: str, region: str) -> str:
    """The one number meant: without marks of lists, further numbers and the zero after a country code."""
    bare = _without_note(_LIST_MARK.sub("", text), region)
    emphasis = _EMPHASIS.match(bare)
    return without_trunk(_first_number(emphasis["number"] if emphasis else bare, region), region)


def _without_note(text: str, region: str) -> str:
    """Without the mark of a footnote, `*` or `[1]`, after a complete number."""
    note = _NOTE_MARK.match(text)
    return note["number"] if note and _is_complete(note["number"], region) else text


def without_doubles(digits: str) -> str:
    """`++49…` and `+0049…` as `+49…`."""
    return _PLUSES.sub("+", digits, count=1) if digits.startswith("+") else digits


def metadata_of(region: str) -> PhoneMetadata | None:
    return PhoneMetadata.metadata_for_region(region.upper(), None) if region.isascii() else None


def _first_number(text: str, region: str) -> str:
    """Cuts off what comes after the first: `23125-410/411`, `030 23125410 / 0176 1234567`, `-410 - 415`."""
    second = next((m for m in _SECOND_NUMBER.finditer(text) if _count(text[: m.start()]) >= _FEWEST_BEFORE - 1), None)
    text = text[: second.start()] if second else text
    while (cut := _before_alternative(text, region)) is not None:
        text = cut
    return text


def _before_alternative(text: str, region: str) -> str | None:
    match = _RANGE.match(text)
    if match and _count(match["left"]) > _FEWEST_BEFORE and int(match["right"]) > int(match["first"]):
        return match["left"]
    match = _ALTERNATIVE.match(text)
    if match is None or not _is_complete(match["left"], region):
        return None
    meant = _is_next_extension(match["left"]) if match["dash"] else _replaces_end(match["left"], match["right"])
    return match["left"] if meant else None


def _is_next_extension(left: str) -> bool:
    """Whether `/-411` comes after an extension; after the number of the house alone it is the extension."""
    last = _LAST_GROUP.search(left)
    return _count(left) >= _WITH_EXTENSION or (last is not None and bool(last["dash"]))


def _is_complete(text: str, region: str) -> bool:
    try:
        number = phonenumbers.parse("".join(c for c in text if c in "+0123456789"), region.upper())
    except phonenumbers.NumberParseException:
        return False
    return _count(text) >= _FEWEST_BEFORE and phonenumbers.is_valid_number(number)


def _replaces_end(left: str, right: str) -> bool:
    """Whether the digits after the slash stand for the last ones before it: `-410/411`, `23125410/11`."""
    last = _LAST_GROUP.search(left)
    if last is None or len(right) == 1 or len(last["digits"]) < len(right):
        return False
    if last["dash"] and len(last["digits"]) == len(right):
        return True
    return 0 < int(right) - int(last["digits"][-len(right) :]) <= 10


def without_trunk(text: str, region: str) -> str:
    """`+49 (0)30`, `+49 030`, `0049 [0] 30` and `49 (0) 30` as `+49 30` and `0049 30`."""
    bare = _CODE_AND_ZERO.match(text)
    if bare and int(bare["code"]) in COUNTRY_CODE_TO_REGION_CODE:
        text = f"+{text.lstrip()}"
    while (zero := _trunk_position(text, region)) is not None:
        text = " ".join(_INSIDE.sub("", text[:zero] + text[zero + 1 :]).split())
    return text


def _trunk_position(text: str, region: str) -> int | None:
    """The place of the zero that countries with this trunk prefix write after their code."""
    digits = [(at, c) for at, c in enumerate(text) if c not in SEPARATORS]
    body = "".join(c for _, c in digits)
    start = _code_start(body, region)
    lengths = (length for length in (1, 2, 3) if start and _is_code(body[start : start + length]))
    zero = start + next(lengths, 0)
    code = body[start:zero]
    if not code or body[zero : zero + 1] != "0" or len(body) <= zero + 1 or not body[zero:].isdigit():
        return None
    metadata = metadata_of(phonenumbers.region_code_for_country_code(int(code)))
    return digits[zero][0] if metadata is not None and metadata.national_prefix == "0" else None


def _code_start(body: str, region: str) -> int:
    """Where the country code begins; 0 where the number has none."""
    if (pluses := _PLUSES.match(body)) is not None:
        return pluses.end()
    metadata = metadata_of(region)
    match = re.match(metadata.international_prefix, body) if metadata and metadata.international_prefix else None
    return match.end() if match else 0


def _is_code(digits: str) -> bool:
    return digits.isdigit() and not digits.startswith("0") and int(digits) in COUNTRY_CODE_TO_REGION_CODE


def _count(text: str) -> int:
    return sum(c.isdigit() for c in text)
