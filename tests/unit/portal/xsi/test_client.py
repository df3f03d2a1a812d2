"""The portal over a real socket: what is sent, what comes of each answer, and that only a Problem gets out."""

import asyncio
import base64
import logging
import os
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import qasync
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from softphone.domain import platform_facts as facts
from softphone.domain import problems
from softphone.domain.account.account import Account, SipAccount
from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.schedule_events import Recurrence, Repeats, ScheduleEvent
from softphone.domain.executive.settings import (
    AssistantEntry,
    Assistants,
    CallsFrom,
    Criterion,
    PortalProfile,
    Roles,
    ScheduleLevel,
    ScheduleRef,
)
from softphone.domain.problems import Obstacle, Problem, ProblemError
from softphone.portal.http.address import is_loopback, portal_address
from softphone.portal.http.exchange import retry_after_s
from softphone.portal.xsi import documents
from softphone.portal.xsi.client import XsiPortal, open_portal
from softphone.portal.xsi.documents import CRITERION as CRITERION_DOCUMENT
from tests.samples.portal_stub import PortalStub, Respond, Seen, certificate, http
from tests.samples.xsi_documents import ALERTING, CRITERION, FILTERING, MEMBERSHIP, SCREENING, xsi

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

USER = "assistenz@pbx.example"
LEADER = "leiter1@pbx.example"
PASSWORD = "geheim:ß"
SERVICES = xsi("Services", "<service><name>Executive-Assistant</name><uri>/v2.0/x</uri></service>")
REFUSAL = xsi("ErrorInfo", "<summary>Nicht erlaubt</summary><summaryEnglish>Not allowed</summaryEnglish>")
SHORT_S = 0.3
HOST = "127.0.0.1"
ME = f"/com.broadsoft.xsi-actions/v2.0/user/{USER}"


def account(url: str, ca_file: str = "") -> Account:
    return Account(user_id=USER, sip=SipAccount("a", "pbx.example", "a"), portal_url=url, portal_ca_file=ca_file)


def run(
    answers: dict[str, bytes | Respond],
    work: Callable[[XsiPortal], Awaitable[Any]],
    limit_s: float = 10.0,
) -> tuple[Any, list[Seen]]:
    """The result of `work` with a portal that answers so, and the requests that it saw."""

    async def both() -> tuple[Any, list[Seen]]:
        async with PortalStub(answers) as stub:
            portal = XsiPortal(account(stub.url), PASSWORD, limit_s)
            try:
                return await work(portal), stub.seen
            finally:
                await portal.aclose()

    return asyncio.run(both())


def problem(answers: dict[str, bytes | Respond], limit_s: float = 10.0) -> Problem:
    """What signing in to such a portal ends with."""
    with pytest.raises(ProblemError) as caught:
        run(answers, lambda portal: portal.roles(), limit_s)
    return caught.value.problem


# --- what is sent -------------------------------------------------------------------------------------------


def test_a_read_carries_the_credentials_and_asks_for_no_challenge() -> None:
    roles, seen = run({"GET /services": http(200, SERVICES)}, lambda portal: portal.roles())
    assert roles == Roles(is_executive=False, is_assistant=True)
    (request,) = seen
    assert (request.method, request.path) == ("GET", f"{ME}/services")
    assert request.headers["authorization"] == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    assert request.headers["x-broadworks-no-authchallenge"] == "true"
    assert request.headers["accept-encoding"] == "identity"


def test_a_leaders_settings_are_read_at_the_leaders_own_address() -> None:
    async def all_of_them(portal: XsiPortal) -> None:
        await asyncio.gather(portal.filtering(LEADER), portal.screening(LEADER), portal.alerting(LEADER))
        fetched = await portal.criterion(LEADER, "Büro / 50 % ?")
        assert (fetched.value.name, fetched.source) == ("VIP", CRITERION)

    answers: dict[str, bytes | Respond] = {
        "GET /Filtering": http(200, FILTERING),
        "GET /Screening": http(200, SCREENING),
        "GET /Alerting": http(200, ALERTING),
        "GET /Criteria/B%C3%BCro%20%2F%2050%20%25%20%3F": http(200, CRITERION),
    }
    _, seen = run(answers, all_of_them)
    at_leader = f"/com.broadsoft.xsi-actions/v2.0/user/{LEADER}/services/Executive/"
    assert len(seen) == 4
    assert all(request.path.startswith(at_leader) for request in seen)


