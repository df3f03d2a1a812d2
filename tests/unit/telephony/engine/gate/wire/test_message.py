"""Messages parsed and written: order, values and octets stay; damage is told with what could be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.wire.message import DamagedMessageError, parse, response_to
from tests.fuzz.mutations import damaged
from tests.unit.telephony.engine.gate.messages import SDP, octets, request

NAMES = st.sampled_from(["Via", "v", "X-Own", "CONTACT", "Min-SE", "Record-Route"])
VALUES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=12), st.binary(max_size=60))
def test_order_names_and_values_of_headers_stay(headers: list[tuple[str, str]], body: bytes) -> None:
    data = octets("OPTIONS sip:a SIP/2.0", [f"{name}: {value}" for name, value in headers], body)
    message = parse(data)
    assert [(h.name, h.value) for h in message.headers[:-1]] == headers
    assert message.encode() == data


@given(damaged([octets("INVITE sip:a SIP/2.0", [f"{h.name}: {h.value}" for h in request().headers], SDP)]))
def test_damaged_octets_are_a_message_or_a_told_damage(data: bytes) -> None:
    try:
        message = parse(data)
    except DamagedMessageError:
        return
    again = parse(message.encode())
    without_length = [h for h in message.headers if h.key != "content-length"]
    assert [h for h in again.headers if h.key != "content-length"] == without_length
    assert (again.start_line, again.body) == (message.start_line, message.body)


def test_octets_that_are_no_utf_8_are_written_as_they_came() -> None:
    data = b"OPTIONS sip:a SIP/2.0\r\nFrom: \xfcber <sip:a>\r\nContent-Length: 0\r\n\r\n"
    assert parse(data).encode() == data


def test_folded_lines_are_one_value() -> None:
    message = parse(b"OPTIONS sip:a SIP/2.0\r\nSubject: one\r\n  two\r\n\tthree\r\nto: x\r\n\r\n")
    assert (message.first("subject"), message.first("to")) == ("one two three", "x")


def test_compact_names_are_read_as_the_long_ones() -> None:
    message = parse(b"OPTIONS sip:a SIP/2.0\r\nv: 1\r\nf: 2\r\nt: 3\r\ni: 4\r\nm: 5\r\nl: 0\r\n\r\n")
    assert [h.key for h in message.headers] == ["via", "from", "to", "call-id", "contact", "content-length"]


def test_lists_are_read_from_lines_and_commas_alike() -> None:
    message = parse(b"OPTIONS sip:a SIP/2.0\r\nVia: 1, 2\r\nVia: 3\r\n\r\n")
    assert message.listed("via") == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 400),
        (b"INVITE sip:a SIP/3.0\r\n\r\n", 505),
        (b"INVITE sip:a b SIP/2.0\r\n\r\n", 400),
        (b"INV\xc3\xa4TE sip:a SIP/2.0\r\n\r\n", 400),
        (b"INVITE sip:a\r\n\r\n", 400),
        (b"SIP/2.0 20 OK\r\n\r\n", 400),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 5\r\n\r\nabc", 400),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: -1\r\n\r\n", 400),
        (b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
    ],
)
def test_damage_is_told_with_the_status_of_its_answer(data: bytes, status: int) -> None:
    with pytest.raises(DamagedMessageError) as damage:
        parse(data)
    assert damage.value.status == status


def test_a_body_ends_where_its_length_says() -> None:
    assert parse(b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 2\r\n\r\nabc").body == b"ab"


@pytest.mark.parametrize(
    ("cseq", "read"),
    [("1 INVITE", (1, "INVITE")), ("  7\tBYE ", (7, "BYE")), ("x INVITE", (-1, "")), ("99999999999 A", (-1, ""))],
)
def test_cseq(cseq: str, read: tuple[int, str]) -> None:
    assert parse(octets("OPTIONS sip:a SIP/2.0", [f"CSeq: {cseq}"])).cseq == read


def test_an_answer_has_the_headers_of_its_request_and_our_tag_once() -> None:
    answer = response_to(request("OPTIONS", "Subject: x"), 200, "OK", "own")
    assert [h.key for h in answer.headers] == ["via", "from", "to", "call-id", "cseq"]
    assert answer.first("to") == "<sip:alice@pbx.example>;tag=own"
    assert response_to(request(to="<sip:a>;TAG=old"), 200, "OK", "own").first("to") == "<sip:a>;TAG=old"


def test_headers_are_replaced_where_the_first_stood() -> None:
    message = request()
    message.replace("from", "x")
    message.prepend("via", "1", "2")
    message.insert_after_via("route", "r")
    assert [h.key for h in message.headers][:5] == ["via", "via", "route", "from", "to"]
