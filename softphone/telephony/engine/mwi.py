"""Reads the NOTIFY about the own mailbox as pjsip hands it on."""

from softphone.domain.message_summary import read_summary
from softphone.telephony.messages import MessageWaiting


def messages_waiting(notify: str) -> MessageWaiting | None:
    """None when the NOTIFY says nothing about messages."""
    summary = read_summary(notify.replace("\r\n", "\n").partition("\n\n")[2])
    if summary is None:
        return None
    return MessageWaiting(summary.new, summary.old, summary.urgent_new, summary.urgent_old, summary.account)
