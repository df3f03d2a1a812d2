"""Header values as text: lists, addresses, parameters, URIs and Via."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.wire.values import (
    NameAddress,
    SipUri,
    Via,
    host_port,
    param,
    split_list,
    tag_of,
    uri_of,
)

WORD = st.text("abcxyz0189.-", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a, b,c", ["a", "b", "c"]),
        ('"x, y" <sip:a,b@c>, <sip:d>', ['"x, y" <sip:a,b@c>', "<sip:d>"]),
        (r'"a\", b" <sip:c>', [r'"a\", b" <sip:c>']),
        (",, ,a,", ["a"]),
        ('"never closed, <sip:a>', ['"never closed, <sip:a>']),
        ("a>b, c", ["a>b", "c"]),
        ("", []),
    ],
)
def test_a_list_is_split_outside_quotes_and_brackets(text: str, entries: list[str]) -> None:
    assert split_list(text) == entries


@given(st.lists(WORD.map(lambda word: f'"{word}, {word}" <sip:{word}@h,{word}>;p={word}'), max_size=6))
def test_what_is_joined_by_commas_is_split_again(entries: list[str]) -> None:
    assert split_list(", ".join(entries)) == entries


@pytest.mark.parametrize(
    ("value", "uri", "tag"),
    [
        ('"Bob" <sip:bob@h>;tag=f', "sip:bob@h", "f"),
        ("sip:bob@h;tag=f", "sip:bob@h", "f"),
        ('"a <b>" <sip:c@h;tag=no>;x;TAG=f', "sip:c@h;tag=no", "f"),
        ("Bob <sip:bob@h", "sip:bob@h", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_read_without_ever_failing(value: str, uri: str, tag: str) -> None:
    assert (uri_of(value), tag_of(value)) == (uri, tag)


@given(st.text(), st.text())
def test_any_text_is_an_address_of_some_kind(name: str, rest: str) -> None:
    read = NameAddress.read(f"{name}<{rest}")
    assert len(read.uri) <= len(name) + len(rest) + 1


@pytest.mark.parametrize(
    "text",
    [
        "tel:+4930",
        "sip:",
        "sip:a@",
        "sip:a@b@c",
        "sip:a b@c",
        "sip:a@h:99999",
        "sip:a@h:",
        "sip:a@h\r\nX: y",
        "sip:a@h<b>",
        "sip:a@h;x=>",
        "http://h",
        "sip:a@hö.example",
    ],
)
def test_what_pjsip_cannot_parse_is_no_sip_uri(text: str) -> None:
    assert SipUri.read(text) is None


def test_the_parts_of_a_sip_uri() -> None:
    assert SipUri.read("SIPS:a:b@[2001:db8::1]:5061;lr?h=v") == SipUri(
        "sips", "a:b", "[2001:db8::1]", 5061, ";lr?h=v"
    )
    assert SipUri.read("sip:h") == SipUri("sip", "", "h", 0, "")


@pytest.mark.parametrize(
    ("uri", "loose"), [("sip:h;lr", True), ("sip:h;LR=on", True), ("sip:h;lrx", False), ("sip:h?x=;lr", False)]
)
def test_loose_routers(uri: str, loose: bool) -> None:
    read = SipUri.read(uri)
    assert read is not None
    assert read.is_loose_router is loose


def test_the_parts_of_a_via() -> None:
    via = Via.read(" SIP / 2.0 / TLS  [::1] : 5061 ; branch = z9hG4bK1 ; rport ")
    assert via is not None
    assert (via.transport, via.sent_by, via.branch) == ("TLS", "[::1]:5061", "z9hG4bK1")


@pytest.mark.parametrize("text", ["", "SIP/3.0/UDP h", "SIP/2.0/UDP", "SIP/2.0/UDP h:70000", "SIP/2.0/UDP a b"])
def test_what_is_no_via(text: str) -> None:
    assert Via.read(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [(";a=1;b", "1"), (";A = 1", "1"), ('; a="x;y"', '"x;y"'), (";a", ""), (";b", None), ("", None)],
)
def test_a_parameter(text: str, value: str | None) -> None:
    assert param(text, "a") == value


def test_an_ipv6_address_gets_its_brackets_once() -> None:
    assert host_port("::1", 5) == host_port("[::1]", 5) == "[::1]:5"
