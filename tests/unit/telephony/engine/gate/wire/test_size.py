"""Messages condensed to what pjsip takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.wire.message import parse
from softphone.telephony.engine.gate.wire.size import LARGEST_PACKET, TooLargeError, condensed
from tests.unit.telephony.engine.gate.messages import SDP, request

ATTRIBUTES = "".join(
    f"a=rtpmap:{n} X/8000\r\na=fmtp:{n} mode=1\r\na=candidate:{n} 1 UDP 1 1 1\r\n" for n in range(60)
)
DIALOG = ("via", "from", "to", "call-id", "cseq", "contact", "record-route")
CONTACT, ROUTE = "Contact: <sip:bob@192.0.2.9>", "Record-Route: <sip:d1@127.0.0.1:5>"


def test_a_small_message_stays_as_it_is() -> None:
    invite = request("INVITE", CONTACT, "X-Own: kept", body=SDP)
    assert condensed(invite) == request("INVITE", CONTACT, "X-Own: kept", body=SDP).encode()


@given(
    st.lists(st.sampled_from(["History-Info", "X-Own", "User-Agent", "Diversion", "Call-Info"]), max_size=60),
    st.integers(0, 900),
    st.booleans(),
)
def test_a_large_one_fits_and_keeps_its_dialog(names: list[str], length: int, media: bool) -> None:
    invite = request(
        "INVITE", CONTACT, ROUTE, *[f"{n}: {'x' * length}" for n in names], body=SDP + ATTRIBUTES * media
    )
    expected = {key: invite.first(key) for key in DIALOG}
    data = condensed(invite)
    assert len(data) <= LARGEST_PACKET
    read = parse(data)
    assert {key: read.first(key) for key in DIALOG} == expected
    assert b"m=audio 40000 RTP/AVP 9 8 101" in read.body


def test_a_body_that_is_no_media_stays_or_the_message_is_too_large() -> None:
    condensed(request("MESSAGE", body="x" * 3000, kind="text/plain"))
    with pytest.raises(TooLargeError):
        condensed(request("MESSAGE", body="x" * 4000, kind="text/plain"))


def test_a_necessary_header_beyond_the_limit_is_told() -> None:
    with pytest.raises(TooLargeError):
        condensed(request("INVITE", f"Contact: <sip:{'x' * 4000}@h>"))
