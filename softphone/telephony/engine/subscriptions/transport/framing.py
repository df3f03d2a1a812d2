"""Splits a byte stream into SIP messages (RFC 3261, section 18.3)."""

import re

from softphone.telephony.engine.subscriptions.transport.message import LARGEST_MESSAGE, WireError

_LENGTH = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d{1,7})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n\r\n"


class Framing:
    """`feed` returns the messages that are complete so far; raises WireError on an unusable stream."""

    def __init__(self) -> None:
        self._waiting = b""

    def feed(self, data: bytes) -> list[bytes]:
        self._waiting += data
        found = []
        while (message := self._next()) is not None:
            found.append(message)
        if len(self._waiting) > LARGEST_MESSAGE:
            raise WireError("a message without an end")
        return found

    def _next(self) -> bytes | None:
        self._waiting = self._waiting.lstrip(b"\r\n")  # keep-alives between messages
        head, end, _ = self._waiting.partition(_END)
        if not end:
            return None
        length = _LENGTH.search(head)
        if length is None:
            raise WireError("a message without a length in a stream")
        size = len(head) + len(_END) + int(length[1])
        if len(self._waiting) < size:
            return None
        message, self._waiting = self._waiting[:size], self._waiting[size:]
        return message
