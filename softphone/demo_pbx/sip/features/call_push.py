"""Call push: an assistant hands an answered executive call to the leader; unanswered it comes back as a recall.

*(assumed)* The assistant's leg is released when the push begins, and the recall is a new call to the assistant.
"""

from typing import TYPE_CHECKING

from softphone.demo_pbx.model.plans import RoutePlan
from softphone.demo_pbx.model.platform import Executive, User
from softphone.demo_pbx.rules.call_push_plans import push_plan, recall_plan
from softphone.demo_pbx.sip.calls.call_change import CallChange, follow_media, renegotiate
from softphone.demo_pbx.sip.calls.identity import NO_ANSWER, Diverted
from softphone.demo_pbx.sip.calls.leg import Answer, CalleeLeg, CallerLeg, Leg, LegState, Refusal
from softphone.demo_pbx.sip.calls.plan_run import Attempt, PlanRun
from softphone.demo_pbx.sip.calls.ringback import Ringback
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.messages.sdp import made_active

if TYPE_CHECKING:
    from softphone.demo_pbx.sip.calls.call import Call


class CallPush(CallChange):
    """Rings the leader, then the assistant again; the other side hears ringback until an answer."""

    def __init__(
        self, board: Switchboard, call: "Call", by: Leg, assistant: User, leader: User, executive: Executive
    ) -> None:
        other = call.peer_of(by)
        assert other is not None
        self._board, self._call, self._by, self._other = board, call, by, other
        self._assistant, self._leader, self._executive = assistant, leader, executive
        self._tasks = board.endpoint.tasks
        self._offer = made_active(other.remote_sdp)
        self._ringback = Ringback(board.endpoint.host, self._tasks)
        self._recalling = False
        self._run: PlanRun | None = None
        self._winner: Leg | None = None

    def start(self) -> None:
        self._call.transfer = self
        self._by.hang_up()
        self._other.holding = False
        self._call.emit_leg_event(self._by, "pushed")
        self._ringback.play_to(self._other, self._ring_leader)

    def legs(self) -> list[Leg]:
        ringing = list(self._run.legs) if self._run is not None else []
        return [*ringing, *([self._winner] if self._winner is not None else [])]

    def concerns_only_this(self, leg: Leg) -> bool:
        """Only the other side can still leave; that ends everything."""
        self.abandon()
        return False

    def abandon(self) -> None:
        self._stop()
        if self._winner is not None:
            self._winner.hang_up()

    def run_ringing(self, leg: CalleeLeg, status: int, sdp: bytes) -> None:
        self._call.emit_leg_event(leg, "recalling" if self._recalling else "pushing")

    def run_answered(self, leg: CalleeLeg, answer: Answer) -> None:
        self._winner = leg
        if self._call.ended:
            leg.hang_up()
            return
        leg.owner = self._call
        renegotiate(self._tasks, self._other, made_active(answer.body), lambda reply: self._connected(leg, reply))

    def run_failed(self, refusal: Refusal) -> None:
        if self._call.ended:
            return
        if self._recalling:
            self._call.end(refusal.status)
            return
        self._recalling = True
        plan = recall_plan(self._leader, self._executive, self._other.party, self._assistant)
        self._ring(plan, self._leader.name, (Diverted(self._leader.name, NO_ANSWER),))

    def picked_up(self, taker: CallerLeg) -> None:
        """Joins a party that picks up the ringing call, for example the assistant who takes it back."""
        if self._run is not None:
            self._run.stop()
        taker.owner = self._call
        renegotiate(self._tasks, self._other, made_active(taker.remote_sdp), lambda reply: self._joined(taker, reply))

    def _joined(self, taker: CallerLeg, reply: Answer) -> None:
        if self._call.ended or not reply.good or taker.state is not LegState.RINGING:
            taker.reject(Refusal(480 if reply.good else reply.status, reply.reason))
            self._call.end(480)
            return
        taker.accept(reply)
        self._stop()
        self._call.replace(self._by, taker)

    def _ring_leader(self) -> None:
        if not self._call.ended:
            plan = push_plan(self._board.platform, self._leader, self._executive, self._other.party)
            self._ring(plan, self._leader.name, ())

    def _ring(self, plan: RoutePlan, dialled: str, history: tuple[Diverted, ...]) -> None:
        attempt = Attempt(self._other.party, dialled, self._offer, fields=self._call.attempt.fields, history=history)
        self._run = PlanRun(self._board, attempt, self, plan)
        self._run.start()

    def _connected(self, winner: Leg, reply: Answer) -> None:
        if self._call.ended or not reply.good or winner.state is not LegState.UP:
            self._call.end(480)
            return
        follow_media(self._tasks, self._offer, reply, winner)
        self._stop()
        self._call.replace(self._by, winner)

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()
        self._ringback.stop()
        self._call.transfer = None
