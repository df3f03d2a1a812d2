"""What the network sees of pjsip's messages, and pjsip of the answers."""

import pytest

from softphone.domain.account.account import SecurityAgreement, Transport
from softphone.telephony.engine.gate.core import FROM_GATE, SOURCE_HEADER
from softphone.telephony.engine.gate.events import AddressChanged, AgreementLost
from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.values import Via
from tests.unit.telephony.engine.gate.messages import SDP, request, response
from tests.unit.telephony.engine.gate.stage import GATE, OWN, PJSIP, Stage, dialog_route, ours

ROUTES = ("Record-Route: <sip:p2;lr>", "Record-Route: <sip:p1;lr;transport=tls>")


def called(stage: Stage, *more: str, contact: str = "<sip:bob@10.1.1.1:5080>") -> WireMessage:
    """The 200 to an INVITE of ours, as pjsip gets it."""
    (invite,) = stage.pjsip(ours("INVITE", body=SDP, kind="application/sdp"))
    (answer,) = stage.network(response(200, invite, *more, f"Contact: {contact}", body=SDP))
    return answer


@pytest.mark.parametrize(
    ("transport", "parameter"),
    [(Transport.UDP, ""), (Transport.TCP, ";transport=tcp"), (Transport.TLS, ";transport=tls")],
)
def test_register_has_one_via_our_contact_and_no_route(transport: Transport, parameter: str) -> None:
    (register,) = Stage(transport).pjsip(ours("REGISTER", 'Authorization: Digest username="a"'))
    (via,) = map(Via.read, register.all("via"))
    assert via is not None
    assert (via.transport, via.sent_by) == (transport.name, OWN)
    assert via.branch not in ("z9hG4bKin", "")
    assert register.first("contact") == f"<sip:alice@{OWN}{parameter}>"
    assert register.first("authorization") == 'Digest username="a"'
    assert not register.first("route")


def test_its_answer_shows_pjsip_its_own_binding_alone() -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    foreign = [f"Contact: <sip:alice@10.0.0.{n}>;expires=9" for n in range(100)]
    own = f"Contact: <sip:alice@{OWN};x=y>;expires=60;q=1"
    (answer,) = stage.network(response(200, register, *foreign, own, *ROUTES, "Path: <sip:edge>"))
    assert answer.all("contact") == [f"<sip:alice@{PJSIP}>;expires=60;q=1"]
    assert answer.all("via") == [f"SIP/2.0/UDP {PJSIP};rport;branch=z9hG4bKin"]
    assert not answer.all("record-route") + answer.all("path")


def test_without_our_binding_pjsip_sees_the_others_which_the_engine_judges() -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    contacts = [f"Contact: <sip:alice@10.0.0.{n}>" for n in range(9)]
    (answer,) = stage.network(response(200, register, "Contact: <tel:1>", *contacts))
    assert answer.all("contact") == [f"<sip:alice@10.0.0.{n}>" for n in range(4)]


def test_service_route_leads_later_requests_but_no_register() -> None:
    stage = Stage(routes=("<sip:edge;lr>",))
    (register,) = stage.pjsip(ours("REGISTER"))
    assert register.all("route") == ["<sip:edge;lr>"]
    stage.network(response(200, register, "Service-Route: <sip:s1;lr>, <nonsense>, <sip:s2;lr>"))
    (invite,) = stage.pjsip(ours("INVITE", branch="z9hG4bK2"))
    assert invite.all("route") == ["<sip:s1;lr>", "<sip:s2;lr>"]
    (again,) = stage.pjsip(ours("REGISTER", branch="z9hG4bK3"))
    assert again.all("route") == ["<sip:edge;lr>"]


def test_an_empty_service_route_is_none() -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    (answer,) = stage.network(response(200, register, "Service-Route: ", "Service-Route: <>"))
    assert not answer.all("service-route")
    (invite,) = stage.pjsip(ours("INVITE", branch="z9hG4bK2"))
    assert not invite.all("route")


def test_a_dialog_goes_by_its_own_routes_in_reverse() -> None:
    stage = Stage()
    answer = called(stage, *ROUTES)
    assert answer.all("contact") == ["<sip:bob@10.1.1.1:5080>"]
    assert len(answer.all("record-route")) == 1
    assert GATE in answer.first("record-route")
    for method in ("ACK", "BYE"):
        uri = "sip:bob@10.1.1.1:5080"
        (sent,) = stage.pjsip(ours(method, branch=f"z9hG4bK{method}", route=dialog_route(answer), uri=uri))
        assert sent.uri == uri
        assert sent.all("route") == ["<sip:p1;lr;transport=tls>", "<sip:p2;lr>"]


def test_a_strict_router_gets_the_request_and_the_target_stands_last() -> None:
    stage = Stage()
    answer = called(stage, "Record-Route: <sip:p2;lr>", "Record-Route: <sip:strict>")
    (bye,) = stage.pjsip(ours("BYE", branch="z9hG4bKb", route=dialog_route(answer), uri="sip:bob@10.1.1.1"))
    assert bye.uri == "sip:strict"
    assert bye.all("route") == ["<sip:p2;lr>", "<sip:bob@10.1.1.1>"]


