"""Every kind of document, every fault of the portal during its save: nothing entered is lost, all is reported.

The real services and the real portal client on the demo PBX's portal, without windows and telephone.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from typing import Any

import pytest

from softphone.adapters.system.system_clock import SystemClock
from softphone.demo_pbx.model.platform import Criterion as Stored
from softphone.demo_pbx.model.platform import Executive
from softphone.domain import problems
from softphone.domain.account.account import Account, Passwords, SipAccount
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.executive.draft import Draft, EditedDocument, changes
from softphone.domain.problems import Problem
from softphone.portal.xsi.client import XsiPortal
from softphone.services.app import App
from softphone.services.core.task_spawner import TaskSpawner
from softphone.services.group_editor import draft_edits as edits
from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.services.state.groups import OwnSwitch, SwitchView
from softphone.ui.problems.problem_text import problem_text
from tests.samples.demo_portal import Demo, running_demo
from tests.samples.services import FakeEngine, FakeSecrets, FakeStore

LEA = "lea.muster@pbx.example"
REQUEST_LIMIT_S = 1.5
"""Each time-out lasts this long; a request that is answered must never come near it."""
STEP_LIMIT_S = 10.0


@dataclass
class Bench:
    """One signed-in program on a portal of its own."""

    demo: Demo
    app: App

    @property
    def editor(self) -> EditorView:
        view = self.app.state.value.editor
        assert view is not None
        return view

    @property
    def leader(self) -> Executive:
        executive = self.demo.platform.users["lea.muster"].executive
        assert executive is not None
        return executive

    def break_next(self, kind: str, method: str, path: str) -> None:
        status = int(kind) if kind.isdigit() else 500
        rule = {"kind": "status" if kind.isdigit() else kind, "path": path, "method": method, "status": status}
        self.demo.platform.faults.next.append({**rule, "count": 1, "delay_s": 0.0})


@asynccontextmanager
async def bench(user: str) -> AsyncIterator[Bench]:
    async with running_demo() as demo:
        leader = demo.platform.users["lea.muster"].executive
        assert leader is not None
        leader.criteria = [Stored("VIP", numbers=["+4930555010"]), Stored("Alt")]
        spawn, opened = TaskSpawner(), []

        def portal(account: Account, password: str) -> XsiPortal:
            opened.append(XsiPortal(account, password, limit_s=REQUEST_LIMIT_S))
            return opened[-1]

        app = App(FakeEngine(), portal, FakeSecrets(), SystemClock(), FakeStore(), spawn)
        who, password = demo.auth(user)
        account = Account(who, SipAccount("", "", ""), portal_url=demo.url)
        try:
            signed_in = app.session.sign_in(account, Passwords(password), keep_password=False)
            await asyncio.wait_for(signed_in, STEP_LIMIT_S)
            assert app.state.value.sign_in.phase in (SignInPhase.READY, SignInPhase.LIMITED)
            yield Bench(demo, app)
        finally:
            await spawn.cancel_all()
            for each in opened:
                await each.aclose()


Edit = Callable[[Draft], Draft]


def changed_criterion(draft: Draft, **fields: Any) -> Draft:
    vip = edits.find_criterion(draft, "VIP")
    assert vip is not None
    return edits.change_criterion(draft, draft, "VIP", replace(vip, **fields))


def new_criterion(draft: Draft) -> Draft:
    vip = edits.find_criterion(draft, "VIP")
    assert vip is not None
    return edits.add_criterion(draft, replace(vip, name="Neu"))


def alerting(draft: Draft) -> Draft:
    assert draft.settings.alerting is not None
    return edits.with_alerting(draft, replace(draft.settings.alerting, recall_rings=9))


def screening(draft: Draft) -> Draft:
    assert draft.settings.screening is not None
    wish = replace(draft.settings.screening, anywhere=True)
    return replace(draft, settings=replace(draft.settings, screening=wish))


def assistants(draft: Draft) -> Draft:
    assert draft.assistants is not None
    turned = replace(draft.assistants, entries=tuple(reversed(draft.assistants.entries)))
    return replace(draft, assistants=turned)


def names(leader: Executive) -> list[str]:
    return sorted(criterion.name for criterion in leader.criteria)


@dataclass(frozen=True)
class Case:
    """One document: what is typed, the write that fails, what the portal holds once it has been saved."""

    document: EditedDocument
    edit: Edit
    method: str
    path: str
    stored: Callable[[Executive], object]
    wanted: object
    user: str = "nele.probe"

    @property
    def faults(self) -> list[str]:
        """A time-out is waited for with one PUT and one POST; it is the same code for every document."""
        return [*QUICK, "hang"] if self.document is EditedDocument.FILTERING or self.method == "POST" else QUICK


CASES = {
    "filtering": Case(
        EditedDocument.FILTERING,
        lambda draft: edits.set_active(draft, "VIP", False),
        "PUT",
        "/Filtering",
        lambda leader: [c.active for c in leader.criteria if c.name == "VIP"],
        [False],
    ),
    "criterion-change": Case(
        EditedDocument.CRITERION,
        lambda draft: changed_criterion(draft, include_anonymous=True),
        "PUT",
        "/Criteria/VIP",
        lambda leader: [c.anonymous for c in leader.criteria if c.name == "VIP"],
        [True],
    ),
    "criterion-rename": Case(
        EditedDocument.CRITERION,
        lambda draft: changed_criterion(draft, name="Wichtig"),
        "PUT",
        "/Criteria/VIP",
        names,
        ["Alt", "Wichtig"],
    ),
    "criterion-add": Case(EditedDocument.CRITERION, new_criterion, "POST", "/Criteria", names, ["Alt", "Neu", "VIP"]),
    "criterion-delete": Case(
        EditedDocument.CRITERION,
        lambda draft: edits.delete_criterion(draft, "Alt"),
        "DELETE",
        "/Criteria/Alt",
        names,
        ["VIP"],
    ),
    "screening": Case(
        EditedDocument.SCREENING, screening, "PUT", "/Screening", lambda leader: leader.alert_anywhere, True
    ),
    "alerting": Case(EditedDocument.ALERTING, alerting, "PUT", "/Alerting", lambda leader: leader.recall_rings, 9),
    "assistants": Case(
        EditedDocument.ASSISTANTS,
        assistants,
        "PUT",
        "/Assistants",
        lambda leader: [link.user for link in leader.assistants],
        ["paul.attrappe", "nele.probe"],
        user="lea.muster",
    ),
}
FAULTS: dict[str, type[Problem]] = {
    "401": problems.CredentialsRefused,
    "403": problems.PortalRefused,
    "404": problems.PortalRefused,
    "503": problems.PortalOverloaded,
    "hang": problems.PortalTimedOut,
    "cut": problems.PortalAnswerUnusable,
    "garbage": problems.PortalAnswerUnusable,
}


QUICK = [fault for fault in FAULTS if fault != "hang"]


def play(user: str, story: Callable[[Bench], Awaitable[None]]) -> None:
    async def run() -> None:
        async with bench(user) as running:
            await story(running)

    asyncio.run(run())


async def done(outcome: "asyncio.Future[Problem | None]") -> Problem | None:
    return await asyncio.wait_for(outcome, STEP_LIMIT_S)


async def fails(at: Bench, fault: str, method: str, path: str, write: Callable[[], Any]) -> Problem:
    at.break_next(fault, method, path)
    problem = await done(write())
    assert isinstance(problem, FAULTS[fault]), (fault, problem)
    assert problem_text(problem)
    return problem


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_save_that_fails_keeps_the_form_and_can_be_repeated(case: Case) -> None:
    async def story(at: Bench) -> None:
        assert await done(at.app.editor.open(LEA)) is None
        for fault in case.faults:
            before, typed = case.stored(at.leader), case.edit(at.editor.draft)
            await done(at.app.editor.change(typed))
            wished = at.editor.changes
            problem = await fails(at, fault, case.method, case.path, at.app.editor.save)
            view = at.editor
            assert (view.phase, view.problem, view.failed) == (EditorPhase.FAILED, problem, case.document)
            assert (view.changes, changes(view.stored, view.draft), view.draft) == (wished, wished, typed)
            assert case.stored(at.leader) == before
            assert await done(at.app.editor.save()) is None
            assert (at.editor.phase, at.editor.changes, at.editor.problem) == (EditorPhase.OPEN, (), None)
            assert case.stored(at.leader) == case.wanted
            assert await done(at.app.editor.undo()) is None
            assert case.stored(at.leader) == before

    play(case.user, story)


def test_an_opt_in_that_fails_returns_to_what_is_so_and_can_be_repeated() -> None:
    def stored(at: Bench) -> bool:
        return next(link.opted_in for link in at.leader.assistants if link.user == "nele.probe")

    async def story(at: Bench) -> None:
        for fault, so in zip(FAULTS, cycle((True, False))):
            problem = await fails(
                at, fault, "PUT", "/ExecutiveAssistant", partial(at.app.groups.set_opted_in, LEA, not so)
            )
            opt_in = at.app.state.value.groups[0].opt_in
            assert (opt_in.confirmed, opt_in.in_flight, opt_in.problem) == (so, False, problem)
            assert stored(at) is so
            assert await done(at.app.groups.set_opted_in(LEA, not so)) is None
            assert stored(at) is not so

    play("nele.probe", story)


def test_a_divert_that_fails_stays_as_it_was_and_can_be_repeated() -> None:
    async def story(at: Bench) -> None:
        nele = at.demo.platform.users["nele.probe"]
        for fault, number in zip(QUICK, cycle(("+493023125433", "+493023125451"))):
            before = nele.divert, nele.divert_number
            problem = await fails(
                at, fault, "PUT", "/ExecutiveAssistant", partial(at.app.divert.set_divert, True, number)
            )
            divert = at.app.state.value.divert
            assert divert is not None
            assert (divert.enabled, divert.in_flight, divert.problem) == (before[0], False, problem)
            assert (nele.divert, nele.divert_number) == before
            assert await done(at.app.divert.set_divert(True, number)) is None
            assert (nele.divert, nele.divert_number) == (True, number)

    play("nele.probe", story)


def test_a_leaders_own_switch_that_fails_returns_and_can_be_repeated() -> None:
    async def story(at: Bench) -> None:
        for fault, so in zip(QUICK, cycle((True, False)), strict=False):
            switch = partial(at.app.own_group.switch, OwnSwitch.FILTER, not so)
            problem = await fails(at, fault, "PUT", "/Filtering", switch)
            group = at.app.state.value.own_group
            assert group is not None
            assert group.filter_switch == SwitchView(so, so, problem=problem)
            assert at.leader.filtering is so
            assert await done(switch()) is None
            assert at.leader.filtering is not so

    play("lea.muster", story)
