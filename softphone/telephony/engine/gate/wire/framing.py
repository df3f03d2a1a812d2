"""Splits a byte stream into SIP messages within bounds (RFC 3261 section 18.3)."""

import re

from softphone.telephony.engine.gate.wire.message import DamagedMessageError, WireMessage

LARGEST_HEAD, LARGEST_MESSAGE = 64 * 1024, 256 * 1024
PING, PONG = b"\r\n\r\n", b"\r\n"
"""Keep-alives of RFC 5626 section 4.4.1."""

_LENGTH = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class MessageStream:
    """`feed` returns what is complete so far: whole messages, and PING for each keep-alive of the peer."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Raises DamagedMessageError when no later message can be found any more."""
        self._buffer += data
        found: list[bytes] = []
        while (message := self._next()) is not None:
            found.append(message)
        return found

    def _next(self) -> bytes | None:
        while self._buffer.startswith(PONG):
            if self._buffer.startswith(PING):
                return self._cut(len(PING))
            if PING.startswith(self._buffer):
                return None
            del self._buffer[: len(PONG)]
        end = self._buffer.find(PING, self._searched)
        if end < 0:
            self._searched = max(0, len(self._buffer) - len(PING))
            if len(self._buffer) > LARGEST_HEAD:
                raise _too_long()
            return None
        return self._whole(end)

    def _whole(self, end: int) -> bytes | None:
        length = _LENGTH.search(bytes(self._buffer[:end]))
        size = end + len(PING) + (int(length[1]) if length else 0)
        if end > LARGEST_HEAD or size > LARGEST_MESSAGE:
            raise _too_long()
        self._searched = end
        return self._cut(size) if len(self._buffer) >= size else None

    def _cut(self, size: int) -> bytes:
        message = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._searched = 0
        return message


def _too_long() -> DamagedMessageError:
    return DamagedMessageError(513, "a message beyond the limit", WireMessage())
