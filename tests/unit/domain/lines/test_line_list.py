"""Lists of lines (RFC 4662): many lines told at once, and what follows when something is missing."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.lines.dialog_info import DialogInfo, DialogPhase, WatchedDialog
from softphone.domain.lines.line_list import LineList, ListedLine, WatchedList, list_states, list_update
from softphone.domain.lines.line_state import LineState
from softphone.safe_xml import DocumentUnusable
from softphone.telephony.engine.subscriptions.bodies.line_list import read_line_list
from softphone.telephony.engine.subscriptions.transport.message import is_addressable
from tests.samples.line_lists import RELATED, info_part, line_list, resource

LEA, MAX, ANNA = "sip:lea@pbx.example", "sip:max@pbx.example", "sip:anna@pbx.example"
FREE = DialogInfo(0, True)
TALKING = DialogInfo(0, True, (WatchedDialog("a", DialogPhase.CONFIRMED),))


def states(*lists: LineList) -> dict[str, LineState | None]:
    known = WatchedList()
    for told in lists:
        known = list_update(known, told).list
    return dict(list_states(known))


def test_a_list_as_the_platform_writes_it_is_read() -> None:
    body = line_list(
        0,
        (resource(LEA, "i1", "c1@broadworks"), resource(f"{MAX};user=phone", "i2", "c2@broadworks")),
        info_part("c1@broadworks", '<dialog id="0000"><state>terminated</state></dialog>'),
        info_part("c2@broadworks", '<dialog id="7"><state>confirmed</state></dialog>'),
    )
    assert states(read_line_list(RELATED, body)) == {LEA: LineState.FREE, MAX: LineState.IN_CALL}


@pytest.mark.parametrize("start", ["<root@x>", "root@x"])
def test_the_table_of_contents_is_the_one_the_header_names(start: str) -> None:
    inner = line_list(9, (resource(ANNA, "i", ""),), boundary="inner", contents_id="inner@x")
    outer = line_list(0, (resource(LEA, "i1", "c1"),), info_part("c1"), contents_id="root@x")
    nested = b"--list\r\nContent-Type: multipart/related;boundary=inner\r\n\r\n" + inner + b"\r\n" + outer
    assert states(read_line_list(f'{RELATED};start="{start}"', nested)) == {LEA: LineState.FREE}


def test_one_line_that_cannot_be_read_is_unknown_and_the_others_count() -> None:
    body = line_list(
        0,
        (resource(LEA, "1", "c1"), resource(MAX, "2", "c2"), resource(ANNA, "3", "gone"), resource("x y", "4", "c1")),
        info_part("c1"),
        info_part("c2", '<dialog id="1"><state>sleeping</state></dialog>'),
    )
    assert states(read_line_list(RELATED, body)) == {LEA: LineState.FREE, MAX: None, ANNA: None}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--list--",
        line_list(0, (resource(LEA, "1", ""),)).replace(b"version", b"revision"),
        line_list(0, (resource(LEA, "1", ""),)).replace(b'"true"', b'"perhaps"'),
        line_list(0, (resource(LEA, "1", ""),) * 501),
        line_list(0, ('<!DOCTYPE x [<!ENTITY a "b">]>',)),
        line_list(0, (), *(info_part(str(number)) for number in range(1001))),
    ],
)
def test_what_is_no_list_is_a_declared_error(body: bytes) -> None:
    with pytest.raises(DocumentUnusable):
        read_line_list(RELATED, body)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_a_list_or_a_declared_error(junk: bytes, parameters: str) -> None:
    whole = line_list(0, (resource(LEA, "1", "c1"),), info_part("c1"))
    for body in (junk, junk + whole, whole[:-40] + junk, whole.replace(b"<resource", junk + b"<resource")):
        for content_type in (RELATED, f"multipart/related;{parameters}"):
            with suppress(DocumentUnusable):
                assert all(is_addressable(line.uri) for line in read_line_list(content_type, body).lines)


def test_a_partial_list_changes_the_lines_it_names() -> None:
    first = LineList(0, True, (ListedLine(LEA, "1", FREE), ListedLine(MAX, "2", FREE)))
    assert states(first, LineList(1, False, (ListedLine(MAX, "2", TALKING),))) == {
        LEA: LineState.FREE,
        MAX: LineState.IN_CALL,
    }
    assert states(first, LineList(1, False, (ListedLine(MAX, "2", is_over=True),))) == {LEA: LineState.FREE}
    assert states(first, LineList(0, False, (ListedLine(MAX, "2", TALKING),)))[MAX] is LineState.FREE


def test_after_a_gap_the_lines_that_were_not_named_are_unknown_and_the_whole_list_is_asked_for() -> None:
    first = list_update(WatchedList(), LineList(0, True, (ListedLine(LEA, "1", FREE), ListedLine(MAX, "2", FREE))))
    after = list_update(first.list, LineList(2, False, (ListedLine(MAX, "2", TALKING),)))
    assert (first.has_gap, after.has_gap) == (False, True)
    assert list_states(after.list) == {MAX: LineState.IN_CALL}


def test_a_line_with_several_telephones_is_as_busy_as_the_busiest_and_free_where_all_are() -> None:
    two = (ListedLine(LEA, "1", FREE), ListedLine(LEA, "2", TALKING))
    assert states(LineList(0, True, two)) == {LEA: LineState.IN_CALL}
    unclear = (ListedLine(LEA, "1", FREE), ListedLine(LEA, "2", is_unclear=True))
    assert states(LineList(0, True, unclear)) == {LEA: None}
    assert states(LineList(0, True, unclear), LineList(1, False, (ListedLine(LEA, "2", is_over=True),))) == {
        LEA: LineState.FREE
    }


LINES = st.builds(
    ListedLine,
    st.sampled_from([LEA, MAX]),
    st.sampled_from(["1", "2"]),
    st.sampled_from([None, FREE, TALKING, DialogInfo(1, False)]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.builds(LineList, st.integers(0, 4), st.booleans(), st.lists(LINES, max_size=3).map(tuple))))
def test_nothing_is_free_before_a_full_word_about_it(lists: list[LineList]) -> None:
    known = WatchedList()
    told_free: set[str] = set()
    for one in lists:
        known = list_update(known, one).list
        told_free |= {line.uri for line in one.lines if line.info is not None and line.info.full}
        assert {uri for uri, state in list_states(known).items() if state is LineState.FREE} <= told_free
