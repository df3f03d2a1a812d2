"""Messages condensed to what pjsip and the program need: pjsip takes at most 4,000 octets."""

from softphone.telephony.engine.gate.wire import sdp
from softphone.telephony.engine.gate.wire.message import WireMessage

LARGEST_PACKET = 3900
LONGEST_KEPT = 200
_NEEDED = frozenset(
    [
        "via",
        "from",
        "to",
        "call-id",
        "cseq",
        "contact",
        "record-route",
        "route",
        "max-forwards",
        "content-type",
        "content-length",
        "content-encoding",
        "expires",
        "min-expires",
        "require",
        "supported",
        "allow",
        "event",
        "subscription-state",
        "rack",
        "rseq",
        "session-expires",
        "min-se",
        "refer-to",
        "referred-by",
        "refer-sub",
        "replaces",
        "authorization",
        "www-authenticate",
        "proxy-authenticate",
        "authentication-info",
        "retry-after",
        "reason",
        "warning",
        "p-asserted-identity",
        "remote-party-id",
        "diversion",
        "history-info",
        "alert-info",
        "call-info",
        "answer-mode",
        "privacy",
        "unsupported",
        "x-broadworks-correlation-info",
        "mime-version",
        "accept",
        "user-agent",
        "server",
        "x-gate-source",
    ]
)
_SHORTENED = (
    "history-info",
    "diversion",
    "call-info",
    "alert-info",
    "p-asserted-identity",
    "remote-party-id",
    "reason",
    "warning",
    "user-agent",
    "server",
    "accept",
    "allow",
    "supported",
)


class TooLargeError(Exception):
    """Even the necessary parts are larger than pjsip takes."""


def condensed(message: WireMessage, limit: int = LARGEST_PACKET) -> bytes:
    """The octets for pjsip; raises TooLargeError. Bodies stay, except for lines of an SDP that nothing here reads."""
    if message.has_sdp and sdp.has_too_many_attributes(message.body):
        message.body = sdp.thinned(message.body, 0)
    data = message.encode()
    if len(data) <= limit:
        return data
    message.headers = [header for header in message.headers if header.key in _NEEDED]
    for key in _SHORTENED:
        if len(message.encode()) <= limit:
            break
        message.replace(key, *[value for value in message.all(key)[:1] if len(value) < LONGEST_KEPT])
    excess = len(message.encode()) - limit
    if excess > 0 and message.has_sdp:
        message.body = sdp.thinned(message.body, excess)
    data = message.encode()
    if len(data) > limit:
        raise TooLargeError
    return data
