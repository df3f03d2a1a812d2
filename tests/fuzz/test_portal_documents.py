"""Any document from the portal is a value or a named reason, for every reader there is."""

import copy
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from softphone.portal.http.document_stream import DocumentStream
from softphone.portal.xsi import call_documents as calls
from softphone.portal.xsi import documents
from softphone.portal.xsi.exchange import read_error_words
from softphone.safe_xml import DocumentUnusable
from tests.fuzz.effort import looks
from tests.fuzz.mutations import damaged
from tests.samples.xsi_documents import CALL, NS, SAMPLES, xsi

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XSI_TYPE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://schema.broadsoft.com/xsi" xsi:type'
EVENT = f"""<x:Event {XSI_TYPE}="x:SubscriptionEvent" {NS}><eventID>e1</eventID><targetId>me@pbx.example</targetId>
<eventData xsi:type="x:CallAnsweredEvent"><call>{CALL}</call></eventData></x:Event>""".encode()
SCHEDULES = xsi(
    "Schedule",
    '<scheduleDetail type="Time"><name>Buero</name><level>Group</level><events><eventDetail><eventName>a</eventName>'
    "<startDate>2026-01-05</startDate><startTime><hour>8</hour><minute>30</minute></startTime><endTime><hour>12</hour>"
    "<minute>0</minute></endTime><endDate>2026-01-05</endDate><recurrence><recurWeekly><recurInterval>1</recurInterval>"
    "<monday>true</monday></recurWeekly><recurForEver>true</recurForEver></recurrence></eventDetail></events>"
    "</scheduleDetail>",
)
OTHERS = (
    EVENT,
    SCHEDULES,
    xsi("Call", CALL),
    xsi("Calls", f"<call>{CALL}</call>"),
    xsi("FAC", "<featureAccessCode><codeName>Call Park</codeName><code>*68</code></featureAccessCode>"),
    xsi("Channel", "<channelId>c</channelId>"),
    xsi("CallStartInfo", "<callId>c</callId><externalTrackingId>t</externalTrackingId>"),
    xsi("Profile", "<details><userId>a@x</userId><firstName>A</firstName><number>+49305521</number></details>"),
    xsi("Services", "<service><name>Executive</name><uri>/u</uri></service>"),
    xsi("ErrorInfo", "<summary>Nicht erlaubt</summary><summaryEnglish>Not allowed</summaryEnglish>"),
)
SEEDS = (*(body for _, body in SAMPLES), *OTHERS)
PIECES = (
    *(
        b"<a/>",
        b"<!---->",
        b"<![CDATA[<]]>",
        b"&lt;",
        b"&#0;",
        b"&x;",
        b"<?p?>",
        b"true",
        b"-1",
        b" xmlns='u'",
        b"\xff",
    ),
    *(b"\x00", b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b' xsi:nil="true"', b' encoding="utf-7"', b"24:61", b"\xf0\x9f"),
    b"99999999999999999999",
)
READERS: tuple[Callable[[bytes], Any], ...] = (
    calls.read_call_ids,
    calls.read_call,
    calls.read_started,
    calls.read_feature_codes,
    calls.read_channel_id,
    calls.read_event,
    documents.read_roles,
    documents.read_profile,
    documents.read_schedules,
    documents.read_group_directory,
    lambda body: documents.read_directory_entry(body, "a@x"),
    lambda body: documents.opt_in_document(body, "leiter1@pbx.example", True),
    *(document.read for document, _ in SAMPLES),
)


@st.composite
def shuffled(draw: st.DrawFn) -> bytes:
    """A well-formed document whose elements are lost, doubled, moved into each other or given foreign text."""
    root = etree.fromstring(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        nodes = list(root.iter("*"))
        node, other = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        match draw(st.integers(0, 4)):
            case 0 if (parent := node.getparent()) is not None:
                parent.remove(node)
            case 1:
                node.append(copy.deepcopy(other))
            case 2:
                node.text = draw(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
            case 3:
                node.tag = other.tag
            case _:
                node.set(
                    "{http://www.w3.org/2001/XMLSchema-instance}nil", draw(st.sampled_from(["true", "false", "7"]))
                )
    encoding: str = draw(st.sampled_from(["UTF-8", "UTF-16", "US-ASCII", "ISO-8859-1"]))
    return etree.tostring(root, encoding=encoding)


@looks(40)
@given(damaged(SEEDS, PIECES) | shuffled())
def test_every_reader_has_a_value_or_a_reason(body: bytes) -> None:
    for read in READERS:
        with suppress(DocumentUnusable):
            assert read(body) == read(body)
    words = read_error_words(body)
    assert words == " ".join(words.split()), "one line"


@looks(40)
@given(damaged(SEEDS, PIECES) | shuffled())
def test_what_can_be_read_can_be_written_back_unchanged(body: bytes) -> None:
    for document, _ in SAMPLES:
        with suppress(DocumentUnusable):
            assert document.write(body, document.read(body)) == body


def documents_in(octets: bytes, sizes: Sequence[int]) -> list[bytes]:
    """What a stream of pieces of these sizes gives before it is refused."""
    stream, found = DocumentStream(), list[bytes]()
    with suppress(DocumentUnusable):
        for size in sizes:
            chunk, octets = octets[:size], octets[size:]
            found += stream.feed(chunk)
    return found


@looks(40)
@given(st.lists(damaged(SEEDS, PIECES), max_size=4), st.lists(st.integers(1, 200), min_size=1))
def test_a_stream_is_cut_into_documents_or_ends_with_a_reason(bodies: list[bytes], sizes: list[int]) -> None:
    octets = b"\n".join(bodies)
    found = documents_in(octets, (*sizes, len(octets)))
    assert found == documents_in(octets, [1] * len(octets))[: len(found)]
    for document in found:
        with suppress(DocumentUnusable):
            calls.read_event(document)
