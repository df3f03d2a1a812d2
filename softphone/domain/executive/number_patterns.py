"""Validation of numbers and digit patterns of a filter criterion while typing."""

from enum import Enum

from softphone.domain.executive.settings import LONGEST_NUMBER
from softphone.domain.platform_facts import PATTERN_ANY_REST, PATTERN_ONE_DIGIT

_BETWEEN_DIGITS = frozenset("/.()-")
_FITTING = frozenset(f"0123456789+{PATTERN_ONE_DIGIT}{PATTERN_ANY_REST}")


class PatternFault(Enum):
    """Why a text is neither a number nor a pattern."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    CHARACTER = "character"
    PLUS_PLACE = "plus-place"
    STAR_PLACE = "star-place"


def pattern_fault(text: str) -> PatternFault | None:
    body = "".join(c for c in text if not _is_separator(c))
    if not body:
        return PatternFault.EMPTY
    if wrong_character(body):
        return PatternFault.CHARACTER
    if "+" in body[1:] or body == "+":
        return PatternFault.PLUS_PLACE
    if PATTERN_ANY_REST in body[:-1]:
        return PatternFault.STAR_PLACE
    return PatternFault.TOO_LONG if len(body) > LONGEST_NUMBER else None


def wrong_character(text: str) -> str:
    """The first character that is no digit, plus, placeholder or usual separator; empty without one."""
    return next((c for c in text if c not in _FITTING and not _is_separator(c)), "")


def split_pasted(text: str) -> tuple[str, ...]:
    """Several pasted numbers, split at lines, commas or semicolons."""
    parts = text.replace(";", "\n").replace(",", "\n").splitlines()
    return tuple(part.strip() for part in parts if part.strip())


def _is_separator(character: str) -> bool:
    return character.isspace() or character in _BETWEEN_DIGITS
