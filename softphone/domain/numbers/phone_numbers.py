"""Telephone numbers: parsing, display and dialling, based on `phonenumbers`.

`region` is the ISO code of the account's country. An extension, a feature code or a SIP user name never counts as
a number of the public network.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, unquote

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, shortnumberinfo

from softphone.domain.numbers.number_characters import ascii_of
from softphone.domain.numbers.number_writing import (
    SEPARATORS,
    metadata_of,
    without_doubles,
    without_trunk,
    written_plainly,
)
from softphone.domain.numbers.pasted_text import (
    is_fax,
    lines_of,
    link_inside,
    numbers_inside,
    without_label,
    without_post_dial,
)
from softphone.domain.problems import NotANumber, Problem

LONGEST_TARGET = 161
_SCHEME = re.compile(r"\s*(sips?|tel|callto):(//)?", re.IGNORECASE)
_PORT = re.compile(r":[0-9]*\Z", re.ASCII)
_NUMBER_TEXT = re.compile(r"\+?[0-9]+\Z", re.ASCII)
_DIAL_STRING = re.compile(r"\+?[0-9*#]+\Z", re.ASCII)
_CONTEXT = re.compile(r";phone-context=(\+[0-9().-]+)", re.ASCII | re.IGNORECASE)
_SIMPLE = re.compile(r" *\+?[0-9](?: ?[0-9]){2,14} *\Z", re.ASCII)
"""Most numbers: nothing to read out of them."""
_MARKED_UP = re.compile(r"[+0-9 ()/.-]+\Z", re.ASCII)
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
    user, host = _user_and_host(text[:_LONGEST_ADDRESS], region)
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
    if metadata_of(region) is None:
        return cleaned == _EMERGENCY_ANYWHERE
    return shortnumberinfo.is_emergency_number(cleaned, region.upper())


def pasted(text: str, region: str) -> str:
    """Pasted text as one line for the dial field: the number meant, the first of several, or a name."""
    if _SIMPLE.match(text):
        return written_plainly(" ".join(text.split()), region)
    lines = lines_of(text)
    visible = " ".join(lines)
    if _SCHEME.match(visible):
        visible = link_number(visible, region)
    elif to_e164(link := link_number(link_inside(visible), region), region) is not None:
        return pasted(link, region)
    several = [line for line in lines if len(lines) > 1 and to_e164(without_label(line), region) is not None]
    bare = without_label(min(several, key=is_fax) if len(several) > 1 else visible)
    if is_number(bare, region) and not _holds_two(bare):
        return written_plainly(bare, region)
    visible = _vanity(visible, region)
    if isinstance(clean_dialled(visible, region), str) and not _holds_two(visible):
        return visible
    found = next(numbers_inside(visible, region), None)
    if found is None:
        return visible
    if found.number.extension:
        return display(phonenumbers.format_number(found.number, PhoneNumberFormat.E164), region)
    return pasted(found.raw_string, region) if found.raw_string != visible else visible


def link_number(link: str, region: str) -> str:
    """The text of a tel: or sip: link without its parameters: `+` for a blank and a global context are understood."""
    scheme = _SCHEME.match(link)
    start = scheme.end() if scheme else 0
    body = unquote("".join(link[at] for at in _target(link, start, True))).strip(" /")
    if _MARKED_UP.match(body):
        body = f"{body[:1]}{body[1:].lstrip('+').replace('+', ' ')}"
    user, at, _ = body.partition("@")
    number = _in_context(without_post_dial(user if at else body), link, region)
    return body if at and number == user else number


def is_number(text: str, region: str) -> bool:
    """Whether the text is dialled as digits, no name or address."""
    cleaned = clean_dialled(text, region)
    return isinstance(cleaned, str) and _DIAL_STRING.match(cleaned) is not None


def clean_dialled(text: str, region: str) -> str | Problem:
    """A dialable text: digits with + * #, a SIP user name, or user@host; else NotANumber with the position."""
    scheme = _SCHEME.match(text)
    start = scheme.end() if scheme else 0
    characters = [(at, ascii_of(text[at])) for at in _target(text, start, scheme is not None)]
    kept = [(position, c) for position, c in characters if c]
    if not kept or len(kept) > LONGEST_TARGET:
        return NotANumber(text)
    body = "".join(c for _, c in kept)
    if any(c.isalpha() for c in body) or "@" in body:
        return _clean_name(text, kept)
    cleaned = _clean_number(text, kept, region)
    return _in_context(cleaned, text, region) if scheme and isinstance(cleaned, str) else cleaned


def dial_uri(cleaned: str, domain: str) -> str:
    """A complete SIP URI for a result of `clean_dialled`; a complete one is unchanged."""
    if cleaned.lower().startswith(("sip:", "sips:")):
        return cleaned
    user, at, host = cleaned.rpartition("@")
    target, place = (user, host) if at else (cleaned, domain)
    return f"sip:{quote(target, safe=_URI_USER_SAFE)}@{place}"


