"""Toasts in words: what went well or changed."""

from PySide6.QtCore import QCoreApplication

from softphone.services.state.app_state import AppState, Notice
from softphone.ui.text.time_format import clock

translate = QCoreApplication.translate
_OF_FILES = ("set-aside", "not-written", "no-log", "no-control")


def notice_entry(notice: Notice) -> tuple[int, str, str]:
    """(id, icon, sentence); a token without words of its own shows its argument as it is."""
    match notice.token:
        case "opted-in":
            text = translate("Notices", "Logged in for {leader}").format(leader=notice.argument)
            return notice.id, "check-circle-fill", text
        case "opted-out":
            text = translate("Notices", "Logged out for {leader}").format(leader=notice.argument)
            return notice.id, "check-circle-fill", text
        case "duty-ended":
            text = translate("Notices", "Logged out for {leader} at {time}, as chosen")
            return notice.id, "clock", text.format(leader=notice.argument, time=clock(notice.at_s or 0.0))
        case "duty-ended-late":
            text = translate("Notices", "Logged out for {leader} only now: the program was closed at {time}")
            return notice.id, "clock", text.format(leader=notice.argument, time=clock(notice.at_s or 0.0))
        case "divert-on":
            text = translate("Notices", "Calls to your leaders are diverted to {number}")
            return notice.id, "arrow-bend-up-right", text.format(number=notice.argument)
        case "divert-off":
            return notice.id, "arrow-bend-up-right", translate("Notices", "Assistant divert is off")
        case "referred":
            text = translate("Notices", "Transferred to {target}").format(target=notice.argument)
            return notice.id, "arrow-bend-up-right", text
        case "missed-busy":
            text = translate("Notices", "Missed, no line was free: {caller}").format(caller=notice.argument)
            return notice.id, "phone-x-fill", text
        case "rerouted":
            text = translate("Notices", "The call did not get through. Trying again.")
            return notice.id, "arrows-clockwise-bold", text
        case "caller-page-failed":
            text = translate("Notices", "Nothing could be opened for the caller. Please check the settings.")
            return notice.id, "warning-circle-fill", text
        case "message":
            return notice.id, "chat-text", notice.argument
        case "settings-saved":
            text = translate("Notices", "Saved for {leader}").format(leader=notice.argument)
            return notice.id, "check-circle-fill", text
        case "settings-restored":
            text = translate("Notices", "Undone for {leader}").format(leader=notice.argument)
            return notice.id, "arrow-u-up-left", text
        case "rule-always":
            text = translate("Notices", "{number}: always to the assistants from now on")
            return notice.id, "funnel", text.format(number=notice.argument)
        case "rule-never":
            text = translate("Notices", "{number}: never to the assistants from now on")
            return notice.id, "funnel", text.format(number=notice.argument)
        case "rule-undone":
            text = translate("Notices", "The rule for {number} was undone").format(number=notice.argument)
            return notice.id, "arrow-u-up-left", text
        case "crash-report":
            text = translate("Notices", "The program crashed last time. A report is kept on this computer: {file}")
            return notice.id, "info", text.format(file=notice.argument)
        case "set-aside":
            text = translate("Notices", "A damaged file was set aside and a new one started: {file}")
            return notice.id, "warning-circle-fill", text.format(file=notice.argument)
        case "not-written":
            text = translate(
                "Notices",
                "{file} cannot be written: changes will be lost when you quit. Please check the free disk space.",
            )
            return notice.id, "warning-circle-fill", text.format(file=notice.argument)
        case "no-log":
            text = translate("Notices", "No log is kept: {file} cannot be written. Calls still work.")
            return notice.id, "warning-circle-fill", text.format(file=notice.argument)
        case "no-control":
            text = translate("Notices", "Links and “softphone ctl” do not reach this window. Calls still work.")
            return notice.id, "warning-circle-fill", text
        case "device-now":
            return notice.id, "headset", translate("Notices", "Now: {device}").format(device=notice.argument)
        case "signed-in-again":
            return notice.id, "arrows-clockwise-bold", _signed_in_again(notice.argument)
    return notice.id, "info", notice.argument or notice.token


def file_notices(state: AppState) -> tuple[str, ...]:
    """What was damaged or cannot be written, in words."""
    return tuple(notice_entry(notice)[2] for notice in state.notices if notice.token in _OF_FILES)


def _signed_in_again(changes: str) -> str:
    if changes in ("", "0"):
        return translate("Notices", "Signed in again, nothing has changed")
    return translate("Notices", "Signed in again, groups updated: {count}").format(count=changes)
