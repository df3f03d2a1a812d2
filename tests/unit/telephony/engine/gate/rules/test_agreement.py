"""The security agreement of a flow: what a request carries, and what an answer changes."""

import pytest

from softphone.domain.account.account import SecurityAgreement
from softphone.telephony.engine.gate.rules.agreement import FlowAgreement
from softphone.telephony.engine.gate.wire.message import WireMessage
from tests.unit.telephony.engine.gate.messages import SDP, request, response

OFFERED = "Security-Server: msrp-tls;mediasec, sdes-srtp;mediasec, tls"
KEYS = ("security-client", "security-verify", "require", "proxy-require")
SECURE = SDP.replace("RTP/AVP", "RTP/SAVP")


def headers(agreement: FlowAgreement, method: str) -> tuple[str, ...]:
    message = request(method)
    agreement.add_headers(message)
    return tuple(", ".join(message.all(key)) for key in KEYS)


def agreed(mode: SecurityAgreement) -> FlowAgreement:
    agreement = FlowAgreement(mode)
    agreement.read(response(401, request("REGISTER"), OFFERED))
    return agreement


VERIFY = "msrp-tls;mediasec, sdes-srtp;mediasec"
AGREED = ("", VERIFY, "mediasec", "mediasec")


@pytest.mark.parametrize(
    ("mode", "first", "later"),
    [
        (SecurityAgreement.OFF, ("", "", "", ""), ("", "", "", "")),
        (SecurityAgreement.AUTOMATIC, ("sdes-srtp;mediasec", "", "", ""), AGREED),
        (SecurityAgreement.MEDIASEC, ("sdes-srtp;mediasec", "", "mediasec", "mediasec"), AGREED),
    ],
)
def test_register_asks_and_all_requests_verify(
    mode: SecurityAgreement, first: tuple[str, ...], later: tuple[str, ...]
) -> None:
    assert headers(FlowAgreement(mode), "REGISTER") == first
    agreement = agreed(mode)
    for method in ("INVITE", "BYE", "PRACK", "UPDATE", "REFER", "NOTIFY", "SUBSCRIBE", "MESSAGE", "INFO"):
        assert headers(agreement, method) == later
    assert headers(agreement, "ACK") == headers(agreement, "CANCEL") == ("", "", "", "")


def test_an_offer_in_any_other_answer_changes_nothing() -> None:
    agreement = FlowAgreement(SecurityAgreement.AUTOMATIC)
    agreement.read(response(403, request("REGISTER"), OFFERED))
    assert not agreement.is_active


def test_494_ends_it_and_register_begins_anew_without_verifying() -> None:
    agreement = agreed(SecurityAgreement.MEDIASEC)
    assert agreement.read(response(494, request("INVITE")))
    assert headers(agreement, "REGISTER")[:2] == ("sdes-srtp;mediasec", "")
    assert not agreement.read(response(401, request("REGISTER"), OFFERED))
    assert headers(agreement, "REGISTER")[1] == VERIFY


def test_a_new_connection_begins_without() -> None:
    agreement = agreed(SecurityAgreement.AUTOMATIC)
    agreement.reset()
    assert not agreement.is_active


def test_a_requirement_of_our_own_stays() -> None:
    message: WireMessage = request("PRACK", "Require: 100rel")
    agreed(SecurityAgreement.MEDIASEC).add_headers(message)
    assert message.all("require") == ["100rel, mediasec"]


@pytest.mark.parametrize(("mode", "marked"), [(SecurityAgreement.MEDIASEC, True), (SecurityAgreement.OFF, False)])
def test_media_is_marked_while_it_is_active(mode: SecurityAgreement, marked: bool) -> None:
    message = request(body=SECURE)
    agreed(mode).mark_media(message, is_answer=False)
    assert (b"a=3ge2ae:requested" in message.body) is marked
