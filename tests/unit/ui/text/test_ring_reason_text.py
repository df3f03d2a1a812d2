"""The reason in both languages: hours in words, in the leader's row whole or not at all."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.schedule_hours import Hours
from softphone.domain.executive.settings import (
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    ScheduleLevel,
    ScheduleRef,
    SimpleFilter,
)
from softphone.services.executive_calls.ring_reason import ring_reason
from softphone.services.state.groups import GroupView
from softphone.ui.leaders.leader_list_delegate import fitting
from softphone.ui.leaders.leader_row_layout import leader_row_height, leader_row_layout
from softphone.ui.leaders.leader_row_text import LeaderRowText, leader_accessible, leader_reason, leader_tool_tip
from softphone.ui.text.ring_reason_text import because, hours_words, reason_parts
from softphone.ui.widgets.lists.row_text import text_width
from tests.samples.groups import MUSTER, group, settings

OFFICE = ScheduleRef(ScheduleLevel.GROUP, "Buero")
MONDAY_10 = datetime(2026, 3, 2, 10)
HOURS = Schedule(tuple(WeeklyHours(day, 480, 1020) for day in range(5)))


def ringing_group(calls_from: CallsFrom = CallsFrom.ANY_EXTERNAL) -> GroupView:
    filtering = Filtering(True, FilteringMode.ADVANCED, None, (CriterionActivation("Bürozeit", True),))
    criterion = Criterion("Bürozeit", True, calls_from, time_schedule=OFFICE)
    return replace(
        group(MUSTER, settings=replace(settings(), filtering=filtering, criteria=(criterion,))),
        ringing_caller="Erika Mustermann",
        ringing_since_s=MONDAY_10.timestamp(),
        schedules=((OFFICE, HOURS),),
    )


def test_hours_in_words(german: None) -> None:
    assert hours_words(Hours(((0, 4),), 480, 1020)) == "Mo–Fr 8–17"
    assert hours_words(Hours(((0, 1), (5, 5)), 510, 720)) == "Mo–Di, Sa 8:30–12"


def test_hours_in_english_words() -> None:
    assert hours_words(Hours(((0, 3),), 480, 1080)) == "Mon–Thu 8–18"


def test_the_row_says_why_it_rings(german: None) -> None:
    shown = ringing_group()
    assert leader_reason(shown) == ("externer Anruf", "Mo–Fr 8–17")
    assert "externer Anruf, Mo–Fr 8–17" in leader_accessible(shown)
    assert "Klingelt bei Ihnen, weil: externer Anruf, Mo–Fr 8–17 (Filterkriterium „Bürozeit“)" in leader_tool_tip(
        shown
    )
    assert leader_reason(replace(shown, ringing_caller="")) == ()


def test_a_criterion_for_certain_numbers_is_named_once(german: None) -> None:
    reason = ring_reason(ringing_group(CallsFrom.SPECIFIED_ONLY).settings, ((OFFICE, HOURS),), MONDAY_10)
    assert because(reason) == "Klingelt bei Ihnen, weil: „Bürozeit“, Mo–Fr 8–17"


@pytest.mark.parametrize(
    ("simple", "words"),
    [
        (SimpleFilter.EXTERNAL, "externer Anruf"),
        (SimpleFilter.INTERNAL, "interner Anruf"),
        (SimpleFilter.ALL, "Alle Anrufe"),
    ],
)
def test_a_simple_filter_is_the_whole_reason(german: None, simple: SimpleFilter, words: str) -> None:
    filtering = Filtering(True, FilteringMode.SIMPLE, simple)
    assert reason_parts(ring_reason(replace(settings(), filtering=filtering))) == (words,)


def test_where_there_is_no_room_the_hours_go_whole(qtbot: QtBot) -> None:
    line = LeaderRowText(("externer Anruf", "Mo–Fr 8–17"), joint=", ")
    whole = text_width("externer Anruf, Mo–Fr 8–17", "label")
    assert fitting(line, "label", whole) == "externer Anruf, Mo–Fr 8–17"
    assert fitting(line, "label", whole - 1) == "externer Anruf"


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("problem", ["", "Portal: „Nicht erlaubt“. Sie sind weiter ausgeloggt."])
def test_the_third_line_stands_inside_a_row_of_the_same_height(qtbot: QtBot, compact: bool, problem: str) -> None:
    row = QRect(0, 0, 328, leader_row_height(328, compact, problem))
    place = leader_row_layout(row, compact, problem, reason=True)
    assert place.name.top() >= 0
    assert place.name.bottom() < place.line.bottom() < place.reason.bottom() <= row.bottom()
    assert not problem or place.reason.bottom() < place.problem.top() <= place.problem.bottom() <= row.bottom()
    assert place.hit == leader_row_layout(row, compact, problem).hit
    assert place.tile == leader_row_layout(row, compact, problem).tile
