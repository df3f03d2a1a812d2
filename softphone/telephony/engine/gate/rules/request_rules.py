"""Requests from the network: what is refused, and how the others are mended so that pjsip can read them."""

import re

from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.values import (
    LONGEST_HOST,
    LONGEST_URI,
    LONGEST_USER,
    NameAddress,
    SipUri,
    Via,
    param,
    split_list,
    tag_of,
)

METHODS = ("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "NOTIFY", "REFER", "INFO", "UPDATE", "PRACK")
ALLOW = ", ".join(METHODS)
EXTENSIONS = frozenset({"timer", "100rel", "replaces", "norefersub", "outbound", "path", "gruu", "tdialog"})
MEDIASEC = "mediasec"
"""Taken out of Require: pjsip would answer 420."""
MOST_HEADERS, MOST_VIAS, LONGEST_VALUE = 200, 70, 1000
LARGEST_CSEQ = 2**31 - 1
_OUTSIDE_DIALOG = frozenset({"INVITE", "OPTIONS", "MESSAGE", "NOTIFY", "CANCEL"})
_SINGLE = ("from", "to", "call-id", "cseq", "max-forwards")
_IDENTITY = ("p-asserted-identity", "remote-party-id", "diversion", "history-info", "alert-info", "call-info")
_MOST_IDENTITIES = 8
_FOR_PROXIES = ("route", "authorization", "proxy-authorization", "proxy-require", "path")
_WORD = r"[\w\-.!%*+`'~]+"
_FORMS = {
    key: re.compile(form, re.ASCII)
    for key, form in {
        "max-forwards": r"\d{1,3}",
        "expires": r"\d{1,10}",
        "min-expires": r"\d{1,10}",
        "min-se": r"\d{1,9}(\s*;.*)?",
        "session-expires": r"\d{1,9}(\s*;.*)?",
        "rseq": r"\d{1,10}",
        "rack": r"\d{1,10}\s+\d{1,10}\s+\w{1,32}",
        "event": rf"{_WORD}(\s*;.*)?",
        "subscription-state": rf"{_WORD}(\s*;.*)?",
        "content-type": rf"{_WORD}\s*/\s*{_WORD}(\s*;.*)?",
        "retry-after": r"\d{1,10}(\s*[(;].*)?",
        "replaces": r"[^;\s,<>\"]{1,256}(\s*;.*)?",
        "allow": r"[\w\-.!%*+`'~, ]*",
        "supported": r"[\w\-.!%*+`'~, ]*",
        "accept": r"[^\"<>]*",
    }.items()
}
"""Headers that pjsip parses: one that it cannot parse would make the whole message vanish."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*", re.ASCII)
_UNREADABLE = "unreadable.invalid"
_DIGITS = re.compile(r"\+?\d[\d\-.() ]{2,38}", re.ASCII)
_LOST_TAG = re.compile(r";\s*tag\s*=\s*([^;>\s\"]+)", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z0-9\-.!%*_+`'~=@:/\[\]$&^#?|{}]{1,200}", re.ASCII)
_GLOBAL_CONTEXT = re.compile(r"\+[\d\-.()]{1,20}", re.ASCII)
_TEL = re.compile(r"tel:(\+?[\d\-.()*#]{1,40})(?:.*?(;phone-context=\+[\d\-.()]{1,20}))?", re.IGNORECASE | re.ASCII)


class RefusedError(Exception):
    """Answered by the gate; pjsip does not see the request. `status` 0: dropped."""

    def __init__(self, status: int, reason: str, *headers: tuple[str, str]) -> None:
        super().__init__(reason)
        self.status, self.reason, self.headers = status, reason, headers


def check(request: WireMessage) -> None:
    """Raises RefusedError unless pjsip can work on the request after `mend`."""
    if request.method == "ACK":
        try:
            _check(request)
        except RefusedError as refusal:
            raise RefusedError(0, refusal.reason) from refusal
    else:
        _check(request)


def _check(request: WireMessage) -> None:
    _check_headers(request)
    _check_method(request)
    _check_place(request)
    _check_extensions(request)
    _check_body(request)


def _check_headers(request: WireMessage) -> None:
    if len(request.headers) > MOST_HEADERS:
        raise RefusedError(400, "Too Many Headers")
    for key in ("via", "from", "to", "call-id", "cseq"):
        if not request.first(key):
            raise RefusedError(400, f"Missing {key.title()}")
    for key in _SINGLE:
        if len(request.all(key)) > 1:
            raise RefusedError(400, f"Several {key.title()}")
    vias = request.listed("via")
    if len(vias) > MOST_VIAS or any(Via.read(via) is None for via in vias):
        raise RefusedError(400, "Bad Via")
    number, method = request.cseq
    if method != request.method or not 0 <= number <= LARGEST_CSEQ:
        raise RefusedError(400, "Bad CSeq")
    call_id = request.first("call-id")
    if len(call_id) > LONGEST_VALUE or not call_id.isprintable() or " " in call_id:
        raise RefusedError(400, "Bad Call-ID")


def _check_method(request: WireMessage) -> None:
    if request.method == "SUBSCRIBE":
        raise RefusedError(489, "Bad Event")
    if request.method in ("REGISTER", "PUBLISH"):
        raise RefusedError(405, "Method Not Allowed", ("allow", ALLOW))
    if request.method not in METHODS:
        raise RefusedError(501, "Not Implemented", ("allow", ALLOW))
    scheme = request.uri.partition(":")[0].lower()
    if scheme not in ("sip", "sips"):
        known = ":" in request.uri and _SCHEME.fullmatch(scheme) is not None
        raise RefusedError(416, "Unsupported URI Scheme") if known else RefusedError(400, "Bad Request-URI")


def _check_place(request: WireMessage) -> None:
    """Requests that belong into a dialog, and NOTIFYs that no subscription asked for."""
    in_dialog = bool(tag_of(request.first("to")))
    if not in_dialog and request.method not in _OUTSIDE_DIALOG and request.method != "ACK":
        raise RefusedError(481, "Call/Transaction Does Not Exist")
    event = request.first("event").partition(";")[0].strip().lower()
    if request.method == "NOTIFY" and not in_dialog and event != "message-summary":
        raise RefusedError(489, "Bad Event")
    if request.method == "REFER" and len(request.all("refer-to")) != 1:
        raise RefusedError(400, "Missing Refer-To")


def _check_extensions(request: WireMessage) -> None:
    unknown = [option for option in required(request) if option.lower() not in EXTENSIONS | {MEDIASEC}]
    if unknown and request.method not in ("ACK", "CANCEL"):
        raise RefusedError(420, "Bad Extension", ("unsupported", ", ".join(unknown)))


def _check_body(request: WireMessage) -> None:
    if len(request.all("content-type")) > 1:
        raise RefusedError(415, "Unsupported Media Type", ("accept", "application/sdp"))
    if request.body and not _FORMS["content-type"].fullmatch(request.first("content-type")):
        raise RefusedError(400, "Missing Content-Type")


def required(message: WireMessage) -> list[str]:
    return [option for value in message.all("require") for option in split_list(value)]


def mend(request: WireMessage) -> None:
    """Makes a checked request readable for pjsip; the caller keeps the original From and To for its answers."""
    for key in ("from", "to"):
        request.replace(key, readable_party(request.first(key)))
    _bound_identities(request)
    request.remove(*_FOR_PROXIES)
    keep_known_extensions(request)
    if request.first("subscription-state"):
        request.replace("subscription-state", _readable_state(request.first("subscription-state")))
    drop_unreadable_headers(request)
    if request.content_type in ("application/dtmf-relay", "application/dtmf") and request.body:
        request.body = request.body.rstrip(b"\r\n\0 ") + b"\r\n"  # pjsip aborts without a line end


def _readable_state(value: str) -> str:
    """State and times; a parameter that is written wrongly would make the end of a transfer vanish."""
    state, _, rest = value.partition(";")
    times = {name: param(rest, name) or "" for name in ("expires", "retry-after")}
    return state.strip() + "".join(f";{name}={value}" for name, value in times.items() if value.isdigit())


def _bound_identities(request: WireMessage) -> None:
    for key in _IDENTITY:
        values = map(_without_surrogates, request.all(key))
        kept = [value for value in values if len(value) < LONGEST_VALUE and value.isprintable()]
        request.replace(key, *kept[:_MOST_IDENTITIES])


def keep_known_extensions(message: WireMessage) -> None:
    known = [option for option in required(message) if option.lower() in EXTENSIONS]
    message.replace("require", *([", ".join(known)] if known else []))


def drop_unreadable_headers(message: WireMessage) -> None:
    message.headers = [
        header
        for header in message.headers
        if (form := _FORMS.get(header.key)) is None or form.fullmatch(header.value)
    ]
    if message.method and not message.first("max-forwards"):
        message.add("max-forwards", "70")


def readable_party(value: str) -> str:
    """From or To as pjsip can read it: the name and number that can be made out, and always the tag."""
    party = NameAddress.read(value)
    tag = _tag(party, value)
    name = re.sub(r'[\x00-\x1f\x7f"\\]', "", _without_surrogates(party.name)).strip()[:128]
    uri = readable_uri(party.uri, name)
    tail = f";tag={tag}" if tag else ""
    return f'"{name}" <{uri}>{tail}' if name else f"<{uri}>{tail}"


def _tag(party: NameAddress, value: str) -> str:
    """A bracket that never closes takes the tag with it."""
    lost = _LOST_TAG.search(value)
    tag = party.tag or (lost[1] if lost else "")
    return tag if _TAG.fullmatch(tag) else ""


def readable_uri(text: str, name: str = "") -> str:
    """The URI itself where pjsip can bear it, else the nearest one that says the same."""
    uri = SipUri.read(text)
    if uri is not None and len(uri.user) <= LONGEST_USER and len(uri.host) <= LONGEST_HOST:
        nobody = not uri.user and "@" in text  # pjsip cannot read "sip:@host"
        return text if len(text) <= LONGEST_URI and not uri.rest and not nobody else _bare(uri)
    if tel := _TEL.match(text):
        return f"sip:{tel[1]}{tel[2] or ''}@tel.invalid;user=phone"
    number = _DIGITS.search(f"{text} {name}")
    if number is not None:
        return f"sip:{re.sub(r'[^+0-9]', '', number[0])}@{_UNREADABLE}"
    return "sip:anonymous@anonymous.invalid"


def _bare(uri: SipUri) -> str:
    phone = ";user=phone" if (param(uri.rest, "user") or "").lower() == "phone" else ""
    context = _GLOBAL_CONTEXT.fullmatch(param(uri.rest, "phone-context") or "")
    user = f"{uri.user};phone-context={context[0]}" if context else uri.user
    return f"sip:{user}@{uri.host}{phone}" if uri.user else f"sip:{uri.host}"


def _without_surrogates(text: str) -> str:
    """Octets that are not UTF-8 are Latin-1 in practice."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1") if not _is_utf8(text) else text


def _is_utf8(text: str) -> bool:
    return not any("\udc80" <= character <= "\udcff" for character in text)
