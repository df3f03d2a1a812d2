"""One call: a caller's leg, a plan being executed, then two legs joined back to back."""

import datetime
from collections.abc import Callable

from softphone.demo_pbx.sip_server.leg import (
    Answer,
    CalleeLeg,
    CallerLeg,
    Exchange,
    Leg,
    LegState,
    Referral,
    Refusal,
)
from softphone.demo_pbx.sip_server.plan_run import Attempt, PlanRun
from softphone.demo_pbx.sip_server.robots import RobotCaller
from softphone.demo_pbx.sip_server.switchboard import Switchboard
from softphone.demo_pbx.sip_server.transfer import Transfer, TransferDesk


class Call:
    """Owner of both legs; `ended` is called once at the end."""

    def __init__(
        self,
        call_id: str,
        board: Switchboard,
        desk: TransferDesk,
        caller: CallerLeg,
        attempt: Attempt,
        changed: Callable[["Call"], None],
    ) -> None:
        self.id = call_id
        self.caller_leg = caller
        self.attempt = attempt
        self.answered_by = ""
        self.status: int | None = None
        self.ended = False
        self.transfer: Transfer | None = None
        self.since = _now()
        self._board = board
        self._desk = desk
        self._changed = changed
        self._first: Leg = caller
        self._second: Leg | None = None
        self._run = PlanRun(board, attempt, self)
        caller.owner = self

    def start(self) -> None:
        self._tell("call-started")
        self._run.start()

    def peer_of(self, leg: Leg) -> Leg | None:
        """The other side, once both are there."""
        if leg is self._first:
            return self._second
        return self._first if leg is self._second else None

    def legs(self) -> list[Leg]:
        joined = [leg for leg in (self._first, self._second) if leg is not None]
        extra = self.transfer.legs() if self.transfer is not None else []
        return [*joined, *self._run.legs, *extra]

    def snapshot(self) -> dict[str, object]:
        caller = self.attempt.caller
        return {
            "id": self.id,
            "caller_name": caller.name,
            "caller_number": caller.number,
            "dialled": self.attempt.dialled,
            "state": "answered" if self.status == 200 else "ringing",
            "legs": [leg.snapshot() for leg in self.legs() if isinstance(leg, CalleeLeg)],
            "answered_by": self.answered_by,
            "since": self.since,
        }

    def outcome(self) -> dict[str, object]:
        """Final status once there is one, and what a robot caller heard."""
        media = self.caller_leg.heard.snapshot() if isinstance(self.caller_leg, RobotCaller) else None
        return {**self.snapshot(), "ended": self.ended, "status": self.status, "media": media}

    def end(self, status: int, *, spare: Leg | None = None) -> None:
        """Everything that is still there hangs up; `spare` has left already or lives on elsewhere."""
        if self.ended:
            return
        self.ended = True
        if self.status is None:
            self.status = status
        self._run.stop()
        for leg in (self._first, self._second):
            if leg is not None and leg is not spare:
                leg.hang_up()
        self._tell("ended", status=self.status)

    def give_up(self) -> None:
        """The caller hangs up, ringing or answered."""
        self.caller_leg.hang_up()
        self.on_hung_up(self.caller_leg)

    def replace(self, old: Leg, new: Leg) -> None:
        """After a transfer: `new` stands where `old` stood."""
        if old is self._first:
            self._first = new
        else:
            self._second = new
        new.owner = self
        self.answered_by = new.party.user or new.party.number
        self._tell("answered", by=self.answered_by)

    def dissolve(self) -> None:
        """Both sides have been taken over; the call ends without touching them."""
        self.ended = True
        self._tell("ended", status=self.status)

    # the plan

    def run_ringing(self, leg: CalleeLeg, status: int, sdp: bytes) -> None:
        self.caller_leg.progress(status if status in (180, 183) else 180, sdp)
        self._tell("ringing", target=leg.target)

    def run_answered(self, leg: CalleeLeg, answer: Answer) -> None:
        leg.owner = self
        self._second = leg
        self.status = 200
        self.since = _now()
        self.answered_by = leg.party.user or leg.target
        self.caller_leg.accept(answer)
        self._tell("answered", by=self.answered_by)

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
        if self.transfer is not None and self.transfer.left(leg):
            return
        if self._second is None:
            self._tell("cancelled")
        self.end(487, spare=leg)

    def on_exchange(self, leg: Leg, exchange: Exchange) -> None:
        peer = self.peer_of(leg)
        if peer is None or peer.state is not LegState.UP:
            exchange.reply(Answer(491 if exchange.content.negotiates else 200, ""))
        else:
            peer.forward(exchange.content, exchange.reply)

    def on_refer(self, leg: Leg, referral: Referral) -> None:
        if self.transfer is not None or self.peer_of(leg) is None:
            referral.refuse(491)
        else:
            self._desk.refer(self, leg, referral)

    def changed(self) -> None:
        self._changed(self)

    def _tell(self, event: str, **details: object) -> None:
        caller = self.attempt.caller
        self._board.events.emit(
            event, call=self.id, caller=caller.name, number=caller.number, dialled=self.attempt.dialled, **details
        )
        self._changed(self)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat()
