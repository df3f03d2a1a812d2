"""Blind and attended transfer (REFER) and INVITE with Replaces."""

from abc import abstractmethod
from collections.abc import Callable
from urllib.parse import unquote

from softphone.demo_pbx.rules.routing import passed_on
from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.call_change import CallChange, follow_media, renegotiate
from softphone.demo_pbx.sip.calls.identity import connected_party
from softphone.demo_pbx.sip.calls.leg import Answer, CalleeLeg, CallerLeg, Leg, LegState, Referral, Refusal
from softphone.demo_pbx.sip.calls.plan_run import Attempt, PlanRun
from softphone.demo_pbx.sip.calls.sip_leg import SipLeg
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.messages.addresses import NameAddr
from softphone.demo_pbx.sip.messages.grammar import SipError, parse_params
from softphone.demo_pbx.sip.messages.sdp import made_active
from softphone.demo_pbx.sip.messages.statuses import reason_of
from softphone.demo_pbx.sip.transport.endpoint import Endpoint

FAREWELL_S = 0.5


class Transfer(CallChange):
    """A transfer under way. The transferor may leave at any moment without ending the call."""

    def __init__(self, endpoint: Endpoint, call: Call, by: Leg, referral: Referral, board: Switchboard) -> None:
        peer = call.peer_of(by)
        assert peer is not None
        self._tasks = endpoint.tasks
        self._call = call
        self._by = by
        self._other: Leg = peer
        self._referral = referral
        self._platform = board.platform

    @abstractmethod
    def start(self) -> None: ...

    def _offer(self, to: Leg, partner: Leg, sdp: bytes, done: Callable[[Answer], None]) -> None:
        renegotiate(self._tasks, to, sdp, done, connected_party(self._platform, partner.party))

    def _fail(self, status: int, reason: str = "") -> None:
        """The call stays as it was, if the transferor is still there."""
        self._call.transfer = None
        self._referral.report(status, reason or reason_of(status), last=True)
        if self._by.state is LegState.ENDED:
            self._call.end(200)

    def _succeed(self, new: Leg) -> None:
        self._call.transfer = None
        self._call.replace(self._by, new)
        self._referral.report(200, "OK", last=True)
        self._tasks.later(FAREWELL_S, self._by.hang_up)


class BlindTransfer(Transfer):
    """Rings the target with the other side's description; no answer leaves everything as it was."""

    def __init__(
        self, endpoint: Endpoint, call: Call, by: Leg, referral: Referral, board: Switchboard, target: str
    ) -> None:
        super().__init__(endpoint, call, by, referral, board)
        self._offered = made_active(self._other.remote_sdp)
        fields = (("referred-by", f"<{board.aor(by.party.user or by.party.number)}>"),)
        attempt = Attempt(self._other.party, target, self._offered, fields=fields)
        plan = passed_on(board.platform, self._other.party, target, by.party.user)
        self._run = PlanRun(board, attempt, self, plan)
        self._winner: Leg | None = None

    def start(self) -> None:
        self._call.transfer = self
        self._referral.accept()
        self._run.start()

    def legs(self) -> list[Leg]:
        return [*self._run.legs, *([self._winner] if self._winner is not None else [])]

    def concerns_only_this(self, leg: Leg) -> bool:
        if leg is self._by:
            return True
        self.abandon()
        return False

    def abandon(self) -> None:
        self._call.transfer = None
        self._run.stop()
        if self._winner is not None:
            self._winner.hang_up()

    def picked_up(self, taker: CallerLeg) -> None:
        """Joins a party that picks up the ringing call, for example the transferor."""
        self._run.stop()
        taker.owner = self._call
        self._offer(self._other, taker, made_active(taker.remote_sdp), lambda reply: self._joined(taker, reply))

    def _joined(self, taker: CallerLeg, reply: Answer) -> None:
        if self._call.ended or not reply.good or taker.state is not LegState.RINGING:
            taker.reject(Refusal(480 if reply.good else reply.status, reply.reason))
            self._fail(480)
            return
        taker.accept(reply)
        self._succeed(taker)

    def run_ringing(self, leg: CalleeLeg, status: int, sdp: bytes) -> None:
        self._referral.report(180, "Ringing", last=False)
        self._call.changed()

    def run_answered(self, leg: CalleeLeg, answer: Answer) -> None:
        self._winner = leg
        leg.owner = self._call
        self._offer(self._other, leg, made_active(answer.body), lambda reply: self._connected(leg, reply))

    def run_failed(self, refusal: Refusal) -> None:
        self._fail(refusal.status, refusal.reason)

    def _connected(self, winner: Leg, reply: Answer) -> None:
        if self._call.ended:
            winner.hang_up()
        elif reply.good and winner.state is LegState.UP:
            follow_media(self._tasks, self._offered, reply, winner)
            self._succeed(winner)
        else:
            winner.hang_up()
            self._fail(reply.status if not reply.good else 480)