def test_a_criterion_named_like_a_folder_stays_below_its_list() -> None:
    _, seen = run({"GET %2E%2E": http(200, CRITERION)}, lambda portal: portal.criterion(LEADER, ".."))
    assert seen[0].path.endswith("/Filtering/Criteria/%2E%2E")


def test_an_opt_in_is_one_put_with_that_one_executive() -> None:
    answers: dict[str, bytes | Respond] = {
        "GET /ExecutiveAssistant": http(200, MEMBERSHIP),
        "PUT /ExecutiveAssistant": http(200),
    }
    _, seen = run(answers, lambda portal: portal.set_opt_in("leiter2@pbx.example", True))
    assert [request.method for request in seen] == ["GET", "PUT"]
    put = seen[1]
    assert put.headers["content-type"] == "application/xml; charset=UTF-8"
    assert b"<enableDivert>false</enableDivert>" in put.body
    assert b"leiter2@pbx.example" in put.body
    assert b"leiter1@pbx.example" not in put.body


def test_an_opt_in_for_a_foreign_group_is_no_such_group() -> None:
    with pytest.raises(ProblemError) as caught:
        run({"GET /ExecutiveAssistant": http(200, MEMBERSHIP)}, lambda portal: portal.set_opt_in("x@y", True))
    assert caught.value.problem == problems.NoSuchGroup("x@y")


def test_a_divert_is_written_with_all_the_groups() -> None:
    answers: dict[str, bytes | Respond] = {
        "GET /ExecutiveAssistant": http(200, MEMBERSHIP),
        "PUT /ExecutiveAssistant": http(200),
    }
    _, seen = run(answers, lambda portal: portal.set_divert(True, "+4930555"))
    body = seen[1].body
    assert b"<enableDivert>true</enableDivert>" in body
    assert b"<divertToPhoneNumber>+4930555</divertToPhoneNumber>" in body
    assert body.count(b"<executiveDetails>") == 2


