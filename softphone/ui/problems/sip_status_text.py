"""Every SIP final status as a sentence with a next step (RFC 3261 section 21 and its extensions)."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.plain_text import plain
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
_LONGEST_REASON = 80
_NO_COMMON_MEDIA = (415, 488, 606)


def call_refused_text(status: int, reason: str, only_encrypted: bool = False) -> str:
    """A status without a sentence of its own gets that of its class, with the number and the server's own words."""
    if only_encrypted and status in _NO_COMMON_MEDIA:
        return _no_encryption()
    words = _SENTENCES.get(status)
    return translate("Problems", words) if words else _by_class(status, plain(reason, _LONGEST_REASON))


def _by_class(status: int, reason: str) -> str:
    why = f"{status} {reason}".strip() if status else reason or "–"
    match status // 100:
        case 3:
            text = translate("Problems", "The number has changed: {why}. Please ask for the new one.")
        case 4:
            text = translate("Problems", "The platform did not put the call through: {why}. Please check the number.")
        case 5:
            text = translate("Problems", "The platform has a fault: {why}. Please try again in a moment.")
        case 6:
            text = translate("Problems", "The call was declined everywhere: {why}. Please call later.")
        case _:
            text = translate("Problems", "The call failed: {why}. Please call again.")
    return text.format(why=why)


def _no_encryption() -> str:
    return translate(
        "Problems",
        "No encrypted connection was possible, and this account allows no other. Please ask your administrator.",
    )


_SENTENCES: dict[int, str] = {
    **dict.fromkeys(
        (300, 301, 302, 305, 380),
        QT_TRANSLATE_NOOP("Problems", "This number redirects to another one. Please ask for the new number."),
    ),
    **dict.fromkeys(
        (400, 413, 414, 416, 513),
        QT_TRANSLATE_NOOP("Problems", "The platform did not understand the call. Please check the number."),
    ),
    **dict.fromkeys(
        (401, 407),
        QT_TRANSLATE_NOOP(
            "Problems", "The platform does not accept your telephone's password. Please sign in again."
        ),
    ),
    402: QT_TRANSLATE_NOOP("Problems", "The platform requires credit for this call. Please ask your administrator."),
    403: QT_TRANSLATE_NOOP("Problems", "Your line cannot call this number. Please ask your administrator."),
    404: QT_TRANSLATE_NOOP("Problems", "This number does not exist. Please check it."),
    **dict.fromkeys(
        (405, 420, 421, 489, 501, 505),
        QT_TRANSLATE_NOOP("Problems", "The platform cannot do this. Please ask your administrator."),
    ),
    408: QT_TRANSLATE_NOOP("Problems", "No answer. Please call again later."),
    410: QT_TRANSLATE_NOOP("Problems", "This number is no longer in use. Please look for the new one."),
    **dict.fromkeys(
        (406, 415, 488, 606),
        QT_TRANSLATE_NOOP(
            "Problems", "The other party supports none of our audio formats. Please ask your administrator."
        ),
    ),
    **dict.fromkeys(
        (422, 423),
        QT_TRANSLATE_NOOP(
            "Problems", "The platform requires different settings for this telephone. Please ask your administrator."
        ),
    ),
    433: QT_TRANSLATE_NOOP("Problems", "Calls with a hidden number are not accepted there. Please show your number."),
    **dict.fromkeys(
        (430, 480), QT_TRANSLATE_NOOP("Problems", "Not reachable at the moment. Please call again later.")
    ),
    481: QT_TRANSLATE_NOOP("Problems", "The platform no longer knows this call. Please call again."),
    **dict.fromkeys(
        (482, 483),
        QT_TRANSLATE_NOOP("Problems", "The call is forwarded in a loop. Please call another number."),
    ),
    484: QT_TRANSLATE_NOOP("Problems", "The number is incomplete. Please dial all of it."),
    485: QT_TRANSLATE_NOOP("Problems", "This could mean several numbers. Please dial the whole number."),
    **dict.fromkeys((486, 600), QT_TRANSLATE_NOOP("Problems", "Busy. Please call again later.")),
    487: QT_TRANSLATE_NOOP("Problems", "The call was cancelled. Please call again."),
    491: QT_TRANSLATE_NOOP("Problems", "Another change of this call is under way. Please try again in a moment."),
    493: QT_TRANSLATE_NOOP("Problems", "The other party requires different security. Please ask your administrator."),
    494: QT_TRANSLATE_NOOP(
        "Problems", "The security agreement with the platform had to be renewed. Please call again."
    ),
    500: QT_TRANSLATE_NOOP("Problems", "The platform has a fault. Please try again in a moment."),
    502: QT_TRANSLATE_NOOP("Problems", "The network behind the platform has a fault. Please try again in a moment."),
    503: QT_TRANSLATE_NOOP(
        "Problems", "The platform is overloaded or being serviced. Please try again in a few minutes."
    ),
    504: QT_TRANSLATE_NOOP("Problems", "The platform did not answer in time. Please try again in a moment."),
    580: QT_TRANSLATE_NOOP("Problems", "The line has no capacity for this call now. Please try again in a moment."),
    603: QT_TRANSLATE_NOOP("Problems", "The call was declined. Please call again later."),
    604: QT_TRANSLATE_NOOP("Problems", "This number is not known anywhere. Please check it."),
    607: QT_TRANSLATE_NOOP("Problems", "The person does not want this call. Please contact them another way."),
    608: QT_TRANSLATE_NOOP("Problems", "A filter blocked the call as unwanted. Please contact them another way."),
}
