"""The group editor: reads one leader's settings afresh, keeps the form apart and writes what was changed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from softphone.domain.executive.draft import Draft, changes, faults, tidy
from softphone.domain.executive.settings import GroupSettings
from softphone.domain.executive.three_way_merge import merge
from softphone.domain.problems import NoSuchGroup, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import CallKey
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Clock, Spawn
from softphone.services.group_editor.caller_rule_service import RuleService
from softphone.services.group_editor.editing_context import EditingContext, Leader
from softphone.services.group_editor.portal_writer import Edited, SettingsWriter
from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.services.state.state_store import StateStore

NOTHING = Draft(GroupSettings())
_Work = Awaitable[Problem | None]
_QUIET = frozenset({EditorPhase.OPEN, EditorPhase.FAILED})


@dataclass(frozen=True, slots=True)
class _Undo:
    """`wish` is what was there before, in terms of `base`, which is what the save left behind."""

    base: Draft
    wish: Draft


@dataclass(frozen=True, slots=True)
class _Job:
    """What is being written: the form, or an earlier state coming back."""

    base: Draft
    mine: Draft
    undoing: bool = False


class EditorService:
    """Owns `AppState.editor`; fulfils EditorActions."""

    def __init__(
        self, clock: Clock, spawn: Spawn, state: StateStore, context: Callable[[str], EditingContext | None]
    ) -> None:
        self._clock, self._spawn, self._state, self._context = clock, spawn, state, context
        self._rules = RuleService(clock, spawn, state, context)
        self._here: Leader | None = None
        self._undo: dict[str, list[_Undo]] = {}
        self._asked: set[Outcome] = set()
        self._unsettled: tuple[_Job, Draft] | None = None

    @property
    def _view(self) -> EditorView | None:
        return self._state.value.editor

    def end(self) -> None:
        """Signed out: what was typed goes with it."""
        self._here, self._undo, self._unsettled = None, {}, None
        self._rules.end()
        self._state.update(editor=None)
        for outcome in tuple(self._asked):
            self._settle(outcome, NotPossibleNow(Obstacle.SIGNED_OUT))

    def open(self, leader_id: str) -> Outcome:
        context = self._context(leader_id)
        if context is None:
            return settled(self._why_not(leader_id))
        if self._view is not None and self._view.phase is EditorPhase.SAVING:
            return settled(NotPossibleNow(Obstacle.EDITOR_BUSY))
        self._here, self._unsettled = context.leader, None
        view = EditorView(context.leader.ref, EditorPhase.LOADING, NOTHING, NOTHING, own=context.leader.own)
        self._show(replace(view, can_undo=bool(self._undo.get(leader_id))))
        return self._begin(self._load(context), f"editor {leader_id}")

    def change(self, draft: Draft) -> Outcome:
        view = self._view
        if view is None or view.phase in (EditorPhase.LOADING, EditorPhase.CONFLICT) or view.as_of_s is None:
            return settled(NotPossibleNow(Obstacle.EDITOR_NOT_OPEN))
        self._show(replace(view, draft=draft))
        return settled()

    def save(self) -> Outcome:
        view = self._view
        problem = self._not_quiet(view)
        if view is None or problem is not None:
            return settled(problem)
        if view.faults:
            return settled(NotPossibleNow(Obstacle.FORM_HAS_FAULTS))
        if not view.changes:
            self._show(replace(view, phase=EditorPhase.OPEN, problem=None, failed=None))
            return settled()
        draft = tidy(view.stored, view.draft)
        return self._write(replace(view, draft=draft), _Job(view.stored, draft))

    def settle(self, keep_mine: bool) -> Outcome:
        view, unsettled = self._view, self._unsettled
        if view is None or unsettled is None:
            return settled(NotPossibleNow(Obstacle.NO_CONFLICT))
        job, theirs = unsettled
        self._unsettled = None
        mine = merge(job.base, theirs, job.mine, mine_wins=keep_mine)
        draft = merge(view.stored, theirs, view.draft, mine_wins=True) if job.undoing else mine
        if job.undoing and not keep_mine:
            self._undo[view.leader.user_id].pop()
        can_undo = bool(self._undo.get(view.leader.user_id))
        view = replace(view, phase=EditorPhase.OPEN, stored=theirs, draft=draft, conflict=None, can_undo=can_undo)
        self._show(view)
        if job.undoing and keep_mine:
            return self._write(view, _Job(theirs, mine, undoing=True))
        return self.save() if keep_mine else settled()

    def discard(self) -> Outcome:
        view = self._view
        if view is None or view.phase in (EditorPhase.LOADING, EditorPhase.SAVING) or view.as_of_s is None:
            return settled(NotPossibleNow(Obstacle.EDITOR_BUSY if view is not None else Obstacle.EDITOR_NOT_OPEN))
        stored = self._unsettled[1] if self._unsettled is not None else view.stored
        self._unsettled = None
        view = replace(view, phase=EditorPhase.OPEN, stored=stored, draft=stored)
        self._show(replace(view, conflict=None, problem=None, failed=None))
        return settled()

    def undo(self) -> Outcome:
        view = self._view
        problem = self._not_quiet(view)
        if view is None or problem is not None:
            return settled(problem)
        stack = self._undo.get(view.leader.user_id)
        if not stack:
            return settled(NotPossibleNow(Obstacle.NOTHING_TO_UNDO))
        return self._write(view, _Job(stack[-1].base, stack[-1].wish, undoing=True))

    def close(self) -> Outcome:
        """A save under way goes on; what it brings is taken over all the same."""
        self._here, self._unsettled = None, None
        self._state.update(editor=None)
        return settled()

    def write_rule(self, key: CallKey, always: bool) -> Outcome:
        return self._rules.write(key, always)

    def undo_rule(self) -> Outcome:
        return self._rules.undo()

    def _not_quiet(self, view: EditorView | None) -> Problem | None:
        if view is None or view.as_of_s is None:
            return NotPossibleNow(Obstacle.EDITOR_NOT_OPEN)
        if view.phase is EditorPhase.CONFLICT:
            return NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        return None if view.phase in _QUIET else NotPossibleNow(Obstacle.EDITOR_BUSY)

    def _why_not(self, leader_id: str) -> Problem:
        signed_in = self._state.value.sign_in.portal_as_of_s is not None
        return NoSuchGroup(leader_id) if signed_in else NotPossibleNow(Obstacle.SIGNED_OUT)

    def _show(self, view: EditorView) -> None:
        """With what differs and what is at fault, worked out anew."""
        self._state.update(
            editor=replace(view, changes=changes(view.stored, view.draft), faults=faults(view.stored, view.draft))
        )

    def _begin(self, work: _Work, name: str) -> Outcome:
        outcome = pending()
        self._asked.add(outcome)
        self._spawn(self._carry_out(work, outcome), name)
        return outcome

    async def _carry_out(self, work: _Work, outcome: Outcome) -> None:
        self._settle(outcome, await work)

    def _settle(self, outcome: Outcome, problem: Problem | None) -> None:
        self._asked.discard(outcome)
        settle(outcome, problem)

    async def _load(self, context: EditingContext) -> Problem | None:
        stored, problem = await _writer(context, self._clock).read()
        view = self._view
        if self._here is not context.leader or view is None:
            return NotPossibleNow(Obstacle.SUPERSEDED)
        if stored == NOTHING:
            self._show(replace(view, phase=EditorPhase.FAILED, problem=problem))
            return problem
        stored = merge(stored, stored, stored, mine_wins=True)
        now_s = self._clock.now_s()
        self._show(replace(view, phase=EditorPhase.OPEN, stored=stored, draft=stored, as_of_s=now_s, problem=problem))
        self._spawn(self._load_lists(context), f"editor lists {context.leader.ref.user_id}")
        return problem

    async def _load_lists(self, context: EditingContext) -> None:
        """What the form offers to choose from; without it nothing else is missing."""
        schedules = await attempt(context.portal.schedules(context.leader.ref.user_id))
        candidates = await attempt(context.portal.candidates()) if context.leader.own else None
        if self._here is context.leader and self._view is not None:
            people = candidates.value if candidates is not None else None
            self._state.update(editor=replace(self._view, schedules=schedules.value or (), candidates=people or ()))

    def _write(self, view: EditorView, job: _Job) -> Outcome:
        context = self._context(view.leader.user_id)
        if context is None or self._here is None:
            return settled(NotPossibleNow(Obstacle.SIGNED_OUT))
        self._show(replace(view, phase=EditorPhase.SAVING, problem=None, failed=None))
        return self._begin(self._save(context, self._here, job), f"editor save {view.leader.user_id}")

    async def _save(self, context: EditingContext, here: Leader, job: _Job) -> Problem | None:
        edited = await _writer(context, self._clock).save(job.base, job.mine)
        current = self._context(context.leader.ref.user_id)
        if current is None or current.portal is not context.portal:
            return NotPossibleNow(Obstacle.SIGNED_OUT)
        self._remember(context.leader.ref.user_id, edited, job)
        if edited.after is not None:
            context.take_over(edited.after, frozenset(change.document for change in edited.written))
        view = self._view
        if view is not None and self._here is here:
            self._show_result(view, edited, job)
        return _problem_of(edited)

    def _remember(self, leader_id: str, edited: Edited, job: _Job) -> None:
        """What was written can be taken back, also of a save that stopped half-way."""
        stack = self._undo.setdefault(leader_id, [])
        if edited.before is None or edited.after is None or edited.wish is None:
            return
        left = plain(edited.after)
        if job.undoing:
            stack.pop()
            if _problem_of(edited) is not None:
                stack.append(_Undo(left, merge(edited.before, edited.after, edited.wish, mine_wins=True)))
        elif edited.written:
            back = tuple((old, new) for new, old in edited.after.renamed)
            stack.append(_Undo(left, replace(edited.before, renamed=back)))

    def _show_result(self, view: EditorView, edited: Edited, job: _Job) -> None:
        problem = _problem_of(edited)
        view = replace(view, can_undo=bool(self._undo.get(view.leader.user_id)))
        if edited.conflict is not None and edited.before is not None:
            self._unsettled = job, edited.before
            self._show(replace(view, phase=EditorPhase.CONFLICT, conflict=edited.conflict))
            return
        if edited.before is not None and edited.after is not None:
            typed = merge(view.stored, edited.before, view.draft, mine_wins=True)
            draft = merge(edited.before, edited.after, typed, mine_wins=True)
            view = replace(view, stored=plain(edited.after), draft=draft, as_of_s=self._clock.now_s())
            view = replace(view, last_saved=edited.written)
        phase = EditorPhase.OPEN if problem is None else EditorPhase.FAILED
        self._show(replace(view, phase=phase, problem=problem, failed=edited.failed))
        if problem is None:
            self._state.notify("settings-restored" if job.undoing else "settings-saved", view.leader.name)


def plain(draft: Draft) -> Draft:
    """As stored: every criterion has the name it is stored under."""
    return replace(draft, renamed=())


def _problem_of(edited: Edited) -> Problem | None:
    if edited.conflict is not None or edited.stale:
        return NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
    return edited.problem


def _writer(context: EditingContext, clock: Clock) -> SettingsWriter:
    return SettingsWriter(context.portal, context.leader.ref.user_id, context.leader.own, clock, context.host)
