"""SIP header values: what is read, and that hostile ones do no harm."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls import sip_headers
from softphone.domain.calls.sip_headers import (
    LONGEST_VALUE,
    NameAddr,
    alert_names,
    answered_elsewhere,
    history_targets,
    parse_name_addr,
    parse_name_addr_list,
    ring_of,
)
from softphone.domain.telephone.call import Ring

HEADER_LIKE = st.text(alphabet=st.sampled_from('<>"\\,;:@=?%[]/ sipurnltealrx01.\r\n\x00é'), max_size=200)
ANY_TEXT = st.one_of(st.text(), HEADER_LIKE)
TOKEN = st.text(alphabet=string.ascii_letters + string.digits + "-.", min_size=1, max_size=12)
DISPLAY = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@given(ANY_TEXT)
def test_no_text_crashes_a_reader_and_the_answers_are_of_the_declared_kind(text: str) -> None:
    assert isinstance(parse_name_addr(text), NameAddr | None)
    assert all(isinstance(a, NameAddr) for a in (*parse_name_addr_list([text]), *history_targets([text, text])))
    assert all(name and name == name.lower() for name in alert_names([text]))
    assert isinstance(ring_of([text]), Ring)
    assert answered_elsewhere(text) in (True, False)


@given(display=DISPLAY, user=TOKEN, host=TOKEN, tag=TOKEN)
def test_a_written_address_is_read_back(display: str, user: str, host: str, tag: str) -> None:
    uri = f"sip:{user}@{host}:5070;transport=tcp"
    read = parse_name_addr(f"{quoted(display)} <{uri}>;tag={tag}")
    assert read == NameAddr(display, uri, user, host.lower(), (("tag", tag),), (("transport", "tcp"),))


@given(st.lists(DISPLAY, min_size=1, max_size=5))
def test_a_list_with_commas_gives_as_many_addresses_as_separate_values(names: list[str]) -> None:
    values = [f"{quoted(name)} <sip:u{i}@h>;x=1" for i, name in enumerate(names)]
    assert parse_name_addr_list([", ".join(values)]) == parse_name_addr_list(values)
    assert [a.display for a in parse_name_addr_list(values)] == names


@pytest.mark.parametrize(
    ("text", "display", "user", "host"),
    [
        ('"Lea \\"X\\" <M>, uster" <sip:lea@pbx.example>;tag=1', 'Lea "X" <M>, uster', "lea", "pbx.example"),
        (
            "Lea Muster <sip:+4930123:secret@PBX.example:5070;user=phone?Reason=x>",
            "Lea Muster",
            "+4930123",
            "pbx.example",
        ),
        ("sip:lea@pbx.example;tag=1", "", "lea", "pbx.example"),
        ("<sips:lea%2Emuster@[2001:db8::1]:5061>", "", "lea.muster", "[2001:db8::1]"),
        ("<sip:pbx.example>", "", "", "pbx.example"),
        ("<tel:+49-30-123;phone-context=x>", "", "+49-30-123", ""),
        ('"Never closed <sip:lea@pbx.example>', "Never closed", "lea", "pbx.example"),
        ("<urn:service:sos>", "", "", ""),
        ("<sip:a,b@pbx.example>", "", "a,b", "pbx.example"),
    ],
)
def test_addresses_in_the_ways_they_come(text: str, display: str, user: str, host: str) -> None:
    address = parse_name_addr(text)
    assert address is not None
    assert parse_name_addr_list([text]) == (address,)
    assert (address.display, address.user, address.host) == (display, user, host)


@pytest.mark.parametrize("text", ["", "   ", "Lea", "<>", "<lea@pbx.example>", "<://x>", "x" * (LONGEST_VALUE + 1)])
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_name_addr(text) is None


def test_history_is_ordered_by_index_as_numbers() -> None:
    values = ["<sip:c@x>;index=1.10, <sip:a@x?Reason=SIP%3Bcause%3D302>;index=1", "<sip:b@x>;index=1.2", "<sip:z@x>"]
    assert [a.user for a in history_targets(values)] == ["a", "b", "c", "z"]


def test_an_index_of_a_thousand_digits_is_no_index() -> None:
    assert [a.user for a in history_targets([f"<sip:a@x>;index={'9' * 9000}", "<sip:b@x>;index=1"])] == ["b", "a"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('SIP;cause=200;text="Call completed elsewhere"', True),
        ("Q.850;cause=16,sip ; cause = 200", True),
        ("SIP;cause=487", False),
        ("SIP;cause=2000", False),
        ("Q.850;cause=200", False),
        ('SIP;text="cause=200"', False),
        ("Q.850;cause=26", True),
        ('q.850;cause=26;text="Non-selected user clearing"', True),
        ("Q.850;cause=16", False),
        ('SIP;cause=487;text="Call completed elsewhere"', True),
        ('SIP;text="Answered elsewhere"', True),
        ('SIP;cause=486;text="Answered by another device"', True),
        ('SIP;cause=480;text="Picked up by another extension"', True),
        ('SIP;cause=487;text="Call accepted on other phone"', True),
        ('Q.850;cause=502;text="LOSE_RACE"', True),
        ('SIP;text="Anruf anderweitig angenommen"', True),
        ("SIP;text=Call completed elsewhere;cause=487", True),
        ('RELEASE_CAUSE;cause=8;text="Completed Elsewhere"', True),
        ('Q.850;cause="26"', True),
        ("X.int;reasoncode=0x00000000;add-info=0804.0001.0000, SIP;cause=200", True),
        ('SIP;cause=487;text="ORIGINATOR_CANCEL"', False),
        ('SIP;cause=486;text="Another call is active"', False),
        ('Q.850;cause=27;text="Destination out of order"', False),
        ("Q.850;cause=260", False),
        ('X;text="Nothing else, where"', False),
        ("", False),
    ],
)
def test_another_telephone_took_the_call(header: str, expected: bool) -> None:
    assert answered_elsewhere(header) is expected


@pytest.mark.parametrize(
    ("values", "ring"),
    [
        (["<http://127.0.0.1/Bellcore-dr5>"], Ring.SPLASH),
        (["<http://127.0.0.1/Bellcore-dr1>"], Ring.NORMAL),
        (["<urn:alert:service:Silent>"], Ring.SILENT),
        (["silent"], Ring.SILENT),
        (["<http://pbx.example/x>;info=silent"], Ring.SILENT),
        (['<http://pbx.example/x>;info="Ring-Splash"'], Ring.SPLASH),
        (["<http://pbx.example/silent/>, <http://pbx.example/bellcore-dr5>"], Ring.SILENT),
        (["<http://pbx.example/very-silent>"], Ring.NORMAL),
        (["<http://silent.example/tone.wav>"], Ring.NORMAL),
        ([], Ring.NORMAL),
    ],
)
def test_the_ring_is_read_from_alert_info_and_unknown_names_ring(values: list[str], ring: Ring) -> None:
    assert ring_of(values) is ring


def test_the_names_that_mean_silence_are_a_setting() -> None:
    assert ring_of(["<urn:alert:x:quiet>"], silent_names=frozenset({"quiet"})) is Ring.SILENT


class CountingPattern:
    """A pattern of a quoted string that counts the characters it looked at."""

    def __init__(self) -> None:
        self.pattern = sip_headers._QUOTED
        self.seen = 0

    def match(self, text: str, position: int) -> re.Match[str] | None:
        found = self.pattern.match(text, position)
        self.seen += (found.end() if found else len(text)) - position
        return found


@pytest.mark.parametrize("unit", ['"', '"\\', "<", ",", ";", '"a', '""', "\\", '<"'])
def test_a_long_hostile_header_is_looked_at_only_a_few_times(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = CountingPattern()
    monkeypatch.setattr(sip_headers, "_QUOTED", counting)
    text = (unit * LONGEST_VALUE)[:LONGEST_VALUE]
    parse_name_addr_list([text])
    alert_names([text])
    answered_elsewhere(text)
    assert counting.seen <= 20 * len(text)
