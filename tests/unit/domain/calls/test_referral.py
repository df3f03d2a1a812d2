"""Which addresses of a REFER are followed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls.referral import Referral, read_referral


@pytest.mark.parametrize(
    ("refer_to", "target"),
    [
        ("<sip:carol@pbx.example>", "sip:carol@pbx.example"),
        ("sip:101@127.0.0.1:5070;transport=udp", "sip:101@127.0.0.1:5070"),
        ('"Carol" <sips:+4930123@pbx.example;user=phone>', "sips:+4930123@pbx.example"),
        ("<sip:carol@pbx.example;method=INVITE>", "sip:carol@pbx.example"),
    ],
)
def test_a_telephone_is_followed(refer_to: str, target: str) -> None:
    assert read_referral(refer_to) == Referral(target)


def test_a_call_that_stands_is_joined() -> None:
    refer_to = "<sip:carol@pbx.example?Replaces=abc%3Bto-tag%3D1%3Bfrom-tag%3D2&Require=replaces>"
    assert read_referral(refer_to) == Referral("sip:carol@pbx.example", replaces=True)


@pytest.mark.parametrize(
    "refer_to",
    [
        "",
        "<tel:+4930123>",
        "<mailto:carol@pbx.example>",
        "<http://pbx.example/>",
        "<sip:pbx.example>",
        "<sip:@pbx.example>",
        "<sip:carol@>",
        "<sip:carol@pbx.example;method=BYE>",
        "<sip:carol@pbx.example?Alert-Info=auto-answer>",
        "<sip:carol@pbx.example?Replaces=a&P-Asserted-Identity=x>",
        "<sip:carol@pbx.example?%52oute=%3Csip:evil.example%3E>",
        "<sip:ca rol@pbx.example>",
        "<sip:carol@pbx.example>\r\nRoute: <sip:evil.example>",
        "sip:" + "9" * 2000 + "@pbx.example",
    ],
)
def test_what_is_no_telephone_or_more_than_an_address_is_not(refer_to: str) -> None:
    assert read_referral(refer_to) is None


@given(st.text(max_size=200))
def test_anything_is_read_or_declined(text: str) -> None:
    for refer_to in (text, f"<sip:{text}@pbx.example?{text}>"):
        referral = read_referral(refer_to)
        assert referral is None or re.fullmatch(r"sips?:[^@\s;?<>]+@[^@\s;?<>]+", referral.target)
