"""Telephone numbers: parsing, display and dialling, based on `phonenumbers`.

`region` is the ISO code of the account's country. An extension, a feature code or a SIP user name never counts as
a number of the public network.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberFormat, shortnumberinfo

from softphone.domain.problems import NotANumber, Problem

LONGEST_TARGET = 161
_SCHEME = re.compile(r"\s*(sips?|tel|callto):(//)?", re.IGNORECASE)
_BRACKETED_TRUNK = re.compile(r"\(\s*0\s*\)")
_PORT = re.compile(r":[0-9]*\Z", re.ASCII)
_NUMBER_TEXT = re.compile(r"\+?[0-9]+\Z", re.ASCII)
_DIAL_STRING = re.compile(r"\+?[0-9*#]+\Z", re.ASCII)
_SEPARATORS = frozenset("/.()-")
_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'&=+$%")
_HOST_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:[]")


def to_e164(text: str, region: str) -> str | None:
    """`+493023125410`, or None for what is not a valid number of the public network."""
    number = _public_number(text, region)
    return None if number is None else phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(text: str, region: str) -> str:
    """The number in national form, foreign ones in international form; anything else unchanged."""
    number = _public_number(text, region)
    if number is None:
        return text
    at_home = number.country_code == phonenumbers.country_code_for_region(region.upper())
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def match_key(text: str, region: str, domain: str = "") -> str:
    """A key equal for all spellings of a number: E.164, else the extension, code or address; empty without one.

    Takes `sip:…@domain` and `tel:` too. An address outside `domain` (the account's own) keeps its host.
    """
    user, host = _user_and_host(text[:_LONGEST_ADDRESS])
    public = to_e164(user, region)
    if public is not None:
        return public
    plain = _plain_key(user)
    foreign = host and host.casefold() != domain.casefold()
    return f"{plain}@{host.casefold()}" if plain and foreign else plain


def same_number(a: str, b: str, region: str) -> bool:
    """Whether both are the same number; if not public numbers, they must be the same text."""
    key = match_key(a, region)
    return bool(key) and key == match_key(b, region)


def is_emergency(text: str, region: str) -> bool:
    """Whether it is an emergency number of the region: dialled unchanged and always as oneself."""
    cleaned = clean_dialled(text, region)
    if not isinstance(cleaned, str) or not cleaned.isdigit():
        return False
    if _metadata(region) is None:
        return cleaned == _EMERGENCY_ANYWHERE
    return shortnumberinfo.is_emergency_number(cleaned, region.upper())


def pasted(text: str, region: str) -> str:
    """Pasted text as one line for the dial field: digits with their "+", the first of several numbers, or a name."""
    visible = " ".join("".join(_ascii(c) for c in text[:_LONGEST_PASTE]).split())
    scheme = _SCHEME.match(visible)
    if scheme:
        visible = unquote(visible[scheme.end() : _end_of_target(visible, scheme.end(), True)])
    if isinstance(clean_dialled(visible, region), str) and not _holds_two(visible):
        return _BRACKETED_TRUNK.sub("", visible).replace("  ", " ") if _trunk_goes(visible, region) else visible
    found = next(iter(phonenumbers.PhoneNumberMatcher(visible, region.upper() or None)), None)
    if found is None:
        return visible
    if found.number.extension:
        return display(phonenumbers.format_number(found.number, PhoneNumberFormat.E164), region)
    return pasted(found.raw_string, region) if found.raw_string != visible else visible


def clean_dialled(text: str, region: str) -> str | Problem:
    """A dialable text: digits with + * #, a SIP user name, or user@host; else NotANumber with the position."""
    scheme = _SCHEME.match(text)
    start = scheme.end() if scheme else 0
    end = _end_of_target(text, start, scheme is not None)
    characters = [(position, _ascii(text[position])) for position in range(start, end)]
    kept = [(position, c) for position, c in characters if c]
    if not kept or len(kept) > LONGEST_TARGET:
        return NotANumber(text)
    body = "".join(c for _, c in kept)
    is_name = any(c.isalpha() for c in body) or "@" in body
    return _clean_name(text, kept) if is_name else _clean_number(text, kept, region)


def dial_uri(cleaned: str, domain: str) -> str:
    """A complete SIP URI for a result of `clean_dialled`; a complete one is unchanged."""
    if cleaned.lower().startswith(("sip:", "sips:")):
        return cleaned
    user, at, host = cleaned.rpartition("@")
    target, place = (user, host) if at else (cleaned, domain)
    return f"sip:{quote(target, safe=_URI_USER_SAFE)}@{place}"


_URI_USER_SAFE = "+*-_.!~'()&=$,"
_LONGEST_ADDRESS = 512
_LONGEST_PASTE = 2000
_LONGEST_PUBLIC = 18
_EMERGENCY_ANYWHERE = "112"
"""For regions unknown to the library: the number of all GSM networks (3GPP TS 22.101, 10.1.1)."""


def _user_and_host(text: str) -> tuple[str, str]:
    """User and host without scheme, parameters, password and port."""
    scheme = _SCHEME.match(text)
    start = scheme.end() if scheme else 0
    body = text[start : _end_of_target(text, start, scheme is not None)].strip()
    user, at, host = body.rpartition("@")
    if not at:
        return (unquote(body) if scheme else body), ""
    name = unquote(user).partition(":")[0] if scheme else user
    return name, _PORT.sub("", host)


def _plain_key(user: str) -> str:
    squeezed = _squeezed(user)
    if _DIAL_STRING.match(squeezed):
        return squeezed
    kept = "".join(c for c in user if c.isalnum() or c in "+.*#-_").casefold()
    squeezed = _squeezed(kept)
    return squeezed if _DIAL_STRING.match(squeezed) else kept


def _holds_two(text: str) -> bool:
    """Whether a slash separates more digits than a public number with its prefix can have (ITU-T E.164: 15)."""
    squeezed = _squeezed(text)
    return "/" in text and len(squeezed) > _LONGEST_PUBLIC and _NUMBER_TEXT.match(squeezed) is not None


def _trunk_goes(text: str, region: str) -> bool:
    trunk = _BRACKETED_TRUNK.search(text)
    return trunk is not None and _is_international(text[: trunk.start()], region)


@lru_cache(maxsize=4096)
def _public_number(text: str, region: str) -> PhoneNumber | None:
    if len(text) > LONGEST_TARGET:
        return None
    digits = _squeezed(text)
    if not _NUMBER_TEXT.match(digits) or not _is_complete(digits, region):
        return None
    try:
        number = phonenumbers.parse(digits, region.upper())
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _is_complete(digits: str, region: str) -> bool:
    """With trunk prefix 0 (Germany), digits without it are an extension of any length."""
    metadata = _metadata(region)
    if digits.startswith("+") or metadata is None:
        return digits.startswith("+")
    return metadata.national_prefix != "0" or digits.startswith("0")


def _metadata(region: str) -> PhoneMetadata | None:
    return PhoneMetadata.metadata_for_region(region.upper(), None) if region.isascii() else None


def _squeezed(text: str) -> str:
    """The digits without separators; `+49 (0)30` loses the 0."""
    ascii_text = "".join(_ascii(c) for c in text).strip()
    if ascii_text.startswith("+"):
        ascii_text = _BRACKETED_TRUNK.sub("", ascii_text)
    return "".join(c for c in ascii_text if c not in _SEPARATORS and c != " ")


def _ascii(character: str) -> str:
    """Digits of other scripts, dashes and spaces as ASCII; invisible characters are removed."""
    if character.isascii():
        return " " if character.isspace() else character
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    if character == "＋":
        return "+"
    match unicodedata.category(character):
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case "Cf":
            return ""
        case _:
            return character


def _end_of_target(text: str, start: int, has_scheme: bool) -> int:
    """The end of the target, before URI parameters and headers."""
    ends = [text.find(mark, start) for mark in ";?"] if has_scheme else []
    return min((end for end in ends if end >= 0), default=len(text))


def _clean_name(text: str, kept: list[tuple[int, str]]) -> str | Problem:
    body = "".join(c for _, c in kept)
    first, last = len(body) - len(body.lstrip()), len(body.rstrip())
    kept, body = kept[first:last], body[first:last]
    at = body.find("@")
    for offset, (position, character) in enumerate(kept):
        allowed = _HOST_CHARACTERS if 0 <= at < offset else _NAME_CHARACTERS
        if character not in allowed and (offset != at or offset in (0, len(kept) - 1)):
            return NotANumber(text, position + 1)
    return body


def _clean_number(text: str, kept: list[tuple[int, str]], region: str) -> str | Problem:
    without_trunk = _without_bracketed_trunk(kept, region)
    digits = [(position, c) for position, c in without_trunk if c not in _SEPARATORS and c != " "]
    for offset, (position, character) in enumerate(digits):
        if not (character in "0123456789*#" or (character == "+" and offset == 0)):
            return NotANumber(text, position + 1)
    cleaned = "".join(c for _, c in digits)
    return cleaned if _DIAL_STRING.match(cleaned) else NotANumber(text)


def _without_bracketed_trunk(kept: list[tuple[int, str]], region: str) -> list[tuple[int, str]]:
    body = "".join(c for _, c in kept)
    trunk = _BRACKETED_TRUNK.search(body)
    if trunk is None or not _is_international(body[: trunk.start()], region):
        return kept
    return kept[: trunk.start()] + kept[trunk.end() :]


def _is_international(start: str, region: str) -> bool:
    digits = "".join(c for c in start if c not in _SEPARATORS and c != " ")
    metadata = _metadata(region)
    prefix = metadata.international_prefix if metadata else None
    return digits.startswith("+") or bool(prefix and re.match(prefix, digits))
