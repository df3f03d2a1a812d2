"""Attended and direct transfers, which can be taken back at any moment."""

from collections.abc import Callable
from dataclasses import replace

from softphone.domain.calls import transfer
from softphone.domain.calls.transfer import CallTransfer, TransferKind, TransferPhase
from softphone.domain.problems import CallRefused, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import Call, CallEnd, CallKey, CallState
from softphone.domain.telephone.commands import ConnectCalls, Transfer
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CommandFailed,
    EngineLost,
    Event,
    HoldChanged,
    RemoteRinging,
    TransferChanged,
)
from softphone.services.calls.annotations import CallAnnotation, shown_like
from softphone.services.calls.call_service import CallService
from softphone.services.calls.job_table import JobTable
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.state.calls import CallView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore, one_change
from softphone.services.transfer.transfer_job import Job, end_of_caller, shown, why_over
from softphone.services.transfer.transfer_targets import Target, target_of

CONNECT_LIMIT_S = 20.0
"""How long the platform may take to connect two calls."""
RINGS_UNHEARD_S = 30.0
"""How long a target may ring about which the platform reports nothing more."""
RING_LIMIT_S = 180.0
"""How long to wait for the last NOTIFY of a direct transfer."""
_NOT_TO_BE_ENDED = frozenset({TransferPhase.TAKING_BACK, TransferPhase.TAKEN_BACK, TransferPhase.CALLER_GONE})
"""Phases in which a late NOTIFY must not end the resumed conversation."""
_Begun = Callable[[CallKey, CallKey], CallTransfer]
_STILL_HERE = frozenset({TransferPhase.REFUSED, TransferPhase.TALKING, TransferPhase.TARGET_GONE})