class AttendedTransfer(Transfer):
    """Joins the other side with the far side of the transferor's second call."""

    def __init__(
        self,
        endpoint: Endpoint,
        call: Call,
        by: Leg,
        referral: Referral,
        board: Switchboard,
        second: Call,
        mine: Leg,
    ) -> None:
        super().__init__(endpoint, call, by, referral, board)
        far = second.peer_of(mine)
        assert far is not None
        self._second = second
        self._mine = mine
        self._far: Leg = far

    def start(self) -> None:
        self._call.transfer = self._second.transfer = self
        self._referral.accept()
        self._offered = made_active(self._other.remote_sdp)
        self._offer(self._far, self._other, self._offered, self._far_answered)

    def legs(self) -> list[Leg]:
        return []

    def concerns_only_this(self, leg: Leg) -> bool:
        if leg in (self._by, self._mine):
            return True
        self.abandon()
        return False

    def abandon(self) -> None:
        self._call.transfer = self._second.transfer = None

    def _far_answered(self, answer: Answer) -> None:
        if not self._possible(answer):
            self._give_up(answer)
            return
        self._offer(self._other, self._far, made_active(answer.body), self._other_answered)

    def _other_answered(self, answer: Answer) -> None:
        if not self._possible(answer):
            self._give_up(answer)
            return
        follow_media(self._tasks, self._offered, answer, self._far)
        self._second.transfer = None
        self._second.dissolve()
        self._succeed(self._far)
        self._tasks.later(FAREWELL_S, self._mine.hang_up)

    def _possible(self, answer: Answer) -> bool:
        return answer.good and not self._call.ended and not self._second.ended

    def _give_up(self, answer: Answer) -> None:
        self._second.transfer = None
        self._fail(480 if answer.good else answer.status, answer.reason)
        if self._mine.state is LegState.ENDED:
            self._second.end(200)


class TransferHandler:
    """Handles REFER and Replaces: starts the requested transfer."""

    def __init__(self, endpoint: Endpoint, board: Switchboard, call_of: Callable[[Leg], Call | None]) -> None:
        self._endpoint = endpoint
        self._board = board
        self._call_of = call_of

    def refer(self, call: Call, by: Leg, referral: Referral) -> None:
        target = referral.target
        if not target.uri.is_sip or not target.uri.name:
            referral.refuse(416)
            return
        replaces = replaces_in(target)
        if replaces:
            self._attended(call, by, referral, replaces)
        else:
            self._blind(call, by, referral, target.uri.name)

    def replace_dialog(self, caller: CallerLeg, replaces: str) -> None:
        """INVITE with Replaces (RFC 3891): the caller replaces one leg of an answered call."""
        old = self._find(replaces)
        call = self._call_of(old) if old is not None else None
        other = call.peer_of(old) if call is not None and old is not None else None
        if call is None or old is None or other is None or call.transfer is not None:
            caller.reject(Refusal(481, ""))
            return
        self.take_place(caller, call, old)

    def take_place(self, caller: CallerLeg, call: Call, old: Leg) -> None:
        """Replaces `old` by the caller once the other side has agreed; releases `old`."""
        other = call.peer_of(old)
        assert other is not None
        far, tasks = other, self._endpoint.tasks

        def answered(answer: Answer) -> None:
            if answer.good and caller.state is LegState.RINGING and not call.ended:
                caller.accept(answer)
                call.replace(old, caller)
                old.hang_up()
            elif answer.good:
                renegotiate(tasks, far, made_active(old.remote_sdp), lambda _: None)
            caller.reject(Refusal(480 if answer.good else answer.status, answer.reason))

        caller.owner = call
        renegotiate(tasks, far, made_active(caller.remote_sdp), answered)

    def _blind(self, call: Call, by: Leg, referral: Referral, target: str) -> None:
        BlindTransfer(self._endpoint, call, by, referral, self._board, target).start()

    def _attended(self, call: Call, by: Leg, referral: Referral, replaces: str) -> None:
        mine = self._find(replaces)
        second = self._call_of(mine) if mine is not None else None
        if mine is None or second is None or second is call or second.transfer is not None:
            referral.refuse(481)
        elif second.peer_of(mine) is None:
            target = second.attempt.dialled
            second.cancel()
            self._blind(call, by, referral, target)
        else:
            AttendedTransfer(self._endpoint, call, by, referral, self._board, second, mine).start()

    def _find(self, replaces: str) -> Leg | None:
        """The dialog as the telephone sees it: its remote tag is our local one."""
        call_id, _, rest = replaces.partition(";")
        try:
            params = parse_params(rest.split(";"))
        except SipError:
            return None
        for name in ("to-tag", "from-tag"):
            user = self._endpoint.user_of(call_id.strip(), params.get(name) or "")
            if isinstance(user, SipLeg):
                return user
        return None


def replaces_in(target: NameAddr) -> str:
    """The Replaces header of a Refer-To URI, unescaped."""
    pairs = (pair.partition("=") for pair in target.uri.headers.split("&"))
    return next((unquote(value) for name, _, value in pairs if name.lower() == "replaces"), "")
