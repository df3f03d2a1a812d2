"""Notes of an import: the lines of a file that could not be taken as they stand, and why."""

from dataclasses import dataclass
from enum import Enum

CONTACT_FILES = (".vcf", ".vcard", ".xml")
"""Ends of files that name their fields; all others are tables."""


class ImportFault(Enum):
    """`EMPTY` and `UNREADABLE` lines are left out; the other contacts came, without that number or with it mended."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    DAMAGED_NUMBER = "damaged-number"
    NOT_A_NUMBER = "not-a-number"
    MENDED_NUMBER = "mended-number"


@dataclass(frozen=True, slots=True)
class ImportNote:
    """`line`: the row of a table or the place of a card, from 1; `text` as in the file, `read_as` where mended."""

    line: int
    fault: ImportFault
    text: str = ""
    read_as: str = ""
