"""A guest of a line: its own messages come to it and to nobody else, and go out like pjsip's."""

from softphone.domain.account.account import SecurityAgreement
from softphone.telephony.engine.gate.guest import MOST_CALL_IDS, Guest
from softphone.telephony.engine.gate.wire.message import WireMessage
from tests.unit.telephony.engine.gate.messages import request, response
from tests.unit.telephony.engine.gate.stage import Stage


class Visit:
    def __init__(self, agreement: SecurityAgreement = SecurityAgreement.OFF) -> None:
        self.stage = Stage(agreement=agreement, routes=("<sip:edge;lr>",))
        self.got: list[bytes] = []
        self.guest = Guest(self.stage.core, self.stage.line, self.got.append, lambda why: None)

    def sends(self, message: WireMessage) -> WireMessage:
        self.guest.send(message.encode())
        (sent,) = self.stage.to_network()
        return sent

    def takes(self, message: WireMessage) -> bool:
        return self.guest.takes(self.stage.line, message, message.encode())


SUBSCRIBE = request("SUBSCRIBE", "Event: dialog", call_id="g1", to="<sip:x@h>")


def test_only_messages_of_its_own_calls_come_to_it() -> None:
    visit = Visit()
    assert not visit.takes(response(200, SUBSCRIBE))
    visit.sends(SUBSCRIBE)
    assert visit.takes(response(200, SUBSCRIBE))
    notify = request("NOTIFY", "Event: dialog", call_id="g1")
    assert visit.takes(notify)
    assert not visit.takes(request("NOTIFY", "Event: dialog", call_id="other"))
    assert not visit.guest.takes(visit.stage.visitor, notify, notify.encode())
    assert len(visit.got) == 2


def test_opening_requests_follow_the_lines_routes_and_later_ones_their_own() -> None:
    visit = Visit()
    assert visit.sends(SUBSCRIBE).all("route") == ["<sip:edge;lr>"]
    later = request("SUBSCRIBE", "Route: <sip:own;lr>", call_id="g1", to="<sip:x@h>;tag=t")
    assert visit.sends(later).all("route") == ["<sip:own;lr>"]


def test_its_requests_carry_the_agreement_that_its_answers_made() -> None:
    visit = Visit(SecurityAgreement.AUTOMATIC)
    assert not visit.sends(SUBSCRIBE).all("security-verify")
    visit.takes(response(401, SUBSCRIBE, "Security-Server: sdes-srtp;mediasec"))
    assert visit.sends(SUBSCRIBE).all("security-verify") == ["sdes-srtp;mediasec"]


def test_it_remembers_a_bounded_number_of_calls() -> None:
    visit = Visit()
    for number in range(MOST_CALL_IDS + 1):
        visit.sends(request("SUBSCRIBE", call_id=f"g{number}"))
    assert not visit.takes(request("NOTIFY", call_id="g0"))
    assert visit.takes(request("NOTIFY", call_id=f"g{MOST_CALL_IDS}"))
