"""Dialogs of subscriptions (RFC 6665)."""

import pytest
from aiosipua.message import SipRequest

from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.transport.message import (
    is_addressable,
    parsed,
    stamp,
    tag_of,
)
from tests.samples.notify import NOTIFY


def test_a_notify_that_comes_before_the_answer_makes_the_dialog() -> None:
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours")
    notify = parsed(NOTIFY)
    assert isinstance(notify, SipRequest)
    assert dialog.fits(notify)
    dialog.learn(notify, "from")
    refresh = dialog.request("SUBSCRIBE")
    assert refresh.uri == "sip:lea@127.0.0.1:5060"
    assert refresh.get_header_values("route") == ["<sip:a;lr>", "<sip:b;lr>"]
    assert tag_of(refresh, "to") == "theirs"
    stamp(refresh, "UDP", "127.0.0.1:5070")
    assert bytes(refresh).split(b"\r\n")[1].startswith(b"Via: SIP/2.0/UDP 127.0.0.1:5070;rport;branch=z9hG4bK")
    other = parsed(NOTIFY.replace(b"tag=theirs", b"tag=forked"))
    assert isinstance(other, SipRequest)
    assert not dialog.fits(other)


@pytest.mark.parametrize(
    ("uri", "good"),
    [
        ("sip:lea@pbx.example", True),
        ("sips:+49301@pbx.example;user=phone", True),
        ("sip:lea@x SIP/2.0\r\nRoute: <sip:evil>", False),
        ("sip:l ea@x", False),
        ("tel:110", False),
        ("sip:", False),
        ("sip:ä@x", False),
        (f"sip:{'a' * 600}@x", False),
    ],
)
def test_what_would_break_the_request_line_is_never_put_there(uri: str, good: bool) -> None:
    assert is_addressable(uri) is good
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours", remote_target="sip:before@x")
    if "\r" not in uri:
        notify = parsed(NOTIFY.replace(b"<sip:lea@127.0.0.1:5060>", f"<{uri}>".encode()))
        dialog.learn(notify, "from")
        assert dialog.remote_target == (uri if good else "sip:before@x")


def test_a_repeated_or_overtaken_notify_is_not_heard_twice() -> None:
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours")
    first, older = parsed(NOTIFY), parsed(NOTIFY.replace(b"CSeq: 7", b"CSeq: 6"))
    assert isinstance(first, SipRequest)
    assert isinstance(older, SipRequest)
    assert [dialog.is_new(first), dialog.is_new(first), dialog.is_new(older)] == [True, False, False]
