"""Reads message-summary bodies (RFC 3842)."""

import re

from softphone.telephony.messages import MessageWaiting

VOICE = re.compile(r"^voice-message\s*:\s*(\d{1,9})\s*/\s*(\d{1,9})", re.IGNORECASE | re.MULTILINE)
WAITING = re.compile(r"^messages-waiting\s*:\s*(yes|no)", re.IGNORECASE | re.MULTILINE)


def messages_waiting(notify: str) -> MessageWaiting | None:
    """None when the NOTIFY says nothing about messages; "yes" without counts is one new message."""
    body = notify.replace("\r\n", "\n").partition("\n\n")[2]
    if counts := VOICE.search(body):
        return MessageWaiting(new=int(counts[1]), old=int(counts[2]))
    if waiting := WAITING.search(body):
        return MessageWaiting(new=int(waiting[1].lower() == "yes"), old=0)
    return None
