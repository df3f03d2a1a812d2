"""SIP MESSAGE outside calls: sends plain texts, posts their results and incoming texts."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.domain.lines.message_summary import read_summary
from softphone.domain.telephone.commands import SendMessage
from softphone.domain.telephone.events import Event, MessageFailed, MessageReceived, MessageSent, MessageWaiting
from softphone.telephony.engine.pjsip.callbacks import PjAccount
from softphone.telephony.engine.pjsip.errors import error_text

log = logging.getLogger(__name__)
UNAVAILABLE = 503
PLAIN_TEXT = "text/plain"
LONGEST_TEXT = 8192
MOST_WAITING = 64


@dataclass(slots=True)
class _Waiting:
    """An unanswered message, found by its text, as pjsua2 returns no token. The Buddy must outlive the request."""

    id: int
    text: str
    buddy: pj.Buddy


class InstantMessages:
    """Runs on the owning thread only."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._waiting: list[_Waiting] = []
        self._answered: list[_Waiting] = []

    def send(self, command: SendMessage, account: PjAccount | None) -> None:
        if account is None or len(self._waiting) >= MOST_WAITING:
            self._post(MessageFailed(command.id, UNAVAILABLE, "no account" if account is None else "too many"))
            return
        try:
            self._transmit(command, account)
        except pj.Error as error:
            self._post(MessageFailed(command.id, 0, error_text(error)))

    def _transmit(self, command: SendMessage, account: PjAccount) -> None:
        self._answered.clear()
        buddy, config = pj.Buddy(), pj.BuddyConfig()
        config.uri, config.subscribe = f"<{command.target}>", False
        buddy.create(account, config)
        message = pj.SendInstantMessageParam()
        message.contentType, message.content = PLAIN_TEXT, command.text
        buddy.sendInstantMessage(message)
        self._waiting.append(_Waiting(command.id, command.text, buddy))

    def on_status(self, text: str, status: int, reason: str) -> None:
        """Of two equal texts the older one counts as answered."""
        done = next((waiting for waiting in self._waiting if waiting.text == text), None)
        if done is None or status < 200:
            return
        self._waiting.remove(done)
        self._answered.append(done)  # its Buddy is freed at the next message, not inside pjsip's callback
        accepted = status < 300
        self._post(MessageSent(done.id) if accepted else MessageFailed(done.id, status, reason))

    def on_message(self, sender: str, content_type: str, text: str) -> None:
        if content_type.partition(";")[0].strip().lower() != PLAIN_TEXT or len(text) > LONGEST_TEXT:
            log.info("ignored a message of type %.40s", content_type)
            return
        self._post(MessageReceived(sender, text))

    def close(self) -> None:
        self._waiting.clear()
        self._answered.clear()


def messages_waiting(notify: str) -> MessageWaiting | None:
    """None for a NOTIFY without a message summary."""
    summary = read_summary(notify.replace("\r\n", "\n").partition("\n\n")[2])
    if summary is None:
        return None
    return MessageWaiting(summary.new, summary.old, summary.urgent_new, summary.urgent_old, summary.account)
