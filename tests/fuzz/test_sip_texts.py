"""Any SIP header becomes a caller that window, journal and `ctl` can show."""

import json

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls import sip_headers
from softphone.domain.calls.caller_id import LeaderIdentity, describe
from softphone.domain.plain_text import plain
from softphone.telephony.engine.event_outbox import valid_text, with_valid_text
from softphone.telephony.engine.instant_messages import messages_waiting
from softphone.telephony.engine.pjsip.codecs import offers_our_codec
from softphone.telephony.engine.pjsip.invite_headers import facts_of, reason_of
from tests.fuzz.effort import looks
from tests.fuzz.mutations import damaged
from tests.interop.torture import INVALID, VALID, Torture, invite

RICH = Torture(
    "rich",
    invite(
        'From: "Dora \\"D\\" Draussen" <sip:+4930777001@pbx.example;user=phone>;tag={id}\n'
        'P-Asserted-Identity: "Lea Muster" <sip:21@pbx.example>, <tel:+49305521>\n'
        "Diversion: <sip:21@pbx.example>;reason=unconditional;counter=1\n"
        "History-Info: <sip:21@pbx.example?Reason=SIP%3Bcause%3D302>;index=1, <sip:31@pbx.example>;index=1.1\n"
        "Alert-Info: <http://127.0.0.1/Bellcore-dr5>;info=silent\nCall-Info: <sip:x>;answer-after=0\n"
        'Privacy: id;user\nReason: SIP;cause=200;text="Call completed elsewhere", Q.850;cause=16\n'
        "Event: message-summary\nMessages-Waiting: yes\nVoice-Message: 2/8 (0/2)"
    ),
    (180,),
)
LEADERS = (LeaderIdentity("lea@pbx.example", "Lea Muster", ("+49305521",)),)
SEEDS = [each.message("SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1", 5060, "1") for each in (RICH, *VALID, *INVALID)]


@looks(60)
@given(damaged(SEEDS))
def test_any_damage_leaves_a_caller_that_can_be_shown(octets: bytes) -> None:
    message = octets.decode("utf-8", "surrogateescape")
    facts = with_valid_text(facts_of(message))
    view = describe(facts, LEADERS, ("+49305531",), "DE")
    assert json.loads(json.dumps([view.headline, view.detail]).encode()) == [view.headline, view.detail]
    assert (plain(view.headline), plain(view.detail)) == (view.headline, view.detail)
    assert view.ring is sip_headers.ring_of(facts.alert_info)
    sip_headers.answered_elsewhere(valid_text(reason_of(message)))
    messages_waiting(message)
    offers_our_codec(message)


@looks(60)
@given(st.text(), st.sampled_from(["", '"', "<", "sip:", "<sip:a@b>;", "tel:+49"]))
def test_any_text_is_an_address_or_none(text: str, start: str) -> None:
    address = sip_headers.parse_name_addr(start + text)
    assert address is None or isinstance(address.display, str)
    sip_headers.parse_name_addr_list([text, start])
    sip_headers.history_targets([start + text])
    sip_headers.answered_elsewhere(text)
    sip_headers.alert_names([text])
