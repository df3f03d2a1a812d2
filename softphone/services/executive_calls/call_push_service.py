"""Handing answered calls to their leaders: asks the platform the best way, follows what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.calls.sip_headers import parse_name_addr_list
from softphone.domain.calls.transfer import FREE
from softphone.domain.executive import call_push
from softphone.domain.executive.call_push import (
    ENDS,
    CallPush,
    PushedCall,
    PushedParty,
    PushMeans,
    PushMethod,
    PushPhase,
)
from softphone.domain.executive.leader_message import LeaderMessage, MessageKind
from softphone.domain.lines.portal_calls import ANSWERED, OwnCall, PortalCall, same_call
from softphone.domain.platform_facts import RECALL_DIVERSION_REASONS, REQUEST_UNKNOWN_STATUSES
from softphone.domain.problems import (
    CallRefused,
    NoSuchGroup,
    NotPossibleNow,
    Obstacle,
    PortalRefused,
    Problem,
    ProblemError,
)
from softphone.domain.telephone.call import Call, CallKey, CallState, Direction
from softphone.domain.telephone.commands import Transfer
from softphone.domain.telephone.events import CallEnded, CommandFailed, EngineLost, Event, TransferChanged
from softphone.services.calls.annotations import CallAnnotation, shown_like
from softphone.services.calls.call_service import CallService
from softphone.services.calls.job_table import JobTable
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.portal_reading import attempt
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.executive_calls.sip_messages import SipMessages, new_id
from softphone.services.state.calls import CallView, Delivery, HandoverView, NoteView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore, one_change
from softphone.services.transfer.transfer_service import TransferService


@dataclass(frozen=True, slots=True)
class _Job:
    """One hand-over with all that is known around it."""

    handover: CallPush
    leader: LeaderRef
    party: PushedParty
    view: CallView
    outcome: Outcome
    rang_there: bool = False

    @property
    def key(self) -> CallKey:
        return self.handover.key

    @property
    def is_refused(self) -> bool:
        return self.handover.phase is PushPhase.REFUSED

    @property
    def pushed(self) -> PushedCall:
        return PushedCall(self.handover, self.party)

    def with_view(self, view: CallView) -> "_Job":
        return replace(self, view=view)


@dataclass(frozen=True, slots=True)
class _Note:
    view: NoteView
    message_id: str


class CallPushService:
    """Owns `AppState.handovers`; one for each call at a time."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        spawn: Spawn,
        state: StateStore,
        calls: CallService,
        transfers: TransferService,
        messages: SipMessages,
        context: SessionContext,
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._calls, self._transfers, self._messages, self._context = calls, transfers, messages, context
        self._jobs = JobTable[_Job](self._publish)
        self._notes: dict[CallKey, _Note] = {}

    # ------------------------------------------------------------ what is asked

    @one_change
    def push(self, key: CallKey | None = None, leader_id: str | None = None) -> Outcome:
        """To the leader the call is for, else to the one named."""
        call = self._calls.talked_in(key)
        if not isinstance(call, Call):
            return settled(call)
        running = self._jobs.get(call.key)
        asking = any(t.key == call.key and t.phase not in FREE for t in self._state.value.transfers)
        if asking or (running is not None and running.handover.phase not in ENDS):
            return settled(NotPossibleNow(Obstacle.BUSY))
        view = self._view_of(call.key)
        leader = self._context.ref(leader_id) if leader_id else (view.leader if view is not None else None)
        if view is None or leader is None:
            return settled(NoSuchGroup(leader_id) if leader_id else NotPossibleNow(Obstacle.NO_LEADER))
        party = PushedParty(
            call.invite.tracking_id if call.invite else "", view.headline, view.number or view.headline
        )
        job = _Job(call_push.CallPush(call.key, leader.user_id, PushMethod.TRANSFER), leader, party, view, pending())
        self._transfers.drop_jobs((call.key,))
        self._jobs.keep(job)
        self._spawn(self._begin(job, call), f"hand over call {call.key}")
        return job.outcome

    @one_change
    def take_back(self, key: CallKey | None = None) -> Outcome:
        job = self._under_way(key)
        code = self._pick_up_string(job.leader.user_id) if job is not None else None
        if job is None or code is None:
            return settled(NotPossibleNow(Obstacle.NOTHING_HANDED_OVER if job is None else Obstacle.NO_CODE))
        label = shown_like(job.view, job.leader.user_id)
        self._change(job.handover.key, call_push.taking_back)
        _, outcome = self._calls.place(code, label, until_answered=True)
        outcome.add_done_callback(lambda done: self._on_taken_back(job.handover.key, done))
        return outcome

    def send_note(self, key: CallKey, text: str) -> Outcome:
        """To the leader of that call, whether or not it is on its way already."""
        job, view = self._jobs.get(key), self._view_of(key)
        leader = job.leader if job is not None else (view.leader if view is not None else None)
        uri = self._context.message_uri(leader.user_id) if leader is not None else None
        if not text.strip() or uri is None:
            return settled(NotPossibleNow(Obstacle.NOTHING_TO_SEND if uri else Obstacle.NO_LEADER))
        party = job.party if job is not None else PushedParty("", "", view.detail if view is not None else "")
        note = LeaderMessage(MessageKind.NOTE, text.strip(), new_id(), None, party.number, party.tracking_id)
        self._notes[key] = _Note(NoteView(note.text, Delivery.SENDING), note.id)
        self._publish()
        outcome = self._messages.send(uri, note)
        outcome.add_done_callback(lambda done: self._on_note_sent(key, note.id, done))
        return outcome

    # ------------------------------------------------------------ what is heard

    def on_event(self, event: Event) -> None:
        match event:
            case TransferChanged(key, status, reason) if key in self._jobs:
                self._on_transfer(self._jobs[key], status, reason)
            case CommandFailed(key, command, status, reason) if (
                key is not None and key in self._jobs and command.lower() == "transfer"
            ):
                why = CallRefused(status, reason) if status else NotPossibleNow(Obstacle.COMMAND_FAILED)
                self._refuse(self._jobs[key].handover.key, why)
            case CallEnded(key) if key in self._jobs and self._jobs[key].handover.way is PushMethod.TRANSFER:
                self._change(key, lambda h: self._ended_by_transfer(h))
            case EngineLost():
                for key in tuple(self._jobs):
                    self._change(key, lambda h: self._ended_by_transfer(h))
            case _:
                pass
        self._jobs.refresh(self._state.value.calls)

    def recall_of(self, call: Call, caller: CallerIdView) -> call_push.CallPush | None:
        """The push whose caller comes back with this incoming call; None for a call of its own."""
        invite, now_s = call.invite, self._clock.now_s()
        tracking_id = invite.tracking_id if invite is not None else ""
        party = PushedParty(tracking_id, caller.headline, caller.number or caller.headline)
        diversions = parse_name_addr_list(invite.diversion) if invite is not None else ()
        unanswered = any((d.param("reason") or "").lower() in RECALL_DIVERSION_REASONS for d in diversions[:1])
        arrival = call_push.PossibleRecall(party, caller.leader_id, unanswered)
        found = call_push.find_recall([j.pushed for j in self._jobs.values()], arrival, now_s, self._context.region)
        if found is None:
            return None
        self._change(found.key, lambda h: call_push.recalled(h, now_s))
        return found

    def on_line(self, user_id: str, call: PortalCall | None, left: tuple[PortalCall, ...]) -> None:
        """A leader's line did something; `left` are the calls on it now."""
        for key, job in tuple(self._jobs.items()):
            if job.leader.user_id != user_id or not job.party.tracking_id:
                continue
            mine = next((c for c in left if c.tracking_id == job.party.tracking_id), None)
            if mine is not None and mine.state in ANSWERED and job.handover.phase is not PushPhase.ASKED:
                self._change(key, lambda h: call_push.leader_answered(h, self._clock.now_s()))
            elif mine is not None:
                self._jobs[key] = replace(job, rang_there=True)
            elif job.rang_there:
                self._change(key, lambda h: call_push.stopped_ringing(h, self._clock.now_s()))
                self._watch_time(key)

    def on_receipt(self, message_id: str) -> None:
        for key, note in tuple(self._notes.items()):
            if note.message_id == message_id:
                self._show_note(key, message_id, replace(note.view, delivery=Delivery.READ, problem=None))

    def drop_all(self) -> None:
        """Signed out."""
        self._jobs.clear()
        self._notes.clear()
        self._publish()

    # ------------------------------------------------------------ how it goes

    async def _begin(self, job: _Job, call: Call) -> None:
        key, own_leader = call.key, job.view.leader
        listed = await self._listed(call, job) if own_leader == job.leader else None
        if listed is not None and listed.tracking_id and not job.party.tracking_id:
            job = replace(job, party=replace(job.party, tracking_id=listed.tracking_id))
        code = self._context.feature_codes.push if own_leader == job.leader and not self._others_held(job) else None
        self._jobs.keep(job)
        uri = self._context.sip_uri(job.leader.user_id)
        await self._go(key, PushMeans(listed.call_id if listed else None, code, uri))

    async def _go(self, key: CallKey, means: PushMeans) -> None:
        way, job = call_push.choose_method(means), self._jobs.get(key)
        if way is None or job is None:
            self._refuse(key, NotPossibleNow(Obstacle.NO_WAY))
            return
        self._jobs.keep(replace(job, handover=replace(job.handover, way=way)))
        match way:
            case PushMethod.PORTAL:
                await self._push_at_portal(key, means)
            case PushMethod.FEATURE_CODE:
                await self._push_by_code(key, means.push_code or "")
            case PushMethod.TRANSFER if self._pick_up_string(job.leader.user_id) is None:
                self._let_wait_here(job)
            case PushMethod.TRANSFER:
                self._engine.send(Transfer(key, means.leader_target or ""))

    def _let_wait_here(self, job: _Job) -> None:
        """What is sent on could not be fetched back from the leader: so the caller stays until the leader answers."""
        self._jobs.drop((job.key,))
        outcome = self._transfers.send_on(job.leader.user_id, job.handover.key)
        outcome.add_done_callback(lambda done: settle(job.outcome, None if done.cancelled() else done.result()))

    async def _listed(self, call: Call, job: _Job) -> PortalCall | None:
        portal = self._context.portal()
        if portal is None:
            return None
        read = await attempt(portal.calls.listed())
        own = OwnCall(
            tracking_id=job.party.tracking_id,
            incoming=call.direction is Direction.INCOMING,
            answered=True,
            number=job.view.number,
            leader_id=job.leader.user_id,
            started_at_s=call.started_at_s,
        )
        return same_call(own, read.value or (), self._context.region)

    async def _push_at_portal(self, key: CallKey, means: PushMeans) -> None:
        """A refusal stands; a portal that does not know the request at all leaves the other ways open."""
        portal = self._context.portal()
        try:
            if portal is None:
                raise ProblemError(NotPossibleNow(Obstacle.NO_PORTAL))
            await portal.calls.push(means.portal_call_id or "")
        except ProblemError as error:
            if isinstance(error.problem, PortalRefused) and error.problem.status in REQUEST_UNKNOWN_STATUSES:
                await self._go(key, replace(means, portal_call_id=None))
            else:
                self._refuse(key, error.problem)
            return
        self._accept(key)

    async def _push_by_code(self, key: CallKey, code: str) -> None:
        """The platform pushes the call that is on hold, and placing the code's own call holds it."""
        _, outcome = self._calls.place(code, CallAnnotation(hidden=True), until_answered=True)
        problem = await outcome
        if problem is None:
            self._accept(key)
            return
        self._refuse(key, problem)
        call = self._calls.find(key)
        if call is not None and call.state is CallState.ACTIVE and call.held_here:
            self._calls.resume(key)

    def _others_held(self, job: _Job) -> bool:
        """With another leader's call on hold a code could hand over the wrong one."""
        return any(
            view.key != job.handover.key and view.state is CallState.ACTIVE and view.leader is not None
            for view in self._state.value.calls
        )

    def _on_transfer(self, job: _Job, status: int, reason: str) -> None:
        key = job.handover.key
        if status >= 300:
            self._refuse(key, CallRefused(status, reason))
            return
        self._accept(key)
        if status >= 200:
            self._change(key, lambda h: call_push.leader_answered(h, self._clock.now_s()))
            if self._calls.find(key) is not None:
                self._calls.hang_up(key)

    def _ended_by_transfer(self, h: CallPush) -> CallPush:
        """The other telephone carries on without us; nobody will tell how it went."""
        if h.way is not PushMethod.TRANSFER or h.phase in ENDS:
            return h
        return replace(h, phase=PushPhase.DONE, ended_at_s=self._clock.now_s(), certain=False)

    def _accept(self, key: CallKey) -> None:
        rings = self._recall_rings(self._jobs[key].leader.user_id) if key in self._jobs else None
        self._change(key, lambda h: call_push.accepted(h, self._clock.now_s(), rings))
        self._watch_time(key)
        if key in self._jobs:
            settle(self._jobs[key].outcome)

    def _refuse(self, key: CallKey, problem: Problem) -> None:
        self._change(key, lambda h: call_push.refused(h, problem, self._clock.now_s()))
        if key in self._jobs:
            settle(self._jobs[key].outcome, problem)

    def _on_taken_back(self, key: CallKey, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        if problem is None:
            self._change(key, lambda h: call_push.taken_back(h, self._clock.now_s()))
        else:
            self._change(key, lambda h: call_push.not_taken_back(h, problem))

    def _on_note_sent(self, key: CallKey, message_id: str, done: Outcome) -> None:
        problem = None if done.cancelled() else done.result()
        note = self._notes.get(key)
        if note is None or note.view.delivery is Delivery.READ:
            return
        delivery = Delivery.FAILED if problem is not None else Delivery.SENT
        self._show_note(key, message_id, replace(note.view, delivery=delivery, problem=problem))

    # ------------------------------------------------------------ keeping and showing

    def _change(self, key: CallKey, step: Callable[[CallPush], CallPush]) -> None:
        job = self._jobs.get(key)
        changed = step(job.handover) if job is not None else None
        if job is None or changed is None or changed == job.handover:
            return
        self._jobs.keep(replace(job, handover=changed))
        if changed.phase in (PushPhase.PUSHING, PushPhase.REFUSED):
            self._calls.handing_over(key, changed.phase is PushPhase.PUSHING)
        if changed.phase in ENDS:
            settle(job.outcome, changed.problem)
            self._spawn(self._drop_later(key), f"drop push of call {key}")

    def _watch_time(self, key: CallKey) -> None:
        job = self._jobs.get(key)
        if job is not None and job.handover.deadline_s is not None:
            self._spawn(self._time_out(key, job.handover.deadline_s), f"hand-over {key}")

    async def _time_out(self, key: CallKey, deadline_s: float) -> None:
        end_s = deadline_s + call_push.RECALL_GRACE_S
        while (left_s := end_s - self._clock.now_s()) > 0:  # a sleep may end a little before the clock says so
            await self._clock.sleep(left_s)
        self._change(key, lambda h: call_push.time_passed(h, self._clock.now_s()))

    async def _drop_later(self, key: CallKey) -> None:
        await self._jobs.drop_later(key, self._clock, call_push.SAID_FOR_S, lambda job: job.handover.phase in ENDS)
        if key not in self._jobs:
            self._notes.pop(key, None)

    def _show_note(self, key: CallKey, message_id: str, view: NoteView) -> None:
        self._notes[key] = _Note(view, message_id)
        self._publish()

    def _publish(self) -> None:
        self._state.update(handovers=tuple(self._shown(job) for job in self._jobs.values()))

    def _shown(self, job: _Job) -> HandoverView:
        h, note = job.handover, self._notes.get(job.handover.key)
        return HandoverView(
            key=h.key,
            leader=job.leader,
            way=h.way,
            phase=h.phase,
            call=job.view,
            pushed_at_s=h.pushed_at_s,
            deadline_s=h.deadline_s,
            ended_at_s=h.ended_at_s,
            certain=h.certain,
            can_take_back=h.phase is PushPhase.PUSHING and self._pick_up_string(job.leader.user_id) is not None,
            problem=h.problem,
            note=note.view if note is not None else None,
        )

    def _pick_up_string(self, leader_id: str) -> str | None:
        return self._context.pick_up_string(self._context.digits(leader_id))

    def _under_way(self, key: CallKey | None) -> _Job | None:
        pushing = [job for job in self._jobs.values() if job.handover.phase is PushPhase.PUSHING]
        return next((job for job in pushing if key in (None, job.handover.key)), None)

    def _view_of(self, key: CallKey) -> CallView | None:
        return next((view for view in self._state.value.calls if view.key == key), None)

    def _recall_rings(self, leader_id: str) -> int | None:
        for group in self._state.value.groups:
            if group.leader.user_id == leader_id and group.settings.alerting is not None:
                return group.settings.alerting.recall_rings
        return None
