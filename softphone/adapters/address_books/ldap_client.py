"""LDAP client (RFC 4511): TLS, simple bind, paged search. Blocking, for a thread; bounded in time and size.

ldap3 is without a release since 2021, bonsai has no wheels for Linux: four requests are kept here instead.
"""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from softphone.adapters.address_books.ldap_ber import (
    BOOLEAN,
    ENUMERATED,
    SEQUENCE,
    BerError,
    Element,
    element,
    elements,
    first,
    integer,
    missing,
    number_of,
    octets,
    sequence,
)

PAGE = 500
_VERSION = 3
_BIND, _BOUND, _UNBIND, _SEARCH, _ENTRY, _DONE, _EXTENDED, _EXTENDED_ANSWER = (
    0x60, 0x61, 0x42, 0x63, 0x64, 0x65, 0x77, 0x78,
)  # fmt: skip
_CONTROLS = 0xA0
_PAGED = b"1.2.840.113556.1.4.319"
_START_TLS = "1.3.6.1.4.1.1466.20037"
_OK, _SIZE_LIMIT = 0, 4
_CHUNK = 65536

Attributes = Mapping[str, tuple[bytes, ...]]


class LdapRefused(Exception):  # noqa: N818 - an answer of the server, turned into a Problem by the caller
    """Result code of RFC 4511 section 4.1.9 other than success."""

    def __init__(self, code: int) -> None:
        super().__init__(f"result {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Entry:
    """Attribute names are lower case."""

    dn: str
    attributes: Attributes


class LdapConnection:
    """One connection; raises OSError, TimeoutError, BerError or LdapRefused."""

    def __init__(self, host: str, port: int, limit_s: float) -> None:
        self._host, self._ends_at = host, time.monotonic() + limit_s
        self._socket = socket.create_connection((host, port), limit_s)
        self._ids, self._read = count(1), b""

    def secure(self, context: ssl.SSLContext, *, by_start_tls: bool) -> None:
        if by_start_tls:
            sent = self._send(sequence(octets(_START_TLS, 0x80), tag=_EXTENDED))
            self._accepted(next(self._answers(sent)), _EXTENDED_ANSWER)
            self._read = b""  # what came in clear before TLS must not count as an answer in it
        self._limit()
        self._socket = context.wrap_socket(self._socket, server_hostname=self._host)

    def bind(self, user: str, password: str) -> None:
        """An empty user is anonymous; an empty password with a user would be too, and is refused here."""
        if user and not password:
            raise LdapRefused(49)
        sent = self._send(sequence(integer(_VERSION), octets(user), octets(password, 0x80), tag=_BIND))
        self._accepted(next(self._answers(sent)), _BOUND)

    def search(
        self, base: str, scope: int, filter_bytes: bytes, attributes: Sequence[str], most: int
    ) -> Iterator[Entry]:
        """Page by page; ends at `most` entries, or where the server ends."""
        wanted = sequence(*(octets(name) for name in attributes))
        head = (octets(base), integer(scope, ENUMERATED), integer(0, ENUMERATED), integer(0), integer(0))
        request = sequence(*head, element(BOOLEAN, b"\0"), filter_bytes, wanted, tag=_SEARCH)
        cookie, seen, is_paged = b"", 0, scope != 0
        while True:
            sent = self._send(request, _paging(cookie) if is_paged else b"")
            for tag, content, controls in self._answers(sent):
                if tag == _DONE:
                    self._accepted((tag, content, controls), _DONE, _SIZE_LIMIT)
                    cookie = _cookie(controls)
                    break
                if tag == _ENTRY:
                    yield _entry(content)
                    seen += 1
                if seen >= most:
                    return
            if not cookie:
                return

    def close(self) -> None:
        with suppress(OSError):
            self._send(element(_UNBIND, b""))
        self._socket.close()

    def _send(self, request: bytes, controls: bytes = b"") -> int:
        """The id of the request."""
        self._limit()
        sent = next(self._ids)
        self._socket.sendall(sequence(integer(sent), request, controls))
        return sent

    def _answers(self, sent: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Tag, content and controls of each answer to one request; late ones to earlier requests are dropped."""
        while True:
            _, content = self._message()
            (_, number), operation, *controls = elements(content)
            if number_of(number) == sent:
                yield *operation, next((one for tag, one in controls if tag == _CONTROLS), b"")

    def _message(self) -> Element:
        while (wanted := missing(self._read)) > 0:
            self._limit()
            more = self._socket.recv(min(max(wanted, _CHUNK), _CHUNK))
            if not more:
                raise ConnectionError("closed by the server")
            self._read += more
        size = _size(self._read)
        message, self._read = self._read[:size], self._read[size:]
        return first(message)

    def _limit(self) -> None:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)

    def _accepted(self, answer: tuple[int, bytes, bytes], tag: int, *also: int) -> None:
        found, content, _ = answer
        if found != tag:
            raise BerError("another answer")
        code = number_of(first(content)[1])
        if code not in (_OK, *also):
            raise LdapRefused(code)


def _size(data: bytes) -> int:
    extra = data[1] & 0x7F if data[1] & 0x80 else 0
    return 2 + extra + (int.from_bytes(data[2 : 2 + extra], "big") if extra else data[1])


def _paging(cookie: bytes) -> bytes:
    value = sequence(integer(PAGE), octets(cookie))
    return sequence(sequence(octets(_PAGED), octets(value)), tag=_CONTROLS)


def _cookie(controls: bytes) -> bytes:
    for _, control in elements(controls):
        (_, name), *rest = elements(control)
        if name == _PAGED and rest:
            (_, value), *_ = elements(rest[-1][1])
            return [content for _, content in elements(value)][-1]
    return b""


def _entry(content: bytes) -> Entry:
    (_, dn), (_, listed) = elements(content)
    attributes: dict[str, tuple[bytes, ...]] = {}
    for tag, attribute in elements(listed):
        if tag != SEQUENCE:
            raise BerError("attribute")
        (_, name), (_, values) = elements(attribute)
        plain = name.decode("utf-8", "replace").partition(";")[0].casefold()
        attributes[plain] = tuple(value for _, value in elements(values))
    return Entry(dn.decode("utf-8", "replace"), attributes)
