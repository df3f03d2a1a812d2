"""Cuts a byte stream into SIP messages by Content-Length (RFC 3261 18.3)."""

import re

from softphone.demo_pbx.sip.messages.message import MAX_BODY_BYTES

MAX_HEAD_BYTES = 65_536
_LENGTH = re.compile(rb"\r?\n(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,12})[ \t]*\r?(?:\n|$)", re.IGNORECASE)
_END = re.compile(rb"\r?\n\r?\n")


class FramingError(Exception):
    """The stream cannot be followed any more; `head` is what can still be answered."""

    def __init__(self, head: bytes) -> None:
        super().__init__("stream lost")
        self.head = head


class Framer:
    """Fed with what arrives; `pings` counts keep-alives (RFC 5626) to be answered."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.pings = 0

    def feed(self, data: bytes) -> list[bytes]:
        self._buffer += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> bytes | None:
        self._skip_blank_lines()
        end = _END.search(self._buffer)
        if end is None:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise FramingError(b"")
            return None
        total = end.end() + self._body_length(end.start(), end.end())
        if len(self._buffer) < total:
            return None
        message = bytes(self._buffer[:total])
        del self._buffer[:total]
        return message

    def _skip_blank_lines(self) -> None:
        while self._buffer.startswith(b"\r\n\r\n"):
            self.pings += 1
            del self._buffer[:4]
        if len(self._buffer) > 2 and self._buffer.startswith(b"\r\n") and self._buffer[2:3] != b"\r":
            del self._buffer[:2]

    def _body_length(self, head: int, end: int) -> int:
        match = _LENGTH.search(self._buffer, 0, head)
        length = int(match.group(1)) if match else 0
        if length > MAX_BODY_BYTES:
            raise FramingError(bytes(self._buffer[:end]))
        return length
