"""Requests from the network: refused, or mended so that pjsip can read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.rules.request_rules import (
    RefusedError,
    check,
    mend,
    readable_party,
)
from softphone.telephony.engine.gate.wire.message import DamagedMessageError, WireMessage, parse
from softphone.telephony.engine.gate.wire.values import LONGEST_HOST, LONGEST_URI, NameAddress, SipUri, Via, tag_of
from tests.fuzz.mutations import damaged
from tests.unit.telephony.engine.gate.messages import SDP, request

PARTY = re.compile(r'("[^"\\\x00-\x1f]*" )?<sips?:[^\s<>"]+>(;tag=[^\s;<>"]+)?')


def refused(message: WireMessage) -> int | None:
    try:
        check(message)
    except RefusedError as refusal:
        return refusal.status
    return None


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (request(body=SDP), None),
        (request("SUBSCRIBE", "Event: presence"), 489),
        (request("REGISTER"), 405),
        (request("PUBLISH"), 405),
        (request("BREW"), 501),
        (request(uri="tel:+4930"), 416),
        (request(uri="nonsense"), 400),
        (request(uri="ht_tp:x"), 400),
        (request("BYE"), 481),
        (request("INFO"), 481),
        (request("UPDATE"), 481),
        (request("PRACK"), 481),
        (request("REFER", "Refer-To: <sip:x@y>"), 481),
        (request("REFER", to="<sip:a>;tag=t"), 400),
        (request("REFER", "Refer-To: <sip:x>", "Refer-To: <sip:y>", to="<sip:a>;tag=t"), 400),
        (request("NOTIFY", "Event: message-summary"), None),
        (request("NOTIFY", "Event: dialog"), 489),
        (request("NOTIFY"), 489),
        (request("INVITE", "Require: timer, 100rel, mediasec"), None),
        (request("INVITE", "Require: timer, magic"), 420),
        (request("CANCEL", "Require: magic"), None),
        (request("ACK", "Require: magic"), None),
        (request("MESSAGE", "Content-Type: text/html", body="x", kind="text/plain"), 415),
        (request("MESSAGE", body="x", kind="nonsense"), 400),
        (request("INVITE", "From: <sip:second@h>"), 400),
        (request("INVITE", "CSeq: 2 INVITE"), 400),
        (request("INVITE", *(f"X-{n}: y" for n in range(200))), 400),
        (request(via=", ".join(["SIP/2.0/UDP h;branch=b"] * 71)), 400),
        (request(via="SIP/2.0/UDP h:70000"), 400),
        (request(call_id="a b"), 400),
        (request(call_id="x" * 1001), 400),
        (request(cseq=2**31), 400),
    ],
)
def test_what_is_refused(message: WireMessage, status: int | None) -> None:
    assert refused(message) == status


@pytest.mark.parametrize("key", ["via", "from", "to", "call-id", "cseq"])
def test_a_missing_header_is_answered(key: str) -> None:
    message = request()
    message.remove(key)
    assert refused(message) == 400


def test_another_method_in_cseq_is_refused() -> None:
    message = request("ACK")
    message.replace("cseq", "1 INVITE")
    assert refused(message) == 0
    message.method = "INVITE"
    message.replace("cseq", "1 ACK")
    assert refused(message) == 400


def test_a_bad_ack_is_dropped_as_nothing_answers_an_ack() -> None:
    assert refused(request("ACK", call_id="a b")) == 0


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ('"Bob" <sip:bob@h>;tag=f', '"Bob" <sip:bob@h>;tag=f'),
        ("Bob <sip:bob@h>;tag=f;x=y", '"Bob" <sip:bob@h>;tag=f'),
        ('"open <sip:bob@h>;tag=f', '"open" <sip:bob@h>;tag=f'),
        ("<sip:bob@h;tag=f", "<sip:bob@h>;tag=f"),
        ('"+49 30 1234" <nonsense>;tag=f', '"+49 30 1234" <sip:+49301234@unreadable.invalid>;tag=f'),
        ("<tel:+4930-12>;tag=f", "<sip:+4930-12@tel.invalid;user=phone>;tag=f"),
        ("<sip:bob@h;user=phone;x=y?h=v>;tag=f", "<sip:bob@h;user=phone>;tag=f"),
        ("<sip:bob@h>;tag=\x01", "<sip:bob@h>"),
        ("<sip:@office.test>;tag=f", "<sip:office.test>;tag=f"),
        ("<sip:231@h;phone-context=+4930>;tag=f", "<sip:231;phone-context=+4930@h>;tag=f"),
        ("<sip:231@h;phone-context=pbx.example;user=phone>;tag=f", "<sip:231@h;user=phone>;tag=f"),
        ("<tel:231;phone-context=+4930>;tag=f", "<sip:231;phone-context=+4930@tel.invalid;user=phone>;tag=f"),
        ("<sip:" + "1" * 300 + "@h>;tag=f", "<sip:" + "1" * 39 + "@unreadable.invalid>;tag=f"),
        ("", "<sip:anonymous@anonymous.invalid>"),
        ("<sip:a@h>;tag=" + "x" * 201, "<sip:a@h>"),
    ],
)
def test_from_and_to_ring_with_what_can_be_read(came: str, shown: str) -> None:
    assert readable_party(came) == shown


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_party_is_readable_afterwards(name: str, uri: str) -> None:
    shown = readable_party(f"{name} <{uri}>;tag=f")
    assert PARTY.fullmatch(shown)
    read = SipUri.read(NameAddress.read(shown).uri)
    assert read is not None
    assert len(read.host) <= LONGEST_HOST
    assert len(NameAddress.read(shown).uri) <= LONGEST_URI


@given(damaged([b'"Bob" <sip:bob@h>;tag=f', b"<tel:+49301234>;tag=f", b"sip:bob@h;tag=f"]))
def test_a_damaged_party_is_readable_afterwards(value: bytes) -> None:
    text = value.decode("utf-8", "surrogateescape").replace("\r", " ").replace("\n", " ").strip()
    assert PARTY.fullmatch(readable_party(text))


@given(st.text('abc;= \t%"', max_size=40), st.text("abc019", min_size=1, max_size=9))
def test_a_tag_that_can_be_read_is_kept(name: str, tag: str) -> None:
    assert tag_of(readable_party(f"{name} <sip:a@h>;tag={tag}")) == tag


REQUESTS = [
    request(body=SDP).encode(),
    request("INVITE", "Require: timer", "Session-Expires: 90;refresher=uas", "Min-SE: 9", "Replaces: a;b=c").encode(),
    request("INVITE", 'P-Asserted-Identity: "B" <sip:b@h>', "Diversion: <sip:l@h>;reason=x", body=SDP).encode(),
    request("NOTIFY", "Event: refer;id=1", "Subscription-State: active;expires=60", to="<sip:a>;tag=t").encode(),
    request("PRACK", "RAck: 1 1 INVITE", to="<sip:a>;tag=t").encode(),
    request("INFO", body="Signal=5", kind="application/dtmf-relay", to="<sip:a>;tag=t").encode(),
]
FORMS = {
    "max-forwards": r"\d{1,3}",
    "session-expires": r"\d{1,9}(\s*;.*)?",
    "min-se": r"\d{1,9}(\s*;.*)?",
    "rack": r"\d{1,10}\s+\d{1,10}\s+\w{1,32}",
    "subscription-state": r"[\w\-.!%*+`'~]+(;(expires|retry-after)=\d+)*",
    "event": r"[\w\-.!%*+`'~]+(\s*;.*)?",
}


@given(damaged(REQUESTS))
def test_what_is_let_through_has_the_forms_that_pjsip_parses(data: bytes) -> None:
    try:
        message = parse(data)
        check(message)
    except (DamagedMessageError, RefusedError):
        return
    mend(message)
    assert PARTY.fullmatch(message.first("from"))
    assert PARTY.fullmatch(message.first("to"))
    assert all(Via.read(via) for via in message.listed("via"))
    assert 0 <= message.cseq[0] < 2**31
    for key, form in FORMS.items():
        assert all(re.fullmatch(form, value, re.ASCII) for value in message.all(key)), key
    assert not message.first("route") + message.first("authorization")
    if message.content_type == "application/dtmf-relay" and message.body:
        assert message.body.endswith(b"\r\n")


def test_headers_that_pjsip_cannot_parse_go() -> None:
    message = request("INVITE", "Session-Expires: soon", "Expires: -1", "Allow: <", "X-Own: \x01", "Min-SE: 90")
    mend(message)
    assert [h.key for h in message.headers if h.key not in ("via", "from", "to", "call-id", "cseq")] == [
        "max-forwards",
        "x-own",
        "min-se",
        "content-length",
    ]


def test_max_forwards_is_added_and_known_extensions_stay_required() -> None:
    message = request("INVITE", "Require: mediasec, timer")
    message.remove("max-forwards")
    mend(message)
    assert (message.first("max-forwards"), message.first("require")) == ("70", "timer")


def test_digits_of_info_end_with_a_line_end() -> None:
    message = request("INFO", body="Signal=5\0\n", kind="application/dtmf-relay", to="<sip:a>;tag=t")
    mend(message)
    assert message.body == b"Signal=5\r\n"


def test_identities_are_few_short_and_printable() -> None:
    long = [f"Diversion: <sip:{'x' * 1000}@h>", "Diversion: <sip:\x07@h>"]
    message = request("INVITE", *long, *(f"Diversion: <sip:{n}@h>" for n in range(20)))
    mend(message)
    assert message.all("diversion") == [f"<sip:{n}@h>" for n in range(8)]


def test_octets_in_an_identity_that_are_no_utf_8_are_latin_1() -> None:
    message = parse(
        b'INVITE sip:a SIP/2.0\r\nFrom: "J\xfcrgen" <sip:j@h>;tag=f\r\nP-Asserted-Identity: "J\xfcrgen" <sip:j@h>\r\n'
        b"To: <sip:a>\r\n\r\n"
    )
    mend(message)
    assert message.first("from") == '"Jürgen" <sip:j@h>;tag=f'
    assert message.first("p-asserted-identity") == '"Jürgen" <sip:j@h>'


def test_a_state_keeps_its_times_only() -> None:
    message = request("NOTIFY", 'Subscription-State: terminated;reason="no;retry-after=x";retry-after=7;expires=z')
    mend(message)
    assert message.first("subscription-state") == "terminated;retry-after=7"