def test_a_portal_that_refuses_nil_as_a_divert_number_gets_the_switch_alone() -> None:
    """Releases before 22."""
    diverted = MEMBERSHIP.replace(
        b"<enableDivert>false</enableDivert>",
        b"<enableDivert>true</enableDivert><divertToPhoneNumber>+4930555</divertToPhoneNumber>",
    )

    async def write(request: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(http(400) if b"nil" in request.body else http(200))

    answers: dict[str, bytes | Respond] = {
        "GET /ExecutiveAssistant": http(200, diverted),
        "PUT /ExecutiveAssistant": write,
    }
    _, seen = run(answers, lambda portal: portal.set_divert(False, None))
    tries = [request.body for request in seen if request.method == "PUT"]
    assert [b"nil" in body for body in tries] == [True, False]
    assert all(b"<enableDivert>false</enableDivert>" in body for body in tries)
    assert b">+4930555<" in tries[1]


@pytest.mark.parametrize("answer", [b"", b" \n", b'<?xml version="1.0"?><Done xmlns="x"/>'])
def test_a_write_is_confirmed_by_nothing_or_a_document(answer: bytes) -> None:
    run({"DELETE /Criteria/VIP": http(200, answer)}, lambda portal: portal.delete_criterion("l@x", "VIP"))


@pytest.mark.parametrize("answer", [b"<html><body>Anmelden<br></body>", b"\x00\xff<<<", b"OK"])
def test_a_page_of_somebody_in_between_confirms_no_write(answer: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        run({"DELETE /Criteria/VIP": http(200, answer)}, lambda portal: portal.delete_criterion("l@x", "VIP"))
    assert isinstance(caught.value.problem, problems.PortalAnswerUnusable)


def test_call_waiting_is_read_and_an_answer_without_it_is_unusable() -> None:
    def body(inner: bytes) -> bytes:
        return b'<CallWaiting xmlns="http://schema.broadsoft.com/xsi">' + inner + b"</CallWaiting>"

    for word, expected in ((b"true", True), (b"false", False)):
        answers = {"GET /services/CallWaiting": http(200, body(b"<active>" + word + b"</active>"))}
        assert run(dict(answers), lambda portal: portal.call_waiting("l@x"))[0] is expected
    with pytest.raises(ProblemError):
        run({"GET /services/CallWaiting": http(200, body(b""))}, lambda portal: portal.call_waiting("l@x"))


def test_a_change_writes_the_whole_document_and_returns_what_is_stored_now() -> None:
    answers: dict[str, bytes | Respond] = {"GET /Alerting": http(200, ALERTING), "PUT /Alerting": http(204)}
    changed, seen = run(
        answers, lambda portal: portal.change_alerting(LEADER, lambda stored: replace(stored, rollover_wait_s=9))
    )
    assert changed.rollover_wait_s == 9
    assert seen[1].body.split(b"\n", 1)[1] == ALERTING.replace(b">45<", b">9<")


def test_a_change_that_changes_nothing_writes_nothing() -> None:
    answers: dict[str, bytes | Respond] = {
        "GET /Screening": http(200, SCREENING),
        "GET /Filtering": http(200, FILTERING),
        "GET /ExecutiveAssistant": http(200, MEMBERSHIP),
    }

    async def nothing(portal: XsiPortal) -> None:
        await portal.change_screening(LEADER, lambda stored: stored)
        await portal.change_filtering(LEADER, lambda stored: stored)
        await portal.set_opt_in(LEADER, True)

    _, seen = run(answers, nothing)
    assert [request.method for request in seen] == ["GET", "GET", "GET"]


def test_two_changes_of_one_document_do_not_overwrite_each_other() -> None:
    stored = [SCREENING]

    async def read(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(http(200, stored[-1]))

    async def write(request: Seen, writer: asyncio.StreamWriter) -> None:
        stored.append(request.body)
        writer.write(http(200))

    async def both(portal: XsiPortal) -> None:
        await asyncio.gather(
            portal.change_screening(LEADER, lambda s: replace(s, anywhere=True)),
            portal.change_screening(LEADER, lambda s: replace(s, mobility=False)),
        )
        now = (await portal.screening(LEADER)).value
        assert (now.anywhere, now.mobility) == (True, False)

    run({"GET /Screening": read, "PUT /Screening": write}, both)


def test_a_text_that_xml_cannot_carry_is_not_sent() -> None:
    with pytest.raises(ProblemError) as caught:
        run(
            {"GET /Alerting": http(200, ALERTING)},
            lambda portal: portal.change_alerting(LEADER, lambda stored: replace(stored, custom_name="\x07")),
        )
    assert caught.value.problem == problems.NotPossibleNow(Obstacle.TEXT_NOT_SENDABLE)


NEW = Criterion("Büro & <Co>", False, CallsFrom.SPECIFIED_ONLY, include_anonymous=True, numbers=("+4930555*",))


def test_a_new_criterion_is_posted_complete_to_the_list() -> None:
    _, seen = run({"POST /Filtering/Criteria": http(201)}, lambda portal: portal.add_criterion(LEADER, NEW))
    (post,) = seen
    assert post.headers["content-type"] == "application/xml; charset=UTF-8"
    assert CRITERION_DOCUMENT.read(post.body) == NEW
    assert b"<includeUnavailableCallers>false</includeUnavailableCallers>" in post.body
    assert post.path == f"/com.broadsoft.xsi-actions/v2.0/user/{LEADER}/services/Executive/Filtering/Criteria"


def test_a_criterion_is_renamed_by_a_put_at_its_old_place_and_deleted_there() -> None:
    answers: dict[str, bytes | Respond] = {
        "GET /Criteria/VIP": http(200, CRITERION),
        "PUT /Criteria/VIP": http(200),
        "DELETE /Criteria/a%20%2F%20b": http(200),
    }

    async def both(portal: XsiPortal) -> None:
        await portal.change_criterion(LEADER, "VIP", lambda stored: replace(stored, name="Wichtig"))
        await portal.delete_criterion(LEADER, "a / b")

    _, seen = run(answers, both)
    assert [request.method for request in seen] == ["GET", "PUT", "DELETE"]
    assert seen[1].body.split(b"\n", 1)[1] == CRITERION.replace(b">VIP<", b">Wichtig<")


PEOPLE = xsi(
    "ExecutiveAssistants",
    "<allowOptInOut>true</allowOptInOut><assignedUsers><userDetails><userId>a@x</userId><optIn>true</optIn><!-- 1 -->"
    "</userDetails><userDetails><userId>b@x</userId><optIn>false</optIn><unknown>1</unknown></userDetails>"
    "</assignedUsers><more/>",
)


def test_the_assistants_are_written_as_a_whole_list_in_their_new_order() -> None:
    answers: dict[str, bytes | Respond] = {"GET /Assistants": http(200, PEOPLE), "PUT /Assistants": http(200)}

    def turned(stored: Assistants) -> Assistants:
        return Assistants(False, tuple(reversed(stored.entries)))

    changed, seen = run(answers, lambda portal: portal.change_assistants(turned))
    assert [entry.user_id for entry in changed.entries] == ["b@x", "a@x"]
    body = seen[1].body
    assert body.index(b"b@x") < body.index(b"a@x")
    for kept in (b"<unknown>1</unknown>", b"<more/>", b"<!-- 1 -->", b"<allowOptInOut>false</allowOptInOut>"):
        assert kept in body


def schedule(name: str, events: str, level: str = "Group") -> str:
    return f'<scheduleDetail type="Time"><name>{name}</name><level>{level}</level>{events}</scheduleDetail>'


def event(start: str, end: str, times: str = "<allDayEvent>true</allDayEvent>", recurrence: str = "") -> str:
    dates = f"<startDate>{start}</startDate>{times}<endDate>{end}</endDate>"
    return f"<eventDetail><eventName>e</eventName>{dates}{recurrence}<uri>\n /v2.0/x </uri></eventDetail>"


def times(start: str, end: str) -> str:
    (a, b), (c, d) = start.split(":"), end.split(":")
    return (
        f"<startTime><hour>{a}</hour><minute>{b}</minute></startTime>"
        f"<endTime><hour>{c}</hour><minute>{d}</minute></endTime>"
    )


def weekly(*days: str, interval: int = 1, end: str = "<recurForEver>true</recurForEver>") -> str:
    flags = "".join(f"<{day}>true</{day}>" for day in days)
    parts = f"<recurInterval>{interval}</recurInterval>{flags}<saturday>false</saturday>"
    return f"<recurrence><recurWeekly>{parts}</recurWeekly>{end}</recurrence>"


def events(*all_of_them: str) -> str:
    return f"<events>{''.join(all_of_them)}</events>"


def test_schedules_hold_when_the_portal_says_and_are_unknown_where_it_does_not() -> None:
    until_noon = event("2026-01-05", "2026-01-05", times("8:30", "12:0"), weekly("monday", "friday"))
    until_midnight = event("2026-01-05", "2026-01-06", times("18:0", "0:0"), weekly("monday"))
    fair = event("2026-03-02", "2026-03-02", times("9:0", "17:0"))
    body = xsi(
        "Schedule",
        schedule("Kernzeit", events(until_noon, until_midnight))
        + schedule("Ferien", events(event("2026-12-24", "2026-12-26")), level="Enterprise")
        + schedule("Messe", events(fair))
        + schedule("Leer", "<events/>")
        + schedule("Ohne", "")
        + schedule("Seltsam", events(until_noon, event("2026-02-30", "2026-03-01")))
        + schedule("Verkehrt", events(event("2026-03-02", "2026-03-02", times("17:0", "8:0"))))
        + schedule("Neu", "<events/>", level="Planet"),
    )
    read, _ = run({"GET /profile/Schedule": http(200, body)}, lambda portal: portal.schedules(LEADER))
    group = ScheduleLevel.GROUP
    hours = (WeeklyHours(0, 510, 720), WeeklyHours(4, 510, 720), WeeklyHours(0, 1080, 1440))
    holidays = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)})
    assert read == (
        (ScheduleRef(group, "Kernzeit"), Schedule(hours)),
        (ScheduleRef(ScheduleLevel.ENTERPRISE, "Ferien"), Schedule((), holidays)),
        (ScheduleRef(group, "Messe"), Schedule(events=(ScheduleEvent(date(2026, 3, 2), 0, 540, 1020),))),
        (ScheduleRef(group, "Leer"), Schedule()),
        (ScheduleRef(group, "Ohne"), Schedule()),
        (ScheduleRef(group, "Seltsam"), None),
        (ScheduleRef(group, "Verkehrt"), None),
        (ScheduleRef(None, "Neu"), Schedule()),
    )


