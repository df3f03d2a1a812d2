"""From a ringing card: one rule for this caller in the leader's advanced filter, and the way back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from softphone.domain.executive.caller_rule import caller_number, with_rule
from softphone.domain.executive.draft import Draft
from softphone.domain.numbers.phone_numbers import display, same_number
from softphone.domain.problems import NoSuchCall, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import CallKey
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import Clock, Spawn
from softphone.services.group_editor.editing_context import EditingContext
from softphone.services.group_editor.portal_writer import Edited, SettingsWriter, unread_criteria
from softphone.services.state.calls import CallView
from softphone.services.state.group_editor import RuleView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore

_Work = Callable[[SettingsWriter], Awaitable[Edited]]


@dataclass(frozen=True, slots=True)
class _Undo:
    base: Draft
    wish: Draft


class RuleService:
    """Owns `AppState.rule`; one rule is written or taken back at a time."""

    def __init__(
        self, clock: Clock, spawn: Spawn, state: StateStore, context: Callable[[str], EditingContext | None]
    ) -> None:
        self._clock, self._spawn, self._state, self._context = clock, spawn, state, context
        self._undo: _Undo | None = None
        self._asked: Outcome | None = None

    def end(self) -> None:
        self._undo = None
        self._state.update(rule=None)
        if self._asked is not None:
            settle(self._asked, NotPossibleNow(Obstacle.SIGNED_OUT))

    def write(self, key: CallKey, always: bool) -> Outcome:
        call = next((c for c in self._state.value.calls if c.key == key), None)
        if call is None or call.leader is None:
            return settled(NoSuchCall(key) if call is None else NotPossibleNow(Obstacle.NO_LEADER_CALL))
        if self._is_busy():
            return settled(NotPossibleNow(Obstacle.EDITOR_BUSY))
        context = self._context(call.leader.user_id)
        if context is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT))
        number = _number(call, call.leader, context.region)
        if isinstance(number, NotPossibleNow):
            return settled(number)
        view = RuleView(context.leader.ref, number, always, shown=display(number, context.region))
        return self._begin(view, context, lambda writer: self._written(writer, view, context.region))

    def undo(self) -> Outcome:
        view, undo = self._state.value.rule, self._undo
        if view is None or undo is None or view.busy:
            return settled(
                NotPossibleNow(Obstacle.NOTHING_TO_UNDO if view is None or not view.busy else Obstacle.EDITOR_BUSY)
            )
        context = self._context(view.leader.user_id)
        if context is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT))
        return self._begin(view, context, lambda writer: writer.save(undo.base, undo.wish), undoing=True)

    def _is_busy(self) -> bool:
        return self._state.value.rule is not None and self._state.value.rule.busy

    def _begin(self, view: RuleView, context: EditingContext, work: _Work, undoing: bool = False) -> Outcome:
        self._asked = outcome = pending()
        self._state.update(rule=replace(view, busy=True, can_undo=False, problem=None))
        self._spawn(self._carry_out(view, context, work, undoing, outcome), f"rule {view.leader.user_id}")
        return outcome

    async def _carry_out(
        self, view: RuleView, context: EditingContext, work: _Work, undoing: bool, outcome: Outcome
    ) -> None:
        writer = SettingsWriter(context.portal, view.leader.user_id, False, self._clock, context.host)
        edited = await work(writer)
        current = self._context(view.leader.user_id)
        if current is None or current.portal is not context.portal:
            return
        problem = self._finish(view, context, edited, undoing)
        settle(outcome, problem)

    async def _written(self, writer: SettingsWriter, view: RuleView, region: str) -> Edited:
        stored, problem = await writer.read()
        if problem is not None and (stored.settings.filtering is None or unread_criteria(stored)):
            return Edited(problem=problem)
        wish = with_rule(stored, view.number, view.always, region)
        return Edited(problem=wish) if isinstance(wish, NotPossibleNow) else await writer.write(stored, wish)

    def _finish(self, view: RuleView, context: EditingContext, edited: Edited, undoing: bool) -> Problem | None:
        problem = edited.problem
        if edited.stale or edited.conflict is not None:
            problem = NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        if edited.after is not None and edited.before is not None:
            context.take_over(edited.after, frozenset(change.document for change in edited.written))
            self._undo = None if undoing else _Undo(edited.after, edited.before)
        can_undo = self._undo is not None and (bool(edited.written) or undoing)
        self._state.update(rule=replace(view, busy=False, can_undo=can_undo, problem=problem))
        if problem is None:
            token = "rule-undone" if undoing else "rule-always" if view.always else "rule-never"
            self._state.notify(token, display(view.number, context.region))
        return problem


def _number(call: CallView, leader: LeaderRef, region: str) -> str | NotPossibleNow:
    """A card that shows the leader's number instead of the caller's does not tell who calls."""
    number = caller_number((call.number,), region)
    if number is None:
        leaders_shown = caller_number((call.detail, call.headline), region) is not None
        return NotPossibleNow(Obstacle.CALLER_NUMBER_UNKNOWN if leaders_shown else Obstacle.CALLER_HIDDEN)
    if leader.number and same_number(number, leader.number, region):
        return NotPossibleNow(Obstacle.CALLER_NUMBER_UNKNOWN)
    return number
