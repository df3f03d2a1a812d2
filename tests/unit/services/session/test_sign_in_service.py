"""Signing in, staying signed in, signing out."""

import asyncio
from dataclasses import replace

import pytest

from softphone.domain.account.account import Account, Passwords, SipAccount, Transport
from softphone.domain.account.sign_in import SignInPhase, StepState
from softphone.domain.executive.settings import AssistantEntry, Assistants, Roles, SimpleFilter
from softphone.domain.problems import (
    CertificateRefused,
    CredentialsRefused,
    EngineNotResponding,
    EngineStopped,
    KeyringMissing,
    NotPossibleNow,
    Obstacle,
    PlainHttpRefused,
    PortalOverloaded,
    PortalRefused,
    PortalTimedOut,
    PortalUnreachable,
    ProvisioningInvalid,
    RegistrationRefused,
    RegistrationUnreachable,
)
from softphone.domain.telephone.call import CallState
from softphone.domain.telephone.commands import Register, Unregister
from softphone.domain.telephone.events import (
    EngineLost,
    EngineReady,
    EngineSilent,
    RegistrationChanged,
    RegistrationState,
)
from tests.samples.services import (
    ACCOUNT,
    ADVANCED,
    LEA,
    MAX,
    ME,
    PLAIN,
    PORTAL_ONLY,
    REGISTERED,
    UNREGISTERED,
    FakeLeader,
    World,
    play,
    quiet,
    result,
)

REFUSED = RegistrationChanged(RegistrationState.REFUSED, 403, "Forbidden")
UNREACHABLE = RegistrationChanged(RegistrationState.UNREACHABLE, 503, "no route")


def test_signing_in_passes_the_phases_in_order_and_ends_ready() -> None:
    async def story(world: World) -> None:
        seen: list[SignInPhase] = []
        world.app.state.subscribe(lambda state: seen.append(state.sign_in.phase))
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await quiet()
        await world.emit(REGISTERED)
        assert result(outcome) is None
        assert list(dict.fromkeys(seen)) == [
            SignInPhase.SIGNED_OUT,
            SignInPhase.AUTHENTICATING,
            SignInPhase.LOADING,
            SignInPhase.REGISTERING,
            SignInPhase.READY,
        ]
        view = world.state.sign_in
        assert (view.portal_step, view.settings_step, view.telephone_step) == (StepState.DONE,) * 3
        assert (view.user_name, view.user_initials, view.own_number) == ("Anna Beispiel", "AB", "030 23125422")
        assert view.portal_as_of_s == world.clock.now_s()
        assert not view.needs_password

    play(story)


def test_the_telephone_registers_before_the_portal_has_said_anything() -> None:
    async def story(world: World) -> None:
        world.portal.holds["everything"] = asyncio.Event()
        outcome = await world.sign_in()
        assert world.engine.of(Register) == [Register(ACCOUNT.sip, "geheim")]
        assert world.state.registration.registered
        assert not outcome.done()

    play(story)


def test_before_the_engine_is_there_the_registration_waits_for_it() -> None:
    async def story(world: World) -> None:
        world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await quiet()
        assert world.engine.without_watching == []
        await world.emit(EngineReady(1, "fake"))
        assert len(world.engine.of(Register)) == 1

    play(story)


def test_all_pieces_of_all_leaders_are_asked_for_at_once() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader()
        world.portal.roles_ = Roles(is_executive=True, is_assistant=True)
        for name in ("filtering", "screening", "alerting", "assistants"):
            world.portal.holds[name] = asyncio.Event()
        await world.sign_in()
        asked = set(world.portal.asked)
        for user in (LEA, MAX, ME):
            assert {("filtering", user), ("screening", user), ("alerting", user)} <= asked
        assert ("assistants", "") in asked

    play(story)


def test_a_wrong_password_signs_out_again_and_nothing_is_tried_once_more() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = CredentialsRefused("portal.example")
        outcome = await world.sign_in(keep_password=True)
        assert result(outcome) == CredentialsRefused("portal.example")
        view = world.state.sign_in
        assert (view.phase, view.problem) == (SignInPhase.SIGNED_OUT, CredentialsRefused("portal.example"))
        assert view.needs_password
        assert isinstance(world.engine.without_watching[-1], Unregister)
        asked = len(world.portal.asked)
        await world.clock.advance(600)
        assert len(world.portal.asked) == asked
        assert len(world.engine.of(Register)) == 1
        assert world.secrets.kept == {}
        assert world.portal.closed

    play(story)


