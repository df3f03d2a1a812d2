"""Messages between leader and assistants over SIP MESSAGE: a line for programs, then a sentence for people.

    vorzimmer/1 reply id=4f… choice=through caller=%2B4930…
    Bitte durchstellen.

A telephone that does not know the first line shows all of it; a message without it is plain text.
"""

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import quote, unquote

from softphone.domain.plain_text import plain

LONGEST_BODY = 4096
LONGEST_TEXT = 300
_MARK = "vorzimmer/1"
_ID = re.compile(r"[0-9a-f]{8,64}\Z")


class ReplyChoice(Enum):
    """The leader's one-tap replies, in the order of the keys 1-4."""

    THROUGH = "through"
    MESSAGE = "message"
    TWO_MINUTES = "two-minutes"
    VOICEMAIL = "voicemail"


class MessageKind(Enum):
    REPLY = "reply"
    NOTE = "note"
    READ = "read"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class LeaderMessage:
    """`id` names the message in the receipt; `caller` (a number) and `tracking_id` name the call it is about."""

    kind: MessageKind
    text: str
    id: str = ""
    choice: ReplyChoice | None = None
    caller: str = ""
    tracking_id: str = ""


def compose(message: LeaderMessage) -> str:
    if message.kind is MessageKind.PLAIN:
        return message.text
    values = {
        "id": message.id,
        "choice": message.choice.value if message.choice else "",
        "caller": message.caller,
        "call": message.tracking_id,
    }
    pairs = " ".join(f"{name}={quote(value, safe='')}" for name, value in values.items() if value)
    return f"{_MARK} {message.kind.value} {pairs}\n{message.text}\n"


def parse(body: str) -> LeaderMessage | None:
    """None for a message that is empty, too long, or malformed after our first word."""
    if len(body) > LONGEST_BODY or not body.strip():
        return None
    first, _, rest = body.replace("\r\n", "\n").partition("\n")
    if not first.startswith(_MARK + " "):
        return LeaderMessage(MessageKind.PLAIN, plain(body, LONGEST_TEXT))
    return _parsed(first.split(" ")[1:], plain(rest, LONGEST_TEXT))


def _parsed(words: list[str], text: str) -> LeaderMessage | None:
    kind = next((k for k in MessageKind if k.value == words[0] and k is not MessageKind.PLAIN), None)
    values = {
        name: unquote(value, errors="replace") for name, _, value in (word.partition("=") for word in words[1:])
    }
    if kind is None or not _ID.match(values.get("id", "")):
        return None
    choice = next((c for c in ReplyChoice if c.value == values.get("choice")), None)
    if kind is MessageKind.REPLY and choice is None:
        return None
    return LeaderMessage(
        kind, text, values["id"], choice, plain(values.get("caller", ""), 80), plain(values.get("call", ""), 120)
    )


def sentence(choice: ReplyChoice, language: str) -> str:
    """The sentence for other telephones; German unless `language` is "en"."""
    return _SENTENCES[choice][1 if language == "en" else 0]


_SENTENCES = {
    ReplyChoice.THROUGH: ("Bitte durchstellen.", "Please put the call through."),
    ReplyChoice.MESSAGE: ("Bitte eine Nachricht aufnehmen.", "Please take a message."),
    ReplyChoice.TWO_MINUTES: ("Ich bin in 2 Minuten frei.", "I am free in 2 minutes."),
    ReplyChoice.VOICEMAIL: ("Bitte an die Sprachbox.", "Please send it to the voicemail."),
}
