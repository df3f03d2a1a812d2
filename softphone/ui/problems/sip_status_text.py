"""Every SIP final status as a sentence with a next step (RFC 3261 section 21 and its extensions)."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.plain_text import plain

translate = QCoreApplication.translate
_LONGEST_REASON = 80
_NO_COMMON_MEDIA = (415, 488, 606)


def call_refused_text(status: int, reason: str, only_encrypted: bool = False) -> str:
    """A status without a sentence of its own gets that of its class, with the number and the server's own words."""
    if only_encrypted and status in _NO_COMMON_MEDIA:
        return _no_encryption()
    words = _SENTENCES.get(status)
    return words() if words is not None else _by_class(status, plain(reason, _LONGEST_REASON))


def _by_class(status: int, reason: str) -> str:
    why = f"{status} {reason}".strip() if status else reason or "–"
    match status // 100:
        case 3:
            text = translate("Problems", "The number is reached elsewhere now: {why}. Please ask for the new one.")
        case 4:
            text = translate("Problems", "The platform did not put the call through: {why}. Please check the number.")
        case 5:
            text = translate("Problems", "The platform has a fault: {why}. Please try again in a moment.")
        case 6:
            text = translate("Problems", "The call is wanted at none of its telephones: {why}. Please call later.")
        case _:
            text = translate("Problems", "The call did not come about: {why}. Please call again.")
    return text.format(why=why)


def _no_encryption() -> str:
    return translate(
        "Problems",
        "No encrypted connection came about, and this account allows no other. Please ask your administrator.",
    )


def _moved() -> str:
    return translate("Problems", "This number sends calls to another one. Please ask for the new number.")


def _bad_request() -> str:
    return translate("Problems", "The platform did not understand the call. Please check what was dialled.")


def _credentials() -> str:
    return translate("Problems", "The platform does not accept your telephone's password. Please sign in again.")


def _payment() -> str:
    return translate("Problems", "The platform asks for credit for this call. Please ask your administrator.")


def _forbidden() -> str:
    return translate("Problems", "Your line may not call this number. Please ask your administrator.")


def _unknown() -> str:
    return translate("Problems", "This number does not exist. Please check it.")


def _gone() -> str:
    return translate("Problems", "This number is no longer in use. Please look for the new one.")


def _incomplete() -> str:
    return translate("Problems", "The number is incomplete. Please dial all of it.")


def _ambiguous() -> str:
    return translate("Problems", "This could mean several numbers. Please dial the whole number.")


def _unsupported() -> str:
    return translate("Problems", "The platform cannot do this. Please ask your administrator.")


def _not_answered() -> str:
    return translate("Problems", "Nobody answered in time. Please call again later.")


def _unavailable() -> str:
    return translate("Problems", "Not reachable at the moment. Please call again later.")


def _busy() -> str:
    return translate("Problems", "Busy. Please call again later.")


def _cancelled() -> str:
    return translate("Problems", "The call was cancelled. Please call again.")


def _media() -> str:
    return translate(
        "Problems", "The other end does not understand our kind of sound. Please ask your administrator."
    )


def _loop() -> str:
    return translate("Problems", "The call goes round in a circle of diversions. Please call another number.")


def _no_longer() -> str:
    return translate("Problems", "The platform does not know this call any more. Please call again.")


def _pending() -> str:
    return translate("Problems", "Another change of this call is under way. Please try again in a moment.")


def _encryption() -> str:
    return translate("Problems", "The other end asks for other security. Please ask your administrator.")


def _anonymous() -> str:
    return translate("Problems", "Calls that hide their number are not taken there. Please show your number.")


def _too_short() -> str:
    return translate(
        "Problems", "The platform wants other settings of this telephone. Please ask your administrator."
    )


def _fault() -> str:
    return translate("Problems", "The platform has a fault. Please try again in a moment.")


def _beyond() -> str:
    return translate("Problems", "The network behind the platform has a fault. Please try again in a moment.")


def _overloaded() -> str:
    return translate("Problems", "The platform is overloaded or being serviced. Please try again in a few minutes.")


def _too_late() -> str:
    return translate("Problems", "The platform did not answer in time. Please try again in a moment.")


def _conditions() -> str:
    return translate("Problems", "The line has no room for this call now. Please try again in a moment.")


def _declined() -> str:
    return translate("Problems", "The call was declined. Please call again later.")


def _nowhere() -> str:
    return translate("Problems", "This number is known nowhere. Please check it.")


def _unwanted() -> str:
    return translate("Problems", "The person there does not want this call. Please use another way.")


def _rejected() -> str:
    return translate("Problems", "A filter on the way stopped the call as unwanted. Please use another way.")


_SENTENCES: dict[int, Callable[[], str]] = {
    **dict.fromkeys((300, 301, 302, 305, 380), _moved),
    **dict.fromkeys((400, 413, 414, 416, 513), _bad_request),
    **dict.fromkeys((401, 407), _credentials),
    402: _payment,
    403: _forbidden,
    404: _unknown,
    **dict.fromkeys((405, 420, 421, 489, 501, 505), _unsupported),
    408: _not_answered,
    410: _gone,
    **dict.fromkeys((406, 415, 488, 606), _media),
    **dict.fromkeys((422, 423), _too_short),
    433: _anonymous,
    **dict.fromkeys((430, 480), _unavailable),
    481: _no_longer,
    **dict.fromkeys((482, 483), _loop),
    484: _incomplete,
    485: _ambiguous,
    **dict.fromkeys((486, 600), _busy),
    487: _cancelled,
    491: _pending,
    **dict.fromkeys((493, 494), _encryption),
    500: _fault,
    502: _beyond,
    503: _overloaded,
    504: _too_late,
    580: _conditions,
    603: _declined,
    604: _nowhere,
    607: _unwanted,
    608: _rejected,
}