def test_a_wrong_password_that_the_portal_reports_late_signs_out_too() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await quiet()
        before = world.state
        assert before.sign_in.phase is SignInPhase.REGISTERING
        world.portal.fails["everything"] = CredentialsRefused("portal.example")
        await world.clock.advance(2)
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT

    play(story)


def test_an_unreachable_portal_leaves_a_usable_telephone_and_is_tried_with_growing_pauses() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        outcome = await world.sign_in()
        assert result(outcome) == PortalUnreachable("portal.example")
        view = world.state.sign_in
        assert (view.phase, view.problem) == (SignInPhase.LIMITED, PortalUnreachable("portal.example"))
        assert view.retry_at_s == pytest.approx(world.clock.now_s() + 1.125)
        assert world.state.registration.registered
        await world.clock.advance(600)
        attempts = world.portal.asked.count(("roles", ""))
        assert 10 <= attempts <= 20

    play(story)


def test_the_portal_back_again_makes_it_whole() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalTimedOut("portal.example")
        await world.sign_in()
        del world.portal.fails["everything"]
        await world.clock.advance(60)
        view = world.state.sign_in
        assert (view.phase, view.problem, view.retry_at_s) == (SignInPhase.READY, None, None)
        assert world.group.leader.name == "Lea Muster"

    play(story)


def test_an_overloaded_portal_is_left_alone_as_long_as_it_asks() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalOverloaded(120.0)
        await world.sign_in()
        await world.clock.advance(119)
        assert world.portal.asked.count(("roles", "")) == 1
        await world.clock.advance(2)
        assert world.portal.asked.count(("roles", "")) == 2

    play(story)


@pytest.mark.parametrize("problem", [PlainHttpRefused("portal.example"), CertificateRefused("portal.example")])
def test_trouble_that_does_not_pass_by_itself_is_shown_and_not_tried_again(problem: PlainHttpRefused) -> None:
    async def story(world: World) -> None:
        where = "factory" if isinstance(problem, PlainHttpRefused) else "everything"
        world.portal.fails[where] = problem
        outcome = await world.sign_in()
        assert result(outcome) == problem
        assert world.state.sign_in.phase is SignInPhase.LIMITED
        await world.clock.advance(600)
        assert world.portal.asked.count(("roles", "")) <= 1

    play(story)


def test_a_piece_that_fails_is_a_problem_of_its_group_and_is_read_later() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader(filtering=ADVANCED)
        world.portal.fails["screening", LEA] = PortalTimedOut("portal.example")
        world.portal.fails["criterion", MAX] = PortalTimedOut("portal.example")
        outcome = await world.sign_in()
        assert result(outcome) is None
        lea, max_ = world.state.groups
        assert (lea.problem, lea.settings.screening) == (PortalTimedOut("portal.example"), None)
        assert lea.settings.filtering is not None
        assert (max_.problem, max_.settings.criteria) == (PortalTimedOut("portal.example"), ())
        world.portal.fails.clear()
        before = world.portal.asked.count(("filtering", LEA))
        await world.clock.advance(30)
        lea, max_ = world.state.groups
        assert (lea.problem, max_.problem) == (None, None)
        assert lea.settings.screening is not None
        assert [criterion.name for criterion in max_.settings.criteria] == ["VIP"]
        assert world.portal.asked.count(("filtering", LEA)) == before

    play(story)


def test_a_refused_piece_is_not_asked_for_again() -> None:
    async def story(world: World) -> None:
        world.portal.fails["alerting", LEA] = PortalRefused(403, "Nicht erlaubt")
        await world.sign_in()
        assert world.group.problem == PortalRefused(403, "Nicht erlaubt")
        assert world.state.sign_in.phase is SignInPhase.READY
        asked = world.portal.asked.count(("alerting", LEA))
        await world.clock.advance(600)
        assert world.portal.asked.count(("alerting", LEA)) <= asked + 1

    play(story)


def test_a_portal_that_hides_the_leaders_number_is_no_problem() -> None:
    async def story(world: World) -> None:
        world.portal.fails["profile", LEA] = PortalRefused(403, "Nicht erlaubt")
        await world.sign_in()
        assert (world.group.problem, world.group.leader.name, world.group.leader.number) == (None, "Lea Muster", "")

    play(story)


