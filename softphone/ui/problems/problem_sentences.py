"""The longer sentences of `problem_text`: sound devices, provisioning, requests out of place."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceSide, Obstacle
from softphone.ui.problems.audio_problem_text import SOUND_SENTENCES
from softphone.ui.problems.contact_problem_text import CONTACT_SENTENCES
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def device_text(side: DeviceSide, wish: str, using: str | None) -> str:
    if not wish:
        return _none_at_all(side)
    if using is None:
        text = translate("Problems", "{wish} is not connected. It will be used again once it is back.")
        return text.format(wish=wish)
    text = translate("Problems", "{wish} is not connected; {using} is used until it is back.")
    return text.format(wish=wish, using=using)


def _none_at_all(side: DeviceSide) -> str:
    match side:
        case DeviceSide.MICROPHONE:
            return translate("Problems", "No microphone found: callers cannot hear you. Please connect one.")
        case DeviceSide.SPEAKER:
            return translate("Problems", "No loudspeaker found: you cannot hear anything. Please connect one.")
        case DeviceSide.RINGER:
            return translate("Problems", "No device to ring on: calls are shown without a sound. Please connect one.")


def provisioning_text(field: str, detail: str) -> str:
    text = translate("Problems", "The account is incomplete at “{field}” ({detail}). Please correct it.")
    return text.format(field=field, detail=detail or "–")


def not_possible_text(why: Obstacle) -> str:
    return translate("Problems", SENTENCES[why])


_IN_GENERAL = QT_TRANSLATE_NOOP("Problems", "This is not possible at the moment. Please try again in a moment.")
_UNCONFIRMED = QT_TRANSLATE_NOOP(
    "Problems", "The telephone did not confirm this. Please check the call and try again."
)

SENTENCES: dict[Obstacle, str] = {
    Obstacle.SIGNED_OUT: QT_TRANSLATE_NOOP("Problems", "You are not signed in. Please sign in first."),
    Obstacle.NO_ACCOUNT: QT_TRANSLATE_NOOP("Problems", "There is no account yet. Please sign in."),
    Obstacle.PASSWORD_NEEDED: QT_TRANSLATE_NOOP("Problems", "The password is missing. Please enter it."),
    Obstacle.NO_PORTAL: QT_TRANSLATE_NOOP(
        "Problems", "This account has no portal, so there are no settings to change."
    ),
    Obstacle.NO_VOICEMAIL: QT_TRANSLATE_NOOP(
        "Problems", "This account has no voicemail number. Please ask your administrator."
    ),
    Obstacle.NO_TELEPHONE: QT_TRANSLATE_NOOP(
        "Problems", "This account has no telephone. Please sign in with the SIP details under Advanced."
    ),
    Obstacle.BUSY: QT_TRANSLATE_NOOP("Problems", "This is already in progress. Please wait a moment."),
    Obstacle.NO_LEADER: QT_TRANSLATE_NOOP("Problems", "No leader is known for this call. Please choose one."),
    Obstacle.NO_CODE: QT_TRANSLATE_NOOP(
        "Problems", "The platform offers no code for this. Please ask your administrator."
    ),
    Obstacle.NOT_RINGING: QT_TRANSLATE_NOOP("Problems", "This call is no longer ringing. Please check the calls."),
    Obstacle.NOTHING_TO_SEND: QT_TRANSLATE_NOOP("Problems", "There is nothing to send yet. Please write something."),
    Obstacle.NO_WAY: QT_TRANSLATE_NOOP(
        "Problems",
        "There is no way to hand this call over: no number of the leader is known. Please ask your administrator.",
    ),
    Obstacle.NOT_CALLED_BACK: QT_TRANSLATE_NOOP(
        "Problems", "The platform did not call this telephone in time. Please call again."
    ),
    Obstacle.NO_ASSISTANTS: QT_TRANSLATE_NOOP(
        "Problems", "No assistant is logged in to read this. Please answer the call yourself."
    ),
    Obstacle.NOTHING_HANDED_OVER: QT_TRANSLATE_NOOP(
        "Problems", "No call is being handed over to a leader. Please hand one over first."
    ),
    Obstacle.NOBODY_ASKED: QT_TRANSLATE_NOOP(
        "Problems", "There is no one to connect yet. Please choose “Ask first” on the call."
    ),
    Obstacle.TARGET_GONE: QT_TRANSLATE_NOOP(
        "Problems", "The other party has hung up; the caller is still waiting. Please take the call back."
    ),
    Obstacle.TARGET_LOST: QT_TRANSLATE_NOOP(
        "Problems",
        "The connection to the other party was lost; the caller is still waiting. Please take the call back.",
    ),
    Obstacle.NOT_FETCHED: QT_TRANSLATE_NOOP(
        "Problems", "The call could not be taken back: it no longer rings there, or the platform refused."
    ),
    Obstacle.NO_SECOND_CALL: QT_TRANSLATE_NOOP(
        "Problems", "There is no second call. Please call someone else first."
    ),
    Obstacle.TOO_MANY_CALLS: QT_TRANSLATE_NOOP(
        "Problems", "A conference has room for three, and there are more calls. Please end one first."
    ),
    Obstacle.NO_CONFERENCE: QT_TRANSLATE_NOOP("Problems", "There is no conference. Please join two calls first."),
    Obstacle.NOT_HELD: QT_TRANSLATE_NOOP("Problems", "No call is on hold. Please hold one first."),
    Obstacle.NOTHING_DIALLED: QT_TRANSLATE_NOOP("Problems", "Nothing has been dialled yet. Please enter a number."),
    Obstacle.SUPERSEDED: QT_TRANSLATE_NOOP("Problems", "A newer request has replaced this one. Please wait for it."),
    Obstacle.HUNG_UP: QT_TRANSLATE_NOOP(
        "Problems", "The call has ended in the meantime. Please call again if needed."
    ),
    Obstacle.NO_CONFIRMATION: _UNCONFIRMED,
    Obstacle.COMMAND_FAILED: _UNCONFIRMED,
    Obstacle.TEXT_NOT_SENDABLE: QT_TRANSLATE_NOOP(
        "Problems", "The text contains characters that the portal does not accept. Please correct it."
    ),
    Obstacle.NO_CALLER_PAGE: QT_TRANSLATE_NOOP(
        "Problems",
        "There is nothing to open for a caller. Please name a page or a program in the settings.",
    ),
    Obstacle.CALLER_PAGE_FAILED: QT_TRANSLATE_NOOP(
        "Problems", "Nothing could be opened for the caller. Please check page and program in the settings."
    ),
    Obstacle.NO_DIVERT: QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to divert: you are not an assistant here. Please sign in again."
    ),
    Obstacle.NO_OWN_GROUP: QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to switch: you lead no group here. Please sign in again."
    ),
    Obstacle.TIME_HAS_PASSED: QT_TRANSLATE_NOOP(
        "Problems", "This time has passed already. Please choose a later one."
    ),
    Obstacle.NO_SUCH_ENTRY: QT_TRANSLATE_NOOP(
        "Problems", "This entry is no longer in the journal. Please choose another one."
    ),
    Obstacle.JOURNAL_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Problems",
        "The journal cannot be saved: new calls will be lost when you quit. Please check the free disk space.",
    ),
    Obstacle.PROFILE_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Problems",
        "Calls work, but nothing is kept: settings, journal and contacts will be lost when you quit. "
        "Please check whether the profile folder can be written.",
    ),
    Obstacle.SETTINGS_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Problems",
        "The setting applies, but only until you quit: it cannot be saved. Please check the free disk space.",
    ),
    Obstacle.JOURNAL_NEWER: QT_TRANSLATE_NOOP(
        "Problems",
        "The journal was written by a newer version and is left as it is: new entries last until you quit. "
        "Please install the newer version.",
    ),
    Obstacle.FILE_NOT_WRITTEN: QT_TRANSLATE_NOOP(
        "Problems", "The file could not be written. Please choose another folder."
    ),
    Obstacle.CALLER_NUMBER_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problems", "The caller's number is not known, so no rule can be made. Please use the editor."
    ),
    Obstacle.CALLER_HIDDEN: QT_TRANSLATE_NOOP(
        "Problems", "The caller's number is hidden, so no rule can be made. Please use the editor."
    ),
    Obstacle.FILTER_IS_SIMPLE: QT_TRANSLATE_NOOP(
        "Problems", "Rules need the advanced filter. Please choose it for this leader in the editor."
    ),
    Obstacle.FILTER_IS_OFF: QT_TRANSLATE_NOOP(
        "Problems", "This leader's filter is off, so no rule has an effect. Please switch it on first."
    ),
    Obstacle.NEVER_RULE_WINS: QT_TRANSLATE_NOOP(
        "Problems", "Another criterion excludes this caller and would take priority. Please change it in the editor."
    ),
    Obstacle.NO_LEADER_CALL: QT_TRANSLATE_NOOP(
        "Problems", "This call is not for one of your leaders, so there is no rule for it."
    ),
    Obstacle.NOTHING_TO_UNDO: QT_TRANSLATE_NOOP(
        "Problems", "There is nothing left to undo. Please change the settings directly."
    ),
    Obstacle.CHANGED_MEANWHILE: QT_TRANSLATE_NOOP(
        "Problems", "Someone else has changed this in the meantime. Please choose which version to keep."
    ),
    Obstacle.NO_CONFLICT: QT_TRANSLATE_NOOP(
        "Problems", "There is no conflict left. Please check the settings again."
    ),
    Obstacle.FORM_HAS_FAULTS: QT_TRANSLATE_NOOP(
        "Problems", "A field contains a value that the portal does not accept. Please correct it."
    ),
    Obstacle.EDITOR_NOT_OPEN: QT_TRANSLATE_NOOP(
        "Problems", "The settings have not been read yet. Please open the editor again."
    ),
    Obstacle.PART_NOT_READ: QT_TRANSLATE_NOOP(
        "Problems",
        "This part of the settings could not be read from the portal and cannot be changed."
        " Please open the editor again.",
    ),
    Obstacle.EDITOR_BUSY: QT_TRANSLATE_NOOP("Problems", "The settings are just being saved. Please wait a moment."),
    Obstacle.NOT_ACTIVE: _IN_GENERAL,
    Obstacle.RINGING: _IN_GENERAL,
    **CONTACT_SENTENCES,
    **SOUND_SENTENCES,
}