def read_event(recurrence: str) -> ScheduleEvent:
    body = xsi("Schedule", schedule("S", events(event("2026-01-05", "2026-01-05", times("9:0", "10:0"), recurrence))))
    ((_, found),) = documents.read_schedules(body)
    assert found is not None
    (one,) = found.events
    return one


@pytest.mark.parametrize(
    ("recurrence", "rule"),
    [
        (
            weekly("monday", interval=2),
            Recurrence(Repeats.WEEKLY, 2, weekdays=frozenset({0})),
        ),
        (
            weekly("monday", end="<recurEndDate>2026-02-01</recurEndDate>"),
            Recurrence(Repeats.WEEKLY, weekdays=frozenset({0}), until=date(2026, 2, 1)),
        ),
        (
            weekly("sunday", end="<recurEndOccurrence>3</recurEndOccurrence>"),
            Recurrence(Repeats.WEEKLY, weekdays=frozenset({6}), times=3),
        ),
        (
            "<recurrence><recurDaily><recurInterval>3</recurInterval></recurDaily></recurrence>",
            Recurrence(Repeats.DAILY, 3),
        ),
        (
            f"<recurrence><recurMonthlyByWeek><{facts.XSI_RECUR_WEEK}>Last</{facts.XSI_RECUR_WEEK}>"
            f"<{facts.XSI_RECUR_WEEKDAY}>Friday</{facts.XSI_RECUR_WEEKDAY}></recurMonthlyByWeek></recurrence>",
            Recurrence(Repeats.MONTHLY_BY_WEEK, weekdays=frozenset({4}), week=-1),
        ),
        (
            f"<recurrence><recurYearlyByDay><{facts.XSI_RECUR_DAY_OF_MONTH}>3</{facts.XSI_RECUR_DAY_OF_MONTH}>"
            f"<{facts.XSI_RECUR_MONTH}>October</{facts.XSI_RECUR_MONTH}></recurYearlyByDay></recurrence>",
            Recurrence(Repeats.YEARLY_BY_DAY, day=3, month=10),
        ),
    ],
)
def test_a_recurrence_is_read(recurrence: str, rule: Recurrence) -> None:
    assert read_event(recurrence).recurrence == rule