def test_without_the_list_of_groups_the_settings_step_fails_and_is_tried_again() -> None:
    async def story(world: World) -> None:
        world.portal.fails["assistant"] = PortalUnreachable("portal.example")
        await world.sign_in()
        view = world.state.sign_in
        assert (view.phase, view.settings_step) == (SignInPhase.LIMITED, StepState.FAILED)
        world.portal.fails.clear()
        await world.clock.advance(5)
        assert world.state.sign_in.phase is SignInPhase.READY
        assert len(world.state.groups) == 1

    play(story)


def test_a_refused_registration_leaves_the_settings_working_without_a_storm() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await world.emit(REFUSED)
        assert result(outcome) == RegistrationRefused(403, "Forbidden")
        assert world.state.sign_in.phase is SignInPhase.LIMITED
        assert world.state.registration.problem == RegistrationRefused(403, "Forbidden")
        assert world.group.settings.filtering is not None
        await world.clock.advance(600)
        assert len(world.engine.of(Register)) == 1

    play(story)


def test_an_unreachable_registrar_is_tried_again_where_the_engine_does_not() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await world.emit(UNREACHABLE)
        assert world.state.registration.problem == RegistrationUnreachable("pbx.example", 503, "no route")
        assert world.state.registration.since_s == world.clock.now_s()
        await world.clock.advance(1.2)
        assert len(world.engine.of(Register)) == 2
        await world.emit(replace(UNREACHABLE, retry_in_s=30.0))
        await world.clock.advance(600)
        assert len(world.engine.of(Register)) == 2
        await world.emit(REGISTERED)
        assert world.state.sign_in.phase is SignInPhase.READY
        assert world.state.registration.since_s == world.clock.now_s()

    play(story)


@pytest.mark.parametrize("leave", ["sign-out", "engine-lost"])
def test_an_attempt_that_waits_is_dropped_when_there_is_nothing_to_register_with(leave: str) -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await world.emit(UNREACHABLE)
        if leave == "sign-out":
            world.app.session.sign_out()
        else:
            await world.emit(EngineLost(1))
        await world.clock.advance(600)
        assert len(world.engine.of(Register)) == 1

    play(story)


def test_a_certificate_the_telephone_does_not_trust_is_called_by_its_name() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(
            replace(ACCOUNT, sip=replace(ACCOUNT.sip, outbound_proxy="proxy.example")), Passwords("geheim"), False
        )
        await world.emit(replace(UNREACHABLE, detail="TLS: certificate verify failed"))
        problem = world.state.registration.problem
        assert problem == CertificateRefused("proxy.example", "TLS: certificate verify failed", by_telephone=True)

    play(story)


def test_an_engine_that_never_answers_counts_as_unreachable() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(ACCOUNT, Passwords("geheim"), False)
        await world.clock.advance(44)
        assert not outcome.done()
        await world.clock.advance(2)
        assert isinstance(result(outcome), RegistrationUnreachable)

    play(story)


def test_reachable_since_is_kept_through_refreshes() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        since_s = world.state.registration.since_s
        await world.clock.advance(300)
        await world.emit(RegistrationChanged(RegistrationState.TRYING), REGISTERED)
        assert world.state.registration.since_s == since_s
        await world.emit(UNREACHABLE)
        assert world.state.registration.since_s == world.clock.now_s()
        assert world.state.sign_in.phase is SignInPhase.LIMITED

    play(story)


def test_a_plain_sip_account_needs_no_portal() -> None:
    async def story(world: World) -> None:
        outcome = await world.sign_in(PLAIN)
        assert result(outcome) is None
        view = world.state.sign_in
        assert (view.portal_step, view.settings_step) == (StepState.NOT_NEEDED,) * 2
        assert view.phase is SignInPhase.READY
        assert world.portal.passwords == []

    play(story)


def test_a_plain_sip_account_with_a_wrong_password_is_signed_out() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(PLAIN, Passwords("falsch"), True)
        await world.emit(RegistrationChanged(RegistrationState.REFUSED, 401, "Unauthorized"))
        assert result(outcome) == CredentialsRefused("pbx.example")
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT
        assert isinstance(world.engine.without_watching[-1], Unregister)
        assert world.secrets.kept == {}

    play(story)


