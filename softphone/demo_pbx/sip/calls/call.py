"""One call: a caller's leg, a plan being executed, then two legs joined back to back."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.sip.calls.call_change import CallChange
from softphone.demo_pbx.sip.calls.leg import Answer, CalleeLeg, CallerLeg, Exchange, Leg, LegState, Referral, Refusal
from softphone.demo_pbx.sip.calls.plan_run import ELSEWHERE, Attempt, PlanRun
from softphone.demo_pbx.sip.calls.switchboard import Switchboard, party_of
from softphone.demo_pbx.sip.messages.sdp import holds

CORRELATION = "x-broadworks-correlation-info"


class ReferHandler(Protocol):
    """Carries out a REFER that arrived in a call."""

    def refer(self, call: "Call", by: Leg, referral: Referral) -> None: ...


class Call:
    """Owner of both legs; `ended` is called once at the end."""

    def __init__(
        self,
        call_id: str,
        board: Switchboard,
        refer_handler: ReferHandler,
        caller: CallerLeg,
        attempt: Attempt,
        changed: Callable[["Call"], None],
    ) -> None:
        self.id = call_id
        self.caller_leg = caller
        self.attempt = replace(attempt, fields=(*attempt.fields, (CORRELATION, call_id)))
        self.answered_by = ""
        self.status: int | None = None
        self.ended = False
        self.transfer: CallChange | None = None
        self.since = _now()
        self._board = board
        self._refer_handler = refer_handler
        self._changed = changed
        self._first: Leg = caller
        self._second: Leg | None = None
        self._run = PlanRun(board, self.attempt, self)
        caller.owner = self
        caller.own_fields = ((CORRELATION, call_id),)

    def start(self) -> None:
        self._emit("call-started")
        self._run.start()

    def wait_for_caller(self, asking: CallChange) -> None:
        """Registers a call whose own caller is rung first; `begin` continues it."""
        self.transfer = asking
        self._emit("call-started")

    def begin(self, caller: CallerLeg) -> None:
        self.transfer = None
        self.caller_leg = self._first = caller
        caller.owner = self
        self.attempt = replace(self.attempt, offer=caller.remote_sdp)
        self._run = PlanRun(self._board, self.attempt, self)
        self._run.start()

    def peer_of(self, leg: Leg) -> Leg | None:
        """The other side, once both are there."""
        if leg is self._first:
            return self._second
        return self._first if leg is self._second else None

    def callee(self) -> Caller:
        """The dialled party, as shown on the caller's telephone."""
        user = self._board.platform.find(self.attempt.dialled)
        return party_of(user) if user else Caller("", self.attempt.dialled, CallerClass.EXTERNAL)

    def legs(self) -> list[Leg]:
        joined = [leg for leg in (self._first, self._second) if leg is not None]
        extra = self.transfer.legs() if self.transfer is not None else []
        return [*joined, *self._run.legs, *extra]

    def end(self, status: int, *, spare: Leg | None = None) -> None:
        """Everything that is still there hangs up; `spare` has left already or lives on elsewhere."""
        if self.ended:
            return
        self.ended = True
        if self.status is None:
            self.status = status
        self._run.stop()
        if self.transfer is not None:
            self.transfer.abandon()
        for leg in (self._first, self._second):
            if leg is not None and leg is not spare:
                leg.hang_up()
        self._emit("ended", status=self.status)

    def cancel(self) -> None:
        """The caller hangs up, ringing or answered."""
        self.caller_leg.hang_up()
        self.on_hung_up(self.caller_leg)

    def replace(self, old: Leg, new: Leg) -> None:
        """Replaces a leg after a transfer."""
        if old is self._first:
            self._first = new
        else:
            self._second = new
        new.owner = self
        self.answered_by = new.party.user or new.party.number
        self._emit("answered", by=self.answered_by)

    def emit_leg_event(self, leg: Leg, event: str) -> None:
        """Emits an event about one leg."""
        self._emit(event, by=leg.party.user or leg.party.number)

    def pick_up(self, leg: Leg, answer: Answer) -> None:
        """Joins a leg that was not alerted (pick-up)."""
        self._joined(leg, leg.party.user, answer)

    def stop_ringing(self) -> None:
        self._run.stop(ELSEWHERE)

    def dissolve(self) -> None:
        """Both sides have been taken over; the call ends without touching them."""
        self.ended = True
        self._emit("ended", status=self.status)

    # the plan

    def run_ringing(self, leg: CalleeLeg, status: int, sdp: bytes) -> None:
        self.caller_leg.progress(status if status in (180, 183) else 180, sdp)
        self._emit("ringing", target=leg.target)

    def run_answered(self, leg: CalleeLeg, answer: Answer) -> None:
        self._joined(leg, leg.party.user or leg.target, answer)

    def _joined(self, leg: Leg, by: str, answer: Answer) -> None:
        leg.owner = self
        self._second = leg
        self.status = 200
        self.since = _now()
        self.answered_by = by
        self.caller_leg.accept(answer)
        self._emit("answered", by=by)

    def run_failed(self, refusal: Refusal) -> None:
        self.caller_leg.reject(refusal)
        self.end(refusal.status, spare=self.caller_leg)

    # the legs, once the plan has let them go

    def on_ringing(self, leg: Leg, status: int, sdp: bytes) -> None:
        """Late news of a leg that has been joined already."""

    def on_answered(self, leg: Leg, answer: Answer) -> None:
        """A joined leg has answered before."""

    def on_refused(self, leg: Leg, refusal: Refusal) -> None:
        """A joined leg refuses no more."""

    def on_hung_up(self, leg: Leg) -> None:
        if self.ended or leg not in (self._first, self._second):
            return
        if self.transfer is not None and self.transfer.concerns_only_this(leg):
            return
        if self._second is None:
            self._emit("cancelled")
        self.end(487, spare=leg)

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        peer = self.peer_of(leg)
        if self.transfer is not None and self.transfer.answers(leg, exchange):
            return
        if peer is None or peer.state is not LegState.UP:
            exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))
        else:
            peer.forward(exchange.content, lambda answer: self._exchanged(leg, exchange, answer))

    def _exchanged(self, leg: Leg, exchange: Exchange, answer: Answer) -> None:
        exchange.reply(answer)
        if not (exchange.content.negotiates and exchange.content.body and answer.good):
            return
        holding = holds(exchange.content.body)
        if holding != leg.holding:
            leg.holding = holding
            self.emit_leg_event(leg, "held" if holding else "resumed")

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        if self.transfer is not None or self.peer_of(leg) is None:
            referral.refuse(491)
        else:
            self._refer_handler.refer(self, leg, referral)

    def changed(self) -> None:
        self._changed(self)

    def _emit(self, event: str, **details: object) -> None:
        caller = self.attempt.caller
        self._board.events.emit(
            event, call=self.id, caller=caller.name, number=caller.number, dialled=self.attempt.dialled, **details
        )
        self._changed(self)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
