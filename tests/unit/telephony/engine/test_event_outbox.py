"""Events carry real Unicode, whatever octets came over the network."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import AudioFlow, CallEnded, IncomingCall
from softphone.telephony.engine.event_outbox import valid_text, with_valid_text
from softphone.telephony.engine.pjsip.invite_headers import facts_of


def as_pjsua2_does(octets: bytes) -> str:
    return octets.decode("utf-8", "surrogateescape")


@given(st.binary())
def test_any_octets_become_text(octets: bytes) -> None:
    text = valid_text(as_pjsua2_does(octets))
    assert text.encode().decode() == text
    assert [c for c in text if c.isascii()] == [chr(octet) for octet in octets if octet < 0x80]


@given(st.text(st.characters(codec=None)))
def test_any_text_becomes_text_and_good_text_stays(text: str) -> None:
    clean = valid_text(text)
    clean.encode()
    assert valid_text(clean) == clean


@given(st.text(st.characters(codec="utf-8")))
def test_good_text_is_not_touched(text: str) -> None:
    assert valid_text(text) is text
    assert valid_text(as_pjsua2_does(text.encode())) == text


def test_a_latin_1_name_is_read_and_the_other_lines_stay() -> None:
    message = (
        'INVITE sip:a@x SIP/2.0\r\nFrom: "J\xf6rg" <sip:j@x>\r\n'.encode("latin-1") + "Subject: Grüße\r\n".encode()
    )
    assert (
        valid_text(as_pjsua2_does(message))
        == 'INVITE sip:a@x SIP/2.0\r\nFrom: "Jörg" <sip:j@x>\r\nSubject: Grüße\r\n'
    )


def test_values_inside_an_event_are_clean() -> None:
    message = b'INVITE sip:a@x SIP/2.0\r\nFrom: "J\xf6rg" <sip:j@x>\r\nDiversion: "L\xe4" <sip:l@x>\r\n\r\n'
    told = with_valid_text(IncomingCall(CallKey(1), facts_of(as_pjsua2_does(message))))
    assert told.invite.from_ == '"Jörg" <sip:j@x>'
    assert told.invite.diversion == ('"Lä" <sip:l@x>',)
    assert with_valid_text(CallEnded(CallKey(1), 486, "Besetzt\udcfc")).status_text == "Besetztü"


def test_an_event_that_is_clean_stays_the_same_object() -> None:
    flow = AudioFlow(1, 2, 3, 4, 5, 6, -10.0, -20.0)
    assert with_valid_text(flow) is flow


@dataclass(frozen=True)
class Nested:
    inner: tuple[CallEnded, ...]


def test_tuples_of_values_are_looked_into() -> None:
    told = with_valid_text(Nested((CallEnded(CallKey(1), 200, "\udcff"),)))
    assert told.inner[0].status_text == "ÿ"