@pytest.mark.parametrize("status", [403, 404, 400, 488, 603])
def test_a_plain_account_that_the_engine_tries_again_stays_signed_in(status: int) -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(PLAIN, Passwords("geheim"), True)
        refused = RegistrationRefused(status, "no", world.clock.now_s() + 60)
        await world.emit(RegistrationChanged(RegistrationState.REFUSED, status, "no", retry_in_s=60.0))
        assert (result(outcome), world.state.registration.problem) == (refused, refused)
        assert world.state.sign_in.phase is SignInPhase.LIMITED
        await world.emit(RegistrationChanged(RegistrationState.TRYING), REGISTERED)
        assert (world.state.sign_in.phase, world.state.sign_in.problem) == (SignInPhase.READY, None)
        assert world.secrets.kept

    play(story)


def test_a_plain_account_refused_later_stays_signed_in_and_limited() -> None:
    async def story(world: World) -> None:
        await world.sign_in(PLAIN)
        await world.emit(REFUSED)
        assert world.state.sign_in.phase is SignInPhase.LIMITED
        assert world.state.sign_in.problem == RegistrationRefused(403, "Forbidden")

    play(story)


def test_without_a_sip_user_the_portal_alone_is_enough() -> None:
    async def story(world: World) -> None:
        outcome = await world.sign_in(PORTAL_ONLY)
        assert result(outcome) is None
        assert world.state.sign_in.telephone_step is StepState.NOT_NEEDED
        assert world.engine.of(Register) == []

    play(story)


def test_an_account_with_neither_half_is_refused() -> None:
    async def story(world: World) -> None:
        nothing = Account("x", SipAccount("", "", ""))
        assert result(world.app.session.sign_in(nothing, Passwords("x"), False)) == ProvisioningInvalid("sip.user")

    play(story)


def test_another_password_for_the_telephone_goes_to_the_telephone_alone() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(ACCOUNT, Passwords("portal-wort", "sip-wort"), True)
        await world.emit(REGISTERED)
        assert world.engine.of(Register)[0].password == "sip-wort"
        assert world.portal.passwords == ["portal-wort"]
        world.engine.sent.clear()
        world.restart()
        world.engine.emit(EngineReady(2, "fake"))
        world.app.start()
        await quiet()
        assert world.engine.of(Register)[-1].password == "sip-wort"

    play(story)


def test_the_password_is_kept_only_when_asked_and_only_after_success() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=False)
        assert world.secrets.kept == {}
        await world.sign_in(keep_password=True)
        assert world.secrets.kept == {(ME, "https://portal.example"): "geheim"}
        assert "geheim" not in repr(world.store.values)

    play(story)


def test_a_password_nobody_has_accepted_yet_is_not_kept() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(ACCOUNT, Passwords("geheim"), True)
        await world.emit(UNREACHABLE)
        assert world.state.sign_in.phase is SignInPhase.LIMITED
        assert world.secrets.kept == {}
        await world.emit(REGISTERED)
        assert list(world.secrets.kept.values()) == ["geheim"]

    play(story)


def test_a_missing_keyring_is_told_and_nothing_is_kept_anywhere() -> None:
    def without_keyring(world: World) -> None:
        world.secrets.available, world.secrets.unavailable_because = False, "no backend"
        world.restart()

    async def story(world: World) -> None:
        assert world.state.sign_in.keyring_problem == KeyringMissing("no backend")
        await world.sign_in(keep_password=True)
        assert world.state.sign_in.keyring_problem == KeyringMissing("no backend")
        assert world.secrets.kept == {}
        assert "geheim" not in repr(world.store.values)

    play(story, without_keyring)


def test_a_keyring_that_refuses_is_told() -> None:
    async def story(world: World) -> None:
        world.secrets.refuses, world.secrets.unavailable_because = True, "locked"
        await world.sign_in(keep_password=True)
        assert world.state.sign_in.keyring_problem == KeyringMissing("locked")

    play(story)


def test_the_program_signs_in_by_itself_with_what_it_kept() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=True)
        world.restart()
        world.engine.emit(EngineReady(2, "fake"))
        outcome = world.app.start()
        await quiet()
        await world.emit(REGISTERED)
        assert result(outcome) is None
        assert world.app.account == ACCOUNT
        assert world.state.sign_in.phase is SignInPhase.READY

    play(story)


