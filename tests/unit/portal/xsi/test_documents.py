"""The portal's documents: read, changed in place, and everything hostile or broken refused with a reason."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from softphone.domain import platform_facts as facts
from softphone.domain.executive import settings as ex
from softphone.portal.xsi import documents
from softphone.portal.xsi.exchange import read_error_words
from softphone.safe_xml import MAX_BODY_BYTES, MAX_ELEMENTS, DocumentUnusable
from tests.samples.xsi_documents import (
    ALERTING,
    ASSISTANTS,
    CRITERION,
    FILTERING,
    MEMBERSHIP,
    SAMPLES,
    SCREENING,
    XSI,
    xsi,
)
from tests.unit.portal.xsi.schema_table import faults_of

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
LIMITED = settings(max_examples=60, deadline=None)


BY_NAME = pytest.mark.parametrize(
    ("document", "body"), SAMPLES, ids=lambda p: getattr(p, "binding", type(p)).__name__
)


def leaves(body: bytes) -> list[tuple[str, str]]:
    """Every element in document order, with its text; comments too."""
    return [(str(e.tag), (e.text or "").strip()) for e in etree.fromstring(body).iter()]


# --- reading ------------------------------------------------------------------------------------------------


def test_every_field_of_the_membership_is_read() -> None:
    assert documents.ASSISTANT.read(MEMBERSHIP) == ex.AssistantSettings(
        divert_enabled=False,
        divert_number=None,
        executives=(
            ex.ExecutiveEntry("leiter1@pbx.example", "Lea", "Muster", True),
            ex.ExecutiveEntry("leiter2@pbx.example", "", "", False),
        ),
    )


def test_every_field_of_the_filter_is_read() -> None:
    activations = (ex.CriterionActivation("VIP", True), ex.CriterionActivation("Rest", False))
    expected = ex.Filtering(True, ex.FilteringMode.ADVANCED, ex.SimpleFilter.ALL, activations)
    assert documents.FILTERING.read(FILTERING) == expected


def test_every_field_of_a_criterion_is_read() -> None:
    assert documents.CRITERION.read(CRITERION) == ex.Criterion(
        name="VIP",
        send_to_assistants=True,
        calls_from=ex.CallsFrom.SPECIFIED_ONLY,
        include_unavailable=True,
        numbers=("+4930555010",),
        time_schedule=ex.ScheduleRef(ex.ScheduleLevel.GROUP, "Buero"),
        called_numbers=(ex.CalledNumber(ex.CalledNumberKind.ALTERNATE, 2),),
    )


def test_every_field_of_screening_and_alerting_is_read() -> None:
    assert documents.SCREENING.read(SCREENING) == ex.Screening(True, ex.ScreeningAlert.SILENT, True, False, True)
    assert documents.ALERTING.read(ALERTING) == ex.Alerting(
        mode=ex.AlertingMode.SEQUENTIAL,
        name_mode=ex.NameMode.EXECUTIVE_ORIGINATOR,
        number_mode=ex.NumberMode.ORIGINATOR,
        recall_rings=5,
        next_assistant_rings=6,
        rollover_enabled=True,
        rollover_wait_s=45,
        rollover_action=ex.RolloverAction.FORWARD,
        rollover_number="+4930555099",
    )


def test_the_leaders_own_list_is_read_in_its_order() -> None:
    first = ex.AssistantEntry("a@pbx.example", "", "Adam", True)
    second = ex.AssistantEntry("b@pbx.example", "", "", None)
    assert documents.ASSISTANTS.read(ASSISTANTS) == ex.Assistants(True, (first, second))


def test_roles_come_from_the_names_of_the_services() -> None:
    body = xsi(
        "Services",
        "<service><name>Executive-Assistant</name><uri>/x</uri></service><service><name>BLF</name></service>",
    )
    assert documents.read_roles(body) == ex.Roles(is_executive=False, is_assistant=True)


def test_a_person_is_read_from_profile_and_directory() -> None:
    person = "<userId>L@pbx.example</userId><firstName>Lea</firstName><lastName>M</lastName><number>+49305</number>"
    expected = ex.PortalProfile("L@pbx.example", "Lea", "M", "+49305")
    other = "<directoryDetails><userId>else@pbx.example</userId></directoryDetails>"
    entries = f"{other}<directoryDetails>{person}</directoryDetails>"
    directory = xsi("Enterprise", f"<enterpriseDirectory>{entries}</enterpriseDirectory>")
    assert documents.read_profile(xsi("Profile", f"<details>{person}</details>")) == expected
    assert documents.read_directory_entry(directory, "l@pbx.example") == expected
    assert documents.read_directory_entry(directory, "nobody@pbx.example") is None


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<summary>Nicht  erlaubt\n</summary><summaryEnglish>Not allowed</summaryEnglish>", "Nicht erlaubt"),
        ("<summary/><summaryEnglish>Not allowed</summaryEnglish><errorCode>0</errorCode>", "Not allowed"),
        ("<errorCode>7</errorCode>", ""),
    ],
)
def test_a_refusal_speaks_the_users_language_else_english(inner: str, words: str) -> None:
    assert read_error_words(xsi("ErrorInfo", inner)) == words


def test_a_refusal_that_is_no_document_has_no_words_and_a_long_one_is_cut() -> None:
    assert read_error_words(b"<html>502</html>") == ""
    assert len(read_error_words(xsi("ErrorInfo", f"<summary>{'x' * 9000}</summary>"))) == 500


# --- writing ------------------------------------------------------------------------------------------------


@BY_NAME
def test_writing_what_is_stored_gives_the_same_bytes(document: documents.Document[Any, Any], body: bytes) -> None:
    assert document.write(body, document.read(body)) == body


def test_one_changed_field_changes_one_element() -> None:
    wish = replace(documents.ALERTING.read(ALERTING), next_assistant_rings=9)
    before, after = leaves(ALERTING), leaves(documents.ALERTING.write(ALERTING, wish))
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ((f"{{{XSI}}}nextAssistantNumberOfRings", "6"), (f"{{{XSI}}}nextAssistantNumberOfRings", "9"))
    ]


def test_a_missing_element_is_inserted_in_schema_order() -> None:
    body = xsi("ExecutiveAlerting", "<alertingMode>Sequential</alertingMode><enableRollover>true</enableRollover>")
    stored = documents.ALERTING.read(body)
    written = documents.ALERTING.write(body, replace(stored, custom_name="Büro <1>", rollover_wait_s=7))
    names = [etree.QName(child).localname for child in etree.fromstring(written)]
    assert names == [
        "alertingMode",
        "alertingCustomCallingLineIdName",
        "enableRollover",
        "rolloverWaitTimeSeconds",
    ]
    assert documents.ALERTING.read(written).custom_name == "Büro <1>"


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("numbers", "criteriaFromDn/phoneNumberList"),
        ("time_schedule", "timeSchedule"),
        ("called_numbers", "criteriaCallToNumber"),
    ],
)
def test_what_is_emptied_in_a_criterion_is_nulled_and_comes_back(field: str, path: str) -> None:
    """An empty element is invalid there, an absent one would leave the old value."""
    stored = documents.CRITERION.read(CRITERION)
    nulled = documents.CRITERION.write(
        CRITERION, replace(stored, **{field: getattr(ex.Criterion("VIP", True), field)})
    )
    element = etree.fromstring(nulled).find("/".join(f"{{{XSI}}}{name}" for name in ("criteria", *path.split("/"))))
    assert element is not None
    assert (element.get(NIL), len(element), element.text) == ("true", 0, None)
    back = documents.CRITERION.write(nulled, stored)
    assert documents.CRITERION.read(back) == stored
    assert b"nil=" not in back


def test_a_text_of_the_alerting_document_is_never_nulled_nor_dropped() -> None:
    """The schema knows no nil for them: dropped texts stay beside another mode, unused."""
    stored = documents.ALERTING.read(ALERTING)
    wish = replace(stored, rollover_number=None, rollover_action=ex.RolloverAction.VOICE_MESSAGING)
    written = documents.ALERTING.write(ALERTING, wish)
    assert b"<rolloverForwardToPhoneNumber>+4930555099</rolloverForwardToPhoneNumber>" in written
    assert b"Voice Messaging" in written
    assert b"nil" not in written


def test_the_unicode_name_is_read_first_and_written_with_the_other() -> None:
    body = xsi(
        "ExecutiveAlerting",
        "<alertingCallingLineIdNameMode>Custom</alertingCallingLineIdNameMode>"
        "<alertingCustomCallingLineIdName>Buero</alertingCustomCallingLineIdName>"
        "<unicodeAlertingCustomCallingLineIdName>Büro</unicodeAlertingCustomCallingLineIdName>",
    )
    stored = documents.ALERTING.read(body)
    assert stored.custom_name == "Büro"
    assert documents.ALERTING.write(body, stored) == body
    assert b">Buero<" in documents.ALERTING.write(body, replace(stored, recall_rings=7))
    written = documents.ALERTING.write(body, replace(stored, custom_name="Müller"))
    assert written.count("Müller".encode()) == 2


def test_another_schedule_takes_the_old_ones_address_away() -> None:
    body = CRITERION.replace(b"<name>Buero</name>", b"<name>Buero</name><uri>/v2.0/x/Buero</uri>")
    other = replace(documents.CRITERION.read(body), time_schedule=ex.ScheduleRef(ex.ScheduleLevel.GROUP, "Messe"))
    written = documents.CRITERION.write(body, other)
    assert b"Messe" in written
    assert b"/v2.0/x/Buero" not in written


def test_an_unknown_word_is_none_and_survives_a_write() -> None:
    body = ALERTING.replace(b">Sequential<", b">Lottery<").replace(b">Forward<", b"> Beam <")
    stored = documents.ALERTING.read(body)
    assert (stored.mode, stored.rollover_action) == (None, None)
    written = documents.ALERTING.write(body, replace(stored, rollover_wait_s=1))
    assert b">Lottery<" in written
    assert b"> Beam <" in written


def test_a_flag_written_as_a_digit_stays_a_digit() -> None:
    body = SCREENING.replace(b"<enableScreening>true", b"<enableScreening>1")
    written = documents.SCREENING.write(body, replace(documents.SCREENING.read(body), anywhere=True))
    assert b"<enableScreening>1</enableScreening>" in written
    assert b"<alertBroadWorksAnywhereLocations>true<" in written


def test_an_opt_in_names_one_executive_and_always_the_divert() -> None:
    written = documents.opt_in_document(MEMBERSHIP, "LEITER2@pbx.example", True)
    assert written is not None
    stored = documents.ASSISTANT.read(written)
    assert stored.executives == (ex.ExecutiveEntry("leiter2@pbx.example", "", "", True),)
    assert b"<enableDivert>false</enableDivert><!-- why -->" in written


def test_an_opt_in_keeps_what_it_does_not_know() -> None:
    written = documents.opt_in_document(MEMBERSHIP, "leiter1@pbx.example", False)
    assert written is not None
    assert (
        b"<optIn>false</optIn><executiveUri>/v2.0/user/leiter1@pbx.example/services/executive</executiveUri><new>7</new>"
        in written
    )


def test_an_opt_in_without_a_change_or_a_group_writes_nothing() -> None:
    assert documents.opt_in_document(MEMBERSHIP, "leiter1@pbx.example", True) == MEMBERSHIP
    assert documents.opt_in_document(MEMBERSHIP, "stranger@pbx.example", True) is None


def test_reordered_activations_take_their_unknown_children_along() -> None:
    stored = documents.FILTERING.read(FILTERING)
    new = ex.CriterionActivation("Neu", True)
    written = documents.FILTERING.write(FILTERING, replace(stored, criteria=(*reversed(stored.criteria), new)))
    texts = [text for tag, text in leaves(written) if tag.endswith(("criteriaName", "hint"))]
    assert texts == ["Rest", "b", "VIP", "a", "Neu"]
    assert documents.FILTERING.read(written).criteria == (*reversed(stored.criteria), new)


def test_removing_a_schedule_removes_its_element() -> None:
    wish = replace(documents.CRITERION.read(CRITERION), time_schedule=None, numbers=("1", "2"))
    written = documents.CRITERION.write(CRITERION, wish)
    assert documents.CRITERION.read(written) == wish
    assert b"Buero" not in written


def test_control_characters_are_refused_and_not_sent() -> None:
    with pytest.raises(ValueError, match="XML compatible"):
        documents.ALERTING.write(ALERTING, replace(documents.ALERTING.read(ALERTING), custom_name="a\x00b"))


# --- any document, any wish ---------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Z")), min_size=1, max_size=20)
RINGS = st.integers(2, 20)


def one_of(kind: Any) -> Any:
    return st.sampled_from(list(kind))


ALERTINGS = st.builds(
    ex.Alerting,
    mode=one_of(ex.AlertingMode),
    name_mode=one_of(ex.NameMode),
    number_mode=one_of(ex.NumberMode),
    custom_name=st.none() | TEXT,
    custom_number=st.none() | TEXT,
    recall_rings=RINGS,
    next_assistant_rings=RINGS,
    rollover_enabled=st.booleans(),
    rollover_wait_s=st.integers(0, 7200),
    rollover_action=one_of(ex.RolloverAction),
    rollover_number=st.none() | TEXT,
)
ACTIVATIONS = st.lists(st.builds(ex.CriterionActivation, TEXT, st.booleans()), max_size=5, unique_by=lambda a: a.name)
FILTERINGS = st.builds(
    ex.Filtering, st.booleans(), one_of(ex.FilteringMode), one_of(ex.SimpleFilter), ACTIVATIONS.map(tuple)
)
SCHEDULES = st.none() | st.builds(ex.ScheduleRef, one_of(ex.ScheduleLevel), TEXT)
CALLED = st.builds(ex.CalledNumber, one_of(ex.CalledNumberKind), st.none() | st.integers(1, 10))
CRITERIA = st.builds(
    ex.Criterion,
    name=TEXT,
    send_to_assistants=st.booleans(),
    calls_from=one_of(ex.CallsFrom),
    include_anonymous=st.booleans(),
    include_unavailable=st.booleans(),
    numbers=st.lists(TEXT, max_size=12).map(tuple),
    time_schedule=SCHEDULES,
    holiday_schedule=SCHEDULES,
    called_numbers=st.lists(CALLED, max_size=4).map(tuple),
)
MEMBERSHIPS = st.builds(
    ex.AssistantSettings,
    st.booleans(),
    st.none() | TEXT,
    st.lists(st.builds(ex.ExecutiveEntry, TEXT, TEXT, TEXT, st.booleans()), max_size=4).map(tuple),
)
WISHES: list[tuple[documents.Document[Any, Any], bytes, Any]] = [
    (documents.ALERTING, ALERTING, ALERTINGS),
    (documents.FILTERING, FILTERING, FILTERINGS),
    (documents.CRITERION, CRITERION, CRITERIA),
    (documents.ASSISTANT, MEMBERSHIP, MEMBERSHIPS),
]


@LIMITED
@given(st.data())
def test_whatever_is_written_fits_the_platforms_schema(data: st.DataObject) -> None:
    document, body, wishes = data.draw(st.sampled_from(WISHES))
    assert faults_of(body) == []
    assert faults_of(document.write(body, data.draw(wishes))) == []


@LIMITED
@given(CRITERIA)
def test_a_new_criterion_fits_the_platforms_schema(criterion: ex.Criterion) -> None:
    assert faults_of(documents.CRITERION.write(facts.XSI_NEW_CRITERION, criterion)) == []


@LIMITED
@given(st.data())
def test_what_was_wished_is_read_back(data: st.DataObject) -> None:
    document, body, wishes = data.draw(st.sampled_from(WISHES))
    first, second = data.draw(wishes), data.draw(wishes)
    written = document.write(body, first)
    assert document.read(written) == kept(document.read(body), first)
    assert document.read(document.write(written, second)) == kept(document.read(written), second)


def kept(stored: Any, wish: Any) -> Any:
    """What the portal has after `wish`: texts of the alerting document cannot be cleared."""
    if not isinstance(wish, ex.Alerting):
        return wish
    texts = ("custom_name", "custom_number", "rollover_number")
    return replace(wish, **{name: getattr(wish, name) or getattr(stored, name) for name in texts})


FOREIGN = st.builds(
    lambda namespace, name, text: (f"{{{namespace}}}{name}" if namespace else name, text),
    st.sampled_from([XSI, "urn:other", ""]),
    st.sampled_from(["new", "later", "alerting", "mode", "criterion"]),
    TEXT,
)
PREFIXES = st.sampled_from([None, "x", "xsi", "ns0", "broadsoft"])


def shaken(body: bytes, data: st.DataObject) -> bytes:
    """The same document with another prefix, its elements in any order and foreign ones and comments between them."""
    old = etree.fromstring(body, etree.XMLParser(remove_blank_text=True))
    root = etree.Element(old.tag, nsmap={data.draw(PREFIXES): XSI})
    root.set("version", "9")
    for child in data.draw(st.permutations(list(old))):
        for name, text in data.draw(st.lists(FOREIGN, max_size=2)):
            etree.SubElement(root, name).text = text
        if data.draw(st.booleans()):
            root.append(etree.Comment(" said "))
        root.append(child)
    return etree.tostring(root, xml_declaration=data.draw(st.booleans()), encoding=data.draw(ENCODINGS))


ENCODINGS = st.sampled_from(["UTF-8", "UTF-16", "US-ASCII"])


def foreign(body: bytes, known: set[str]) -> list[tuple[str, str]]:
    root = etree.fromstring(body)
    attributes = sorted((str(name), str(value)) for name, value in root.attrib.items())
    return [(str(e.tag), e.text or "") for e in root if str(e.tag) not in known] + attributes


@LIMITED
@given(st.data())
def test_order_prefixes_comments_and_foreign_content_survive_any_write(data: st.DataObject) -> None:
    document, body, wishes = data.draw(st.sampled_from(WISHES))
    source = shaken(body, data)
    assert document.read(source) == document.read(body)
    wish = data.draw(wishes)
    written = document.write(source, wish)
    known = {str(e.tag) for e in etree.fromstring(body)} | {
        str(e.tag) for e in etree.fromstring(document.write(body, wish))
    }
    assert document.read(written) == kept(document.read(source), wish)
    assert foreign(written, known) == foreign(source, known)
    left = [tag for tag, _ in leaves(written) if tag in known]
    assert [tag for tag, _ in leaves(source) if tag in known and tag in left] == [
        tag for tag in left if tag in {t for t, _ in leaves(source)}
    ]


# --- broken and hostile -------------------------------------------------------------------------------------

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
HOSTILE = {
    "bomb": BOMB + xsi("ExecutiveScreening", "<enableScreening>&d;</enableScreening>"),
    "bomb in an attribute": BOMB + xsi("ExecutiveScreening", '<a b="&d;"/>'),
    "outside file": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    + xsi("ExecutiveScreening", "<a>&f;</a>"),
    "outside type": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + SCREENING,
    "type in UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + SCREENING.decode()).encode("utf-16"),
    "unknown entity": xsi("ExecutiveScreening", "<enableScreening>&e;</enableScreening>"),
    "too large": b" " * MAX_BODY_BYTES + SCREENING,
    "too many": xsi("ExecutiveScreening", "<a/>" * MAX_ELEMENTS),
    "too deep": xsi("ExecutiveScreening", "<a>" * 5000 + "</a>" * 5000),
    "web page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "wrong root": xsi("ExecutiveAlerting", ""),
    "wrong namespace": SCREENING.replace(b"schema.broadsoft.com", b"example.org"),
    "no namespace": b"<ExecutiveScreening><enableScreening>true</enableScreening></ExecutiveScreening>",
    "nothing": b"",
    "binary": bytes(range(256)),
    "json": b'{"enableScreening": true}',
    "no flag": xsi("ExecutiveScreening", "<screeningAlertType>Silent</screeningAlertType>"),
    "strange flag": xsi("ExecutiveScreening", "<enableScreening>perhaps</enableScreening>"),
    "said twice": xsi(
        "ExecutiveScreening", "<enableScreening>true</enableScreening><enableScreening>false</enableScreening>"
    ),
    "null root": SCREENING.replace(b">", b' xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true">', 1),
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?>' + SCREENING,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_or_wrong_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(DocumentUnusable):
        documents.SCREENING.read(body)


def test_a_type_named_in_the_document_does_not_choose_the_class() -> None:
    typed = b'<enableScreening xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="xs:base64Binary">'
    body = SCREENING.replace(b"<enableScreening>", typed)
    assert documents.SCREENING.read(body) == documents.SCREENING.read(SCREENING)


def test_a_comment_inside_a_text_does_not_cut_it() -> None:
    body = ALERTING.replace(b"+4930555099", b"+4930<!-- x -->555099")
    assert documents.ALERTING.read(body).rollover_number == "+4930555099"


@BY_NAME
def test_a_document_cut_off_anywhere_is_refused(document: documents.Document[Any, Any], body: bytes) -> None:
    for end in range(0, len(body.rstrip()), 7):
        with pytest.raises(DocumentUnusable):
            document.read(body[:end])


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_any_damage_gives_a_value_or_a_reason(
    sample: tuple[documents.Document[Any, Any], bytes], data: st.DataObject
) -> None:
    document, body = sample
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 30)))
    damaged = body[:start] + data.draw(st.binary(max_size=6) | PIECES) + body[end:]
    with suppress(DocumentUnusable):
        value = document.read(damaged)
        assert document.write(damaged, value) == damaged
        documents.opt_in_document(damaged, "leiter1@pbx.example", False)


PIECES = st.sampled_from(
    [b"<a/>", b"<!---->", b"<![CDATA[<]]>", b"&lt;", b"<?p?>", b"true", b"-1", b" xmlns='u'", b"<optIn/>"]
)


@LIMITED
@given(st.binary(max_size=200))
def test_any_bytes_give_a_reason(body: bytes) -> None:
    with pytest.raises(DocumentUnusable):
        documents.ALERTING.read(body)