@pytest.mark.parametrize("contact", ["tel:+4930", "sips:bob@h", "sip:" + "x" * 240 + "@h", "sip:a@" + "h" * 128])
def test_a_contact_that_pjsip_cannot_bear_is_an_alias(contact: str) -> None:
    stage = Stage()
    answer = called(stage, contact=f"<{contact}>")
    shown = answer.first("contact").strip("<>")
    assert shown.startswith("sip:")
    assert shown.endswith(".invalid")
    (bye,) = stage.pjsip(ours("BYE", branch="z9hG4bKb", route=dialog_route(answer), uri=shown))
    assert bye.uri == contact


def test_cancel_and_the_ack_of_a_refusal_have_the_branch_of_their_invite() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    (cancel,) = stage.pjsip(ours("CANCEL"))
    stage.network(response(487, invite))
    (ack,) = stage.pjsip(ours("ACK"))
    assert {message.first("via") for message in (invite, cancel, ack)} == {invite.first("via")}


def test_a_cancel_that_the_other_side_forgets_ends_after_a_second() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    (cancel,) = stage.pjsip(ours("CANCEL"))
    assert [answer.status for answer in stage.network(response(200, cancel))] == [200]
    ((after_s, end),) = stage.later
    end()
    (ended,) = stage.to_pjsip()
    assert (after_s, ended.status, ended.cseq[1]) == (1.0, 487, "INVITE")
    end()
    assert stage.to_pjsip() == []
    assert invite.first("call-id") == ended.first("call-id")


@pytest.mark.parametrize("tag", ["", "un readable"])
def test_a_final_answer_that_lost_its_tag_belongs_to_the_ringing(tag: str) -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    stage.network(response(180, invite, "Contact: <sip:bob@h>", tag="ring"))
    (answer,) = stage.network(response(200, invite, "Contact: <sip:bob@h>", tag=tag))
    assert answer.first("to") == "<sip:bob@pbx.example>;tag=ring"


def test_an_answer_without_any_tag_stays_so() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    stage.network(response(180, invite, tag=""))
    assert stage.network(response(200, invite, tag=""))[0].first("to") == "<sip:bob@pbx.example>"


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer.replace("via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKforged"),
        lambda answer: answer.add("via", "SIP/2.0/UDP other;branch=z9hG4bKb"),
        lambda answer: answer.remove("call-id"),
        lambda answer: answer.replace("cseq", "one INVITE"),
    ],
    ids=["a foreign branch", "two Vias", "no Call-ID", "bad CSeq"],
)
def test_an_answer_to_nothing_is_dropped(change: object) -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    answer = response(200, invite)
    assert callable(change)
    change(answer)
    assert stage.network(answer) == []


def test_an_answer_over_another_line_is_dropped() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    assert stage.visit(response(200, invite)) == []


@pytest.mark.parametrize("transport", [Transport.TCP, Transport.TLS])
def test_a_connection_gets_a_request_once_and_another_connection_again(transport: Transport) -> None:
    stage = Stage(transport)
    assert len(stage.pjsip(ours("INVITE"))) == 1
    assert stage.pjsip(ours("INVITE")) == []
    stage.line.number = 2
    assert len(stage.pjsip(ours("INVITE"))) == 1


def test_over_udp_repetitions_go_out_with_the_same_branch() -> None:
    stage = Stage()
    (first,) = stage.pjsip(ours("INVITE"))
    (second,) = stage.pjsip(ours("INVITE"))
    assert first.encode() == second.encode()


def test_a_request_waits_for_the_flow_and_gets_503_without_one() -> None:
    stage = Stage()
    stage.line.open = False
    assert stage.pjsip(ours("INVITE")) == []
    ((go, fail),) = stage.line.waiting
    fail('refused "x"\n')
    (answer,) = stage.to_pjsip()
    assert (answer.status, answer.first("warning")) == (503, '399 gate "refused  x  "')
    assert answer.first(SOURCE_HEADER) == FROM_GATE
    stage.line.open = True
    go()
    assert [request.method for request in stage.to_network()] == ["INVITE"]


def test_an_unknown_route_gets_503_and_an_ack_nothing() -> None:
    stage = Stage()
    stage.pjsip(ours("INVITE", route="f9"))
    assert [answer.status for answer in stage.to_pjsip()] == [503]
    stage.pjsip(ours("ACK", route="f9"))
    assert stage.to_pjsip() == []


CHALLENGE = 'WWW-Authenticate: Digest realm="{}", nonce="n", algorithm=MD5'


def test_only_the_realm_of_the_first_register_is_answered() -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    stage.network(response(401, register, CHALLENGE.format("pbx")))
    for realm, shown in (("evil", 0), ("pbx", 1)):
        (invite,) = stage.pjsip(ours("INVITE", branch=f"z9hG4bK{realm}"))
        (answer,) = stage.network(response(401, invite, CHALLENGE.format(realm)))
        assert len(answer.all("www-authenticate")) == shown


