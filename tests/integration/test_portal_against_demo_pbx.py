"""The portal client against the demo PBX's portal, which shares no code with it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from softphone.domain import problems
from softphone.domain.account.account import Account, SipAccount
from softphone.domain.contacts.contact import DirectoryPage, SourceKind
from softphone.domain.executive.settings import (
    AlertingMode,
    Assistants,
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    FilteringMode,
    NameMode,
    NumberMode,
    Roles,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.problems import Problem, ProblemError
from softphone.portal.xsi.client import XsiPortal
from tests.integration.running_pbx import RunningPbx, running_pbx

R = TypeVar("R")
LIMIT_S = 2.0
LEA, ADA, JONAS = "lea.muster@pbx.example", "ada.entwurf@pbx.example", "jonas.beispiel@pbx.example"
Work = Callable[[XsiPortal], Awaitable[R]]


@pytest.fixture(scope="module")
def pbx() -> Iterator[RunningPbx]:
    with running_pbx() as running:
        yield running


@pytest.fixture(autouse=True)
def no_faults_left(pbx: RunningPbx) -> Iterator[None]:
    yield
    pbx.client.delete(f"{pbx.ready['control']}/faults").raise_for_status()


def as_user(pbx: RunningPbx, name: str, work: Work[R], *, portal: str = "portal_tls", **wrong: str) -> R:
    user = pbx.user(name) | wrong
    sip = SipAccount(user["sip_user"], "pbx.example", user["sip_user"])
    account = Account(user["user"], sip, portal_url=pbx.ready[portal], portal_ca_file=pbx.ready["ca_file"])

    async def signed_in() -> R:
        client = XsiPortal(account, user["password"], limit_s=LIMIT_S)
        try:
            return await work(client)
        finally:
            await client.aclose()

    return asyncio.run(signed_in())


def refused(pbx: RunningPbx, name: str, work: Work[Any], **more: Any) -> Problem:
    with pytest.raises(ProblemError) as caught:
        as_user(pbx, name, work, **more)
    return caught.value.problem


def leader_state(pbx: RunningPbx, name: str) -> dict[str, Any]:
    """What the PBX itself stores for this leader."""
    executive: dict[str, Any] = pbx.ask("state")["users"][name]["executive"]
    return executive


@pytest.mark.parametrize("portal", ["portal", "portal_tls"])
def test_roles_over_http_and_https(pbx: RunningPbx, portal: str) -> None:
    assert as_user(pbx, "nele.probe", lambda p: p.roles(), portal=portal) == Roles(False, True)
    assert as_user(pbx, "ada.entwurf", lambda p: p.roles(), portal=portal) == Roles(True, True)
    assert as_user(pbx, "lea.muster", lambda p: p.roles(), portal=portal) == Roles(True, False)


def test_a_wrong_password_is_refused(pbx: RunningPbx) -> None:
    found = refused(pbx, "nele.probe", lambda p: p.roles(), password="wrong")
    assert found == problems.CredentialsRefused("127.0.0.1")


def test_an_assistant_reads_all_groups_side_by_side(pbx: RunningPbx) -> None:
    async def read(portal: XsiPortal) -> None:
        groups = (await portal.assistant()).value.executives
        assert {entry.user_id for entry in groups} == {LEA, ADA}
        parts: list[Awaitable[Any]] = [
            each(leader.user_id)
            for leader in groups
            for each in (portal.filtering, portal.screening, portal.alerting, portal.profile)
        ]
        filtering, screening, alerting, person, *others = await asyncio.gather(*parts)
        assert filtering.value.simple_filter is SimpleFilter.EXTERNAL
        assert screening.value.alert is ScreeningAlert.SILENT
        assert (alerting.value.mode, alerting.value.name_mode) == (
            AlertingMode.SIMULTANEOUS,
            NameMode.EXECUTIVE_ORIGINATOR,
        )
        assert (person.last_name, person.number) == ("Muster", "+493023125410")
        assert others[3].number == "+493023125420"

    as_user(pbx, "nele.probe", read)


def test_ones_own_profile_and_a_leaders_own_list(pbx: RunningPbx) -> None:
    profile = as_user(pbx, "lea.muster", lambda p: p.profile(LEA))
    assert (profile.first_name, profile.number, profile.extension) == ("Dr. Lea", "+493023125410", "410")
    assistants = as_user(pbx, "lea.muster", lambda p: p.assistants()).value
    assert [entry.user_id for entry in assistants.entries] == ["nele.probe@pbx.example", "paul.attrappe@pbx.example"]
    assert assistants.allow_opt_in
    nobody = as_user(pbx, "nele.probe", lambda p: p.profile("nobody@pbx.example"))
    assert nobody.number is None


def test_criteria_with_umlauts_are_read_one_by_one(pbx: RunningPbx) -> None:
    async def read(portal: XsiPortal) -> None:
        filtering = (await portal.filtering(JONAS)).value
        assert filtering.mode is FilteringMode.ADVANCED
        office, family = [(await portal.criterion(JONAS, each.name)).value for each in filtering.criteria]
        assert (office.name, office.calls_from) == ("Bürozeit", CallsFrom.ANY_EXTERNAL)
        assert office.time_schedule == ScheduleRef(ScheduleLevel.GROUP, "Buero")
        assert (family.send_to_assistants, family.numbers) == (False, ("+4917139200*", "+493023125499"))

    as_user(pbx, "ada.entwurf", read)


def test_opting_out_and_in_changes_that_group_alone(pbx: RunningPbx) -> None:
    async def out_and_in(portal: XsiPortal) -> list[dict[str, bool]]:
        seen = []
        for on in (False, True):
            await portal.set_opt_in(ADA, on)
            entries = (await portal.assistant()).value.executives
            seen.append({entry.user_id: entry.opted_in for entry in entries})
        return seen

    out, back = as_user(pbx, "nele.probe", out_and_in)
    assert (out[ADA], back[ADA]) == (False, True)
    assert out[LEA] == back[LEA]


def test_a_locked_opt_in_is_refused_in_the_portals_words(pbx: RunningPbx) -> None:
    pbx.ask("faults", {"lock": ["lea.muster"]})
    found = refused(pbx, "nele.probe", lambda p: p.set_opt_in(LEA, False))
    assert found == problems.PortalRefused(403, "Ein- und Ausloggen ist für diese Gruppe gesperrt.")


def test_a_divert_is_set_and_nulled(pbx: RunningPbx) -> None:
    async def there_and_back(portal: XsiPortal) -> None:
        before = (await portal.assistant()).value
        await portal.set_divert(True, "+493023125499")
        during = (await portal.assistant()).value
        assert (during.divert_enabled, during.divert_number) == (True, "+493023125499")
        await portal.set_divert(False, None)
        assert (await portal.assistant()).value == replace(before, divert_enabled=False, divert_number=None)

    as_user(pbx, "nele.probe", there_and_back)


def test_a_change_reaches_the_pbx_and_keeps_what_the_client_does_not_know() -> None:
    with running_pbx() as pbx:
        check_a_change(pbx)


def check_a_change(pbx: RunningPbx) -> None:
    before = leader_state(pbx, "lea.muster")

    async def change(portal: XsiPortal) -> None:
        await portal.change_alerting(
            LEA,
            lambda stored: replace(
                stored,
                mode=AlertingMode.SEQUENTIAL,
                next_assistant_rings=7,
                name_mode=NameMode.CUSTOM,
                custom_name="Büro <Muster> & Co",
                number_mode=NumberMode.EXECUTIVE,
                rollover_action=RolloverAction.FORWARD,
                rollover_number="+493023125499",
            ),
        )
        await portal.change_screening(LEA, lambda stored: replace(stored, alert=ScreeningAlert.RING_SPLASH))
        await portal.change_filtering(LEA, lambda stored: replace(stored, enabled=False))
        assert b"<alertingRingProfile>standard</alertingRingProfile>" in (await portal.alerting(LEA)).source

    as_user(pbx, "nele.probe", change)
    changed = {
        "alerting_mode": "Sequential",
        "next_rings": 7,
        "name_mode": "Custom",
        "custom_name": "Büro <Muster> & Co",
        "number_mode": "Executive",
        "rollover_action": "Forward",
        "rollover_number": "+493023125499",
        "screening_alert": "Ring Splash",
        "filtering": False,
    }
    assert leader_state(pbx, "lea.muster") == before | changed


def test_a_text_that_the_schema_cannot_clear_stays_and_the_answer_says_so(pbx: RunningPbx) -> None:
    async def set_and_clear(portal: XsiPortal) -> None:
        await portal.change_alerting(ADA, lambda stored: replace(stored, rollover_number="+493023125499"))
        now = await portal.change_alerting(ADA, lambda stored: replace(stored, rollover_number=None))
        assert now.rollover_number == "+493023125499"

    as_user(pbx, "nele.probe", set_and_clear)
    assert leader_state(pbx, "ada.entwurf")["rollover_number"] == "+493023125499"


def test_criteria_are_made_renamed_and_deleted(pbx: RunningPbx) -> None:
    new = Criterion(
        "Büro & <Co> / 50 %",
        False,
        CallsFrom.SPECIFIED_ONLY,
        include_unavailable=True,
        numbers=("+4930555*", "41?"),
        time_schedule=ScheduleRef(ScheduleLevel.GROUP, "Buero"),
        called_numbers=(CalledNumber(CalledNumberKind.ALTERNATE, 2), CalledNumber(CalledNumberKind.MOBILITY)),
    )

    async def through_life(portal: XsiPortal) -> None:
        before = (await portal.filtering(ADA)).value
        await portal.add_criterion(ADA, new)
        assert (await portal.criterion(ADA, new.name)).value == new
        with pytest.raises(ProblemError) as caught:
            await portal.add_criterion(ADA, new)
        assert isinstance(caught.value.problem, problems.PortalRefused)
        assert caught.value.problem.status == 409
        other = Criterion("..", True)
        await portal.change_criterion(ADA, new.name, lambda stored: other)
        assert (await portal.criterion(ADA, "..")).value == other
        assert [box.name for box in (await portal.filtering(ADA)).value.criteria] == [".."]
        await portal.delete_criterion(ADA, "..")
        assert (await portal.filtering(ADA)).value == before

    as_user(pbx, "nele.probe", through_life)


def test_a_leader_orders_the_own_assistants(pbx: RunningPbx) -> None:
    def turned(stored: Assistants) -> Assistants:
        return Assistants(stored.allow_opt_in, tuple(reversed(stored.entries)))

    before = leader_state(pbx, "lea.muster")["assistants"]
    as_user(pbx, "lea.muster", lambda p: p.change_assistants(turned))
    assert leader_state(pbx, "lea.muster")["assistants"] == before[::-1]
    as_user(pbx, "lea.muster", lambda p: p.change_assistants(turned))
    assert leader_state(pbx, "lea.muster")["assistants"] == before


def test_schedules_are_read_with_their_times_by_the_leader_and_the_assistants(pbx: RunningPbx) -> None:
    for name in ("ada.entwurf", "jonas.beispiel"):
        office, holidays = as_user(pbx, name, lambda p: p.schedules(JONAS))
        assert office[0] == ScheduleRef(ScheduleLevel.GROUP, "Buero")
        assert office[1] is not None
        assert len(office[1].weekly) == 5
        assert holidays[1] is not None
        assert date(2026, 12, 25) in holidays[1].days
    shared = as_user(pbx, "nele.probe", lambda p: p.schedules(JONAS))
    assert [reference.name for reference, _ in shared] == ["Buero", "Feiertage"]


def test_the_groups_people_are_named(pbx: RunningPbx) -> None:
    people = as_user(pbx, "lea.muster", lambda p: p.candidates())
    assert "Sina" in [person.first_name for person in people]


def test_a_foreign_leader_is_forbidden(pbx: RunningPbx) -> None:
    found = refused(pbx, "nele.probe", lambda p: p.alerting(JONAS))
    assert found == problems.PortalRefused(403, "Nicht erlaubt")


FAULTS: list[tuple[dict[str, Any], type[Any]]] = [
    ({"overload": True}, problems.PortalOverloaded),
    ({"fail_next": {"status": 500}}, problems.PortalRefused),
    ({"hang": {}}, problems.PortalTimedOut),
    ({"delay": {"delay_s": 60}}, problems.PortalTimedOut),
    ({"cut": {}}, problems.PortalAnswerUnusable),
    ({"garbage": {}}, problems.PortalAnswerUnusable),
    ({"bomb": {}}, problems.PortalAnswerUnusable),
    ({"huge": {}}, problems.PortalAnswerUnusable),
]


@pytest.mark.parametrize(("fault", "kind"), FAULTS, ids=lambda p: next(iter(p)) if isinstance(p, dict) else "")
def test_each_fault_of_the_portal_is_a_problem_and_passes(
    pbx: RunningPbx, fault: dict[str, Any], kind: type[Any]
) -> None:
    async def fails_then_works(portal: XsiPortal) -> Problem:
        with pytest.raises(ProblemError) as caught:
            await portal.roles()
        pbx.client.delete(f"{pbx.ready['control']}/faults")
        assert (await portal.roles()).is_assistant
        return caught.value.problem

    pbx.ask("faults", fault)
    assert isinstance(as_user(pbx, "nele.probe", fails_then_works), kind)


def test_the_telephone_books_are_read_page_by_page(pbx: RunningPbx) -> None:
    async def work(portal: XsiPortal) -> list[DirectoryPage]:
        company = [await portal.directory(SourceKind.ENTERPRISE, start, 3) for start in (1, 4, 1000)]
        return [*company, *[await portal.directory(kind, 1, 200) for kind in (SourceKind.GROUP, SourceKind.PERSONAL)]]

    first, second, beyond, group, personal = as_user(pbx, "nele.probe", work)
    assert (first.entries, second.entries, beyond.entries) == (3, 3, 0)
    assert not {c.key for c in first.contacts} & {c.key for c in second.contacts}
    assert first.total > 6
    lea = next(c for c in group.contacts if c.key == f"group/{LEA}")
    assert (lea.name, [n.text for n in lea.numbers]) == ("Dr. Lea Muster", ["+493023125410", "410"])
    assert next((c.name, c.numbers[0].text) for c in personal.contacts) == ("Hausmeister", "030 23125 999")
