"""Weiterleitung Assistenz: where an assistant's leader calls go instead, and what may stand there. Pure."""

from dataclasses import dataclass

from softphone.domain.executive.settings import LONGEST_NUMBER
from softphone.domain.numbers.phone_numbers import clean_dialled, same_number
from softphone.domain.problems import NotANumber, Problem


@dataclass(frozen=True, slots=True)
class Divert:
    """As the portal stores it; the number outlives switching off."""

    enabled: bool = False
    number: str | None = None


def divert_target(text: str, region: str) -> str | Problem:
    """What the portal can be given: digits, or user@host. A bare name is neither."""
    letter = next((place for place, character in enumerate(text) if character.isalpha()), None)
    if letter is not None and "@" not in text:
        return NotANumber(text, letter + 1)
    cleaned = clean_dialled(text, region)
    if isinstance(cleaned, str) and len(cleaned) > LONGEST_NUMBER:
        return NotANumber(text)
    return cleaned


def wished_divert(enabled: bool, text: str, stored: Divert, region: str) -> Divert | Problem:
    """Switching off keeps the stored number and asks for none."""
    if not enabled:
        return Divert(False, stored.number)
    target = divert_target(text, region)
    return Divert(True, target) if isinstance(target, str) else target


def leads_to(target: str, own_numbers: tuple[str, ...], region: str) -> bool:
    """Whether `target` is one of these numbers or names, written in whatever way."""
    return any(
        same_number(target, number, region) or target.casefold() == number.casefold() for number in own_numbers
    )