@pytest.mark.parametrize(
    "recurrence",
    [
        "<recurrence/>",
        "<recurrence><recurHourly/></recurrence>",
        "<recurrence><recurMonthlyByDay><recurInterval>1</recurInterval></recurMonthlyByDay></recurrence>",
        "<recurrence><recurMonthlyByWeek><x/></recurMonthlyByWeek></recurrence>",
        weekly("monday", interval=-1),
        weekly("monday", end="<recurEndOccurrence>0</recurEndOccurrence>"),
        weekly("monday", end="<recurEndDate>soon</recurEndDate>"),
    ],
)
def test_a_recurrence_that_is_not_understood_makes_the_schedule_unknown(recurrence: str) -> None:
    body = xsi("Schedule", schedule("S", events(event("2026-01-05", "2026-01-05", recurrence=recurrence))))
    assert documents.read_schedules(body)[0][1] is None


def test_where_the_leaders_schedules_are_not_told_those_of_the_group_are_shared() -> None:
    own = xsi("Schedule", schedule("Buero", "<events/>") + schedule("Privat", "<events/>", level="User"))
    answers: dict[str, bytes | Respond] = {
        f"GET {LEADER}/profile/Schedule": http(403, REFUSAL),
        "GET /profile/Schedule": http(200, own),
    }
    read, _ = run(answers, lambda portal: portal.schedules(LEADER))
    assert [reference.name for reference, _ in read] == ["Buero"]


def test_the_people_of_the_own_group_may_become_assistants() -> None:
    person = (
        "<directoryDetails><userId>b@x</userId><firstName>Bea</firstName><lastName>B</lastName></directoryDetails>"
    )
    body = xsi("Group", f"<groupDirectory>{person}</groupDirectory>")
    read, seen = run({"GET results=1000": http(200, body)}, lambda portal: portal.candidates())
    assert read == (AssistantEntry("b@x", "Bea", "B"),)
    assert "/directories/Group?" in seen[0].path


# --- people -------------------------------------------------------------------------------------------------

PERSON = f"<userId>{LEADER}</userId><firstName>Lea</firstName><lastName>Muster</lastName><number>+49305550</number>"
DIRECTORY = xsi(
    "Enterprise", f"<enterpriseDirectory><directoryDetails>{PERSON}</directoryDetails></enterpriseDirectory>"
)


def test_a_leaders_number_is_looked_up_in_the_directory() -> None:
    answers: dict[str, bytes | Respond] = {"GET ?userId=leiter1%40pbx.example": http(200, DIRECTORY)}
    person, seen = run(answers, lambda portal: portal.profile(LEADER))
    assert person == PortalProfile(LEADER, "Lea", "Muster", "+49305550")
    assert seen[0].path.startswith(f"{ME}/directories/Enterprise?")


@pytest.mark.parametrize("answer", [http(403, REFUSAL), http(404), http(200, xsi("Enterprise", ""))])
def test_a_directory_that_does_not_tell_leaves_the_number_out(answer: bytes) -> None:
    person, _ = run({"GET ?userId=leiter1%40pbx.example": answer}, lambda portal: portal.profile(LEADER))
    assert person == PortalProfile(LEADER, "", "", None)


