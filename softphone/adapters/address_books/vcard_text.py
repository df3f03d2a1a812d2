"""vCards as plain lines: any encoding, quoted-printable undone, pictures and keys taken out.

One letter or picture that is broken would else cost the whole card: vobject 0.9.9 raises on each of them.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

LARGEST_PHOTO = 512 * 1024
_IMAGE_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")
_FOLD = re.compile(rb"(?<!=)\r?\n[ \t]")
"""Not after "=": there the line of quoted-printable goes on, blanks and all."""
_BINARY = re.compile(
    r"^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:].*\n(?:[ \t].*\n)*", re.IGNORECASE | re.MULTILINE | re.ASCII
)
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE(?:;|$)", re.IGNORECASE)
_ABOUT_ENCODING = re.compile(r"(?:ENCODING=)?QUOTED-PRINTABLE|CHARSET=(?P<charset>.*)", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """UTF-8 as the newer versions demand, line by line else what older Windows programs write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    unfolded = _FOLD.sub(b"", data)  # a fold may split a multi-byte character
    try:
        return unfolded.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(_text(line) for line in unfolded.splitlines(keepends=True))


def cards(text: str) -> Iterator[str]:
    """The lines between each BEGIN and its END; an unfinished card is left out."""
    lines: list[str] | None = None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            lines = []
        if lines is not None:
            lines.append(line)
        if word == "END:VCARD" and lines is not None:
            yield "\n".join((*lines, ""))
            lines = None


def plain_card(card: str) -> str:
    return "\n".join(_unquoted(_BINARY.sub("", card).split("\n")))


def picture_in(card: str) -> bytes | None:
    """The first readable picture embedded in the card; URLs are never fetched."""
    found = next((match for match in _BINARY.finditer(card) if match[1].upper() == "PHOTO"), None)
    encoded = "".join(re.split(r"[:,]", found[0])[-1].split()) if found is not None else ""
    if len(encoded) > LARGEST_PHOTO * 4 // 3 + 4:
        return None
    try:
        image = base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
    return image if image.startswith(_IMAGE_BEGINNINGS) and len(image) <= LARGEST_PHOTO else None


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
