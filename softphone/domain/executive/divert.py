"""Divert of an assistant's leader calls (Weiterleitung Assistenz), and its valid targets. Pure."""

from dataclasses import dataclass

from softphone.domain.executive.settings import LONGEST_NUMBER
from softphone.domain.numbers.phone_numbers import clean_dialled, same_number
from softphone.domain.problems import NotANumber, Problem


@dataclass(frozen=True, slots=True)
class Divert:
    """The divert as stored by the portal; switching off keeps the number."""

    enabled: bool = False
    number: str | None = None


def divert_target(text: str, region: str) -> str | Problem:
    """A target valid for the portal: digits, or user@host, but no bare name."""
    letter = next((place for place, character in enumerate(text) if character.isalpha()), None)
    if letter is not None and "@" not in text:
        return NotANumber(text, letter + 1)
    cleaned = clean_dialled(text, region)
    if isinstance(cleaned, str) and len(cleaned) > LONGEST_NUMBER:
        return NotANumber(text)
    return cleaned


def edited_divert(enabled: bool, text: str, stored: Divert, region: str) -> Divert | Problem:
    """The new divert; switching off keeps the stored number and needs none."""
    if not enabled:
        return Divert(False, stored.number)
    target = divert_target(text, region)
    return Divert(True, target) if isinstance(target, str) else target


def leads_to(target: str, own_numbers: tuple[str, ...], region: str) -> bool:
    """Whether `target` is one of these numbers or names in any spelling."""
    return any(
        same_number(target, number, region) or target.casefold() == number.casefold() for number in own_numbers
    )
