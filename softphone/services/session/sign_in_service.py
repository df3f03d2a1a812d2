"""Sign-in and sign-out: one phase from the states of the portal and of the SIP registration."""

from contextlib import suppress
from dataclasses import dataclass

from softphone.domain.account.account import Account, Passwords
from softphone.domain.account.sign_in import Event, SignInPhase, StepState, next_phase
from softphone.domain.executive.settings import Roles
from softphone.domain.problems import (
    CredentialsRefused,
    NotPossibleNow,
    Obstacle,
    Problem,
    ProvisioningInvalid,
    RegistrationRefused,
)
from softphone.services.core.outcomes import LimitReachedError, Outcome, pending, settle, settled, within
from softphone.services.core.ports import Clock, Spawn
from softphone.services.core.signal import Signal
from softphone.services.groups.leader_colours import numbers_of
from softphone.services.session.portal_session import PortalSession
from softphone.services.session.registration_service import RegistrationService
from softphone.services.session.sign_in_view import sign_in_view
from softphone.services.session.stored_account import StoredAccount
from softphone.services.state.state_store import StateStore, one_change

UNREGISTER_LIMIT_S = 3.0
WRONG_PASSWORD = frozenset({401, 407})
SETTLED = frozenset({SignInPhase.READY, SignInPhase.LIMITED})
BOTH_HALVES_COUNT = SETTLED | {SignInPhase.REGISTERING}


@dataclass(slots=True)
class _Session:
    """One sign-in. `works` once either half accepted the password; `again` while "Neu anmelden" is under way."""

    account: Account
    passwords: Passwords
    keep_password: bool
    works: bool = False
    again: bool = False