def test_without_a_kept_password_the_account_is_remembered_and_the_password_asked_for() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=False)
        world.restart()
        outcome = world.app.start()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.PASSWORD_NEEDED)
        view = world.state.sign_in
        assert (view.phase, view.needs_password, view.user_id) == (SignInPhase.SIGNED_OUT, True, ME)
        assert world.app.account == ACCOUNT

    play(story)


def test_a_first_start_knows_no_account() -> None:
    async def story(world: World) -> None:
        outcome = world.app.start()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.NO_ACCOUNT)
        assert world.app.account is None

    play(story)


def test_a_given_account_starts_with_its_kept_password() -> None:
    async def story(world: World) -> None:
        world.secrets.kept[ME, "https://portal.example"] = "aus dem Schlüsselbund"
        world.engine.emit(EngineReady(1, "fake"))
        world.app.start(ACCOUNT)
        await quiet()
        assert world.engine.of(Register) == [Register(ACCOUNT.sip, "aus dem Schlüsselbund")]

    play(story)


def test_signing_out_unregisters_clears_the_groups_and_forgets_the_password() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=True)
        outcome = world.app.session.sign_out()
        await quiet()
        assert world.state.sign_in.phase is SignInPhase.SIGNING_OUT
        assert isinstance(world.engine.without_watching[-1], Unregister)
        await world.emit(UNREGISTERED)
        assert result(outcome) is None
        view = world.state.sign_in
        assert (view.phase, view.needs_password, view.user_id) == (SignInPhase.SIGNED_OUT, True, ME)
        assert world.state.groups == ()
        assert world.secrets.kept == {}
        assert world.app.account == ACCOUNT
        assert world.portal.closed
        assert not world.state.registration.registered

    play(story)


def test_signing_out_does_not_wait_for_a_silent_registrar_for_ever() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.session.sign_out()
        await world.clock.advance(4)
        assert result(outcome) is None
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT

    play(story)


def test_signing_in_while_signing_out_wins() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        out = world.app.session.sign_out()
        await world.sign_in()
        await world.clock.advance(10)
        assert result(out) is None
        assert world.state.sign_in.phase is SignInPhase.READY

    play(story)


def test_what_the_portal_changed_is_in_force_only_after_signing_in_again() -> None:
    async def story(world: World) -> None:
        world.portal.leaders[MAX] = FakeLeader()
        await world.sign_in()
        changed = replace(world.portal.leaders[LEA].filtering, simple_filter=SimpleFilter.INTERNAL)
        world.portal.leaders[LEA].filtering = changed
        await world.clock.advance(3600)
        assert world.group.settings.filtering != changed
        outcome = world.app.session.sign_in_again()
        await quiet()
        assert not outcome.done()
        await world.emit(REGISTERED)
        assert result(outcome) is None
        assert world.group.settings.filtering == changed
        assert world.notices() == [("signed-in-again", "1")]

    play(story)


def test_signing_in_again_registers_again_and_keeps_calls_and_registration() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.talk(1)
        since_s = world.state.registration.since_s
        await world.clock.advance(5)
        world.app.session.sign_in_again()
        await quiet()
        assert world.state.registration.registered
        await world.emit(REGISTERED)
        assert len(world.engine.of(Register)) == 2
        assert world.engine.of(Unregister) == []
        assert world.state.registration.since_s == since_s
        assert world.call.state is CallState.ACTIVE
        assert world.notices() == [("signed-in-again", "0")]

    play(story)


def test_what_cannot_be_read_again_stays_in_force_with_its_problem() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        before = world.group.settings
        world.portal.leaders[LEA].alerting = replace(world.portal.leaders[LEA].alerting, recall_rings=9)
        world.portal.fails["filtering", LEA] = PortalTimedOut("portal.example")
        outcome = world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        assert result(outcome) == PortalTimedOut("portal.example")
        assert world.group.settings.filtering == before.filtering
        assert world.group.settings.alerting is not None
        assert world.group.settings.alerting.recall_rings == 9
        assert world.group.problem == PortalTimedOut("portal.example")
        assert world.notices() == []

    play(story)


