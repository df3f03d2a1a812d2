"""Makes every text of an event real Unicode: pjsua2 passes octets that are no UTF-8 on as lone surrogates, which no
file, database or window can take."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")


def with_plain_words(value: T) -> T:
    """The same value, its texts, and those inside it, clean."""
    if isinstance(value, str):
        return cast("T", plain_words(value))
    if isinstance(value, tuple):
        return cast("T", tuple(with_plain_words(each) for each in value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    before = {field.name: getattr(value, field.name) for field in fields(value)}
    changed = {name: now for name, old in before.items() if (now := with_plain_words(old)) != old}
    return cast("T", replace(value, **changed)) if changed else value


def plain_words(text: str) -> str:
    """Older platforms send names in Latin-1, so a line that is no UTF-8 is read as that."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "\n".join(map(_line, text.split("\n")))
    return text


def _line(line: str) -> str:
    try:
        line.encode()
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogatepass" if _is_foreign(line) else "surrogateescape").decode("latin-1")
    return line


def _is_foreign(line: str) -> bool:
    """Surrogates that stand for no octet; they can't come from the network, but nothing here may fail on them."""
    return any("\ud800" <= character <= "\udfff" and not "\udc80" <= character <= "\udcff" for character in line)