class SignInService:
    """Owns `AppState.sign_in`; the domain's table decides the phases."""

    def __init__(
        self,
        portal: PortalSession,
        telephone: RegistrationService,
        remembered: StoredAccount,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
    ) -> None:
        self._portal, self._telephone, self._remembered = portal, telephone, remembered
        self._clock, self._spawn, self._state = clock, spawn, state
        self._session: _Session | None = None
        self._phase = SignInPhase.SIGNED_OUT
        self._problem: Problem | None = None
        self._keyring_problem = remembered.keyring_problem
        self._asked: list[Outcome] = []
        self.account: Account | None = None
        self.account_changed = Signal[Account]()
        portal.sign_in_event.connect(self._on_portal)
        portal.attempt_begun.connect(self._advance)
        telephone.changed.connect(self._advance)
        self._publish()

    @property
    def signed_in(self) -> bool:
        return self._session is not None

    @property
    def secrets(self) -> tuple[str, ...]:
        """Passwords in use, also where no keyring keeps them."""
        return () if self._session is None else (self._session.passwords.portal, self._session.passwords.for_sip)

    @property
    def own_numbers(self) -> tuple[str, ...]:
        user = self.account.sip.user if self.account is not None else ""
        return (*numbers_of(self._portal.profile), *((user,) if user else ()))

    @property
    def roles(self) -> Roles | None:
        """None until the portal has answered."""
        return self._portal.roles

    def expect(self) -> None:
        """A sign-in follows at once: the windows say so before it begins."""
        self._move(Event.SIGN_IN)
        self._publish()

    async def start(self, account: Account | None) -> Problem | None:
        """Signs in with the stored account and passwords; stays signed out without a password."""
        problem = await self._start(account)
        self._expect_none()
        return problem

    def _expect_none(self) -> None:
        """Signed out, as before `expect`, unless a sign-in has begun."""
        if self._session is None and self._phase is SignInPhase.AUTHENTICATING:
            self._move(Event.SIGN_OUT)
            self._move(Event.SIGNED_OUT)
            self._publish()

    async def _start(self, account: Account | None) -> Problem | None:
        account = account or self._remembered.load()
        if account is None:
            return NotPossibleNow(Obstacle.NO_ACCOUNT)
        self._use(account)
        passwords = await self._remembered.passwords(account)
        if self._session is not None or self.account is not account:
            return NotPossibleNow(Obstacle.SUPERSEDED)
        if passwords is None:
            return NotPossibleNow(Obstacle.PASSWORD_NEEDED)
        return await self.sign_in(account, passwords, keep_password=True)

    @one_change
    def sign_in(self, account: Account, passwords: Passwords, keep_password: bool) -> Outcome:
        if not account.portal_url and not account.sip.user:
            self._expect_none()
            return settled(ProvisioningInvalid("sip.user"))
        self._settle_asked(NotPossibleNow(Obstacle.SUPERSEDED))
        self._end_session()
        self._move(Event.SIGNED_OUT)
        self._session = _Session(account, passwords, keep_password)
        self._use(account)
        outcome = self._ask()
        self._move(Event.SIGN_IN)
        self._telephone.begin(account.sip, passwords.for_sip)
        self._portal.begin(account, passwords.portal)
        self._advance()
        return outcome

    def sign_in_again(self) -> Outcome:
        if self._session is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT))
        self._session.again = True
        outcome = self._ask()
        self._move(Event.SIGN_IN_AGAIN)
        self._telephone.again()
        self._portal.again()
        self._advance()
        return outcome

    @one_change
    def sign_out(self) -> Outcome:
        if self._session is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT))
        account = self._session.account
        self._settle_asked(NotPossibleNow(Obstacle.SIGNED_OUT))
        self._end_session()
        self._publish()
        outcome = pending()
        self._spawn(self._finish_sign_out(account, outcome), "sign-out")
        return outcome

    def _use(self, account: Account) -> None:
        self.account, self._problem = account, None
        self.account_changed.emit(account)
        self._publish()

    def _ask(self) -> Outcome:
        outcome = pending()
        self._asked.append(outcome)
        return outcome

    def _end_session(self) -> None:
        """Ends portal session and registration; the phase stays SIGNING_OUT until the caller changes it."""
        if self._session is None:
            return
        self._session, self._problem = None, None
        self._portal.end()
        self._telephone.end()
        self._move(Event.SIGN_OUT)

    async def _finish_sign_out(self, account: Account, outcome: Outcome) -> None:
        await self._remembered.forget_passwords(account)
        with suppress(LimitReachedError):
            await within(self._clock, UNREGISTER_LIMIT_S, self._telephone.gone())
        if self._session is None:
            self._move(Event.SIGNED_OUT)
            self._telephone.clear()
            self._publish()
        settle(outcome)

    def _on_portal(self, event: Event) -> None:
        if event is Event.CREDENTIALS_REFUSED:
            self._give_up(self._portal.problem or CredentialsRefused(""))
        else:
            self._move(event)
            self._advance()

    def _advance(self) -> None:
        """Derives the phase from both halves, publishes it and settles the outcomes."""
        session = self._session
        if session is not None and self._phase in BOTH_HALVES_COUNT:
            if self._is_useless(session):
                self._give_up(self._refusal(session.account))
                return
            verdict = self._verdict()
            self._phase = self._phase if verdict is None else next_phase(self._phase, verdict)
        if session is not None:
            self._problem = self._portal.problem or self._telephone_problem()
        self._publish()
        if session is not None and self._phase in SETTLED:
            self._arrived(session)

    def _verdict(self) -> Event | None:
        whole = self._portal.complete
        match self._telephone.step:
            case StepState.DONE:
                return Event.REGISTERED if whole else Event.REGISTERED_WITHOUT_PORTAL
            case StepState.NOT_NEEDED:
                return Event.TELEPHONE_NOT_NEEDED if whole else Event.REGISTERED_WITHOUT_PORTAL
            case StepState.FAILED:
                return Event.REGISTRATION_REFUSED if self._telephone.refused else Event.REGISTRATION_FAILED
            case _:
                return None if self._state.value.engine_running else Event.ENGINE_LOST

    def _is_useless(self, session: _Session) -> bool:
        """Whether it is a plain SIP account refused from the start, and no later attempt can succeed."""
        plain = self._portal.portal_step is StepState.NOT_NEEDED and not session.works
        refused = self._telephone.step is StepState.FAILED and self._telephone.refused
        return plain and refused and not self._is_tried_again

    @property
    def _is_tried_again(self) -> bool:
        problem = self._telephone.problem
        return isinstance(problem, RegistrationRefused) and problem.retry_at_s is not None

    def _refusal(self, account: Account) -> Problem:
        problem = self._telephone.problem
        wrong_password = isinstance(problem, RegistrationRefused) and problem.status in WRONG_PASSWORD
        if problem is not None and not wrong_password:
            return problem
        return CredentialsRefused(account.sip.registrar or account.sip.domain)

    def _give_up(self, problem: Problem) -> None:
        """Signs out with the reason shown in the sign-in form; does not retry."""
        self._end_session()
        self._move(Event.SIGNED_OUT)
        self._problem = problem
        self._telephone.clear()
        self._publish()
        self._settle_asked(problem)

    def _arrived(self, session: _Session) -> None:
        self._remember(session)
        ready = self._phase is SignInPhase.READY
        missing = self._portal.piece_problem if session.again else None
        if ready and session.again:
            session.again = False
            if missing is None:
                self._state.notify("signed-in-again", str(self._portal.changed_groups))
        self._settle_asked(missing if ready else self._problem)

    def _remember(self, session: _Session) -> None:
        """Stores the account, and the password once a server has accepted it."""
        if session.works:
            return
        self._remembered.save(session.account)
        session.works = StepState.DONE in (self._telephone.step, self._portal.portal_step)
        if session.works and session.keep_password:
            self._spawn(self._keep_passwords(session), "keep-passwords")

    async def _keep_passwords(self, session: _Session) -> None:
        self._keyring_problem = await self._remembered.keep(session.account, session.passwords)
        if session is not self._session and self._session is None:
            await self._remembered.forget_passwords(session.account)
        self._publish()

    def _settle_asked(self, problem: Problem | None) -> None:
        asked, self._asked = self._asked, []
        for outcome in asked:
            settle(outcome, problem)

    def _telephone_problem(self) -> Problem | None:
        return self._telephone.problem if self._telephone.step is StepState.FAILED else None

    def _move(self, event: Event) -> None:
        self._phase = next_phase(self._phase, event)

    def _publish(self) -> None:
        view = sign_in_view(
            self._phase, self.account, self._portal, self._telephone, self._problem, self._keyring_problem
        )
        self._state.update(sign_in=view)
