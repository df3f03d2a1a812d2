"""The demo platform's rules: an example for each, and what must hold whatever the settings are."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.model.plans import Caller, CallerClass, Final, FinalKind, RoutePlan
from softphone.demo_pbx.model.platform import (
    AssistantLink,
    Criterion,
    Executive,
    Platform,
    Schedule,
    ScheduleRef,
    User,
)
from softphone.demo_pbx.rules.call_filter import number_matches
from softphone.demo_pbx.rules.routing import passed_on, route
from softphone.demo_pbx.rules.schedules import parse_hours
from tests.samples.demo_portal import executive_of

MONDAY_10 = datetime.datetime(2026, 3, 2, 10, 0)
OUTSIDE = Caller("Erika Mustermann", "+4915228817386", CallerClass.EXTERNAL)
INSIDE = Caller("Sina Fiktiv", "433", CallerClass.INTERNAL, user="sina")
ANONYMOUS = Caller("Erika Mustermann", "+4915228817386", CallerClass.EXTERNAL, anonymous=True)
UNAVAILABLE = Caller("", "", CallerClass.EXTERNAL, unavailable=True)


def person(name: str, extension: str, **more: Any) -> User:
    number = f"+493023125{extension}"
    return User(name, name.capitalize(), "Test", extension, number, "p", "s", **more)


def platform(**settings: Any) -> Platform:
    settings.setdefault("assistants", [AssistantLink("nele"), AssistantLink("paul")])
    lea = person("lea", "410", executive=Executive(**settings))
    people = [lea, *(person(name, ext, is_assistant=True) for name, ext in (("nele", "450"), ("paul", "451")))]
    people.append(person("sina", "433"))
    return Platform(users={user.name: user for user in people}, ring_s=2.0)


def plan(
    state: Platform, caller: Caller = OUTSIDE, dialled: str = "410", now: datetime.datetime = MONDAY_10
) -> RoutePlan:
    return route(state, caller, dialled, now)


def targets(result: RoutePlan) -> list[list[str]]:
    return [[alert.target for alert in stage.alerts] for stage in result.stages]


def goes_to_assistants(
    state: Platform, caller: Caller = OUTSIDE, dialled: str = "410", now: datetime.datetime = MONDAY_10
) -> bool:
    result = plan(state, caller, dialled, now)
    assert result.filtered_for in ("lea", "")
    return result.filtered_for == "lea"


@pytest.mark.parametrize(
    "dialled", ["paul", "paul@pbx.example", "451", "+493023125451", "03023125451", "sip:451@x;user=phone"]
)
def test_a_call_to_a_user_rings_that_user_and_ends_in_the_voicemail(dialled: str) -> None:
    result = plan(platform(), OUTSIDE, dialled)
    assert targets(result) == [["paul"]]
    assert result.stages[0].timeout_s == 20.0
    assert result.stages[0].alerts[0].name == "Erika Mustermann"
    assert result.final == Final(FinalKind.VOICEMAIL, "paul")


@pytest.mark.parametrize("caller", [OUTSIDE, ANONYMOUS, INSIDE], ids=["outside", "anonymous", "inside"])
def test_what_an_assistant_passes_on_rings_the_leader_whatever_the_filter_says(caller: Caller) -> None:
    result = passed_on(platform(), caller, "410", "nele")
    assert result is not None
    assert (targets(result), result.screening, result.filtered_for) == ([["lea"]], (), "")


@pytest.mark.parametrize(("dialled", "by"), [("410", "sina"), ("410", ""), ("451", "nele"), ("999", "nele")])
def test_what_anybody_else_passes_on_is_routed_like_any_call(dialled: str, by: str) -> None:
    assert passed_on(platform(), OUTSIDE, dialled, by) is None


def test_no_answer_follows_the_users_own_setting() -> None:
    state = platform()
    state.users["paul"].no_answer_to = "433"
    assert plan(state, dialled="451").final == Final(FinalKind.FORWARD, "433")
    state.users["paul"].no_answer_to = ""
    assert plan(state, dialled="451").final.kind is FinalKind.UNAVAILABLE


def test_a_number_nobody_has_is_not_found_and_one_outside_is_called() -> None:
    assert plan(platform(), dialled="777").final.kind is FinalKind.NOT_FOUND
    assert targets(plan(platform(), INSIDE, "+4915228817386")) == [["+4915228817386"]]


def test_the_voicemail_prefix_leads_to_the_box() -> None:
    assert plan(platform(), dialled="vm-410").final == Final(FinalKind.VOICEMAIL, "lea")
    assert plan(platform(), dialled="vm-nobody").final.kind is FinalKind.NOT_FOUND


def test_with_the_filter_off_the_leader_rings() -> None:
    result = plan(platform(filtering=False))
    assert targets(result) == [["lea"]]
    assert result.final == Final(FinalKind.VOICEMAIL, "lea")
    assert result.screening == ()


@pytest.mark.parametrize(
    ("kind", "outside", "inside"),
    [("All Calls", True, True), ("All Internal Calls", False, True), ("All External Calls", True, False)],
)
def test_the_simple_filter_sends_its_class_to_the_assistants(kind: str, outside: bool, inside: bool) -> None:
    state = platform(simple_filter=kind)
    assert goes_to_assistants(state, OUTSIDE) is outside
    assert goes_to_assistants(state, INSIDE) is inside
    assert goes_to_assistants(state, ANONYMOUS) is outside


def test_an_assistant_of_the_leader_reaches_the_leader_and_another_user_does_not() -> None:
    nele = Caller("Nele Probe", "450", CallerClass.INTERNAL, user="nele")
    assert targets(plan(platform(), nele)) == [["lea"]]
    assert targets(plan(platform(), INSIDE)) == [["nele", "paul"]]


def test_a_leader_calling_the_own_number_gets_no_copy_of_it() -> None:
    result = plan(platform(), Caller("Lea", "410", CallerClass.INTERNAL, user="lea"))
    assert targets(result) == [["nele", "paul"]]
    assert result.screening == ()


def advanced(*criteria: Criterion) -> Platform:
    state = platform(mode="Advanced", criteria=list(criteria))
    state.schedules = [
        Schedule("Group", "Buero", weekly=parse_hours("Mon-Fri 08:00-17:00")),
        Schedule("User", "Frei", days=["2026-03-02"]),
    ]
    return state


def test_without_a_matching_active_criterion_the_leader_rings() -> None:
    assert not goes_to_assistants(advanced())
    assert not goes_to_assistants(advanced(Criterion("off", active=False)))
    assert goes_to_assistants(advanced(Criterion("on")))


def test_a_criterion_that_keeps_calls_away_wins_wherever_it_stands() -> None:
    away = Criterion("away", filter=False, calls_from="Any External")
    assert not goes_to_assistants(advanced(Criterion("all"), away))
    assert not goes_to_assistants(advanced(away, Criterion("all")))
    assert goes_to_assistants(advanced(away, Criterion("all")), INSIDE)
    away.active = False
    assert goes_to_assistants(advanced(away, Criterion("all")))


@pytest.mark.parametrize(
    ("calls_from", "outside", "inside"), [("Any", 1, 1), ("Any Internal", 0, 1), ("Any External", 1, 0)]
)
def test_a_criterion_knows_inside_and_outside(calls_from: str, outside: int, inside: int) -> None:
    state = advanced(Criterion("c", calls_from=calls_from))
    assert goes_to_assistants(state, OUTSIDE) == bool(outside)
    assert goes_to_assistants(state, INSIDE) == bool(inside)


def test_specified_callers_are_numbers_patterns_anonymous_or_unavailable() -> None:
    def only(**more: Any) -> Platform:
        return advanced(Criterion("c", calls_from="Specified Only", **more))

    assert goes_to_assistants(only(numbers=["+4915228817386"]))
    assert not goes_to_assistants(only(numbers=["+4915228817387"]))
    assert goes_to_assistants(only(numbers=["4??"]), INSIDE)
    assert goes_to_assistants(only(numbers=["+493023125433"]), INSIDE)
    assert not goes_to_assistants(only(numbers=["*"]), ANONYMOUS)
    assert goes_to_assistants(only(anonymous=True), ANONYMOUS)
    assert not goes_to_assistants(only(anonymous=True), UNAVAILABLE)
    assert goes_to_assistants(only(unavailable=True), UNAVAILABLE)
    assert not goes_to_assistants(only(anonymous=True, unavailable=True))


@pytest.mark.parametrize(
    ("pattern", "number", "matches"),
    [
        ("+4915228817386", "015228817386", True),
        ("0152*", "+4915228817386", True),
        ("0049152*", "+4915228817386", True),
        ("+4915228817386*", "+4915228817386", True),
        ("+491522881738?", "+4915228817386", True),
        ("+4915228817386?", "+4915228817386", False),
        ("*", "+4915228817386", True),
        ("*", "433", True),
        ("43?", "433", True),
        ("4*3", "433", False),
        ("43", "433", False),
        ("+49 152 28817386", "+4915228817386", True),
        ("4.33", "433", True),
        ("(", "433", False),
    ],
)
def test_patterns(pattern: str, number: str, matches: bool) -> None:
    assert number_matches(pattern, number) is matches


def test_the_called_number_can_be_a_condition() -> None:
    state = advanced(Criterion("c", called=[("Alternate", 2), ("Mobility", None)]))
    lea = state.users["lea"]
    lea.alternates, lea.mobility_number = ["+493023125411", "+493023125412"], "+4917139200410"
    assert goes_to_assistants(state, dialled="+493023125412")
    assert goes_to_assistants(state, dialled="017139200410")
    assert not goes_to_assistants(state, dialled="+493023125411")
    assert not goes_to_assistants(state, dialled="410")
    executive_of(state, "lea").criteria[0].called = [("Primary", None)]
    assert goes_to_assistants(state, dialled="lea")


@pytest.mark.parametrize(
    ("now", "inside_hours"),
    [
        ("2026-03-02T08:00", True),
        ("2026-03-02T07:59", False),
        ("2026-03-02T17:00", False),
        ("2026-03-07T10:00", False),
    ],
)
def test_a_time_schedule_bounds_a_criterion(now: str, inside_hours: bool) -> None:
    state = advanced(Criterion("c", time_schedule=ScheduleRef("Group", "Buero")))
    assert goes_to_assistants(state, now=datetime.datetime.fromisoformat(now)) is inside_hours


def test_both_schedules_must_hold_and_an_unknown_one_never_does() -> None:
    buero, frei = ScheduleRef("Group", "Buero"), ScheduleRef("User", "Frei")
    both = advanced(Criterion("c", time_schedule=buero, holiday_schedule=frei))
    assert goes_to_assistants(both, now=MONDAY_10)
    assert not goes_to_assistants(both, now=MONDAY_10 + datetime.timedelta(days=1))
    assert not goes_to_assistants(both, now=MONDAY_10.replace(hour=20))
    assert not goes_to_assistants(advanced(Criterion("c", time_schedule=ScheduleRef("User", "Buero"))))


@pytest.mark.parametrize(
    "wrong",
    ["", "Mon", "Mon 8:00-9:00", "Fri-Mon 08:00-09:00", "Mon 09:00-09:00", "Mon 08:00-24:01", "Mo 08:00-09:00"],
)
def test_wrong_hours_are_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="'"):
        parse_hours(wrong)


def test_simultaneous_rings_all_at_once_and_sequential_one_after_the_other() -> None:
    assert targets(plan(platform())) == [["nele", "paul"]]
    assert plan(platform()).stages[0].timeout_s is None
    result = plan(platform(alerting_mode="Sequential", next_rings=3))
    assert targets(result) == [["nele"], ["paul"]]
    assert [stage.timeout_s for stage in result.stages] == [6.0, 6.0]


def test_who_opted_out_does_not_ring_unless_the_permission_is_withdrawn() -> None:
    links = [AssistantLink("nele", opted_in=False), AssistantLink("paul")]
    assert targets(plan(platform(assistants=links))) == [["paul"]]
    assert targets(plan(platform(assistants=links, allow_opt_in=False))) == [["nele", "paul"]]


def test_with_nobody_on_duty_the_rollover_follows_at_once_and_the_leader_sees_nothing() -> None:
    result = plan(platform(assistants=[AssistantLink("nele", opted_in=False)]))
    assert (result.stages, result.screening) == ((), ())
    assert result.final == Final(FinalKind.VOICEMAIL, "lea")


def test_divert_moves_the_leaders_calls_and_never_the_assistants_own() -> None:
    state = platform()
    state.users["nele"].divert, state.users["nele"].divert_number = True, "+4917139200001"
    assert targets(plan(state)) == [["+4917139200001", "paul"]]
    assert targets(plan(state, dialled="450")) == [["nele"]]


def test_divert_needs_the_assistant_on_duty() -> None:
    state = platform(assistants=[AssistantLink("nele", opted_in=False), AssistantLink("paul")])
    state.users["nele"].divert, state.users["nele"].divert_number = True, "433"
    assert targets(plan(state)) == [["paul"]]
    executive_of(state, "lea").allow_opt_in = False
    assert targets(plan(state)) == [["sina", "paul"]]


@pytest.mark.parametrize("target", ["410", "450", "451"])
def test_a_divert_that_leads_back_ends_its_branch(target: str) -> None:
    state = platform()
    nele, paul = state.users["nele"], state.users["paul"]
    nele.divert, nele.divert_number = True, target
    paul.divert, paul.divert_number = True, "450"
    assert targets(plan(state)) == []
    assert plan(state).final == Final(FinalKind.VOICEMAIL, "lea")


def test_two_ways_to_the_same_telephone_ring_it_once() -> None:
    state = platform()
    state.users["nele"].divert, state.users["nele"].divert_number = True, "451"
    assert targets(plan(state)) == [["paul"]]


@pytest.mark.parametrize(
    ("settings", "final", "total_s"),
    [
        ({"rollover_action": "Voice Messaging"}, Final(FinalKind.VOICEMAIL, "lea"), 45.0),
        (
            {"rollover_action": "Forward", "rollover_number": "433", "rollover_wait_s": 0},
            Final(FinalKind.FORWARD, "433"),
            0.0,
        ),
        ({"rollover_action": "Forward", "rollover_number": "03023125410"}, Final(FinalKind.UNAVAILABLE), 45.0),
        ({"rollover_action": "No Answer Processing"}, Final(FinalKind.FORWARD, "433"), 45.0),
        ({"rollover": False}, Final(FinalKind.FORWARD, "433"), None),
    ],
)
def test_rollover(settings: dict[str, object], final: Final, total_s: float | None) -> None:
    state = platform(**settings)
    state.users["lea"].no_answer_to = "433"
    assert (plan(state).final, plan(state).total_s) == (final, total_s)


@pytest.mark.parametrize(
    ("alert", "info"),
    [("Silent", "<http://127.0.0.1/silent>"), ("Ring Splash", "<http://127.0.0.1/Bellcore-dr5>")],
)
def test_the_leaders_copy_shows_the_original_caller(alert: str, info: str) -> None:
    (copy,) = plan(platform(screening_alert=alert, name_mode="Executive", number_mode="Executive")).screening
    assert (copy.target, copy.name, copy.number) == ("lea", "Erika Mustermann", "+4915228817386")
    assert (copy.alert_info, copy.is_leader, copy.mobile) == (info, True, False)
    assert plan(platform(screening=False)).screening == ()


def test_mobile_legs_exist_where_such_telephones_do() -> None:
    state = platform(alert_mobility=True, alert_anywhere=True, screening=False)
    assert plan(state).screening == ()
    state.users["lea-mobility"] = person("lea-mobility", "499")
    (leg,) = plan(state).screening
    assert (leg.target, leg.mobile, leg.alert_info) == ("lea-mobility", True, "")


@pytest.mark.parametrize(
    ("mode", "known", "anonymous"),
    [
        ("Executive", "Lea Test", "Lea Test"),
        ("Executive-Originator", "Lea Test – Erika Mustermann", "Lea Test"),
        ("Originator-Executive", "Erika Mustermann – Lea Test", "Lea Test"),
        ("Originator", "Erika Mustermann", ""),
        ("Custom", "Vorstand", "Vorstand"),
    ],
)
def test_name_modes(mode: str, known: str, anonymous: str) -> None:
    state = platform(name_mode=mode, custom_name="Vorstand")
    assert {alert.name for alert in plan(state).stages[0].alerts} == {known}
    assert {alert.name for alert in plan(state, ANONYMOUS).stages[0].alerts} == {anonymous}


@pytest.mark.parametrize(
    ("mode", "known", "anonymous"),
    [
        ("Executive", "+493023125410", "+493023125410"),
        ("Originator", "+4915228817386", ""),
        ("Custom", "+4930999", "+4930999"),
    ],
)
def test_number_modes(mode: str, known: str, anonymous: str) -> None:
    state = platform(number_mode=mode, custom_number="+4930999")
    assert {alert.number for alert in plan(state).stages[0].alerts} == {known}
    assert {alert.number for alert in plan(state, ANONYMOUS).stages[0].alerts} == {anonymous}


def test_an_alert_for_a_leader_names_whose_call_it_is() -> None:
    assert {alert.diverted_by for alert in plan(platform()).stages[0].alerts} == {"lea"}
    assert plan(platform(), dialled="451").stages[0].alerts[0].diverted_by == ""


NAMES = ("lea", "nele", "paul", "sina")
callers = st.builds(
    Caller,
    name=st.sampled_from(["", "Erika"]),
    number=st.sampled_from(["", "433", "+4915228817386"]),
    kind=st.sampled_from(CallerClass),
    user=st.sampled_from(["", *NAMES]),
    anonymous=st.booleans(),
    unavailable=st.booleans(),
)
criteria = st.lists(
    st.builds(
        Criterion,
        name=st.text(min_size=1, max_size=5),
        filter=st.booleans(),
        active=st.booleans(),
        calls_from=st.sampled_from(["Any", "Any Internal", "Any External", "Specified Only"]),
        anonymous=st.booleans(),
        unavailable=st.booleans(),
        numbers=st.lists(st.text(alphabet="+0123456789?*x(", max_size=8), max_size=3),
        time_schedule=st.sampled_from([None, ScheduleRef("Group", "Buero"), ScheduleRef("Group", "weg")]),
        called=st.lists(st.sampled_from([("Primary", None), ("Alternate", 1), ("Mobility", None)]), max_size=2),
    ),
    max_size=3,
)


@st.composite
def platforms(draw: st.DrawFn) -> Platform:
    chosen = draw(st.lists(st.sampled_from(["nele", "paul"]), unique=True))
    state = platform(
        assistants=[AssistantLink(name, draw(st.booleans())) for name in chosen],
        allow_opt_in=draw(st.booleans()),
        filtering=draw(st.booleans()),
        mode=draw(st.sampled_from(["Simple", "Advanced"])),
        simple_filter=draw(st.sampled_from(["All Calls", "All Internal Calls", "All External Calls"])),
        criteria=draw(criteria),
        alerting_mode=draw(st.sampled_from(["Simultaneous", "Sequential"])),
        name_mode=draw(
            st.sampled_from(["Executive", "Executive-Originator", "Originator-Executive", "Originator", "Custom"])
        ),
        number_mode=draw(st.sampled_from(["Executive", "Originator", "Custom"])),
        screening=draw(st.booleans()),
        rollover=draw(st.booleans()),
        rollover_action=draw(st.sampled_from(["Voice Messaging", "Forward", "No Answer Processing"])),
        rollover_number=draw(st.sampled_from([None, "410", "433", "+4917139200001"])),
    )
    state.schedules = [Schedule("Group", "Buero", weekly=parse_hours("Mon-Fri 08:00-17:00"))]
    for name in ("nele", "paul"):
        state.users[name].divert = draw(st.booleans())
        state.users[name].divert_number = draw(st.sampled_from([None, "410", "450", "451", "433", "+4917139200001"]))
    return state


@given(platforms(), callers, st.sampled_from(["410", "lea", "450", "433", "777"]), st.datetimes())
def test_whatever_the_settings_are(state: Platform, caller: Caller, dialled: str, now: datetime.datetime) -> None:
    result = route(state, caller, dialled, now)
    rung = [alert for stage in result.stages for alert in stage.alerts]
    assert result == route(state, caller, dialled, now)
    assert all(stage.alerts for stage in result.stages)
    assert len({alert.target for alert in rung}) == len(rung)
    if caller.anonymous:
        assert not any(
            "Erika" in alert.name or alert.number == "+4915228817386" for alert in (*rung, *result.screening)
        )
    if not result.filtered_for:
        assert result.screening == ()
        assert result.total_s is None
        return
    leader = state.users["lea"].executive
    assert leader is not None
    assert "lea" not in [alert.target for alert in rung]
    assert caller.user not in [alert.target for alert in rung if caller.user]
    assert all(alert.diverted_by == "lea" for alert in rung)
    assert (result.total_s is not None) is leader.rollover
    assert all(alert.target == "lea" and alert.alert_info for alert in result.screening)
    if not rung:
        assert result.screening == ()


@given(st.text(alphabet="+0123456789?*() x", max_size=12), st.text(alphabet="+0123456789", max_size=12))
def test_matching_never_fails_and_a_number_matches_itself(pattern: str, number: str) -> None:
    assert number_matches(pattern, number) in (True, False)
    assert not number or "+" in number[1:] or number_matches(number, number)
