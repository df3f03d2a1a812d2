"""The simulator's decision and the preview agree with the demo PBX, which shares no code with them.

The settings travel as the portal's documents: generated as a form here, written into the PBX, decided on both sides.
"""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.model.platform import Schedule as PbxSchedule
from softphone.demo_pbx.model.xml import parse, to_bytes
from softphone.demo_pbx.portal.xsi_criteria import read_criterion, schedules_document
from softphone.demo_pbx.portal.xsi_documents import (
    alerting_document,
    filtering_document,
    read_alerting,
    read_filtering,
)
from softphone.demo_pbx.rules.caller_line import alert_name, alert_number, caller_name, caller_number
from softphone.demo_pbx.rules.routing import route
from softphone.domain.executive.caller_preview import (
    CallerPreview,
    Line,
    PreviewParty,
    caller_preview,
    mobile_preview,
)
from softphone.domain.executive.filter_rules import CallFacts, decide, matches_pattern
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    NameMode,
    NumberMode,
    ScheduleLevel,
    ScheduleRef,
    SimpleFilter,
)
from softphone.domain.platform_facts import XSI_NEW_CRITERION
from softphone.portal.xsi.documents import ALERTING, CRITERION, FILTERING, read_schedules

MOBILITY, ALTERNATES = "+4915228817399", ["+493023125411", "+493023125412"]
DIALLED = {
    "410": CalledNumber(CalledNumberKind.PRIMARY),
    "lea": CalledNumber(CalledNumberKind.PRIMARY),
    "+493023125410": CalledNumber(CalledNumberKind.PRIMARY),
    "030 23125411": CalledNumber(CalledNumberKind.ALTERNATE, 1),
    ALTERNATES[1]: CalledNumber(CalledNumberKind.ALTERNATE, 2),
    MOBILITY: CalledNumber(CalledNumberKind.MOBILITY),
}
SCHEDULES = [
    PbxSchedule("Group", "Buero", [(day, 8 * 60, 17 * 60) for day in range(5)]),
    PbxSchedule("User", "Buero", [(5, 0, 24 * 60)]),
    PbxSchedule("Enterprise", "Feiertage", days=["2026-03-02", "2026-12-25"]),
    PbxSchedule("Group", "Nie"),
]
REFS = [ScheduleRef(ScheduleLevel(each.level), each.name) for each in SCHEDULES]
CALLERS = ["+4922147101284", "0221 47101284", "0049 221 47101299", "+4989111222333", "+4312345678", "433", "450"]
OUTSIDE = ["+4922147101284", "022147101284", "0049221*", "+49221*", "02214710*", "0221471012??", "*", "00*", "0*"]
PATTERNS = [*OUTSIDE, "433", "43?", "4*", "4??", "+43*", "+493023125*", "0302312543?", "+493023125433"]


def platform() -> Platform:
    def person(name: str, extension: str) -> User:
        return User(name, name.capitalize(), "Test", extension, f"+493023125{extension}", "p", "s")

    lea = person("lea", "410")
    lea.executive, lea.alternates, lea.mobility_number = Executive(), ALTERNATES, MOBILITY
    return Platform(users={"lea": lea, "sina": person("sina", "433")}, schedules=SCHEDULES)


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    names = draw(st.lists(st.sampled_from(["VIP", "Büro", "Familie", "a & <b>"]), unique=True, max_size=4))
    schedule = st.none() | st.sampled_from(REFS)
    return tuple(
        Criterion(
            name=name,
            send_to_assistants=draw(st.booleans()),
            calls_from=draw(st.sampled_from(CallsFrom)),
            include_anonymous=draw(st.booleans()),
            include_unavailable=draw(st.booleans()),
            numbers=tuple(draw(st.lists(st.sampled_from(PATTERNS), max_size=3))),
            time_schedule=draw(schedule),
            holiday_schedule=draw(schedule),
            called_numbers=tuple(draw(st.lists(st.sampled_from(list(DIALLED.values())), unique=True, max_size=2))),
        )
        for name in names
    )


@st.composite
def forms(draw: st.DrawFn) -> tuple[Filtering, tuple[Criterion, ...]]:
    listed = draw(criteria())
    boxes = tuple(CriterionActivation(c.name, draw(st.booleans())) for c in listed)
    mode = draw(st.sampled_from([FilteringMode.ADVANCED, FilteringMode.ADVANCED, FilteringMode.SIMPLE]))
    enabled = draw(st.sampled_from([True, True, True, False]))
    return Filtering(enabled, mode, draw(st.sampled_from(SimpleFilter)), boxes), listed


