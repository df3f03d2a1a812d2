"""The longer sentences of `problem_text`: sound devices, provisioning, requests out of place."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceSide
from softphone.ui.problems.audio_problem_text import SOUND_SENTENCES
from softphone.ui.problems.contact_problem_text import CONTACT_SENTENCES

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
    return _SENTENCES.get(why, _in_general)()


def _signed_out() -> str:
    return translate("Problems", "You are not signed in. Please sign in first.")


def _no_account() -> str:
    return translate("Problems", "There is no account yet. Please sign in.")


def _password_needed() -> str:
    return translate("Problems", "The password is missing. Please enter it.")


def _no_portal() -> str:
    return translate("Problems", "There is no portal at this account, so it has no settings to change.")


def _no_voicemail() -> str:
    return translate("Problems", "This account does not say where the voicemail is. Please ask your administrator.")


def _no_telephone() -> str:
    return translate("Problems", "This account has no telephone. Please sign in with the SIP details under Advanced.")


def _busy() -> str:
    return translate("Problems", "This is already under way. Please wait a moment.")


def _superseded() -> str:
    return translate("Problems", "A newer request has taken its place. Please wait for that one.")


def _hung_up() -> str:
    return translate("Problems", "The call has ended meanwhile. Please call again if needed.")


def _unconfirmed() -> str:
    return translate("Problems", "The telephone did not confirm this. Please look at the call and try again.")


def _not_sendable() -> str:
    return translate("Problems", "The text holds characters that the portal cannot take. Please correct it.")


def _editor_busy() -> str:
    return translate("Problems", "The settings are just being saved. Please wait a moment.")


def _editor_not_open() -> str:
    return translate("Problems", "The settings have not been read yet. Please open the editor again.")


def _form_has_faults() -> str:
    return translate("Problems", "A field holds a value the portal does not take. Please correct it.")


def _no_conflict() -> str:
    return translate("Problems", "There is nothing to decide any more. Please look at the settings again.")


def _changed_meanwhile() -> str:
    return translate("Problems", "Somebody else has changed this meanwhile. Please decide what shall hold.")


def _nothing_to_undo() -> str:
    return translate("Problems", "There is nothing left to undo. Please change the settings themselves.")


def _caller_hidden() -> str:
    return translate("Problems", "The caller hides the number, so no rule can be made. Please use the editor.")


def _caller_number_unknown() -> str:
    return translate("Problems", "The caller's number is not known, so no rule can be made. Please use the editor.")


def _filter_is_simple() -> str:
    return translate(
        "Problems", "This leader's filter is not the advanced one and knows no rules. Please choose it in the editor."
    )


def _filter_is_off() -> str:
    return translate("Problems", "This leader's filter is off, so no rule has an effect. Please switch it on first.")


def _never_rule_wins() -> str:
    return translate(
        "Problems", "Another criterion never filters this caller and would win. Please change that one in the editor."
    )


def _no_leader_call() -> str:
    return translate("Problems", "This call is not for one of your leaders, so there is no rule for it.")


def _no_divert() -> str:
    return translate("Problems", "There is nothing to divert: you are no assistant here. Please sign in again.")


def _no_own_group() -> str:
    return translate("Problems", "There is nothing to switch: you lead no group here. Please sign in again.")


def _time_has_passed() -> str:
    return translate("Problems", "This time has passed already. Please choose a later one.")


def _no_such_entry() -> str:
    return translate("Problems", "This entry is no longer in the journal. Please choose another one.")


def _journal_not_written() -> str:
    return translate(
        "Problems", "The journal cannot be kept on this disk: it lasts until you quit. Please check the free space."
    )


def _journal_newer() -> str:
    return translate(
        "Problems",
        "The journal was written by a newer version and is left as it is: new entries last until you quit. "
        "Please install the newer version.",
    )


def _file_not_written() -> str:
    return translate("Problems", "The file could not be written. Please choose another folder.")


def _no_leader() -> str:
    return translate("Problems", "For this call no leader is known. Please choose one.")


def _not_ringing() -> str:
    return translate("Problems", "This call does not ring any more. Please look at the calls.")


def _nothing_to_send() -> str:
    return translate("Problems", "There is nothing to send yet. Please write something.")


def _no_code() -> str:
    return translate("Problems", "The platform offers no code for this. Please ask your administrator.")


def _no_way() -> str:
    return translate(
        "Problems",
        "There is no way to hand this call over: no number of the leader is known. Please ask your administrator.",
    )


def _not_called_back() -> str:
    return translate("Problems", "The platform did not call this telephone in time. Please call again.")


def _no_assistants() -> str:
    return translate("Problems", "No assistant is logged in who could read this. Please answer the call yourself.")


def _nothing_handed_over() -> str:
    return translate("Problems", "No call is on its way to a leader. Please hand one over first.")


def _nobody_asked() -> str:
    return translate("Problems", "Nobody has been asked about a call. Please choose “Ask first” at the call.")


def _target_gone() -> str:
    return translate(
        "Problems", "The other side has hung up; the caller is still waiting. Please take the call back."
    )


def _not_fetched() -> str:
    return translate("Problem", "Could not be taken back: nothing rings there any more, or the platform refused.")


def _target_lost() -> str:
    return translate(
        "Problems",
        "The connection to the other side is lost; the caller is still waiting. Please take the call back.",
    )


def _no_second_call() -> str:
    return translate("Problems", "There is no second call. Please call somebody else first.")


def _too_many_calls() -> str:
    return translate("Problems", "Three can talk together, and there are more calls. Please end one first.")


def _no_conference() -> str:
    return translate("Problems", "There is no conference. Please join two calls first.")


def _not_held() -> str:
    return translate("Problems", "No call is on hold. Please hold one first.")


def _nothing_dialled() -> str:
    return translate("Problems", "Nothing has been dialled yet. Please enter a number.")


def _in_general() -> str:
    return translate("Problems", "This is not possible at the moment. Please try again in a moment.")


_SENTENCES: dict[str, Callable[[], str]] = {
    "signed-out": _signed_out,
    "no-account": _no_account,
    "password-needed": _password_needed,
    "no-portal": _no_portal,
    "no-voicemail": _no_voicemail,
    "no-telephone": _no_telephone,
    "busy": _busy,
    "no-leader": _no_leader,
    "no-code": _no_code,
    "not-ringing": _not_ringing,
    "nothing-to-send": _nothing_to_send,
    "no-way": _no_way,
    "not-called-back": _not_called_back,
    "no-assistants": _no_assistants,
    "nothing-handed-over": _nothing_handed_over,
    "nobody-asked": _nobody_asked,
    "target-gone": _target_gone,
    "target-lost": _target_lost,
    "not-fetched": _not_fetched,
    "no-second-call": _no_second_call,
    "too-many-calls": _too_many_calls,
    "no-conference": _no_conference,
    "not-held": _not_held,
    "nothing-dialled": _nothing_dialled,
    "superseded": _superseded,
    "hung-up": _hung_up,
    "no-confirmation": _unconfirmed,
    "command-failed": _unconfirmed,
    "text-not-sendable": _not_sendable,
    "no-divert": _no_divert,
    "no-own-group": _no_own_group,
    "time-has-passed": _time_has_passed,
    "no-such-entry": _no_such_entry,
    "journal-not-written": _journal_not_written,
    "journal-newer": _journal_newer,
    "file-not-written": _file_not_written,
    "caller-number-unknown": _caller_number_unknown,
    "caller-hidden": _caller_hidden,
    "filter-is-simple": _filter_is_simple,
    "filter-is-off": _filter_is_off,
    "never-rule-wins": _never_rule_wins,
    "no-leader-call": _no_leader_call,
    "nothing-to-undo": _nothing_to_undo,
    "changed-meanwhile": _changed_meanwhile,
    "no-conflict": _no_conflict,
    "form-has-faults": _form_has_faults,
    "editor-not-open": _editor_not_open,
    "editor-busy": _editor_busy,
    **CONTACT_SENTENCES,
    **SOUND_SENTENCES,
}
