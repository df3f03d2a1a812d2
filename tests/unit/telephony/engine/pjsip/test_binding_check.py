"""The bindings in a 200 to REGISTER."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.pjsip.binding_check import is_bound

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