def test_a_seen_address_is_the_next_contact_and_told_once() -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    seen = response(200, register)
    seen.replace("via", f"{register.first('via').replace(';rport', ';rport=4444;received=203.0.113.5')}")
    stage.network(seen)
    assert stage.events == [AddressChanged("f1")]
    (again,) = stage.pjsip(ours("REGISTER", branch="z9hG4bK2"))
    assert again.first("contact") == "<sip:alice@203.0.113.5:4444>"
    answer = response(200, again)
    answer.replace("via", again.first("via").replace(";rport", ";rport=4444;received=203.0.113.5"))
    stage.network(answer)
    assert stage.events == [AddressChanged("f1")]


@pytest.mark.parametrize("wrong", ["received=evil.example", "rport=x", "received="])
def test_an_address_that_is_none_changes_nothing(wrong: str) -> None:
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    answer = response(200, register)
    answer.replace("via", f"{register.first('via').replace(';rport', '')};{wrong}")
    stage.network(answer)
    assert (stage.events, stage.line.contact_address) == ([], OWN)


def test_our_address_in_sdp_and_refer_headers_is_the_outer_one() -> None:
    stage = Stage()
    (refer,) = stage.pjsip(ours("REFER", f"Refer-To: <sip:x@{PJSIP}>", f"Referred-By: <sip:alice@{PJSIP}>"))
    assert (refer.first("refer-to"), refer.first("referred-by")) == (f"<sip:x@{OWN}>", f"<sip:alice@{OWN}>")
    assert PJSIP.encode() not in refer.encode()


def test_494_is_told_and_passed_on() -> None:
    stage = Stage(agreement=SecurityAgreement.MEDIASEC)
    (invite,) = stage.pjsip(ours("INVITE"))
    assert [answer.status for answer in stage.network(response(494, invite))] == [494]
    assert stage.events == [AgreementLost("f1")]


def test_agreed_requests_and_media_carry_what_the_server_demands() -> None:
    stage = Stage(agreement=SecurityAgreement.MEDIASEC)
    (register,) = stage.pjsip(ours("REGISTER"))
    stage.network(response(401, register, "Security-Server: sdes-srtp;mediasec"))
    secure = SDP.replace("RTP/AVP", "RTP/SAVP")
    (invite,) = stage.pjsip(ours("INVITE", branch="z9hG4bK2", body=secure))
    assert invite.all("security-verify") == ["sdes-srtp;mediasec"]
    assert b"a=3ge2ae:requested" in invite.body


def test_a_key_that_was_not_offered_is_taken_out_of_the_answer() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE", body=SDP + "a=crypto:1 A inline:x\r\n"))
    theirs = SDP + "a=crypto:1 A inline:y\r\na=crypto:7 A inline:z\r\n"
    (answer,) = stage.network(response(200, invite, "Contact: <sip:b@h>", body=theirs))
    assert b"crypto:1" in answer.body
    assert b"crypto:7" not in answer.body


def test_a_redirect_keeps_what_pjsip_can_bear() -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    (answer,) = stage.network(response(302, invite, "Contact: <tel:1>, <sip:new@h>;q=1", *ROUTES))
    assert (answer.all("contact"), answer.all("record-route")) == (["<sip:new@h>"], [])


def test_a_hundred_failed_calls_leave_nothing_behind() -> None:
    stage = Stage()
    for number in range(100):
        (invite,) = stage.pjsip(ours("INVITE", branch=f"z9hG4bK{number}", call_id=f"o{number}"))
        stage.network(response(180, invite, "Contact: <sip:b@h>"))
        stage.network(response(486, invite))
    assert (len(stage.core.sent), len(stage.core.dialogs)) == (100, 100)
    stage.core.clock += 65
    stage.core.sweep()
    assert (len(stage.core.sent), len(stage.core.dialogs)) == (0, 0)


def test_our_answer_has_the_vias_routes_and_parties_as_they_came() -> None:
    stage = Stage(Transport.TLS)
    vias = "SIP/2.0/TLS 192.0.2.9:5061;branch=z9hG4bKa, SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb"
    invite = request("INVITE", *ROUTES, "Contact: <sip:bob@h>", via=vias, from_="Bob <sip:bob@h>;tag=f;x=y", body=SDP)
    (inside,) = stage.network(invite)
    answer = response(200, inside, f"Contact: <sip:alice@{PJSIP}>", f"Record-Route: {inside.first('record-route')}")
    (sent,) = stage.pjsip(answer)
    assert sent.listed("via") == vias.split(", ")
    assert sent.listed("record-route") == [route.partition(" ")[2] for route in ROUTES]
    assert (sent.first("from"), sent.first("to")) == ("Bob <sip:bob@h>;tag=f;x=y", "<sip:alice@pbx.example>;tag=t")
    assert sent.first("contact") == f"<sip:alice@{OWN};transport=tls>"


def test_an_answer_to_no_request_is_dropped() -> None:
    assert Stage().pjsip(response(200, ours("INVITE"))) == []
