"""Numbers that a spreadsheet has changed: an exponent in their place, the plus or the first zero lost."""

import re

import phonenumbers

from softphone.domain.numbers.phone_numbers import to_e164

_EXPONENT = re.compile(
    r"[+-]?[0-9]+(?:[.,][0-9]+)?\s*(?:E\s*[+-]?\s*|[x×·*]\s*10\s*\^?\s*)[0-9]{1,3}\Z", re.ASCII | re.IGNORECASE
)
_FAULT = re.compile(r"#{3,}\Z|#[A-ZÄÖÜ][A-ZÄÖÜ/0-9]*[?!]?\Z")
_FIGURES = frozenset("0123456789 ()/.-")
_FEWEST_LOST, _LONGER_THAN_NATIONAL = 9, 12


def is_damaged(text: str) -> bool:
    """Whether a spreadsheet has put an exponent or a fault in the place of the number."""
    return bool(_EXPONENT.match(text.strip()) or _FAULT.match(text.strip()))


def restored(text: str, region: str) -> str:
    """The number with the plus or zero a spreadsheet has taken away; unchanged where both readings are valid.

    A mobile number of the own country is more likely than any of another.
    """
    digits = "".join(c for c in text if c in "0123456789")
    if len(digits) < _FEWEST_LOST or digits.startswith("0") or set(text) - _FIGURES:
        return text
    if _is_own(digits, region):
        return f"+{digits}"
    found = [mended for mended in (f"+{digits}", f"0{digits}") if to_e164(mended, region) is not None]
    if len(found) == 2 and _is_mobile(found[1], region):
        return found[1]
    return found[0] if len(found) == 1 else text


def _is_own(digits: str, region: str) -> bool:
    """Whether it begins with the country code and is longer than a national number can be."""
    own = str(phonenumbers.country_code_for_region(region.upper()))
    return (
        len(digits) >= _LONGER_THAN_NATIONAL and digits.startswith(own) and to_e164(f"+{digits}", region) is not None
    )


def _is_mobile(number: str, region: str) -> bool:
    parsed = phonenumbers.parse(number, region.upper())
    return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
