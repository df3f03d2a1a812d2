"""The longer sentences of `problem_text`: sound devices, provisioning, requests out of place."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceSide
from softphone.ui.problems.audio_problem_text import SOUND_SENTENCES
from softphone.ui.problems.contact_problem_text import CONTACT_SENTENCES
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def device_text(side: DeviceSide, wish: str, using: str | None) -> str:
    if not wish:
        return _none_at_all(side)
    if using is None:
        text = translate("Problems", "{wish} is not connected. It is used again as soon as it is there.")
        return text.format(wish=wish)
    text = translate("Problems", "{wish} is not connected; {using} stands in until it is there again.")
    return text.format(wish=wish, using=using)


def _none_at_all(side: DeviceSide) -> str:
    match side:
        case DeviceSide.MICROPHONE:
            return translate("Problems", "No microphone found: nobody will hear you. Please connect one.")
        case DeviceSide.SPEAKER:
            return translate("Problems", "No loudspeaker found: you will hear nothing. Please connect one.")
        case DeviceSide.RINGER:
            return translate("Problems", "No device to ring on: calls are shown without a sound. Please connect one.")


def provisioning_text(field: str, detail: str) -> str:
    text = translate("Problems", "The account is not complete at “{field}” ({detail}). Please correct it.")
    return text.format(field=field, detail=detail or "–")


def not_possible_text(why: str) -> str:
    """`why` is a token of the services; one without words of its own gets the general sentence."""
    return translate("Problems", _SENTENCES.get(why, _IN_GENERAL))


_IN_GENERAL = QT_TRANSLATE_NOOP("Problems", "This is not possible at the moment. Please try again in a moment.")
_UNCONFIRMED = QT_TRANSLATE_NOOP(
    "Problems", "The telephone did not confirm this. Please look at the call and try again."
)

_SENTENCES: dict[str, str] = {
    "signed-out": QT_TRANSLATE_NOOP("Problems", "You are not signed in. Please sign in first."),
    "no-account": QT_TRANSLATE_NOOP("Problems", "There is no account yet. Please sign in."),
    "password-needed": QT_TRANSLATE_NOOP("Problems", "The password is missing. Please enter it."),
    "no-portal": QT_TRANSLATE_NOOP(
        "Problems", "There is no portal at this account, so it has no settings to change."
    ),
    "no-voicemail": QT_TRANSLATE_NOOP(
        "Problems", "This account does not say where the voicemail is. Please ask your administrator."
    ),
    "no-telephone": QT_TRANSLATE_NOOP(
        "Problems", "This account has no telephone. Please sign in with the SIP details under Advanced."
    ),
    "busy": QT_TRANSLATE_NOOP("Problems", "This is already under way. Please wait a moment."),
    "no-leader": QT_TRANSLATE_NOOP("Problems", "For this call no leader is known. Please choose one."),
    "no-code": QT_TRANSLATE_NOOP("Problems", "The platform offers no code for this. Please ask your administrator."),
    "not-ringing": QT_TRANSLATE_NOOP("Problems", "This call does not ring any more. Please look at the calls."),
    "nothing-to-send": QT_TRANSLATE_NOOP("Problems", "There is nothing to send yet. Please write something."),
    "no-way": QT_TRANSLATE_NOOP(
        "Problems",
        "There is no way to hand this call over: no number of the leader is known. Please ask your administrator.",
    ),
    "not-called-back": QT_TRANSLATE_NOOP(
        "Problems", "The platform did not call this telephone in time. Please call again."
    ),
    "no-assistants": QT_TRANSLATE_NOOP(
        "Problems", "No assistant is logged in who could read this. Please answer the call yourself."
    ),
    "nothing-handed-over": QT_TRANSLATE_NOOP(
        "Problems", "No call is on its way to a leader. Please hand one over first."
    ),
    "nobody-asked": QT_TRANSLATE_NOOP(
        "Problems", "Nobody has been asked about a call. Please choose “Ask first” at the call."
    ),
    "target-gone": QT_TRANSLATE_NOOP(
        "Problems", "The other side has hung up; the caller is still waiting. Please take the call back."
    ),
    "target-lost": QT_TRANSLATE_NOOP(
        "Problems",
        "The connection to the other side is lost; the caller is still waiting. Please take the call back.",
    ),
    "not-fetched": QT_TRANSLATE_NOOP(
        "Problems", "Could not be taken back: nothing rings there any more, or the platform refused."
    ),
    "no-second-call": QT_TRANSLATE_NOOP("Problems", "There is no second call. Please call somebody else first."),
    "too-many-calls": QT_TRANSLATE_NOOP(
        "Problems", "Three can talk together, and there are more calls. Please end one first."
    ),
    "no-conference": QT_TRANSLATE_NOOP("Problems", "There is no conference. Please join two calls first."),
    "not-held": QT_TRANSLATE_NOOP("Problems", "No call is on hold. Please hold one first."),
    "nothing-dialled": QT_TRANSLATE_NOOP("Problems", "Nothing has been dialled yet. Please enter a number."),
    "superseded": QT_TRANSLATE_NOOP("Problems", "A newer request has taken its place. Please wait for that one."),
    "hung-up": QT_TRANSLATE_NOOP("Problems", "The call has ended meanwhile. Please call again if needed."),
    "no-confirmation": _UNCONFIRMED,
    "command-failed": _UNCONFIRMED,
    "text-not-sendable": QT_TRANSLATE_NOOP(
        "Problems", "The text holds characters that the portal cannot take. Please correct it."
    ),
    "no-divert": QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to divert: you are no assistant here. Please sign in again."
    ),
    "no-own-group": QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to switch: you lead no group here. Please sign in again."
    ),
    "time-has-passed": QT_TRANSLATE_NOOP("Problems", "This time has passed already. Please choose a later one."),
    "no-such-entry": QT_TRANSLATE_NOOP(
        "Problems", "This entry is no longer in the journal. Please choose another one."
    ),
    "journal-not-written": QT_TRANSLATE_NOOP(
        "Problems", "The journal cannot be kept on this disk: it lasts until you quit. Please check the free space."
    ),
    "journal-newer": QT_TRANSLATE_NOOP(
        "Problems",
        "The journal was written by a newer version and is left as it is: new entries last until you quit. "
        "Please install the newer version.",
    ),
    "file-not-written": QT_TRANSLATE_NOOP("Problems", "The file could not be written. Please choose another folder."),
    "caller-number-unknown": QT_TRANSLATE_NOOP(
        "Problems", "The caller's number is not known, so no rule can be made. Please use the editor."
    ),
    "caller-hidden": QT_TRANSLATE_NOOP(
        "Problems", "The caller hides the number, so no rule can be made. Please use the editor."
    ),
    "filter-is-simple": QT_TRANSLATE_NOOP(
        "Problems", "This leader's filter is not the advanced one and knows no rules. Please choose it in the editor."
    ),
    "filter-is-off": QT_TRANSLATE_NOOP(
        "Problems", "This leader's filter is off, so no rule has an effect. Please switch it on first."
    ),
    "never-rule-wins": QT_TRANSLATE_NOOP(
        "Problems", "Another criterion never filters this caller and would win. Please change that one in the editor."
    ),
    "no-leader-call": QT_TRANSLATE_NOOP(
        "Problems", "This call is not for one of your leaders, so there is no rule for it."
    ),
    "nothing-to-undo": QT_TRANSLATE_NOOP(
        "Problems", "There is nothing left to undo. Please change the settings themselves."
    ),
    "changed-meanwhile": QT_TRANSLATE_NOOP(
        "Problems", "Somebody else has changed this meanwhile. Please decide what shall hold."
    ),
    "no-conflict": QT_TRANSLATE_NOOP(
        "Problems", "There is nothing to decide any more. Please look at the settings again."
    ),
    "form-has-faults": QT_TRANSLATE_NOOP(
        "Problems", "A field holds a value the portal does not take. Please correct it."
    ),
    "editor-not-open": QT_TRANSLATE_NOOP(
        "Problems", "The settings have not been read yet. Please open the editor again."
    ),
    "editor-busy": QT_TRANSLATE_NOOP("Problems", "The settings are just being saved. Please wait a moment."),
    **CONTACT_SENTENCES,
    **SOUND_SENTENCES,
}
