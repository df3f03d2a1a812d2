"""Feature access codes, dialled instead of a request to the portal."""

from collections.abc import Mapping
from dataclasses import dataclass

from softphone.domain import platform_facts as facts
from softphone.domain.numbers.phone_numbers import display


@dataclass(frozen=True, slots=True)
class FeatureCodes:
    """A code is None where the platform lacks the feature; the action is not offered then."""

    push: str | None = None
    on_behalf: str | None = None
    retrieve: str | None = None
    bridge: str | None = None
    pick_up: str | None = None
    mailbox: str | None = None


DEFAULT_CODES = FeatureCodes(**facts.DEFAULT_FEATURE_CODES)
_DIALLED = frozenset("0123456789*#")
_CODE_SIGNS = _DIALLED | frozenset("+-./()")


def is_code(target: str) -> bool:
    """Whether a text to dial is a command to the platform (`*21*…#`), no number."""
    squeezed = "".join(target.split())
    return bool(squeezed) and bool(set(squeezed) & set("*#")) and set(squeezed) <= _CODE_SIGNS


def codes_of(listed: Mapping[str, str]) -> FeatureCodes:
    """The codes from the portal's list of names and codes; missing ones do not exist."""
    known = {name.casefold().strip(): code.strip() for name, code in listed.items()}
    found = {field: _first(known, names) for field, names in facts.FEATURE_CODE_NAMES.items()}
    return FeatureCodes(**found)


def _first(known: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    codes = (known.get(name.casefold()) for name in names)
    return next((code for code in codes if code and set(code) <= _DIALLED), None)


def digits_of(numbers: tuple[str, ...], region: str) -> str | None:
    """The number of a person inside a code: the shortest known one in national form."""
    dialled = ["".join(c for c in display(number, region) if c in _DIALLED) for number in numbers]
    return min((digits for digits in dialled if digits), key=len, default=None)


def on_behalf_string(code: str, leader_digits: str, target_digits: str) -> str:
    return facts.ON_BEHALF_FORMAT.format(code=code, leader=leader_digits, target=target_digits)
