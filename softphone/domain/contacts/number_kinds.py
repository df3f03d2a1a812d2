"""Kind of a number by the words of a label or a column: German and English, of address books and office programs."""

import re

from softphone.domain.contacts.contact import NumberKind
from softphone.domain.contacts.name_folding import fold


def folded_pattern(text: str) -> re.Pattern[str]:
    """A pattern for folded text; the alternatives are written as people write them."""
    return re.compile("|".join(fold(word) for word in text.split("|")))


# The first match decides: a fax at work is a fax.
_KINDS = (
    (folded_pattern("fax|facsimile"), NumberKind.FAX),
    (folded_pattern(r"mobil|handy|cell|iphone|smartphone|natel|\bmob\b|\bgsm\b|\bcar\b|autotelefon|\(m\)"),
     NumberKind.MOBILE),
    (folded_pattern(r"durchwahl|nebenstelle|^ip ?phone|extension|\bdw\b|\bnst\b|\bext\b|\bintern\b|\binternal\b"),
     NumberKind.EXTENSION),
    (folded_pattern(r"privat|home|zuhause|zu hause|personal\b|persönlich|\(p\)|\(h\)"), NumberKind.HOME),
    (folded_pattern(r"work|gesch|firm|arbeit|\bdienst|büro|beruf|business|office|company|betrieb|kanzlei|praxis|zentrale"
                    r"|haupt|\bmain\b|primary|sekretariat|\(g\)|\(d\)|\(b\)|\(w\)"),
     NumberKind.WORK),
)  # fmt: skip


def kind_named(label: str) -> NumberKind | None:
    """The kind a label names; None where it names none."""
    folded = fold(label).replace("_", " ")
    return next((kind for pattern, kind in _KINDS if pattern.search(folded)), None)