@pytest.mark.parametrize("problem", [PortalUnreachable("portal.example"), CredentialsRefused("portal.example")])
def test_a_portal_that_fails_when_signing_in_again_takes_nothing_away(problem: PortalUnreachable) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        before = world.state.groups
        world.portal.fails["everything"] = problem
        outcome = world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        assert result(outcome) == problem
        assert world.state.groups == before
        assert (world.state.sign_in.phase, world.state.sign_in.problem) == (SignInPhase.LIMITED, problem)
        assert world.state.registration.registered

    play(story)


def test_signing_in_again_that_failed_is_finished_when_the_portal_is_back() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["everything"] = PortalUnreachable("portal.example")
        world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        world.portal.fails.clear()
        world.portal.leaders[MAX] = FakeLeader()
        await world.clock.advance(10)
        assert world.state.sign_in.phase is SignInPhase.READY
        assert [group.leader.user_id for group in world.state.groups] == [LEA, MAX]
        assert world.notices() == [("signed-in-again", "1")]

    play(story)


def test_signing_in_again_while_waiting_tries_at_once() -> None:
    async def story(world: World) -> None:
        world.portal.fails["everything"] = PortalOverloaded(600.0)
        await world.sign_in()
        world.portal.fails.clear()
        outcome = world.app.session.sign_in_again()
        await world.emit(REGISTERED)
        assert result(outcome) is None
        assert world.state.sign_in.phase is SignInPhase.READY

    play(story)


def test_signing_in_again_without_being_signed_in_is_not_possible() -> None:
    async def story(world: World) -> None:
        assert result(world.app.session.sign_in_again()) == NotPossibleNow(Obstacle.SIGNED_OUT)
        assert result(world.app.session.sign_out()) == NotPossibleNow(Obstacle.SIGNED_OUT)

    play(story)


def test_a_lost_engine_is_told_and_registered_again_by_the_new_one() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(EngineLost(-9))
        state = world.state
        assert (state.engine_running, state.registration.registered) == (False, False)
        assert state.problems == (EngineStopped(-9),)
        assert state.registration.problem == EngineStopped(-9)
        assert state.sign_in.phase is SignInPhase.REGISTERING
        await world.emit(EngineReady(2, "fake"))
        state = world.state
        assert state.problems == (EngineStopped(-9),)
        assert len(world.engine.of(Register)) == 2
        await world.emit(REGISTERED)
        assert world.state.problems == ()
        assert world.state.sign_in.phase is SignInPhase.READY
        assert world.group.leader.user_id == LEA

    play(story)


def test_signing_out_while_the_engine_is_down_keeps_its_successor_from_registering() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(EngineLost(-9))
        outcome = world.app.session.sign_out()
        await quiet()
        assert result(outcome) is None
        assert isinstance(world.engine.without_watching[-1], Unregister)
        await world.emit(EngineReady(2, "fake"))
        assert len(world.engine.of(Register)) == 1

    play(story)


def test_without_a_list_of_authorities_the_certificate_is_the_problem_and_not_the_password() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        outcome = world.app.session.sign_in(PLAIN, Passwords("geheim"), False)
        words = "no readable list of certificate authorities"
        await world.emit(RegistrationChanged(RegistrationState.REFUSED, detail=words))
        assert result(outcome) == CertificateRefused("pbx.example", words, by_telephone=True)
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT

    play(story)


def test_who_has_only_a_portal_signs_out_at_once() -> None:
    async def story(world: World) -> None:
        await world.sign_in(PORTAL_ONLY)
        outcome = world.app.session.sign_out()
        await quiet()
        assert result(outcome) is None
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT

    play(story)


def test_an_engine_lost_while_signed_out_is_no_problem_once_it_is_back() -> None:
    async def story(world: World) -> None:
        await world.emit(EngineReady(1, "fake"), EngineLost(1))
        lost = world.state
        assert lost.problems == (EngineStopped(1),)
        await world.emit(EngineReady(2, "fake"))
        assert world.state.problems == ()
        assert world.engine.of(Register) == []

    play(story)


def test_another_account_replaces_the_first_one_whole() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = await world.sign_in(PLAIN)
        assert result(outcome) is None
        assert world.state.groups == ()
        assert world.state.sign_in.roles == Roles(is_executive=False, is_assistant=False)

    play(story)


def test_a_second_sign_in_ends_the_question_of_the_first() -> None:
    async def story(world: World) -> None:
        world.portal.holds["roles"] = asyncio.Event()
        first = await world.sign_in()
        world.portal.holds.clear()
        second = await world.sign_in()
        assert result(first) == NotPossibleNow(Obstacle.SUPERSEDED)
        assert result(second) is None

    play(story)


