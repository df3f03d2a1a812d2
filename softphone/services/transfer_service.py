"""Passing calls on to anybody, asked first or directly, with a way back at every moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from softphone.domain import transfer as machine
from softphone.domain.calls import Call, CallEnd, CallKey, CallState
from softphone.domain.phone_numbers import clean_dialled, dial_uri, display
from softphone.domain.problems import CallRefused, NotPossibleNow, Problem
from softphone.domain.several_calls import ConnectCalls
from softphone.domain.telephone import (
    CallAnswered,
    CallEnded,
    CommandFailed,
    EngineLost,
    Event,
    HoldChanged,
    RemoteRinging,
    Transfer,
    TransferChanged,
)
from softphone.domain.transfer import CallTransfer, TransferKind, TransferPhase
from softphone.services.actions import Outcome
from softphone.services.call_labels import CallLabel
from softphone.services.call_service import CallService
from softphone.services.outcomes import pending, settle, settled
from softphone.services.pbx_context import PbxContext
from softphone.services.ports import Clock, Engine, Spawn
from softphone.services.state import StateHolder
from softphone.services.views import CallView, LeaderRef, TransferView

CONNECT_LIMIT_S = 20.0
"""So long the platform may take to join two calls that stand."""
RING_LIMIT_S = 180.0
"""Nobody lets it ring longer, and no NOTIFY will come any more."""
_NOT_TO_BE_ENDED = frozenset({TransferPhase.TAKING_BACK, TransferPhase.TAKEN_BACK, TransferPhase.CALLER_GONE})
"""A late word of the platform ends no conversation that was gone back to."""
_STILL_HERE = frozenset({TransferPhase.REFUSED, TransferPhase.TALKING, TransferPhase.TARGET_GONE})


@dataclass(frozen=True, slots=True)
class _Target:
    uri: str
    name: str
    number: str
    leader: LeaderRef | None


@dataclass(frozen=True, slots=True)
class _Job:
    transfer: CallTransfer
    target: _Target
    view: CallView
    outcome: Outcome


class TransferService:
    """Owns `AppState.transfers`; one for each caller at a time. Hears every event after the calls did."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateHolder,
        calls: CallService,
        context: PbxContext,
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._calls, self._context = calls, context
        self._jobs: dict[CallKey, _Job] = {}

    # ------------------------------------------------------------ TransferActions

    def ask(self, target: str, key: CallKey | None = None) -> Outcome:
        found = self._begin(target, key)
        if isinstance(found, Problem):
            return settled(found)
        call, view, wanted = found
        label = CallLabel(leader_id=_id_of(wanted.leader), headline=wanted.name, detail=wanted.number)
        target_key, outcome = self._calls.place(wanted.uri, label)
        if self._calls.find(target_key) is None:
            return outcome
        self._keep(_Job(machine.asking(call.key, target_key), wanted, view, outcome))
        return outcome

    def send_on(self, target: str, key: CallKey | None = None) -> Outcome:
        found = self._begin(target, key)
        if isinstance(found, Problem):
            return settled(found)
        call, view, wanted = found
        job = _Job(machine.directly(call.key), wanted, view, pending())
        self._keep(job)
        self._calls.handing_over(call.key, True)
        self._engine.send(Transfer(call.key, wanted.uri))
        self._spawn(self._limit(job, RING_LIMIT_S), f"transfer {call.key}")
        return job.outcome

    def connect(self, key: CallKey | None = None) -> Outcome:
        job = self._one(key, lambda t: t.can_connect)
        if job is None or job.transfer.target_key is None:
            return settled(NotPossibleNow("nobody-asked"))
        connecting = replace(job, transfer=machine.connecting(job.transfer), outcome=pending())
        self._keep(connecting)
        if connecting.transfer.kind is TransferKind.DIRECT:
            self._send_on_ringing(connecting, job.transfer.target_key)
        else:
            self._calls.handing_over(job.transfer.key, True)
            self._engine.send(ConnectCalls(job.transfer.key, job.transfer.target_key))
            self._spawn(self._limit(connecting, CONNECT_LIMIT_S), f"connect {job.transfer.key}")
        return connecting.outcome

    def _send_on_ringing(self, job: _Job, target_key: CallKey) -> None:
        """First our own call there is over, so that the target is free for the caller's."""
        given_up = self._calls.hang_up(target_key)
        given_up.add_done_callback(lambda _: self._on_given_up(job))
        self._spawn(self._limit(job, RING_LIMIT_S), f"transfer {job.transfer.key}")

    def _on_given_up(self, job: _Job) -> None:
        """A caller who did not wait that long, or was lost, is sent nowhere."""
        key = job.transfer.key
        now = self._jobs.get(key)
        if now is not None and now.outcome is job.outcome and not now.transfer.is_over:
            self._calls.handing_over(key, True)
            self._engine.send(Transfer(key, job.target.uri))

    def connect_calls(self, first: CallKey, second: CallKey) -> Outcome:
        """Two calls that stand, whoever began them."""
        views = {view.key: view for view in self._state.value.calls}
        if first not in views or second not in views:
            return settled(NotPossibleNow("hung-up"))
        there = views[second]
        target = _Target("", there.headline or there.detail, there.detail, there.leader)
        asked = machine.target_answered(machine.asking(first, second))
        self._keep(_Job(asked, target, views[first], pending()))
        return self.connect(first)

    def let_be(self, keys: tuple[CallKey, ...]) -> None:
        """These are one conversation now: nobody is asked about anybody any more."""
        self._jobs = {key: job for key, job in self._jobs.items() if key not in keys}
        self._publish()

    def take_back(self, key: CallKey | None = None) -> Outcome:
        job = self._one(key, lambda t: t.can_take_back)
        if job is None:
            return settled(NotPossibleNow("nobody-asked"))
        target_key = job.transfer.target_key
        self._change(job.transfer.key, machine.taking_back)
        if target_key is not None:
            self._calls.hang_up(target_key)
        outcome = self._calls.resume(job.transfer.key)
        outcome.add_done_callback(lambda done: self._on_resumed(job.transfer.key, done))
        return outcome

    # ------------------------------------------------------------ what is heard

    def handle(self, event: Event) -> None:
        match event:
            case RemoteRinging(key):
                self._on_target(key, machine.target_rings)
            case CallAnswered(key):
                self._on_target(key, machine.target_answered)
            case TransferChanged(key, status, reason, final) if key in self._jobs:
                self._on_transfer(key, status, reason, final)
            case CommandFailed(key, command, status, reason) if key in self._jobs:
                self._on_failed(key, command, status, reason)
            case HoldChanged(key, held_here) if key in self._jobs and not held_here:
                self._change(key, lambda t: machine.taken_back(t, self._clock.now_s()))
            case CallEnded():
                self._on_ended(event)
            case EngineLost():
                for key in tuple(self._jobs):
                    self._on_caller_over(key, CallEnd.ENGINE_LOST)
            case _:
                pass
        self._refresh_views()

    def forget_all(self) -> None:
        """Signed out."""
        self._jobs.clear()
        self._publish()

    # ------------------------------------------------------------ how it goes

    def _begin(self, target: str, key: CallKey | None) -> tuple[Call, CallView, _Target] | Problem:
        call = self._calls.talked_in(key)
        if not isinstance(call, Call):
            return call
        view = next((view for view in self._state.value.calls if view.key == call.key), None)
        running = self._jobs.get(call.key)
        is_target = any(job.transfer.target_key == call.key for job in self._jobs.values())
        if view is None or is_target or (running is not None and not running.transfer.is_over):
            return NotPossibleNow("busy")
        wanted = self._target(target)
        return wanted if isinstance(wanted, Problem) else (call, view, wanted)

    def _target(self, target: str) -> _Target | Problem:
        account, leader = self._context.account(), self._context.ref(target)
        if account is None:
            return NotPossibleNow("signed-out")
        if leader is not None:
            uri = self._context.sip_uri(leader.user_id)
            return NotPossibleNow("no-way") if uri is None else _Target(uri, leader.name, leader.number, leader)
        cleaned = clean_dialled(target, account.region)
        if not isinstance(cleaned, str):
            return cleaned
        return _Target(dial_uri(cleaned, account.sip.domain), display(cleaned, account.region), "", None)

    def _on_target(self, key: CallKey, step: Callable[[CallTransfer], CallTransfer]) -> None:
        for caller, job in tuple(self._jobs.items()):
            if job.transfer.target_key == key:
                self._change(caller, step)

    def _on_transfer(self, key: CallKey, status: int, reason: str, final: bool) -> None:
        if status >= 300:
            self._change(key, lambda t: machine.not_connected(t, CallRefused(status, reason), self._clock.now_s()))
        elif status >= 200 and final:
            self._finish(key)
        elif self._jobs[key].transfer.kind is TransferKind.DIRECT:
            settle(self._jobs[key].outcome)
            if status >= 180 and status != 202:
                self._change(key, machine.target_rings)

    def _finish(self, key: CallKey) -> None:
        """They talk to each other: whatever of ours still stands is of no more use."""
        t = self._jobs[key].transfer
        if t.phase in _NOT_TO_BE_ENDED:
            return
        target_key = t.target_key
        self._change(key, lambda t: machine.connected(t, self._clock.now_s()))
        self._calls.handing_over(key, True)
        for left in (key, target_key):
            call = self._calls.find(left) if left is not None else None
            if call is not None and call.state is not CallState.ENDED:
                self._calls.hang_up(call.key)

    def _on_failed(self, key: CallKey, command: str, status: int, reason: str) -> None:
        if command.lower() in ("transfer", "connectcalls"):
            problem = CallRefused(status, reason) if status else NotPossibleNow("command-failed")
            self._change(key, lambda t: machine.not_connected(t, problem, self._clock.now_s()))

    def _on_ended(self, event: CallEnded) -> None:
        self._on_caller_over(event.key, self._end_of_caller(event))
        self._on_target(event.key, lambda t: machine.target_over(t, self._why_over(event)))

    def _on_caller_over(self, key: CallKey, end: CallEnd) -> None:
        """A target whom the caller was to be connected with is let go; one who is only asked stays on the line."""
        job = self._jobs.get(key)
        if job is None:
            return
        self._change(key, lambda t: machine.caller_over(t, self._clock.now_s(), end))
        target_key = job.transfer.target_key
        if target_key is not None and job.transfer.is_sent and end not in machine.LOST:
            self._calls.hang_up(target_key)

    def _end_of_caller(self, event: CallEnded) -> CallEnd:
        call = self._calls.find(event.key)
        if call is not None and call.end is CallEnd.HUNG_UP_HERE:
            return CallEnd.HUNG_UP_HERE
        lost = event.status >= 300 and not event.by_remote
        return CallEnd.FAILED if lost else CallEnd.HUNG_UP_THERE

    def _why_over(self, event: CallEnded) -> Problem | None:
        """None where it was ended here, which needs no words."""
        call = self._calls.find(event.key)
        if call is not None and call.end is CallEnd.HUNG_UP_HERE:
            return None
        if event.status < 300:
            return NotPossibleNow("target-gone")
        talked = call is not None and call.answered_at_s is not None
        return NotPossibleNow("target-lost") if talked else CallRefused(event.status, event.status_text)

    def _on_resumed(self, key: CallKey, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        call = self._calls.find(key)
        if problem is None or (call is not None and call.state is CallState.ACTIVE and not call.held_here):
            self._change(key, lambda t: machine.taken_back(t, self._clock.now_s()))
        else:
            self._change(key, lambda t: machine.not_taken_back(t, problem))

    async def _limit(self, job: _Job, limit_s: float) -> None:
        await self._clock.sleep(limit_s)
        if self._jobs.get(job.transfer.key, job).outcome is job.outcome:
            problem = NotPossibleNow("no-confirmation")
            self._change(job.transfer.key, lambda t: machine.not_connected(t, problem, self._clock.now_s()))

    # ------------------------------------------------------------ keeping and showing

    def _one(self, key: CallKey | None, fits: Callable[[CallTransfer], bool]) -> _Job | None:
        """`key` is the caller's call or the target's."""
        jobs = (job for job in self._jobs.values() if fits(job.transfer))
        return next((j for j in jobs if key in (None, j.transfer.key, j.transfer.target_key)), None)

    def _keep(self, job: _Job) -> None:
        self._jobs[job.transfer.key] = job
        self._publish()

    def _change(self, key: CallKey, step: Callable[[CallTransfer], CallTransfer]) -> None:
        job = self._jobs.get(key)
        changed = step(job.transfer) if job is not None else None
        if job is None or changed is None or changed == job.transfer:
            return
        was_connecting = job.transfer.phase is TransferPhase.CONNECTING
        if was_connecting and changed.phase in _STILL_HERE:
            self._calls.handing_over(key, False)
        self._keep(replace(job, transfer=changed))
        if was_connecting and changed.phase is not TransferPhase.CONNECTING:
            gone = NotPossibleNow("hung-up") if changed.phase is TransferPhase.CALLER_GONE else None
            settle(job.outcome, changed.problem or gone)
        if changed.is_over:
            self._spawn(self._forget_later(changed), f"forget transfer {key}")

    async def _forget_later(self, t: CallTransfer) -> None:
        """A refusal stands until the call is over or is passed on again."""
        if t.phase is TransferPhase.REFUSED:
            return
        await self._clock.sleep(machine.SAID_FOR_S)
        job = self._jobs.get(t.key)
        if job is not None and job.transfer == t:
            del self._jobs[t.key]
            self._publish()

    def _refresh_views(self) -> None:
        """The caller's call as it was last seen alive; a refusal goes with its call."""
        views = {view.key: view for view in self._state.value.calls}
        for key, job in tuple(self._jobs.items()):
            view = views.get(key)
            if view is not None and view.end is None and view != job.view:
                self._jobs[key] = replace(job, view=view)
            elif job.transfer.phase is TransferPhase.REFUSED and (view is None or view.end is not None):
                del self._jobs[key]
        self._publish()

    def _publish(self) -> None:
        views = tuple(_shown(job) for job in self._jobs.values())
        if views != self._state.value.transfers:
            self._state.update(transfers=views)


def _shown(job: _Job) -> TransferView:
    t, target = job.transfer, job.target
    return TransferView(
        key=t.key,
        kind=t.kind,
        phase=t.phase,
        call=job.view,
        target=target.name,
        target_number=target.number,
        leader=target.leader,
        target_key=t.target_key,
        rings_there=t.rings_there,
        can_connect=t.can_connect,
        can_take_back=t.can_take_back,
        problem=t.problem,
        ended_at_s=t.ended_at_s,
        certain=t.certain,
        caller_end=t.caller_end,
    )


def _id_of(leader: LeaderRef | None) -> str | None:
    return leader.user_id if leader is not None else None
