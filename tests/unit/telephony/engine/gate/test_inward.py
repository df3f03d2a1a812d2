"""What pjsip sees of the network's requests, and what the gate answers in its place."""

import pytest
from hypothesis import given

from softphone.telephony.engine.gate.core import FROM_VISITOR, SOURCE_HEADER
from softphone.telephony.engine.gate.events import InviteRefused
from softphone.telephony.engine.gate.rules.invite_limit import BURST
from softphone.telephony.engine.gate.wire.message import DamagedMessageError, WireMessage, parse
from softphone.telephony.engine.gate.wire.size import LARGEST_PACKET
from tests.fuzz.mutations import damaged
from tests.unit.telephony.engine.gate.messages import SDP, octets, request, response
from tests.unit.telephony.engine.gate.stage import GATE, PJSIP, FakeLine, Stage, dialog_route, ours

CONTACT = "Contact: <sip:bob@10.1.1.1:5080>"
INVITE = request("INVITE", CONTACT, "Record-Route: <sip:p1;lr>", "Record-Route: <sip:p2;lr>", body=SDP)
IN_DIALOG = "<sip:alice@pbx.example>;tag=t"


def taken(stage: Stage, invite: WireMessage = INVITE, status: int = 200) -> WireMessage:
    """An INVITE that pjsip has answered; returns what pjsip got."""
    (inside,) = stage.network(invite)
    stage.pjsip(response(status, inside, f"Contact: <sip:alice@{PJSIP}>"))
    return inside


def statuses(stage: Stage) -> list[int]:
    return [answer.status for answer in stage.to_network()]


def test_pjsip_sees_one_via_one_route_and_itself() -> None:
    (inside,) = Stage().network(INVITE)
    assert inside.uri == f"sip:alice@{PJSIP}"
    (via,) = inside.all("via")
    assert via.startswith(f"SIP/2.0/UDP {GATE};rport;branch=z9hG4bK")
    (route,) = inside.all("record-route")
    assert f"@{GATE};lr>" in route
    assert inside.all("contact") == ["<sip:bob@10.1.1.1:5080>"]


def test_our_requests_of_that_call_go_by_its_routes() -> None:
    stage = Stage()
    inside = taken(stage)
    (bye,) = stage.pjsip(ours("BYE", route=dialog_route(inside), uri="sip:bob@10.1.1.1:5080"))
    assert bye.all("route") == ["<sip:p1;lr>", "<sip:p2;lr>"]


def test_a_repeated_request_has_the_same_branch() -> None:
    stage = Stage()
    assert stage.network(INVITE)[0].first("via") == stage.network(INVITE)[0].first("via")


def test_cancel_follows_its_invite_and_alone_gets_481() -> None:
    stage = Stage()
    (inside,) = stage.network(INVITE)
    (cancel,) = stage.network(request("CANCEL"))
    assert cancel.first("via") == inside.first("via")
    assert stage.network(request("CANCEL", via="SIP/2.0/UDP h;branch=z9hG4bKz")) == []
    assert statuses(stage) == [481]


@pytest.mark.parametrize(("status", "passes"), [(200, True), (180, False), (486, False)])
def test_an_ack_of_its_own_branch_passes_for_an_answered_call_only(status: int, passes: bool) -> None:
    """At any other one pjsip aborts."""
    stage = Stage()
    taken(stage, status=status)
    stage.to_network()
    ack = request("ACK", via="SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKother", to=IN_DIALOG)
    assert bool(stage.network(ack)) is passes
    assert statuses(stage) == []


@pytest.mark.parametrize("method", ["INVITE", "MESSAGE", "OPTIONS"])
def test_a_request_over_two_paths_is_merged(method: str) -> None:
    stage = Stage()
    assert stage.network(request(method))
    assert stage.network(request(method, via="SIP/2.0/UDP other;branch=z9hG4bKz")) == []
    assert statuses(stage) == [482]


def test_after_a_change_of_the_server_the_same_request_may_come_over_another_line() -> None:
    stage = Stage()
    other = FakeLine(stage.line.transport, stage.line.config.agreement, name="f2")
    assert stage.network(INVITE)
    assert stage.network(request("INVITE", CONTACT, via="SIP/2.0/UDP other;branch=z9hG4bKz"), line=other)