class TransferService:
    """Owns `AppState.transfers`; one for each caller at a time."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        calls: CallService,
        context: SessionContext,
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._calls, self._context = calls, context
        self._jobs = JobTable[Job](self._publish)

    # ------------------------------------------------------------ TransferActions

    @one_change
    def ask(self, target: str, key: CallKey | None = None) -> Outcome:
        found = self._begin(target, key)
        return settled(found) if isinstance(found, Problem) else self._call_target(*found, transfer.asking)

    @one_change
    def send_on(self, target: str, key: CallKey | None = None) -> Outcome:
        found = self._begin(target, key)
        if isinstance(found, Problem):
            return settled(found)
        call, view, wanted = found
        if wanted.pick_up is None:
            return self._call_target(call, view, wanted, transfer.waiting)
        job = Job(transfer.directly(call.key, pick_up=True), wanted, view, pending())
        self._jobs.keep(job)
        self._refer(job)
        self._spawn(self._limit(job, RING_LIMIT_S), f"transfer {call.key}")
        return job.outcome

    def _call_target(self, call: Call, view: CallView, wanted: Target, begun: _Begun) -> Outcome:
        """Calls the target with the caller on hold; the outcome settles when the target rings."""
        label = CallAnnotation(
            leader_id=_id_of(wanted.leader), headline=wanted.name, detail=wanted.number, asks_for=call.key
        )
        target_key, outcome = self._calls.place(wanted.uri, label)
        if self._calls.find(target_key) is not None:
            self._jobs.keep(Job(begun(call.key, target_key), wanted, view, outcome))
        return outcome

    @one_change
    def connect(self, key: CallKey | None = None) -> Outcome:
        job = self._one(key, lambda t: t.can_connect)
        if job is None or job.transfer.target_key is None:
            return settled(NotPossibleNow(Obstacle.NOBODY_ASKED))
        if job.transfer.phase is TransferPhase.CALLING and job.target.pick_up is None:
            self._change(job.transfer.key, transfer.no_more_asked)
            return settled()
        connecting = replace(job, transfer=transfer.connecting(job.transfer), outcome=pending())
        self._jobs.keep(connecting)
        if connecting.transfer.kind is TransferKind.DIRECT:
            self._send_on_ringing(connecting, job.transfer.target_key)
        else:
            self._join(connecting, job.transfer.target_key)
        return connecting.outcome

    def _join(self, job: Job, target_key: CallKey) -> None:
        self._calls.handing_over(job.transfer.key, True)
        self._engine.send(ConnectCalls(job.transfer.key, target_key))
        self._spawn(self._limit(job, CONNECT_LIMIT_S), f"connect {job.transfer.key}")

    def _refer(self, job: Job) -> None:
        self._calls.handing_over(job.transfer.key, True)
        self._engine.send(Transfer(job.transfer.key, job.target.uri))

    def _send_on_ringing(self, job: Job, target_key: CallKey) -> None:
        """First our own call there is over, so that the target is free for the caller's."""
        given_up = self._calls.hang_up(target_key)
        given_up.add_done_callback(lambda _: self._on_given_up(job))
        self._spawn(self._limit(job, RING_LIMIT_S), f"transfer {job.transfer.key}")

    def _on_given_up(self, job: Job) -> None:
        """A caller who did not wait that long, or was lost, is sent nowhere."""
        key = job.transfer.key
        now = self._jobs.get(key)
        if now is not None and now.outcome is job.outcome and not now.transfer.is_over:
            self._change(key, lambda t: transfer.sent_on(t, job.target.pick_up is not None))
            self._refer(now)

    def connect_calls(self, first: CallKey, second: CallKey) -> Outcome:
        """Connects two active calls."""
        views = {view.key: view for view in self._state.value.calls}
        if first not in views or second not in views:
            return settled(NotPossibleNow(Obstacle.HUNG_UP))
        there = views[second]
        target = Target("", there.name or there.number or there.headline, there.number, there.leader)
        asked = transfer.target_answered(transfer.asking(first, second))
        self._jobs.keep(Job(asked, target, views[first], pending()))
        return self.connect(first)

    def drop_jobs(self, keys: tuple[CallKey, ...]) -> None:
        """Drops the transfers of these calls, which are in a conference or pushed now."""
        self._jobs.drop(keys)

    @one_change
    def take_back(self, key: CallKey | None = None) -> Outcome:
        job = self._one(key, lambda t: t.can_take_back)
        if job is None:
            return settled(NotPossibleNow(Obstacle.NOBODY_ASKED))
        if job.transfer.is_fetched:
            return self._fetch(job)
        target_key = job.transfer.target_key
        self._change(job.transfer.key, transfer.taking_back)
        if target_key is not None:
            self._calls.hang_up(target_key)
        outcome = self._calls.resume(job.transfer.key)
        outcome.add_done_callback(lambda done: self._on_resumed(job.transfer.key, done))
        return outcome

    def _fetch(self, job: Job) -> Outcome:
        """By the platform's code: our own call may be over, and it rings at the target without us."""
        leader_id = job.view.leader.user_id if job.view.leader is not None else None
        label = shown_like(job.view, leader_id)
        self._change(job.transfer.key, transfer.taking_back)
        _, outcome = self._calls.place(job.target.pick_up or "", label, until_answered=True)
        outcome.add_done_callback(lambda done: self._on_fetched(job.transfer.key, done))
        return outcome

    # ------------------------------------------------------------ events

    def on_event(self, event: Event) -> None:
        match event:
            case RemoteRinging(key):
                self._on_target(key, transfer.target_rings)
            case CallAnswered(key):
                self._on_target(key, transfer.target_answered)
                self._join_waiting(key)
            case TransferChanged(key) if key in self._jobs:
                self._on_transfer(event)
            case CommandFailed(key, command, status, reason) if key is not None and key in self._jobs:
                self._on_failed(key, command, status, reason)
            case HoldChanged(key, held_here) if key in self._jobs and not held_here:
                self._on_unheld(key)
            case CallEnded():
                self._on_ended(event)
            case EngineLost():
                for key in tuple(self._jobs):
                    self._on_caller_over(key, CallEnd.ENGINE_LOST)
            case _:
                pass
        self._jobs.refresh(self._state.value.calls)

    def drop_all(self) -> None:
        """Signed out."""
        self._jobs.clear()
        self._publish()

    # ------------------------------------------------------------ steps

    def _begin(self, target: str, key: CallKey | None) -> tuple[Call, CallView, Target] | Problem:
        call = self._calls.talked_in(key)
        if not isinstance(call, Call):
            return call
        view = next((view for view in self._state.value.calls if view.key == call.key), None)
        running = self._jobs.get(call.key)
        is_target = any(job.transfer.target_key == call.key for job in self._jobs.values())
        if view is None or is_target or (running is not None and not running.transfer.is_free):
            return NotPossibleNow(Obstacle.BUSY)
        wanted = target_of(target, self._context)
        return wanted if isinstance(wanted, Problem) else (call, view, wanted)

    def _on_target(self, key: CallKey, step: Callable[[CallTransfer], CallTransfer]) -> None:
        for caller, job in tuple(self._jobs.items()):
            if job.transfer.target_key == key:
                self._change(caller, step)

    def _join_waiting(self, target_key: CallKey) -> None:
        """Connects the callers that waited for this answer."""
        for job in tuple(self._jobs.values()):
            t = job.transfer
            if t.target_key == target_key and t.kind is TransferKind.DIRECT and t.is_sent:
                self._join(job, target_key)

    def _on_transfer(self, event: TransferChanged) -> None:
        key, status = event.key, event.status
        if self._jobs[key].transfer.phase is TransferPhase.TAKING_BACK:
            self._jobs[key] = replace(self._jobs[key], last_word=event if event.final else None)
        elif status >= 300:
            why = CallRefused(status, event.reason)
            self._change(key, lambda t: transfer.not_connected(t, why, self._clock.now_s()))
        elif status >= 200 and event.final:
            self._finish(key)
        elif self._jobs[key].transfer.kind is TransferKind.DIRECT:
            settle(self._jobs[key].outcome)
            if status >= 180 and status != 202:
                self._change(key, transfer.target_rings)

    def _finish(self, key: CallKey) -> None:
        """Ends our own calls, because caller and target are connected."""
        t = self._jobs[key].transfer
        if t.phase in _NOT_TO_BE_ENDED:
            return
        target_key = t.target_key
        self._change(key, lambda t: transfer.connected(t, self._clock.now_s()))
        self._calls.handing_over(key, True)
        for left in (key, target_key):
            self._hang_up_rest(left)

    def _hang_up_rest(self, key: CallKey | None) -> None:
        call = self._calls.find(key) if key is not None else None
        if call is not None and call.state is not CallState.ENDED:
            self._calls.hang_up(call.key)

    def _on_failed(self, key: CallKey, command: str, status: int, reason: str) -> None:
        if command.lower() in ("transfer", "connectcalls"):
            problem = CallRefused(status, reason) if status else NotPossibleNow(Obstacle.COMMAND_FAILED)
            self._change(key, lambda t: transfer.not_connected(t, problem, self._clock.now_s()))

    def _on_ended(self, event: CallEnded) -> None:
        self._on_caller_over(event.key, end_of_caller(event, self._calls.find(event.key)))
        self._on_target(event.key, lambda t: transfer.target_over(t, why_over(event, self._calls.find(event.key))))

    def _on_caller_over(self, key: CallKey, end: CallEnd) -> None:
        """A target whom the caller was to be connected with is let go; one who is only asked stays on the line."""
        job = self._jobs.get(key)
        if job is None:
            return
        self._change(key, lambda t: transfer.caller_over(t, self._clock.now_s(), end))
        if self._jobs[key].transfer.left_at_s is not None:
            self._spawn(self._until_taken_there(self._jobs[key]), f"left {key}")
        target_key = job.transfer.target_key
        if target_key is not None and job.transfer.is_sent and end not in transfer.LOST:
            self._calls.hang_up(target_key)

    def _on_resumed(self, key: CallKey, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        call = self._calls.find(key)
        if problem is None or (call is not None and call.state is CallState.ACTIVE and not call.held_here):
            self._change(key, lambda t: transfer.taken_back(t, self._clock.now_s()))
        else:
            self._change(key, lambda t: transfer.not_taken_back(t, problem))

    def _on_unheld(self, key: CallKey) -> None:
        """Takes the caller back after the call was resumed by any means."""
        if not self._jobs[key].transfer.is_fetched:
            self._change(key, lambda t: transfer.taken_back(t, self._clock.now_s()))

    def _on_fetched(self, key: CallKey, done: Outcome) -> None:
        """What the platform said meanwhile counts only where the call was not to be had any more."""
        problem = None if done.cancelled() else done.result()
        job = self._jobs.get(key)
        if problem is None:
            self._change(key, lambda t: transfer.taken_back(t, self._clock.now_s()))
            self._hang_up_rest(key)
            return
        why = NotPossibleNow(Obstacle.NOT_FETCHED) if isinstance(problem, CallRefused) else problem
        self._change(key, lambda t: transfer.not_taken_back(t, why))
        if job is not None and job.last_word is not None:
            self._on_transfer(job.last_word)

    async def _limit(self, job: Job, limit_s: float) -> None:
        await self._clock.sleep(limit_s)
        if self._jobs.get(job.transfer.key, job).outcome is job.outcome:
            problem = NotPossibleNow(Obstacle.NO_CONFIRMATION)
            self._change(job.transfer.key, lambda t: transfer.not_connected(t, problem, self._clock.now_s()))

    async def _until_taken_there(self, job: Job) -> None:
        """Nobody tells how it goes on: as long as it may ring there, it can be fetched back."""
        key = job.transfer.key
        await self._clock.sleep(RINGS_UNHEARD_S)
        if key in self._jobs and self._jobs[key].outcome is job.outcome:
            self._change(key, lambda t: transfer.connected(t, self._clock.now_s(), certain=False))

    # ------------------------------------------------------------ jobs and views

    def _one(self, key: CallKey | None, fits: Callable[[CallTransfer], bool]) -> Job | None:
        """`key` is the caller's call or the target's."""
        jobs = (job for job in self._jobs.values() if fits(job.transfer))
        return next((j for j in jobs if key in (None, j.transfer.key, j.transfer.target_key)), None)

    def _change(self, key: CallKey, step: Callable[[CallTransfer], CallTransfer]) -> None:
        job = self._jobs.get(key)
        changed = step(job.transfer) if job is not None else None
        if job is None or changed is None or changed == job.transfer:
            return
        was_connecting = job.transfer.phase is TransferPhase.CONNECTING
        if was_connecting and changed.phase in _STILL_HERE:
            self._calls.handing_over(key, False)
        self._jobs.keep(replace(job, transfer=changed))
        if was_connecting and changed.phase is not TransferPhase.CONNECTING:
            gone = NotPossibleNow(Obstacle.HUNG_UP) if changed.phase is TransferPhase.CALLER_GONE else None
            settle(job.outcome, changed.problem or gone)
        if changed.is_over:
            drop = self._jobs.drop_later(key, self._clock, transfer.SAID_FOR_S, lambda now: now.transfer == changed)
            self._spawn(drop, f"drop transfer {key}")

    def _publish(self) -> None:
        views = tuple(shown(job) for job in self._jobs.values())
        if views != self._state.value.transfers:
            self._state.update(transfers=views)


def _id_of(leader: LeaderRef | None) -> str | None:
    return leader.user_id if leader is not None else None