def test_ones_own_profile_is_read_at_its_own_place_and_its_refusal_is_told() -> None:
    own = xsi("Profile", f"<details>{PERSON.replace(LEADER, USER)}</details>")
    person, _ = run({"GET /profile": http(200, own)}, lambda portal: portal.profile(USER.upper()))
    assert person.number == "+49305550"
    with pytest.raises(ProblemError):
        run({"GET /profile": http(404)}, lambda portal: portal.profile(USER))


# --- what comes of an answer --------------------------------------------------------------------------------


async def silent(_: Seen, writer: asyncio.StreamWriter) -> None:
    await writer.wait_closed()


async def drip(_: Seen, writer: asyncio.StreamWriter) -> None:
    """A byte at a time for ever: each read is quick, the whole is not."""
    writer.write(b"HTTP/1.1 200 x\r\nContent-Length: 1000000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.01)


async def cut(_: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(http(200, SERVICES)[:-20])
    await writer.drain()
    writer.close()


async def hang_up(_: Seen, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def flood(_: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"10000\r\n" + b"<" * 0x10000 + b"\r\n")
        await writer.drain()
        await asyncio.sleep(0)  # drain alone does not let the loop notice that the other side went away


async def endless_headers(_: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 x\r\n")
    while not writer.is_closing():
        writer.write(b"X: " + b"y" * 5000 + b"\r\n")
        await writer.drain()
        await asyncio.sleep(0)


STATUSES: list[tuple[bytes, Problem]] = [
    (http(401, REFUSAL), problems.CredentialsRefused(HOST)),
    (http(403, REFUSAL), problems.PortalRefused(403, "Nicht erlaubt")),
    (http(404), problems.PortalRefused(404)),
    (http(409, b"<html>"), problems.PortalRefused(409)),
    (http(500, REFUSAL.replace(b"summary>", b"other>")), problems.PortalRefused(500, "Not allowed")),
    (http(502, b"x" * 3_000_000), problems.PortalRefused(502)),
    (http(503, b"", Retry_After="17"), problems.PortalOverloaded(17.0)),
    (http(503), problems.PortalOverloaded(5.0)),
]


@pytest.mark.parametrize(("answer", "expected"), STATUSES, ids=lambda p: type(p).__name__)
def test_each_status_is_its_problem(answer: bytes, expected: Problem) -> None:
    assert problem({"GET /services": answer}) == expected


UNUSABLE: dict[str, bytes | Respond] = {
    "not XML": http(200, b"<html><p>Welcome"),
    "another document": http(200, MEMBERSHIP),
    "entity bomb": http(200, b'<!DOCTYPE a [<!ENTITY a "&b;&b;"><!ENTITY b "ha">]>' + SERVICES),
    "nothing": http(204),
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "cut": cut,
    "hung up": hang_up,
    "50 MB": http(200, b"<" * 50_000_000),
    "flood": flood,
    "endless headers": endless_headers,
    "packed": http(200, b"\x1f\x8b" + b"x" * 20, Content_Encoding="gzip"),
}


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_answer_nobody_can_use_is_named_and_ends(answer: bytes | Respond) -> None:
    found = problem({"GET /services": answer})
    assert isinstance(found, problems.PortalAnswerUnusable)
    assert found.host == HOST
    assert found.detail


@pytest.mark.parametrize("answer", [silent, drip], ids=["silent", "drip"])
def test_the_limit_is_for_the_whole_request(answer: Respond) -> None:
    assert problem({"GET /services": answer}, SHORT_S) == problems.PortalTimedOut(HOST)


def test_a_redirect_is_not_followed() -> None:
    async def elsewhere(portal: XsiPortal) -> None:
        with pytest.raises(ProblemError) as caught:
            await portal.roles()
        assert isinstance(caught.value.problem, problems.PortalAnswerUnusable)

    _, seen = run({"GET /services": http(302, b"", Location="/trap"), "GET /trap": http(200, SERVICES)}, elsewhere)
    assert [request.path for request in seen] == [f"{ME}/services"]


def test_requests_run_side_by_side() -> None:
    arrived: list[Seen] = []
    together = asyncio.Event()

    async def wait_for_the_others(request: Seen, writer: asyncio.StreamWriter) -> None:
        arrived.append(request)
        if len(arrived) == 6:
            together.set()
        await together.wait()
        writer.write(http(200, FILTERING))

    async def six(portal: XsiPortal) -> None:
        await asyncio.gather(*(portal.filtering(f"l{n}@pbx.example") for n in range(6)))

    run({"GET /Filtering": wait_for_the_others}, six)
    assert len(arrived) == 6


def test_after_an_answer_cut_short_the_next_request_works() -> None:
    async def retry(portal: XsiPortal) -> None:
        for leader in ("cut", "hang", "flood"):
            with pytest.raises(ProblemError):
                await portal.filtering(leader)
        await portal.filtering(LEADER)

    run(
        {
            "GET /cut/services/Executive/Filtering": cut,
            "GET /hang/services/Executive/Filtering": hang_up,
            "GET /flood/services/Executive/Filtering": flood,
            "GET /Filtering": http(200, FILTERING),
        },
        retry,
    )


def test_a_cancelled_request_is_cancelled_and_leaves_the_portal_usable() -> None:
    reached = asyncio.Event()

    async def reached_and_silent(request: Seen, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await writer.wait_closed()

    async def cancel(portal: XsiPortal) -> None:
        task = asyncio.ensure_future(portal.screening(LEADER))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await portal.roles()

    run({"GET /Screening": reached_and_silent, "GET /services": http(200, SERVICES)}, cancel)


def test_closing_during_a_request_ends_it_with_a_problem() -> None:
    reached = asyncio.Event()

    async def reached_and_silent(request: Seen, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await writer.wait_closed()

    async def close(portal: XsiPortal) -> None:
        task = asyncio.ensure_future(portal.roles())
        await reached.wait()
        await portal.aclose()
        with pytest.raises(ProblemError):
            await task
        with pytest.raises(ProblemError) as caught:
            await portal.roles()
        assert caught.value.problem == problems.NotPossibleNow(Obstacle.SIGNED_OUT)

    run({"GET /services": reached_and_silent}, close)


# --- where a password may go --------------------------------------------------------------------------------


def failing(url: str, ca_file: str = "") -> Problem:
    async def attempt() -> Problem:
        portal = open_portal(account(url, ca_file), PASSWORD)
        with pytest.raises(ProblemError) as caught:
            await portal.roles()
        await portal.aclose()
        return caught.value.problem

    return asyncio.run(attempt())


def test_plain_http_is_spoken_to_this_machine_only() -> None:
    assert failing("http://portal.example/") == problems.PlainHttpRefused("portal.example")
    assert failing("http://127.0.0.1.example/") == problems.PlainHttpRefused("127.0.0.1.example")
    assert failing("http://user:127.0.0.1@192.0.2.1/") == problems.PlainHttpRefused("192.0.2.1")


@pytest.mark.parametrize(
    "url", ["", "portal.example", "ftp://portal.example", "https://", "http://[::1", "https://x:y"]
)
def test_what_is_no_address_is_unreachable(url: str) -> None:
    assert isinstance(failing(url), problems.PortalUnreachable)


def test_a_host_with_impossible_characters_is_unreachable() -> None:
    assert isinstance(failing("https://a..b\x00c/"), problems.PortalUnreachable)


def test_a_closed_port_is_unreachable() -> None:
    async def closed_port() -> int:
        async with PortalStub({}) as stub:
            return stub.port

    assert isinstance(failing(f"http://127.0.0.1:{asyncio.run(closed_port())}"), problems.PortalUnreachable)


def test_loopback_hosts() -> None:
    assert all(map(is_loopback, ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1"]))
    assert not any(map(is_loopback, ["", "localhost.example", "128.0.0.1", "0.0.0.0", "::", "127.1.example"]))


def test_the_address_keeps_port_and_path_and_drops_credentials() -> None:
    address = portal_address("https://me:secret@portal.example:8443/base/com.broadsoft.xsi-actions/")
    assert address.resource("a b@c", "services") == (
        "https://portal.example:8443/base/com.broadsoft.xsi-actions/v2.0/user/a%20b@c/services"
    )


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_problem(url: str) -> None:
    with suppress(ProblemError):
        address = portal_address(url)
        assert address.host
        assert address.base_url.startswith("https://") or address.on_this_machine


@given(st.none() | st.text(max_size=40))
def test_any_retry_after_is_a_sane_time(header: str | None) -> None:
    assert 0.0 <= retry_after_s(header, datetime.now(UTC)) <= 3600.0


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2026, 10, 21, 7, 27, 50, tzinfo=UTC)
    assert retry_after_s("Wed, 21 Oct 2026 07:28:00 GMT", now) == 10.0
    assert retry_after_s("Wed, 21 Oct 2026 07:28:00 -0000", now) == 5.0
    assert retry_after_s("99999999999999999999", now) == 3600.0


# --- TLS ----------------------------------------------------------------------------------------------------


def over_tls(server: ssl.SSLContext, ca_file: str) -> Roles:
    async def both() -> Roles:
        async with PortalStub({"GET /services": http(200, SERVICES)}, server) as stub:
            portal = open_portal(account(stub.url, ca_file), PASSWORD)
            try:
                return await portal.roles()
            finally:
                await portal.aclose()

    return asyncio.run(both())


def test_a_certificate_of_the_given_authority_is_accepted(tmp_path: Path) -> None:
    ca_file, server = certificate(tmp_path, HOST)
    assert over_tls(server, str(ca_file)).is_assistant


def test_an_unknown_certificate_and_a_wrong_name_are_refused(tmp_path: Path) -> None:
    ca_file, server = certificate(tmp_path, "portal.example")
    for trusted, reason in (("", "self-signed"), (str(ca_file), "not valid for '127.0.0.1'")):
        with pytest.raises(ProblemError) as caught:
            over_tls(server, trusted)
        assert isinstance(caught.value.problem, problems.CertificateRefused)
        assert reason in caught.value.problem.detail


def test_a_missing_or_broken_ca_file_is_a_certificate_problem(tmp_path: Path) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("nothing")
    for ca_file in (str(broken), str(tmp_path / "missing.pem")):
        found = failing("https://127.0.0.1:9", ca_file)
        assert isinstance(found, problems.CertificateRefused)
        assert ca_file in found.detail


async def no_tls(greeting: bytes) -> Problem:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        gone.append(asyncio.current_task())
        try:
            await reader.read()
        except ConnectionError:
            return
        finally:
            writer.close()

    gone: list[asyncio.Task[None] | None] = []
    async with await asyncio.start_server(greet, HOST, 0) as server:
        portal = XsiPortal(account(f"https://{HOST}:{server.sockets[0].getsockname()[1]}"), PASSWORD, SHORT_S)
        with pytest.raises(ProblemError) as caught:
            await portal.roles()
        await portal.aclose()
        await asyncio.gather(*filter(None, gone))
        return caught.value.problem


def test_a_port_that_speaks_no_tls_is_a_problem() -> None:
    assert isinstance(asyncio.run(no_tls(b"HTTP/1.1 400 Bad Request")), problems.PortalUnreachable)
    assert asyncio.run(no_tls(b"")) == problems.PortalTimedOut(HOST)


def test_the_password_is_in_no_log_and_no_description(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    portal = open_portal(account("http://x:secret@127.0.0.1:9"), PASSWORD)
    assert PASSWORD not in repr(portal)
    problem({"GET /services": http(401)})
    run({"GET /services": http(200, SERVICES)}, lambda portal: portal.roles())
    secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    assert "HTTP" in caplog.text
    assert PASSWORD not in caplog.text
    assert secret not in caplog.text


# --- the loop of the window ---------------------------------------------------------------------------------


class StubInThread:
    """The stub on a loop of its own, so that only the client runs on Qt's."""

    def __init__(self, answers: dict[str, bytes | Respond], tls: ssl.SSLContext) -> None:
        self._stub = PortalStub(answers, tls)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        async with self._stub:
            self._ready.set()
            await self._end.wait()

    def __enter__(self) -> PortalStub:
        self._thread.start()
        assert self._ready.wait(10)
        return self._stub

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()


def test_the_client_works_on_the_event_loop_of_qt(qapp: QApplication, tmp_path: Path) -> None:
    ca_file, server = certificate(tmp_path, HOST, "localhost")
    answers: dict[str, bytes | Respond] = {
        "GET /services": http(200, SERVICES),
        "GET /Filtering": http(200, FILTERING),
        "GET /Screening": silent,
        "GET /Alerting": flood,
        "GET /profile": hang_up,
    }

    async def story(url: str) -> None:
        portal = XsiPortal(account(url, str(ca_file)), PASSWORD, limit_s=2.0)
        assert (await portal.roles()).is_assistant
        await asyncio.gather(*(portal.filtering(f"l{n}@x") for n in range(10)))
        expected = {
            portal.screening: problems.PortalTimedOut,
            portal.alerting: problems.PortalAnswerUnusable,
            portal.profile: problems.PortalAnswerUnusable,
        }
        for ask, kind in expected.items():
            with pytest.raises(ProblemError) as caught:
                await ask(USER)
            assert isinstance(caught.value.problem, kind)
        await portal.aclose()

    with StubInThread(answers, server) as stub, qasync.QEventLoop(qapp) as loop:
        loop.run_until_complete(story(stub.url.replace(HOST, "localhost")))