@pytest.mark.parametrize(("known", "status"), [(True, 200), (False, 481)])
def test_options_inside_a_dialog_is_answered_here(known: bool, status: int) -> None:
    stage = Stage()
    if known:
        taken(stage)
        stage.to_network()
    assert stage.network(request("OPTIONS", to=IN_DIALOG, cseq=2, via="SIP/2.0/UDP h;branch=z9hG4bKo")) == []
    assert statuses(stage) == [status]


def test_a_refusal_copies_what_the_caller_needs_to_know_it() -> None:
    stage = Stage()
    subscribe = request("SUBSCRIBE", "Event: presence", CONTACT)
    assert stage.network(subscribe) == []
    (answer,) = stage.to_network()
    assert answer.status == 489
    for key in ("via", "from", "call-id", "cseq"):
        assert answer.all(key) == subscribe.all(key)
    assert answer.first("to").startswith("<sip:alice@pbx.example>;tag=")


@pytest.mark.parametrize("contact", ["tel:+4930", "sips:bob@h", "sip:bob@" + "h" * 200])
def test_a_caller_whose_contact_pjsip_cannot_bear_is_called_back_by_an_alias(contact: str) -> None:
    stage = Stage()
    inside = taken(stage, request("INVITE", f"Contact: <{contact}>", body=SDP))
    stage.to_network()
    alias = inside.first("contact").strip("<>")
    assert alias.endswith(".invalid")
    (bye,) = stage.pjsip(ours("BYE", route=dialog_route(inside), uri=alias))
    assert bye.uri == contact


@pytest.mark.parametrize(
    "from_", ['"Bob <sip:bob@h>;tag=f', "<sip:bob@h;tag=f", "Bob;;;<tel:123>;tag=f", '"" <>;tag=f', "@@;tag=f"]
)
def test_a_malformed_from_rings_and_comes_back_as_it_was(from_: str) -> None:
    stage = Stage()
    (inside,) = stage.network(request("INVITE", CONTACT, from_=from_, body=SDP))
    assert inside.first("from").endswith(">;tag=f")
    (answer,) = stage.pjsip(response(180, inside))
    assert answer.first("from") == from_


def test_more_calls_than_the_limit_are_refused_and_told() -> None:
    stage = Stage()
    for number in range(int(BURST) + 1):
        via = f"SIP/2.0/UDP h;branch=z9hG4bK{number}"
        stage.network(request("INVITE", CONTACT, via=via, call_id=f"c{number}"))
    assert statuses(stage) == [480]
    (event,) = stage.events
    assert isinstance(event, InviteRefused)


def test_a_message_that_cannot_be_condensed_gets_513() -> None:
    stage = Stage()
    assert stage.network(request("MESSAGE", body="x" * 5000, kind="text/plain")) == []
    assert statuses(stage) == [513]


def test_a_large_invite_is_condensed_and_its_answer_has_all_vias_and_routes() -> None:
    stage = Stage()
    vias = ", ".join(f"SIP/2.0/UDP 10.0.0.{n}:5060;branch=z9hG4bK{'x' * 60}{n}" for n in range(40))
    routes = [f"Record-Route: <sip:p{n}.example;lr;ftag={'y' * 60}>" for n in range(18)]
    more = [f"X-Operator-{n}: {'z' * 100}" for n in range(20)]
    (inside,) = stage.network(request("INVITE", CONTACT, *routes, *more, via=vias, body=SDP + "a=x:1\r\n" * 80))
    assert len(inside.encode()) <= LARGEST_PACKET
    assert b"m=audio 40000 RTP/AVP 9 8 101" in inside.body
    (answer,) = stage.pjsip(response(200, inside, f"Record-Route: {inside.first('record-route')}"))
    assert len(answer.listed("via")) == 40
    assert answer.listed("record-route") == [route.partition(" ")[2] for route in routes]


def test_our_own_mark_cannot_come_from_the_network() -> None:
    (inside,) = Stage().network(request("INVITE", f"{SOURCE_HEADER}: gate", CONTACT))
    assert not inside.all(SOURCE_HEADER)


CLAIMS = (
    'P-Asserted-Identity: "Lea" <sip:lea@h>',
    "Diversion: <sip:lea@h>",
    "Remote-Party-ID: <sip:lea@h>",
    "History-Info: <sip:lea@h>;index=1",
    "P-Preferred-Identity: <sip:lea@h>",
)