def test_who_is_leader_and_assistant_sees_both_sides() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=True)
        await world.sign_in()
        own = world.state.own_group
        assert own is not None
        assert own.settings.filtering is not None
        assert [(a.name, a.initials, a.opted_in) for a in own.assistants] == [("Anna Beispiel", "AB", True)]
        assert len(world.state.groups) == 1

    play(story)


def test_an_assistant_without_a_name_in_the_list_gets_it_from_the_directory() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        world.portal.assistants_ = Assistants(True, (AssistantEntry(LEA, "", ""), AssistantEntry(MAX, "", "")))
        world.portal.fails["profile", MAX] = PortalRefused(404, "")
        await world.sign_in()
        own = world.state.own_group
        assert own is not None
        assert [a.name for a in own.assistants] == ["Lea Muster", MAX]
        assert own.problem is None

    play(story)


def test_the_leaders_own_pieces_fail_and_come_back_by_themselves() -> None:
    async def story(world: World) -> None:
        world.portal.roles_ = Roles(is_executive=True, is_assistant=False)
        world.portal.fails["assistants"] = PortalTimedOut("portal.example")
        await world.sign_in()
        own = world.state.own_group
        assert own is not None
        assert (own.problem, own.assistants) == (PortalTimedOut("portal.example"), ())
        world.portal.fails.clear()
        await world.clock.advance(10)
        own = world.state.own_group
        assert own is not None
        assert (own.problem, len(own.assistants)) == (None, 1)

    play(story)


def test_an_engine_that_stands_still_is_not_believed_until_it_goes_on() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.state.registration.registered
        await world.emit(EngineSilent(True))
        assert not world.state.registration.registered
        assert world.state.registration.problem == EngineNotResponding()
        before = len(world.engine.of(Register))
        await world.emit(EngineSilent(False))
        assert EngineNotResponding() not in world.state.problems
        assert len(world.engine.of(Register)) == before + 1

    play(story)


@pytest.mark.parametrize(
    ("sip", "in_clear"),
    [
        (ACCOUNT.sip, True),
        (replace(ACCOUNT.sip, transport=Transport.TLS), False),
        (replace(ACCOUNT.sip, registrar="sip:127.0.0.1:5060"), False),
    ],
)
def test_a_registration_that_others_can_read_is_known_as_such(sip: SipAccount, in_clear: bool) -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        world.app.session.sign_in(replace(ACCOUNT, sip=sip), Passwords("geheim"), False)
        await world.emit(REGISTERED)
        assert world.state.registration.in_clear is in_clear

    play(story)


def test_a_server_out_of_reach_over_tls_is_told_with_tls() -> None:
    async def story(world: World) -> None:
        world.engine.emit(EngineReady(1, "fake"))
        secured = replace(ACCOUNT, sip=replace(ACCOUNT.sip, transport=Transport.TLS))
        world.app.session.sign_in(secured, Passwords("geheim"), False)
        await world.emit(UNREACHABLE)
        problem = world.state.registration.problem
        assert isinstance(problem, RegistrationUnreachable)
        assert problem.over_tls

    play(story)


def test_a_sign_in_that_is_expected_is_told_before_it_begins() -> None:
    async def story(world: World) -> None:
        world.app.session.expect()
        expected = world.state.sign_in.phase
        await world.sign_in(keep_password=False)
        assert (expected, world.state.sign_in.phase) == (SignInPhase.AUTHENTICATING, SignInPhase.READY)

    play(story)


def test_an_expected_sign_in_without_a_password_ends_signed_out() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=False)
        world.restart()
        world.app.session.expect()
        outcome = world.app.start()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.PASSWORD_NEEDED)
        assert (world.state.sign_in.phase, world.app.account) == (SignInPhase.SIGNED_OUT, ACCOUNT)

    play(story)


def test_an_expected_sign_in_with_an_unusable_account_ends_signed_out() -> None:
    async def story(world: World) -> None:
        world.app.session.expect()
        unusable = replace(ACCOUNT, portal_url="", sip=replace(ACCOUNT.sip, user=""))
        assert result(world.app.session.sign_in(unusable, Passwords("geheim"), False)) is not None
        assert world.state.sign_in.phase is SignInPhase.SIGNED_OUT

    play(story)
