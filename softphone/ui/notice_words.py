"""Toasts in words: what went well or changed."""

from PySide6.QtCore import QCoreApplication

from softphone.services.views import Notice

translate = QCoreApplication.translate


def notice_entry(notice: Notice) -> tuple[int, str, str]:
    """(id, icon, sentence); a token without words of its own shows its argument as it is."""
    match notice.token:
        case "opted-in":
            text = translate("Notices", "Logged in with {leader}").format(leader=notice.argument)
            return notice.id, "check-circle-fill", text
        case "opted-out":
            text = translate("Notices", "Logged out of {leader}").format(leader=notice.argument)
            return notice.id, "check-circle-fill", text
        case "device-now":
            return notice.id, "headset", translate("Notices", "Now: {device}").format(device=notice.argument)
        case "signed-in-again":
            return notice.id, "arrows-clockwise-bold", _signed_in_again(notice.argument)
    return notice.id, "info", notice.argument or notice.token


def _signed_in_again(changes: str) -> str:
    if changes in ("", "0"):
        return translate("Notices", "Signed in again, nothing has changed")
    return translate("Notices", "Signed in again, changed groups taken over: {count}").format(count=changes)