def test_a_visitor_may_call_and_is_not_believed() -> None:
    stage = Stage()
    (inside,) = stage.visit(request("INVITE", CONTACT, *CLAIMS, body=SDP))
    assert not [header for header in inside.headers if header.key in {c.partition(":")[0].lower() for c in CLAIMS}]
    assert inside.all(SOURCE_HEADER) == [FROM_VISITOR]
    (trusted,) = Stage().network(request("INVITE", CONTACT, *CLAIMS, body=SDP))
    assert trusted.first("p-asserted-identity") == '"Lea" <sip:lea@h>'
    assert trusted.first("diversion") == "<sip:lea@h>"


@pytest.mark.parametrize(
    "message",
    [
        request("MESSAGE", body="x", kind="text/plain"),
        request("REFER", "Refer-To: <sip:0900@h>", to=IN_DIALOG),
        request("NOTIFY", "Event: message-summary"),
    ],
    ids=lambda message: message.method,
)
def test_a_visitor_may_do_nothing_else(message: WireMessage) -> None:
    stage = Stage()
    assert stage.visit(message) == []
    assert [answer.status for answer in stage.to_visitor()] == [403]


def test_a_visitors_challenge_is_not_answered() -> None:
    """Not even for the platform's realm: a visitor could hand the platform's challenge on."""
    stage = Stage()
    (register,) = stage.pjsip(ours("REGISTER"))
    stage.network(response(401, register, 'WWW-Authenticate: Digest realm="pbx", nonce="n"'))
    (inside,) = stage.visit(request("INVITE", CONTACT, body=SDP))
    stage.pjsip(response(200, inside, f"Contact: <sip:alice@{PJSIP}>"))
    stage.to_visitor()
    stage.pjsip(ours("BYE", branch="z9hG4bKbye", route=dialog_route(inside), uri="sip:bob@10.1.1.1:5080"))
    (bye,) = stage.to_visitor()
    challenge = 'Proxy-Authenticate: Digest realm="pbx", nonce="n"'
    (answer,) = stage.visit(response(407, bye, challenge))
    assert answer.all("proxy-authenticate") == []


def test_a_running_call_outlives_the_sweep_and_an_ended_one_does_not() -> None:
    stage = Stage()
    taken(stage)
    stage.core.clock += 4000
    stage.core.sweep()
    assert (len(stage.core.dialogs), len(stage.core.received)) == (1, 0)
    stage.network(request("BYE", to=IN_DIALOG, cseq=2, via="SIP/2.0/UDP h;branch=z9hG4bKbye"))
    stage.core.clock += 65
    stage.core.sweep()
    assert len(stage.core.dialogs) == 0


def test_a_refused_call_ends_its_dialog() -> None:
    stage = Stage()
    taken(stage, status=486)
    stage.core.clock += 65
    stage.core.sweep()
    assert (len(stage.core.dialogs), len(stage.core.received)) == (0, 0)


SEEDS = [
    INVITE.encode(),
    request("CANCEL").encode(),
    request("ACK", to=IN_DIALOG).encode(),
    request("REFER", "Refer-To: <sip:x@y>", CONTACT, to=IN_DIALOG).encode(),
    request("NOTIFY", "Event: message-summary", "Subscription-State: active", CONTACT, body="x", kind="a/b").encode(),
    octets("SIP/2.0 200 OK", ["Via: SIP/2.0/UDP h;branch=b", "From: a;tag=o", "To: b;tag=t", "CSeq: 1 INVITE"], SDP),
]


@given(damaged(SEEDS))
def test_a_damaged_message_reaches_pjsip_in_bounds_or_not_at_all(data: bytes) -> None:
    stage = Stage()
    taken(stage)
    try:
        message = parse(data)
    except DamagedMessageError:
        return
    stage.inward.on_message(stage.line, message, {})
    for sent in stage.inner.out:
        assert len(sent) <= LARGEST_PACKET
        assert len(parse(sent).all("via")) == 1


@given(damaged([response(200, request(), CONTACT, "Record-Route: <sip:p;lr>", body=SDP).encode()]))
def test_a_damaged_answer_reaches_pjsip_in_bounds_or_not_at_all(data: bytes) -> None:
    stage = Stage()
    (invite,) = stage.pjsip(ours("INVITE"))
    data = data.replace(b"z9hG4bKa", invite.first("via").rpartition("branch=")[2].encode())
    try:
        message = parse(data)
    except DamagedMessageError:
        return
    stage.inward.on_message(stage.line, message, {})
    for sent in stage.inner.out:
        assert len(sent) <= LARGEST_PACKET
        assert parse(sent).first("from") == "<sip:alice@pbx.example>;tag=o"
