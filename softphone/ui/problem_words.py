"""The longer sentences of `problem_text`: refused calls, sound devices, provisioning, requests out of place."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceSide

translate = QCoreApplication.translate


def call_refused_text(status: int, reason: str) -> str:
    """SIP final status in words (RFC 3261 section 21); an unusual one with its number."""
    match status:
        case 486 | 600:
            return translate("Problems", "Busy. Please call again later.")
        case 480 | 408:
            return translate("Problems", "Not reachable at the moment. Please call again later.")
        case 404 | 410 | 484 | 604:
            return translate("Problems", "This number does not exist. Please check it.")
        case 603 | 403:
            return translate("Problems", "The call was refused. Please call again later.")
        case 487:
            return translate("Problems", "The call was cancelled. Please call again.")
        case 488 | 606:
            return translate(
                "Problems", "The other end does not understand our kind of sound. Please ask your administrator."
            )
    text = translate("Problems", "The call did not come about: {why}. Please call again.")
    return text.format(why=f"{status} {reason}".strip() if status else reason or "–")


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
    "superseded": _superseded,
    "hung-up": _hung_up,
    "no-confirmation": _unconfirmed,
    "command-failed": _unconfirmed,
    "text-not-sendable": _not_sendable,
}
