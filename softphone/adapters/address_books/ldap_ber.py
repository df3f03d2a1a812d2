"""BER of LDAP (RFC 4511 section 5.1): definite lengths only, within bounds."""

from collections.abc import Iterator

INTEGER, OCTETS, BOOLEAN, ENUMERATED, SEQUENCE, SET = 0x02, 0x04, 0x01, 0x0A, 0x30, 0x31
LARGEST_MESSAGE = 16 * 1024 * 1024
_MOST_LENGTH_OCTETS = 4

Element = tuple[int, bytes]


class BerError(ValueError):
    """The bytes are no BER, or larger than the limit."""


def element(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes((tag, len(content))) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def integer(number: int, tag: int = INTEGER) -> bytes:
    return element(tag, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def octets(text: str | bytes, tag: int = OCTETS) -> bytes:
    return element(tag, text.encode() if isinstance(text, str) else text)


def sequence(*parts: bytes, tag: int = SEQUENCE) -> bytes:
    return element(tag, b"".join(parts))


def number_of(content: bytes) -> int:
    return int.from_bytes(content, "big", signed=True)


def missing(data: bytes) -> int:
    """How many more bytes the first element needs at least; 0 where it is complete."""
    if len(data) < 2:
        return 2 - len(data)
    extra = data[1] & 0x7F if data[1] & 0x80 else 0
    if extra > _MOST_LENGTH_OCTETS or data[1] == 0x80:
        raise BerError("length")
    if len(data) < 2 + extra:
        return 2 + extra - len(data)
    length = int.from_bytes(data[2 : 2 + extra], "big") if extra else data[1]
    if length > LARGEST_MESSAGE:
        raise BerError("larger than the limit")
    return max(2 + extra + length - len(data), 0)


def first(data: bytes) -> Element:
    for one in elements(data):
        return one
    raise BerError("empty")


def elements(data: bytes) -> Iterator[Element]:
    """The elements one after another."""
    at = 0
    while at < len(data):
        head = data[at : at + 2 + _MOST_LENGTH_OCTETS]
        if len(head) < 2 or head[1] == 0x80 or (head[1] & 0x80 and head[1] & 0x7F > _MOST_LENGTH_OCTETS):
            raise BerError("length")
        extra = head[1] & 0x7F if head[1] & 0x80 else 0
        length = int.from_bytes(head[2 : 2 + extra], "big") if extra else head[1]
        start = at + 2 + extra
        if start + length > len(data):
            raise BerError("cut off")
        yield head[0], data[start : start + length]
        at = start + length
