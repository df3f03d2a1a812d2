"""The PBX's SIP parser: round trips, torture cases in the spirit of RFC 4475, no crash on any input."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri, Via
from softphone.demo_pbx.sip.messages.framing import Framer, FramingError
from softphone.demo_pbx.sip.messages.grammar import SipError, split_outside
from softphone.demo_pbx.sip.messages.message import BadMessageError, Request, Response, parse

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


def message(start: str = "OPTIONS sip:x@y SIP/2.0", body: str = "", **changes: str | None) -> bytes:
    fields: dict[str, str | None] = {
        "Via": "SIP/2.0/UDP h:5060;branch=z9hG4bKa",
        "From": "<sip:a@b>;tag=1",
        "To": "<sip:c@d>",
        "Call-ID": "id",
        "CSeq": "1 OPTIONS",
    }
    fields |= {name.replace("_", "-"): value for name, value in changes.items()}
    lines = [start, *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@given(TEXT, TEXT.filter(bool), st.dictionaries(st.sampled_from(["tag", "expires", "q"]), st.just("1"), max_size=3))
def test_an_address_survives_writing_and_reading(display: str, user: str, params: dict[str, str | None]) -> None:
    address = NameAddr(Uri.of(user, "pbx.example"), display, params)
    assert NameAddr.parse(str(address)) == address
    assert "\r" not in str(address)


@given(st.text(max_size=40))
def test_no_display_name_can_start_another_header(display: str) -> None:
    assert not {"\r", "\n"} & set(str(NameAddr(Uri.of("a", "b"), display)))


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_parser(data: bytes) -> None:
    with contextlib.suppress(BadMessageError):
        written = bytes(parse(data))
        assert bytes(parse(written)) == written


@given(st.data())
def test_a_damaged_message_is_read_or_refused(data: st.DataObject) -> None:
    good = bytearray(message("INVITE sip:x@y SIP/2.0", CSeq="1 INVITE", Contact='"A" <sip:a@h>;q=0.5, <sip:b@h>'))
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(good) - 1))
        good[position] = data.draw(st.integers(0, 255))
    try:
        again = parse(bytes(good))
    except BadMessageError:
        return
    assert parse(bytes(again)).call_id == again.call_id


@given(st.lists(st.sampled_from([message(), message(body="12345", Content_Length="5")]), max_size=5), st.data())
def test_a_stream_is_cut_in_the_same_places_however_it_arrives(messages: list[bytes], data: st.DataObject) -> None:
    whole, framer, found = b"".join(messages), Framer(), []
    while whole:
        size = data.draw(st.integers(1, len(whole)))
        found += framer.feed(whole[:size])
        whole = whole[size:]
    assert found == messages


def test_a_stream_without_an_end_of_headers_is_given_up() -> None:
    with pytest.raises(FramingError):
        Framer().feed(b"x" * 70_000)


def test_a_body_too_large_is_refused_before_it_comes() -> None:
    with pytest.raises(FramingError) as caught:
        Framer().feed(message(Content_Length="10000001"))
    with pytest.raises(BadMessageError) as refused:
        parse(caught.value.head)
    assert refused.value.status == 413


def test_keep_alives_between_messages_are_counted() -> None:
    framer = Framer()
    assert framer.feed(b"\r\n\r\n" + message() + b"\r\n\r\n") == [message()]
    assert framer.pings == 2


def test_the_tortuous_but_valid_invite_is_read() -> None:
    text = (
        "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
        "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
        'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n'
        "MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv.ndaksdj@192.0.2.1\r\nContent-Length   : 3\r\n"
        "cseq: 0009\r\n  INVITE\r\n"
        "Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\ns :\r\n"
        "NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n"
        "UnknownHeaderWithUnusualValue: ;;,,;;,;\r\nContent-Type: application/sdp\r\n"
        "Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
        "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
        " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239\r\n"
        'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n'
        "  secondparam ; q = 0.33\r\n\r\nv=0 and what is too much"
    )
    read = parse(text.encode())
    assert isinstance(read, Request)
    assert read.body == b"v=0"
    assert read.sender.display == 'J Rosenberg \\"'
    assert read.to.tag == "1918181833n"
    assert read.cseq == (9, "INVITE")
    assert [via.branch for via in read.vias] == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"]
    assert read.contacts[0].params == {"newparam": "newvalue", "secondparam": None, "q": "0.33"}


@pytest.mark.parametrize(
    "data",
    [
        message(
            "!interesting-Method0123456789_*+`.%indeed'~ sip:x@y SIP/2.0",
            CSeq="1 !interesting-Method0123456789_*+`.%indeed'~",
        ),
        message("OPTIONS sip:sips%3Auser%40example.com@example.net SIP/2.0"),
        message("OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0"),
        message("OPTIONS sip:null-%00-null@example.com SIP/2.0"),
        message("OPTIONS nobodyknowsthisscheme:totallyopaquecontent SIP/2.0"),
        message("OPTIONS sip:[2001:db8::10]:5070 SIP/2.0", Via="SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKx"),
        message(From="caller<sip:caller@example.com>;tag=323"),
        message(From="sip:caller@example.com;tag=323"),
        message(Via="SIP/2.0/UNKNOWN t1.example.com;branch=z9hG4bKx"),
        message("SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое", CSeq="1 INVITE"),
        message("SIP/2.0 100 ", CSeq="1 INVITE"),
        message("SIP/2.0 100", CSeq="1 INVITE"),
        message(Subject="x" * 20_000),
        message(CSeq="2147483647 OPTIONS"),
        message(Content_Length="0", body="INVITE sip:other@x SIP/2.0\r\n\r\n"),
        b"\r\n\r\n" + message(),
        message().replace(b"\r\n", b"\n"),
    ],
)
def test_unusual_but_valid_messages_are_read(data: bytes) -> None:
    read = parse(data)
    assert parse(bytes(read)).headers.all("via") == read.headers.all("via")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (message(Contact='"Joe" <sip:joe@example.org>;;;;'), 400),
        (message(Contact="<sip:joe@example.org"), 400),
        (message(Content_Length="9999", body="short"), 400),
        (message(Content_Length="-999"), 400),
        (message(Content_Length="٣"), 400),
        (message(CSeq="36893488147419103232 OPTIONS"), 400),
        (message(CSeq="2147483648 OPTIONS"), 400),
        (message(Max_Forwards="300"), 400),
        (message(Expires="4294967296"), 400),
        (message(To='"Mr. J. User <sip:j.user@example.com>'), 400),
        (message("OPTIONS <sip:user@example.com> SIP/2.0"), 400),
        (message("OPTIONS sip:user@example.com; lr SIP/2.0"), 400),
        (message("OPTIONS  sip:user@example.com  SIP/2.0"), 400),
        (message("OPTIONS sip:user@example.com SIP/2.0  "), 400),
        (message("OPTIONS sip:user@example.com?Route=%3Csip:x%3E SIP/2.0"), 400),
        (message("OPTIONS sip:t.watson@example.org SIP/7.0"), 505),
        (message(CSeq="8 INVITE"), 400),
        (message("NEWMETHOD sip:x@y SIP/2.0"), 400),
        (message("SIP/2.0 4294967301 better not break the receiver", CSeq="1 INVITE"), 400),
        (message("SIP/2.0 099 low", CSeq="1 INVITE"), 400),
        (message(From="Bell, Alexander <sip:a.g.bell@example.com>;tag=43"), 400),
        (message(From="sip:a@b?Route=x;tag=1"), 400),
        (message(From='"Watson, Thomas" < sip:t.watson@example.org >;tag=3'), 400),
        (message(From="<sip:a%4@b>;tag=1"), 400),
        (message(From="<sip:a@b>;tag=1;tag=2"), 400),
        (message(To=None), 400),
        (message(Call_ID=None), 400),
        (message(Via=None), 400),
        (message(Via="SIP/2.0/UDP"), 400),
        (message(Via="SIP/2.0/UDP h:99999"), 400),
        (message() [:-2] + b"no colon here\r\n\r\n", 400),
        (message()[:-2] + b"CSeq: 2 OPTIONS\r\n\r\n", 400),
        (message()[:-4], 400),
    ],
)  # fmt: skip
def test_invalid_messages_are_refused_with_a_status(data: bytes, status: int) -> None:
    with pytest.raises(BadMessageError) as caught:
        parse(data)
    assert caught.value.status == status


def test_a_response_copies_what_it_has_to_and_tags_the_to() -> None:
    request = parse(message(Record_Route="<sip:p;lr>"))
    assert isinstance(request, Request)
    response = parse(bytes(Response.to_request(request, 180, tag="mine")))
    assert isinstance(response, Response)
    assert (response.status, response.reason, response.to.tag) == (180, "Ringing", "mine")
    assert response.headers.first("record-route") == "<sip:p;lr>"
    assert Response.to_request(request, 100).to.tag == ""
    assert Response.to_request(request, 486).headers.first("record-route") is None


def test_compact_names_are_the_long_ones() -> None:
    read = parse(
        b"OPTIONS sip:x@y SIP/2.0\r\nv: SIP/2.0/UDP h\r\nf: <sip:a@b>;tag=1\r\nt: <sip:c@d>\r\n"
        b"i: 7\r\nCSeq: 1 OPTIONS\r\n\r\n"
    )
    assert (read.call_id, read.sender.tag) == ("7", "1")
    assert b"Call-ID: 7\r\n" in bytes(read)


def test_separators_in_quotes_and_brackets_separate_nothing() -> None:
    assert split_outside('"a,b" <sip:x,y>;p="q,r" , <sip:z>', ",") == ['"a,b" <sip:x,y>;p="q,r"', "<sip:z>"]
    with pytest.raises(SipError):
        split_outside('"open', ",")


def test_a_via_is_stamped_with_where_it_came_from() -> None:
    via = Via.parse("SIP/2.0/UDP phone.example:5070;rport;branch=b")
    assert str(via.seen_from("127.0.0.1", 9)).endswith(";rport=9;branch=b;received=127.0.0.1")
    assert str(Via.parse("SIP/2.0/UDP 127.0.0.1;branch=b").seen_from("127.0.0.1", 9)).endswith(";branch=b")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sip:a@h:5060", "sip:a@H:5060;ob", True),
        ("sip:a@h", "sip:a@h:5060", False),
        ("sip:%61@h", "sip:a@h", True),
        ("sip:a@h;transport=tcp", "sip:a@h", False),
        ("sips:a@h", "sip:a@h", False),
    ],
)
def test_contacts_are_told_apart(one: str, other: str, same: bool) -> None:
    assert Uri.parse(one).same_as(Uri.parse(other)) is same
