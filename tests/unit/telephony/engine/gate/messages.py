"""Messages as the network and pjsip send them, for the tests of the gate."""

from collections.abc import Iterable

from softphone.telephony.engine.gate.wire.message import WireMessage, parse

SDP = (
    "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 9 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n"
)


def octets(start: str, headers: Iterable[str], body: str | bytes = "") -> bytes:
    """With the Content-Length that fits."""
    data = body.encode() if isinstance(body, str) else body
    head = "\r\n".join([start, *headers, f"Content-Length: {len(data)}", "", ""])
    return head.encode("utf-8", "surrogateescape") + data


def request(
    method: str = "INVITE",
    *more: str,
    uri: str = "sip:alice@192.0.2.1:5060",
    via: str = "SIP/2.0/UDP 192.0.2.9:5060;rport;branch=z9hG4bKa",
    from_: str = '"Bob" <sip:bob@pbx.example>;tag=f',
    to: str = "<sip:alice@pbx.example>",
    call_id: str = "c1",
    cseq: int = 1,
    body: str | bytes = "",
    kind: str = "application/sdp",
) -> WireMessage:
    lines = [f"Via: {via}", f"From: {from_}", f"To: {to}", f"Call-ID: {call_id}", f"CSeq: {cseq} {method}"]
    lines += ["Max-Forwards: 70", *more, *([f"Content-Type: {kind}"] if body else [])]
    return parse(octets(f"{method} {uri} SIP/2.0", lines, body))


def response(status: int, to: WireMessage, *more: str, tag: str = "t", body: str = "") -> WireMessage:
    """An answer to a request as it was seen on the wire."""
    kept = [f"{h.name}: {h.value}" for h in to.headers if h.key in ("via", "from", "call-id", "cseq")]
    named = to.first("to") if "tag=" in to.first("to") or not tag else f"{to.first('to')};tag={tag}"
    typed = ["Content-Type: application/sdp"] if body else []
    return parse(octets(f"SIP/2.0 {status} Any", [*kept, f"To: {named}", *more, *typed], body))
