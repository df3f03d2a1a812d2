"""vCards as plain lines: any encoding, quoted-printable undone, pictures and keys taken out.

One letter or picture that is broken would else cost the whole card: vobject 0.9.9 raises on each of them.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

from softphone.adapters.address_books.vcard_lines import mended_line
from softphone.domain.contacts.name_folding import words

LARGEST_PHOTO = 512 * 1024
_IMAGE_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
_FOLD = re.compile(rb"(?<!=)\r?\n[ \t]")
"""Not after "=": there the line of quoted-printable goes on, blanks and all."""
_TEXT_FOLD = re.compile(r"(?<!=)\n[ \t]")
_BINARY = re.compile(
    r"^(?:[\w-]+\.)?(PHOTO|X-MS-CARDPICTURE|LOGO|SOUND|KEY)[;:].*\n(?:[ \t].*\n|[A-Za-z0-9+/=]+\n)*",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
_PICTURES = frozenset({"PHOTO", "X-MS-CARDPICTURE"})
_JOINED = re.compile("(END:VCARD)[ \t\ufeff]*(BEGIN:VCARD)", re.IGNORECASE)
_GROUP = re.compile(
    r"^(?:[\w-]+\.)?(?:X-ADDRESSBOOKSERVER-)?KIND(?:;[^:\n]*)?:[ \t]*group[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_CUSTOM = re.compile(r";X-CUSTOM\((?:[^(),]{0,60},){0,3}(?P<label>[^(),]{0,300})\)", re.IGNORECASE)
_INVISIBLE = " \t\ufeff\u200b"
_BEGINNING = 200
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE(?:;|$)", re.IGNORECASE)
_ABOUT_ENCODING = re.compile(r"(?:ENCODING=)?QUOTED-PRINTABLE|CHARSET=(?P<charset>.*)", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """UTF-8 as the newer versions demand, line by line else what older Windows programs write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"B\0E\0G\0I\0N" in data[:_BEGINNING]:
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    unfolded = _FOLD.sub(b"", data)  # a fold may split a multi-byte character
    try:
        return unfolded.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_text(line) for line in unfolded.splitlines(keepends=True))


def unfolded(card: str) -> str:
    """A card of a server in whole lines, without what may stand before it."""
    return _TEXT_FOLD.sub("", card.lstrip(f"{_INVISIBLE}\r\n").replace("\r\n", "\n"))


def cards(text: str) -> Iterator[str]:
    """The lines from each BEGIN to its END; one without END ends before the next, at the end of the file it is empty.

    What ends with the file may lack half a number. The card of an assistant inside another's is left out.
    """
    lines: list[str] = []
    is_open = in_agent = False
    for line in _JOINED.sub(r"\1\n\2", text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        word = line.strip(_INVISIBLE).upper()
        if is_open and word.startswith("AGENT") and (word.endswith(":") or "BEGIN:VCARD" in word):
            in_agent = True
        elif in_agent:
            in_agent = word != "END:VCARD"
        elif word == "BEGIN:VCARD":
            if is_open:
                yield "\n".join((*lines, "END:VCARD", ""))
            is_open, lines = True, [word]
        elif word == "END:VCARD" and is_open:
            yield "\n".join((*lines, word, ""))
            is_open = False
        elif is_open:
            lines.append(line)
    if is_open:
        yield ""


def is_group(card: str) -> bool:
    """Whether the card names a group of an address book (RFC 6350 section 6.1.4, and Apple's earlier field)."""
    return _GROUP.search(card) is not None


def plain_card(card: str) -> str:
    lines = _CUSTOM.sub(_custom_type, _BINARY.sub("", card)).split("\n")
    return "\n".join(map(mended_line, _unquoted(lines)))


def picture_in(card: str) -> bytes | None:
    """The first readable picture embedded in the card; URLs are never fetched."""
    pictures = (match[0] for match in _BINARY.finditer(card) if match[1].upper() in _PICTURES)
    return next((image for one in pictures if (image := _image(one)) is not None), None)


def _image(line: str) -> bytes | None:
    encoded = "".join(re.split(r"[:,]", line)[-1].split())
    if len(encoded) > LARGEST_PHOTO * 4 // 3 + 4:
        return None
    try:
        image = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
    return image if image.startswith(_IMAGE_BEGINNINGS) and len(image) <= LARGEST_PHOTO else None


def _custom_type(match: re.Match[str]) -> str:
    """The label that Android puts into `X-CUSTOM(…)` as a type."""
    label = _text(quopri.decodestring(match["label"].encode("utf-8", "replace")))
    return f";TYPE={'-'.join(words(label)) or 'x'}"


def _unquoted(lines: list[str]) -> Iterator[str]:
    """Line by line: a pattern over the whole card takes seconds for a hostile one."""
    waiting = iter(lines)
    for line in waiting:
        head, colon, value = line.partition(":")
        if not colon or _QUOTED.search(head) is None:
            yield line
            continue
        while value.endswith("=") and (more := next(waiting, None)) is not None:
            value += f"\n{more}"
        yield _decoded_line(head, value)


def _decoded_line(head: str, value: str) -> str:
    name, *about = head.split(";")
    said = [(one, _ABOUT_ENCODING.fullmatch(one.strip())) for one in about]
    charset = next((match["charset"] for _, match in said if match and match["charset"]), "utf-8")
    text = _text(quopri.decodestring(value.encode("utf-8", "replace")), charset)
    kept = [one for one, match in said if match is None]
    return f"{';'.join((name, *kept))}:" + "\\n".join(text.splitlines())


def _text(data: bytes, charset: str = "utf-8") -> str:
    """Many cards declare a wrong encoding, or none."""
    for encoding in (charset, "utf-8"):
        try:
            return data.decode(encoding)
        except (ValueError, LookupError):
            continue
    return data.decode("cp1252", "replace")
