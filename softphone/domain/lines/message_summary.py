"""Parser of message-summary bodies (RFC 3842): waiting messages of a mailbox."""

import re
from dataclasses import dataclass

_VOICE = re.compile(
    r"^voice-message[ \t]*:[ \t]*(\d{1,9})[ \t]*/[ \t]*(\d{1,9})"
    r"(?:[ \t]*\([ \t]*(\d{1,9})[ \t]*/[ \t]*(\d{1,9})[ \t]*\))?",
    re.IGNORECASE | re.MULTILINE | re.ASCII,
)
_WAITING = re.compile(r"^messages-waiting[ \t]*:[ \t]*(yes|no)", re.IGNORECASE | re.MULTILINE)
_ACCOUNT = re.compile(r"^message-account[ \t]*:[ \t]*(\S{1,200})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """Urgent messages are included in new and old ones; `account` is the mailbox's address."""

    new: int = 0
    old: int = 0
    urgent_new: int = 0
    urgent_old: int = 0
    account: str = ""


def read_summary(body: str) -> MessageSummary | None:
    """None without a message summary; "yes" without counts is one new message."""
    body = body.replace("\r\n", "\n")
    counts, waiting, account = _VOICE.search(body), _WAITING.search(body), _ACCOUNT.search(body)
    name = account[1] if account else ""
    if counts:
        new, old, urgent_new, urgent_old = (int(count or 0) for count in counts.groups())
        return MessageSummary(new, old, min(urgent_new, new), min(urgent_old, old), name)
    return MessageSummary(new=int(waiting[1].lower() == "yes"), account=name) if waiting else None
