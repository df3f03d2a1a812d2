"""Text from mails, PDFs and web pages as one line with a number in it: mark-up, labels and post-dial digits gone."""

import html
import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatch, PhoneNumberMatcher

from softphone.domain.numbers.number_characters import ascii_of

_LONGEST_PASTE = 2000
_LINK_INSIDE = re.compile(
    r"(?<=[(<\"'=\s])(?:tel|callto):(?://)?[^\s()<>\"'\]]*(?:\([0-9]*\)[^\s()<>\"'\]]*)*", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,10});", re.IGNORECASE)
_AROUND = " \t\n\"'`,;:!?<>\u201e\u201c\u201d\u201a\u2018\u2019\u00ab\u00bb\u2039\u203a"
_LABEL = re.compile(
    r"\s*(?:(?:tele(?:fon|phone)|phone|fon|handy|mobil(?:e|funk|telefon)?|cell|telefax|fax|tel|ruf|rufnummer|durchwahl"
    r"|dw|nst|nebenstelle|zentrale|büro|privat|direkt|call)(?:[ -]?(?:nummer|number|nr|no))?[\s.:=]*"
    r"|[tmfpdg]\s?[.:]\s*)(?=[+0-9(\[*#])",
    re.IGNORECASE,
)
_AFTER_DIALLING = re.compile(
    r"(?:(?<=[0-9)])\s*[pwx,;]+\s*[0-9*#,pw]+|(?<=[0-9])ext(?:ension)?[.:]?\s?[0-9]+)\Z", re.IGNORECASE
)
_IS_NUMBER = re.compile(r"\+?[0-9][0-9 ()\[\]/.-]{5,}\Z", re.ASCII)
_FAX_AFTER = re.compile(r"\s*[(\[]\s*(?:tele)?fax\b", re.IGNORECASE)
_FAX_BEFORE = re.compile(r"(?:fax|\bf)[\w.-]{0,8}\s*[.:=]*\s*\Z", re.IGNORECASE)


def lines_of(text: str) -> tuple[str, ...]:
    """The visible lines in ASCII signs."""
    plain = html.unescape(text[:_LONGEST_PASTE]) if _ENTITY.search(text[:_LONGEST_PASTE]) else text[:_LONGEST_PASTE]
    lines = (
        " ".join("".join(map(ascii_of, line)).split()) for line in re.split(r"[\r\n\v\f\u2028\u2029\x85]", plain)
    )
    return tuple(line for line in lines if line)


def link_inside(text: str) -> str:
    """The first tel: link of Markdown or HTML; empty without one."""
    match = _LINK_INSIDE.search(text)
    return match[0] if match else ""


def without_label(text: str) -> str:
    """Without quotes, `Tel.:` before and `p12` after a number."""
    bare = text.strip(_AROUND)
    while (label := _LABEL.match(bare)) is not None and label.end():
        bare = bare[label.end() :].strip(_AROUND)
    return without_post_dial(bare)


def without_post_dial(text: str) -> str:
    """Without the digits that would be sent after the call is answered (`p12`, `,12`, `x12`)."""
    match = _AFTER_DIALLING.search(text)
    return text[: match.start()] if match and _IS_NUMBER.match(text[: match.start()]) else text


def numbers_inside(text: str, region: str) -> Iterator[PhoneNumberMatch]:
    """The numbers of the public network in a text; those labelled as fax last."""
    found = list(PhoneNumberMatcher(text, region.upper() or None))
    yield from sorted(found, key=lambda match: _is_labelled_fax(text, match))


def _is_labelled_fax(text: str, match: PhoneNumberMatch) -> bool:
    return bool(_FAX_BEFORE.search(text[: match.start]) or _FAX_AFTER.match(text[match.end :]))


def is_fax(line: str) -> bool:
    return line.casefold().startswith(("fax", "telefax", "f:", "f.", "f "))
