"""The bindings in a 200 to REGISTER."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.pjsip.binding_check import is_bound, names_old_flow

OURS = "<sip:lea.m%2Fx@10.0.0.7:5071;ob>"
OTHER = "<sip:lea.m%2Fx@10.0.0.8:5071>;expires=300"


VIA = "SIP/2.0/UDP 10.0.0.7:5071;rport=40001;received=192.0.2.9;branch=z9hG4bKa"


def answer(*contacts: str, via: str = VIA, expires: str = "Expires: 300\r\n") -> str:
    listed = "".join(f"{contact}\r\n" for contact in contacts)
    return f"SIP/2.0 200 OK\r\nVia: {via}\r\nTo: <sip:lea.m%2Fx@pbx.example>;tag=1\r\n{listed}{expires}\r\n"


@pytest.mark.parametrize(
    "contacts",
    [
        (f"Contact: {OURS};expires=300",),
        (f"Contact: {OURS}",),
        (f"m: {OURS};expires=300",),
        (f"Contact: <sip:joe@10.0.0.9>;expires=0, {OURS};expires=300",),
        (f"Contact: {OTHER};expires=0", f"Contact: {OURS};expires=20"),
        ("Contact: <sip:lea.m%2Fx@192.0.2.9:40001>;expires=300",),
        ("Contact: <sip:lea.m%2Fx@198.51.100.1:5060>;expires=300",),
        ("Contact: <sip:b7f-token@198.51.100.1:5060>;expires=300",),
        (),
    ],
    ids=[
        "ours",
        "without-time",
        "compact",
        "second-of-a-list",
        "second-line",
        "as-seen",
        "place-rewritten-on-the-way",
        "all-rewritten-on-the-way",
        "no-list-but-a-time",
    ],
)
def test_we_are_kept(contacts: tuple[str, ...]) -> None:
    assert is_bound(answer(*contacts))


@pytest.mark.parametrize(
    "contacts",
    [
        (f"Contact: {OURS};expires=0",),
        (f"Contact: {OURS};Expires=00",),
        ("Contact: <sip:joe@10.0.0.9>;expires=0",),
        (f"Contact: {OTHER}", f"Contact: {OURS};expires=0"),
    ],
    ids=["ours-has-ended", "in-other-letters", "nobody-is-left", "our-other-telephone"],
)
def test_we_are_not_kept(contacts: tuple[str, ...]) -> None:
    assert not is_bound(answer(*contacts))


@pytest.mark.parametrize("expires", ["", "Expires: 0\r\n"])
def test_neither_a_list_nor_a_time_keeps_nobody(expires: str) -> None:
    assert not is_bound(answer(expires=expires))


def test_a_port_that_is_not_told_is_the_usual_one() -> None:
    listed = ("Contact: <sip:lea.m%2Fx@10.0.0.7>;expires=0", f"Contact: {OTHER}")
    assert not is_bound(answer(*listed, via="SIP/2.0/TCP 10.0.0.7:5060;branch=z9hG4bKa"))


@given(st.text(), st.text())
def test_our_own_place_decides_whatever_else_is_listed(via: str, contact: str) -> None:
    assert is_bound(answer(f"Contact: {OURS};expires=300", f"Contact: {contact}"))
    assert is_bound(answer(f"Contact: {OURS};expires=300", f"Via: {via}"))
    assert not is_bound(" ".join(contact.split()))


FLOW = "SIP/2.0/TLS 10.0.0.7:47151;rport=47151;received=10.0.0.7;branch=z9hG4bKa"
BEFORE, NOW = "<sip:lea@10.0.0.7:34281;transport=TLS;ob>", "<sip:lea@10.0.0.7:47151;transport=TLS;ob>"


def test_a_binding_to_a_flow_that_is_gone_is_seen() -> None:
    assert names_old_flow(answer(f"Contact: {BEFORE};expires=300", via=FLOW))
    assert names_old_flow(answer(f"Contact: {OTHER}, {BEFORE};expires=300", via=FLOW))


@pytest.mark.parametrize(
    ("contacts", "via"),
    [
        ((f"Contact: {NOW}",), FLOW),
        ((f"Contact: {BEFORE}, {NOW}",), FLOW),
        ((f"Contact: {OTHER}",), FLOW),
        ((f"Contact: {BEFORE}", "Require: outbound"), FLOW),
        ((f"Contact: {BEFORE}",), FLOW.replace("TLS", "UDP")),
        ((), FLOW),
        ((f"Contact: {BEFORE}",), ""),
    ],
    ids=["this-flow", "both", "another-telephone", "flows-kept-by-the-server", "udp", "no-list", "no-via"],
)
def test_no_other_binding_is_taken_for_one(contacts: tuple[str, ...], via: str) -> None:
    assert not names_old_flow(answer(*contacts, via=via))


@given(st.text(), st.text())
def test_any_answer_names_an_old_flow_or_none(contact: str, via: str) -> None:
    assert names_old_flow(answer(f"Contact: {contact}", via=via)) in (True, False)
