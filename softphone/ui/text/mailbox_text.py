"""What waits in a mailbox, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.lines.message_summary import MessageSummary

translate = QCoreApplication.translate


def waiting_words(summary: MessageSummary | None) -> str:
    """ "2 neu auf der Sprachbox, 1 dringend"; empty where nothing new waits."""
    if summary is None or not summary.new:
        return ""
    words = translate("Status", "{count} new on voicemail").format(count=summary.new)
    if not summary.urgent_new:
        return words
    urgent = translate("Status", "{count} urgent").format(count=summary.urgent_new)
    return f"{words}, {urgent}"


def count_words(summary: MessageSummary) -> str:
    """ "2 neue, 1 alte Nachrichten", with what is urgent."""
    if not summary.new and not summary.old:
        return translate("Status", "No messages")
    words = translate("Status", "Messages: {new} new, {old} old").format(new=summary.new, old=summary.old)
    urgent = translate("Status", "{count} urgent").format(count=summary.urgent_new + summary.urgent_old)
    return f"{words}, {urgent}" if summary.urgent_new + summary.urgent_old else words