_URI_USER_SAFE = "+*-_.!~'()&=$,"
_LONGEST_ADDRESS = 512
_LONGEST_PUBLIC = 18
_SHORTEST_WHOLE, _LONGEST_E164 = 11, 15
_LETTERS_AFTER_DIGITS = re.compile(r"\+?[0-9][0-9 ()/-]{2,}[A-Z]{3}[A-Z0-9 -]*\Z", re.ASCII)
_EMERGENCY_ANYWHERE = "112"
"""For regions unknown to the library: the number of all GSM networks (3GPP TS 22.101, 10.1.1)."""


def _user_and_host(text: str, region: str) -> tuple[str, str]:
    """User and host without scheme, parameters, password and port."""
    scheme = _SCHEME.match(text)
    start = scheme.end() if scheme else 0
    body = "".join(text[at] for at in _target(text, start, scheme is not None)).strip()
    user, at, host = body.rpartition("@")
    if not at:
        return (_in_context(unquote(body), text, region) if scheme else body), ""
    name = unquote(user).partition(":")[0] if scheme else user
    return _in_context(name, text, region), _PORT.sub("", host)


def _in_context(number: str, uri: str, region: str) -> str:
    """A local number of a tel: URI with its global context (RFC 3966 section 5.1.5), where both make a valid one."""
    context = _CONTEXT.search(unquote(uri))
    digits = _squeezed(number)
    if context is None or not (digits.isascii() and digits.isdigit()) or is_emergency(number, region):
        return number
    return to_e164(f"{context[1]}{digits}", region) or number


def _plain_key(user: str) -> str:
    squeezed = _squeezed(user)
    if _DIAL_STRING.match(squeezed):
        return squeezed
    kept = "".join(c for c in user if c.isalnum() or c in "+.*#-_").casefold()
    squeezed = _squeezed(kept)
    return squeezed if _DIAL_STRING.match(squeezed) else kept


def _holds_two(text: str) -> bool:
    """Whether it has more digits than a public number with its prefix can have (ITU-T E.164: 15)."""
    squeezed = _squeezed(text)
    return len(squeezed) > _LONGEST_PUBLIC and _NUMBER_TEXT.match(squeezed) is not None


def _vanity(text: str, region: str) -> str:
    """`0800 FLOWERS` in digits."""
    if _LETTERS_AFTER_DIGITS.match(text) is None:
        return text
    digits = phonenumbers.convert_alpha_characters_in_number(text)
    return digits if to_e164(digits, region) is not None else text


@lru_cache(maxsize=4096)
def _public_number(text: str, region: str) -> PhoneNumber | None:
    if len(text) > LONGEST_TARGET:
        return None
    digits = _squeezed(text)
    if not _NUMBER_TEXT.match(digits):
        return None
    if not _is_complete(digits, region):
        return _without_plus(digits, region)
    try:
        number = phonenumbers.parse(digits, region.upper())
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _without_plus(digits: str, region: str) -> PhoneNumber | None:
    """`4917612345678`: trunks leave the plus out, and no extension is that long and a valid number besides."""
    code = str(phonenumbers.country_code_for_region(region.upper()))
    if not digits.startswith(code) or not _SHORTEST_WHOLE <= len(digits) <= _LONGEST_E164:
        return None
    return _public_number(f"+{digits}", region)


def _is_complete(digits: str, region: str) -> bool:
    """With trunk prefix 0 (Germany), digits without it are an extension of any length."""
    metadata = metadata_of(region)
    if digits.startswith("+") or metadata is None:
        return digits.startswith("+")
    return metadata.national_prefix != "0" or digits.startswith("0")


def _squeezed(text: str) -> str:
    """The digits without separators; `+49 (0)30` loses the 0."""
    ascii_text = "".join(map(ascii_of, text)).strip()
    if ascii_text.startswith("+"):
        ascii_text = without_trunk(ascii_text, "")
    return without_doubles("".join(c for c in ascii_text if c not in SEPARATORS))


def _target(text: str, start: int, has_scheme: bool) -> Sequence[int]:
    """The positions of user and host, without parameters and headers."""
    if not has_scheme:
        return range(start, len(text))
    end = _find(text, "?", start, len(text))
    user_end, at = _find(text, ";", start, end), _find(text, "@", start, end)
    if user_end > at:
        return range(start, user_end)
    return (*range(start, user_end), *range(at, _find(text, ";", at, end)))


def _find(text: str, mark: str, start: int, end: int) -> int:
    found = text.find(mark, start, end)
    return end if found < 0 else found


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
    digits = [(position, c) for position, c in kept if c not in SEPARATORS]
    pluses = len(digits) - len("".join(c for _, c in digits).lstrip("+"))
    for offset, (position, character) in enumerate(digits):
        if not (character in "0123456789*#" or (character == "+" and offset < pluses)):
            return NotANumber(text, position + 1)
    cleaned = _squeezed(written_plainly("".join(c for _, c in kept), region))
    return cleaned if _DIAL_STRING.match(cleaned) else NotANumber(text)
