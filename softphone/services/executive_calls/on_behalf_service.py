"""Calls on behalf of a leader; the chosen identity applies to one call."""

from dataclasses import dataclass, replace

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.numbers.feature_codes import on_behalf_string
from softphone.domain.numbers.phone_numbers import clean_dialled, display, is_emergency, same_number
from softphone.domain.problems import NoSuchGroup, NotANumber, NotPossibleNow, Obstacle, PortalUnreachable, Problem
from softphone.domain.telephone.call import Call, CallKey
from softphone.domain.telephone.events import CallEnded, EngineLost, Event
from softphone.services.calls.annotations import CallAnnotation
from softphone.services.calls.arrival_policies import ArrivalAction, Decision
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.state.calls import IdentityView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore, one_change

CALLED_WITHIN_S = 15.0
"""How long after our request the platform's call to this telephone is answered automatically."""


@dataclass(slots=True)
class _Asked:
    """A request to the portal. `tracking_id` is None until the portal answers; `early` calls came before that."""

    leader: LeaderRef
    target: str
    outcome: Outcome
    tracking_id: str | None = None
    early: tuple[CallKey, ...] = ()


class OnBehalfService:
    """Owns `AppState.identity`."""

    def __init__(
        self, clock: Clock, spawn: Spawn, state: StateStore, calls: CallService, context: SessionContext
    ) -> None:
        self._clock, self._spawn, self._state, self._calls, self._context = clock, spawn, state, calls, context
        self._asked: _Asked | None = None

    def choose(self, leader_id: str | None) -> Outcome:
        """As whom the next call goes out; None: as oneself. Not while one is under way."""
        identity = self._state.value.identity
        if identity is not None and (identity.call is not None or identity.asking):
            return settled(NotPossibleNow(Obstacle.BUSY))
        leader = self._context.ref(leader_id)
        if leader_id is not None and leader is None:
            return settled(NoSuchGroup(leader_id))
        self._show(IdentityView(leader) if leader is not None else None)
        return settled()

    @one_change
    def dial(self, leader_id: str, target: str) -> Outcome:
        account, leader = self._context.account(), self._context.ref(leader_id)
        identity = self._state.value.identity
        if is_emergency(target, self._context.region):
            return self._dial_as_oneself(target)
        if identity is not None and (identity.call is not None or identity.asking):
            return settled(NotPossibleNow(Obstacle.BUSY))
        if account is None or leader is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT) if account is None else NoSuchGroup(leader_id))
        cleaned = clean_dialled(target, account.region)
        if not isinstance(cleaned, str):
            self._show(IdentityView(leader, problem=cleaned))
            return settled(cleaned)
        asked = self._asked = _Asked(leader, cleaned, pending())
        self._show(IdentityView(leader, asking=True))
        self._spawn(self._ask(asked), "call on behalf")
        return asked.outcome

    def _dial_as_oneself(self, target: str) -> Outcome:
        """An emergency call: no code before it, no portal in between; the choice does not outlive it."""
        identity = self._state.value.identity
        if identity is not None and identity.call is None and not identity.asking:
            self._show(None)
        return self._calls.dial(target)

    def decide(self, call: Call, caller: CallerIdView) -> Decision | None:
        """Answers the call that was requested moments ago, known by the portal's id or else by its number."""
        asked = self._asked
        if asked is None:
            return None
        if asked.tracking_id is None:
            if not (self._wants_answer(call) or self._has_number(asked, caller)):
                return None
            asked.early = (*asked.early, call.key)
            return Decision(ArrivalAction.WAIT)
        if not self._is_it(asked, call, caller):
            return None
        return Decision(ArrivalAction.ANSWER, self._bind(asked, call.key))

    def on_event(self, event: Event) -> None:
        identity = self._state.value.identity
        over = isinstance(event, CallEnded) and identity is not None and identity.call == event.key
        if over or (isinstance(event, EngineLost) and identity is not None and identity.call is not None):
            self._show(None)

    def end(self) -> None:
        """Signed out."""
        if self._asked is not None:
            settle(self._asked.outcome, NotPossibleNow(Obstacle.SIGNED_OUT))
            self._asked = None
        self._show(None)

    async def _ask(self, asked: _Asked) -> None:
        portal = self._context.portal()
        if portal is None:
            self._by_code(asked, None)
            return
        await self._ask_portal(asked, portal)

    async def _ask_portal(self, asked: _Asked, portal: Portal) -> None:
        answer = await attempt(portal.calls.start_on_behalf(asked.leader.user_id, asked.target))
        if asked is not self._asked:
            return
        if answer.problem is not None:
            self._on_refused(asked, answer.problem)
            return
        asked.tracking_id = answer.value or ""
        self._judge_early(asked)
        if asked is self._asked:
            await self._clock.sleep(CALLED_WITHIN_S)
            self._fail(asked, NotPossibleNow(Obstacle.NOT_CALLED_BACK))

    def _on_refused(self, asked: _Asked, problem: Problem) -> None:
        """A portal that was not reached has done nothing: then the code may try."""
        for key in asked.early:
            self._calls.ring(key)
        if isinstance(problem, PortalUnreachable):
            self._by_code(asked, problem)
        else:
            self._fail(asked, problem)

    def _judge_early(self, asked: _Asked) -> None:
        """Now the portal has named its call; what else waited rings."""
        waiting = [call for key in asked.early if (call := self._calls.find(key)) is not None]
        asked.early = ()
        for call in waiting:
            caller = self._calls.caller(call.key)
            if asked is self._asked and caller is not None and self._is_it(asked, call, caller):
                self._calls.label(call.key, **self._bind(asked, call.key))
                self._calls.answer(call.key)
            else:
                self._calls.ring(call.key)

    def _is_it(self, asked: _Asked, call: Call, caller: CallerIdView) -> bool:
        """The portal's own id decides; where either side names none, the number called must be the one asked for."""
        theirs = call.invite.tracking_id if call.invite is not None else ""
        if theirs and asked.tracking_id:
            return theirs == asked.tracking_id
        return self._has_number(asked, caller)

    def _wants_answer(self, call: Call) -> bool:
        infos = call.invite.call_info if call.invite is not None else ()
        return any("answer-after" in info.lower() for info in infos)

    def _has_number(self, asked: _Asked, caller: CallerIdView) -> bool:
        number = caller.detail or caller.headline
        return bool(number) and same_number(number, asked.target, self._context.region)

    def _bind(self, asked: _Asked, key: CallKey) -> dict[str, str]:
        """The request is served by this call; returns the call's annotations."""
        self._asked = None
        self._show(IdentityView(asked.leader, key))
        settle(asked.outcome)
        return {"on_behalf_of": asked.leader.user_id, "headline": self._target_shown(asked)}

    def _by_code(self, asked: _Asked, instead_of: Problem | None) -> None:
        code, digits = self._context.feature_codes.on_behalf, self._context.digits(asked.leader.user_id)
        if not code or not digits or not asked.target.isascii() or not asked.target.lstrip("+").isdigit():
            why = NotANumber(asked.target) if code and digits else NotPossibleNow(Obstacle.NO_CODE)
            self._fail(asked, instead_of or why)
            return
        target = "".join(c for c in display(asked.target, self._context.region) if c.isdigit())
        label = CallAnnotation(on_behalf_of=asked.leader.user_id, headline=self._target_shown(asked))
        self._asked = None
        key, outcome = self._calls.place(on_behalf_string(code, digits, target), label)
        call = self._calls.find(key)
        self._show(IdentityView(asked.leader, key if call is not None else None))
        outcome.add_done_callback(lambda done: self._on_placed(asked, done))

    def _on_placed(self, asked: _Asked, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        identity = self._state.value.identity
        if problem is not None and identity is not None and identity.call is None:
            self._show(replace(identity, problem=problem))
        settle(asked.outcome, problem)

    def _fail(self, asked: _Asked, problem: Problem) -> None:
        """No call came about: the choice stands and is seen to stand, so that it can be tried again or taken back."""
        if asked is not self._asked:
            return
        self._asked = None
        self._show(IdentityView(asked.leader, problem=problem))
        settle(asked.outcome, problem)

    def _target_shown(self, asked: _Asked) -> str:
        return display(asked.target, self._context.region)

    def _show(self, identity: IdentityView | None) -> None:
        self._state.update(identity=identity)
