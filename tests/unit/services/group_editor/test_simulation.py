"""The simulator over a form: what was not read makes the verdict uncertain, and only that."""

from datetime import datetime

from softphone.domain.executive.filter_rules import CallFacts
from softphone.domain.executive.settings import (
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    ScheduleLevel,
    ScheduleRef,
    SimpleFilter,
)
from softphone.services.group_editor.simulation import simulate

FACTS = CallFacts(
    "030 555010", False, False, False, CalledNumber(CalledNumberKind.PRIMARY), datetime(2026, 11, 23, 14, 30)
)
ALL, NEVER = Criterion("Alle", True), Criterion("Nie", False, CallsFrom.ANY_EXTERNAL)


def settings(
    *criteria: Criterion, listed: tuple[str, ...], mode: FilteringMode = FilteringMode.ADVANCED
) -> GroupSettings:
    activations = tuple(CriterionActivation(name, True) for name in listed)
    return GroupSettings(Filtering(True, mode, SimpleFilter.ALL, activations), criteria=criteria)


def test_without_a_filter_nothing_is_said() -> None:
    assert simulate(GroupSettings(), FACTS, (), "DE") is None


def test_a_criterion_that_was_not_read_may_still_exclude_the_call() -> None:
    verdict = simulate(settings(ALL, listed=("Alle", "Fremd")), FACTS, (), "DE")
    assert verdict is not None
    assert verdict.to_assistants
    assert not verdict.certain
    assert [reason.name for reason in verdict.reasons] == ["Alle", "Fremd"]


def test_an_exclusion_is_certain_whatever_was_not_read() -> None:
    verdict = simulate(settings(NEVER, listed=("Nie", "Fremd")), FACTS, (), "DE")
    assert verdict is not None
    assert verdict.certain
    assert verdict.deciding == "Nie"


def test_a_simple_filter_does_not_care_about_criteria() -> None:
    verdict = simulate(settings(listed=("Fremd",), mode=FilteringMode.SIMPLE), FACTS, (), "DE")
    assert verdict is not None
    assert verdict.certain
    assert verdict.to_assistants


def test_a_schedule_whose_times_are_not_known_is_said_to_be_so() -> None:
    ref = ScheduleRef(ScheduleLevel.GROUP, "Büro")
    timed = Criterion("Büro", True, time_schedule=ref)
    verdict = simulate(settings(timed, listed=("Büro",)), FACTS, ((ref, None),), "DE")
    assert verdict is not None
    assert not verdict.certain
    assert verdict.reasons[0].undecidable
