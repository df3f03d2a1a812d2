"""Executes one RoutePlan: stages, silent legs, timers, refusals, redirections and the final action."""

import asyncio
from dataclasses import dataclass, replace
from typing import Protocol as Interface

from softphone.demo_pbx.model.plans import Alert, Caller, FinalKind, RoutePlan
from softphone.demo_pbx.sip.calls.identity import DEFLECTION, NO_ANSWER, Diverted, invitation
from softphone.demo_pbx.sip.calls.leg import Answer, CalleeLeg, Exchange, Fields, Leg, Referral, Refusal
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.messages.addresses import Uri
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE
from softphone.demo_pbx.sip.messages.statuses import reason_of

MAX_DIVERSIONS = 5
ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
_FINAL_STATUS = {FinalKind.BUSY: 486, FinalKind.NOT_FOUND: 404, FinalKind.UNAVAILABLE: 480}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call attempt: caller and target; `history` lists the users already tried."""

    caller: Caller
    dialled: str
    offer: bytes
    content_type: str = SDP_TYPE
    fields: Fields = ()
    history: tuple[Diverted, ...] = ()


class RunOwner(Interface):
    """Receives ringing events, then the result once."""

    def run_ringing(self, leg: CalleeLeg, status: int, sdp: bytes) -> None: ...

    def run_answered(self, leg: CalleeLeg, answer: Answer) -> None: ...

    def run_failed(self, refusal: Refusal) -> None: ...


class PlanRun:
    """Owns the ringing legs until one answers. A `plan` given by the caller replaces the router's first one."""

    def __init__(self, board: Switchboard, attempt: Attempt, owner: RunOwner, plan: RoutePlan | None = None) -> None:
        self._board = board
        self._attempt = attempt
        self._owner = owner
        self._given = plan
        self._plan = RoutePlan(())
        self._next_stage = 0
        self._screening: list[CalleeLeg] = []
        self._ringing: list[CalleeLeg] = []
        self._stage_timer: asyncio.TimerHandle | None = None
        self._total_timer: asyncio.TimerHandle | None = None
        self._best: Refusal | None = None
        self._finished = False

    @property
    def legs(self) -> list[CalleeLeg]:
        return [*self._screening, *self._ringing]

    def start(self) -> None:
        self._plan = self._given or self._board.plan(self._attempt.caller, self._attempt.dialled)
        self._next_stage = 0
        if self._plan.total_s is not None:
            self._total_timer = asyncio.get_running_loop().call_later(self._plan.total_s, self._final)
        self._screening = self._ring(self._plan.screening, silent=True)
        self._advance()

    def stop(self, reason: str = "") -> None:
        """Stops ringing: the caller cancelled, or a leg answered."""
        self._finished = True
        self._end_all(reason)

    # leg events

    def on_ringing(self, leg: Leg, status: int, sdp: bytes) -> None:
        self._board.events.emit("alerting", target=leg.party.user)
        if leg in self._ringing and isinstance(leg, CalleeLeg):
            early = sdp if len(self.legs) == 1 else b""
            self._owner.run_ringing(leg, status, early)

    def on_answered(self, leg: Leg, answer: Answer) -> None:
        if self._finished or not isinstance(leg, CalleeLeg) or leg not in self.legs:
            leg.hang_up()
            return
        self._remove(leg)
        self.stop(ELSEWHERE)
        self._owner.run_answered(leg, answer)

    def on_refused(self, leg: Leg, refusal: Refusal) -> None:
        if leg not in self.legs:
            return
        audible = leg in self._ringing
        self._remove(leg)
        if 300 <= refusal.status < 400 and refusal.contact:
            self._deflect(leg, refusal)
        elif audible:
            self._remember(refusal)
            if not self._ringing:
                self._advance()

    def on_hung_up(self, leg: Leg) -> None:
        self.on_refused(leg, Refusal(480, reason_of(480)))

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        referral.refuse(603)

    # stages

    def _advance(self) -> None:
        """Starts the next stage with a reachable target, or the final action after the last one."""
        self._end_stage()
        while self._next_stage < len(self._plan.stages):
            stage = self._plan.stages[self._next_stage]
            self._next_stage += 1
            self._ringing = self._ring(stage.alerts, silent=False)
            if self._ringing:
                self._limit(stage.timeout_s)
                return
        self._final()

    def _limit(self, timeout_s: float | None) -> None:
        if timeout_s is not None:
            self._stage_timer = asyncio.get_running_loop().call_later(timeout_s, self._advance)

    def _ring(self, alerts: tuple[Alert, ...], *, silent: bool) -> list[CalleeLeg]:
        return [leg for alert in alerts for leg in self._ring_one(alert, silent)]

    def _ring_one(self, alert: Alert, silent: bool) -> list[CalleeLeg]:
        attempt = self._attempt
        if self._board.engaged(alert):
            self._remember(Refusal(486, ""))
            return []
        invite = invitation(
            self._board.platform, alert, attempt.history, attempt.offer, attempt.content_type, attempt.fields
        )
        legs = self._board.callees(alert)
        for leg in legs:
            leg.owner, leg.silent, leg.mobile = self, silent and not alert.mobile, alert.mobile
            leg.executive, leg.recall, leg.shown = alert.diverted_by, alert.recall, (alert.name, alert.number)
            leg.ring(invite)
        return legs

    def _final(self) -> None:
        self._end_all("")
        match self._plan.final.kind:
            case FinalKind.VOICEMAIL:
                self._to_voicemail()
            case FinalKind.FORWARD:
                self._divert(self._plan.final.target, Diverted(self._left_user(), NO_ANSWER))
            case FinalKind.UNAVAILABLE if self._best is not None:
                self._fail(self._best)
            case kind:
                self._fail(Refusal(_FINAL_STATUS[kind], ""))

    def _to_voicemail(self) -> None:
        owner, attempt = self._plan.final.target or self._left_user(), self._attempt
        leg = self._board.voicemail(owner, attempt.caller, attempt.dialled)
        if leg is None:
            self._fail(Refusal(480, ""))
            return
        self._ringing = [leg]
        leg.owner = self
        caller, attempt = self._attempt.caller, self._attempt
        alert = Alert(leg.target, caller.name, caller.number)
        leg.ring(invitation(self._board.platform, alert, attempt.history, attempt.offer, attempt.content_type, ()))

    def _deflect(self, leg: Leg, refusal: Refusal) -> None:
        """302: the called telephone sends the whole call somewhere else."""
        self._end_all("")
        try:
            target = Uri.parse(refusal.contact)
        except SipError:
            self._fail(Refusal(480, ""))
            return
        self._divert(target.name or target.opaque, Diverted(leg.party.user or leg.party.number, DEFLECTION))

    def _divert(self, target: str, step: Diverted) -> None:
        history = (*self._attempt.history, step)
        if len(history) > MAX_DIVERSIONS:
            self._fail(Refusal(482, ""))
            return
        self._given = None
        self._attempt = replace(self._attempt, dialled=target, history=history)
        self.start()

    def _left_user(self) -> str:
        if self._plan.filtered_for:
            return self._plan.filtered_for
        user = self._board.platform.find(self._attempt.dialled)
        return user.name if user else self._attempt.dialled

    def _remember(self, refusal: Refusal) -> None:
        """Prefers a busy or declining answer to an unreachable telephone."""
        if self._best is None or self._best.status in (408, 480, 503):
            self._best = refusal

    def _fail(self, refusal: Refusal) -> None:
        self._finished = True
        self._owner.run_failed(refusal)

    def _remove(self, leg: Leg) -> None:
        self._screening = [known for known in self._screening if known is not leg]
        self._ringing = [known for known in self._ringing if known is not leg]

    def _end_stage(self) -> None:
        if self._stage_timer is not None:
            self._stage_timer.cancel()
        ringing, self._ringing = self._ringing, []
        for leg in ringing:
            leg.hang_up()

    def _end_all(self, reason: str) -> None:
        if self._total_timer is not None:
            self._total_timer.cancel()
        if self._stage_timer is not None:
            self._stage_timer.cancel()
        legs, self._screening, self._ringing = self.legs, [], []
        for leg in legs:
            leg.hang_up(reason)