@st.composite
def callers(draw: st.DrawFn) -> Caller:
    kind = draw(st.sampled_from(["outside", "inside", "colleague", "anonymous", "unavailable"]))
    if kind == "colleague":
        return Caller("Sina Test", "433", CallerClass.INTERNAL, user="sina")
    if kind == "unavailable":
        return Caller("", "", CallerClass.EXTERNAL, unavailable=True)
    inside = CallerClass.INTERNAL if kind == "inside" else CallerClass.EXTERNAL
    return Caller("Erika", draw(st.sampled_from(CALLERS)), inside, anonymous=kind == "anonymous")


def store(state: Platform, filtering: Filtering, listed: tuple[Criterion, ...]) -> Executive:
    """Over the portal's own readers, as a save would."""
    executive = state.users["lea"].executive
    assert executive is not None
    for criterion in listed:
        document = CRITERION.write(XSI_NEW_CRITERION, criterion)
        executive.criteria.append(read_criterion(state, parse(document)))
    stored = to_bytes(filtering_document(executive))
    read_filtering(executive, parse(FILTERING.write(stored, filtering)))()
    return executive


@given(
    forms(),
    callers(),
    st.sampled_from(list(DIALLED)),
    st.datetimes(datetime.datetime(2026, 2, 27), datetime.datetime(2026, 3, 9)),
)
def test_the_simulator_decides_as_the_pbx_does_once_the_form_is_saved(
    form: tuple[Filtering, tuple[Criterion, ...]], caller: Caller, dialled: str, at: datetime.datetime
) -> None:
    filtering, listed = form
    state = platform()
    colleague = state.users.get(caller.user)
    facts = CallFacts(
        number=caller.number,
        internal=caller.kind is CallerClass.INTERNAL,
        anonymous=caller.anonymous,
        unavailable=caller.unavailable,
        called=DIALLED[dialled],
        at=at,
        other_numbers=(colleague.number,) if colleague else (),
    )
    schedules = {ref: held for ref, held in read_schedules(to_bytes(schedules_document(state))) if held is not None}
    verdict = decide(filtering, listed, facts, schedules)
    store(state, filtering, listed)
    plan = route(state, caller, dialled, at)
    assert verdict.certain
    assert verdict.to_assistants == (plan.filtered_for == "lea"), plan.why
    if verdict.deciding is not None:
        assert next(c for c in listed if c.name == verdict.deciding).send_to_assistants == verdict.to_assistants
        assert repr(verdict.deciding) in plan.why


def test_the_schedules_arrive_as_the_pbx_keeps_them() -> None:
    read = read_schedules(to_bytes(schedules_document(platform())))
    assert [reference for reference, _ in read] == REFS
    for (_, held), kept in zip(read, SCHEDULES, strict=True):
        assert held is not None
        assert [(h.weekday, h.start_min, h.end_min) for h in held.weekly] == kept.weekly
        assert {day.isoformat() for day in held.days} == set(kept.days)


@pytest.mark.parametrize(
    ("pattern", "number", "matches"),
    [("0049221*", "+4922147101284", True), ("00*", "+4312345678", True), ("0*", "+4312345678", False)],
)
def test_the_international_prefix_is_a_plus(pattern: str, number: str, matches: bool) -> None:
    assert matches_pattern(pattern, number, "DE") is matches


TEXTS = st.text("abcäö –&<", min_size=1, max_size=8).map(str.strip).filter(bool)
ALERTINGS = st.builds(
    Alerting,
    mode=st.sampled_from(AlertingMode),
    name_mode=st.sampled_from(NameMode),
    number_mode=st.sampled_from(NumberMode),
    custom_name=TEXTS,
    custom_number=st.sampled_from(["+493023125499", "499"]),
)


@given(ALERTINGS, callers(), TEXTS | st.just(""))
def test_the_preview_shows_what_the_pbx_would_send(alerting: Alerting, caller: Caller, name: str) -> None:
    state = platform()
    executive, lea = store(state, Filtering(True, FilteringMode.SIMPLE, SimpleFilter.ALL), ()), state.users["lea"]
    stored = to_bytes(alerting_document(executive))
    read_alerting(executive, parse(ALERTING.write(stored, alerting)))()
    caller = replace(caller, name=name)
    sent = PreviewParty(caller_name(caller), caller_number(caller))
    shown = caller_preview(alerting, PreviewParty(lea.display, lea.number), sent)
    assert text(shown.name) == alert_name(lea, executive, caller)
    assert text(shown.number) == alert_number(lea, executive, caller)
    mobile = mobile_preview(sent)
    assert (text(mobile.name), text(mobile.number)) == (sent.name, sent.number)


def text(line: Line | None) -> str:
    assert line is not None
    return "".join(part.text for part in line)


def test_a_mode_nobody_knows_shows_nothing_invented() -> None:
    shown = caller_preview(Alerting(None, None, None), PreviewParty("Lea", "410"), PreviewParty("Erika", "1"))
    assert shown == CallerPreview(None, None)
