"""The four transaction machines of RFC 3261 section 17, with the Accepted states of RFC 6026."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from softphone.demo_pbx.sip.messages.message import Request, Response
from softphone.demo_pbx.sip.transport.transport import Flow

TransactionKey = tuple[str, ...]
Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Timers:
    """RFC 3261 table 4; shorter in tests."""

    t1_s: float = 0.5
    t2_s: float = 4.0
    t4_s: float = 5.0

    @property
    def timeout_s(self) -> float:
        return 64 * self.t1_s


class State(Enum):
    TRYING = "trying"
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    TERMINATED = "terminated"


class Transaction(ABC):
    """Base of the transaction state machines: state, timers, retransmission."""

    def __init__(self, key: TransactionKey, request: Request, flow: Flow, timers: Timers) -> None:
        self.key = key
        self.request = request
        self.flow = flow
        self.state = State.TRYING
        self._timers = timers
        self._pending: list[asyncio.TimerHandle] = []
        self._on_end: Callable[[Transaction], None] | None = None

    @property
    def is_invite(self) -> bool:
        return self.request.method == "INVITE"

    def when_ended(self, tell: "Callable[[Transaction], None]") -> None:
        self._on_end = tell

    def terminate(self) -> None:
        self._stop_timers()
        self.state = State.TERMINATED
        if self._on_end is not None:
            self._on_end(self)

    def _after(self, delay_s: float, action: Callable[[], None]) -> None:
        self._pending.append(asyncio.get_running_loop().call_later(delay_s, action))

    def _stop_timers(self) -> None:
        for timer in self._pending:
            timer.cancel()
        self._pending.clear()

    def _repeat(self, delay_s: float, cap_s: float, states: tuple[State, ...]) -> None:
        """Retransmits with doubling delays while the state is one of `states`."""
        self._after(delay_s, lambda: self._repeat_now(delay_s, cap_s, states))

    def _repeat_now(self, delay_s: float, cap_s: float, states: tuple[State, ...]) -> None:
        if self.state in states:
            self._retransmit()
            self._repeat(min(delay_s * 2, cap_s), cap_s, states)

    @abstractmethod
    def _retransmit(self) -> None: ...


class ServerTransaction(Transaction):
    """A request that arrived. For an INVITE `on_cancel`, `on_ack` (of a 2xx) and `on_no_ack` may be set."""

    def __init__(self, key: TransactionKey, request: Request, flow: Flow, timers: Timers) -> None:
        super().__init__(key, request, flow, timers)
        self.on_cancel: Callable[[Request], None] | None = None
        self.on_ack: Callable[[Request], None] | None = None
        self.on_no_ack: Callable[[], None] | None = None
        self._last = b""

    def reply(self, status: int, reason: str = "", *, tag: str = "", fields: Fields = (), body: bytes = b"") -> None:
        """Sends a response once; a second final one is ignored."""
        response = Response.to_request(self.request, status, reason, tag)
        response.headers.extend(fields)
        response.body = body
        self.send(response)

    @property
    def answered(self) -> bool:
        return self.state not in (State.TRYING, State.PROCEEDING)

    def send(self, response: Response) -> None:
        if self.answered:
            return
        self._last = bytes(response)
        self._retransmit()
        if response.status < 200:
            self.state = State.PROCEEDING
        elif not self.is_invite:
            self._enter_completed_plain()
        elif response.status < 300:
            self._enter_accepted()
        else:
            self._enter_completed_invite()

    def retransmission(self) -> None:
        """The same request came again; after a 2xx it is absorbed (RFC 6026)."""
        if self._last and self.state in (State.PROCEEDING, State.COMPLETED):
            self._retransmit()

    def acknowledged(self, ack: Request) -> None:
        """An ACK of this INVITE's final response."""
        if self.state is State.COMPLETED:
            self.state = State.CONFIRMED
            self._stop_timers()
            self._after(0.0 if self.flow.reliable else self._timers.t4_s, self.terminate)
        elif self.state is State.ACCEPTED:
            self.state = State.CONFIRMED
            self._stop_timers()
            self._after(self._timers.timeout_s, self.terminate)
            if self.on_ack is not None:
                self.on_ack(ack)

    def _enter_completed_plain(self) -> None:
        self.state = State.COMPLETED
        self._after(0.0 if self.flow.reliable else self._timers.timeout_s, self.terminate)

    def _enter_completed_invite(self) -> None:
        self.state = State.COMPLETED
        self._after(self._timers.timeout_s, self.terminate)
        if not self.flow.reliable:
            self._repeat(self._timers.t1_s, self._timers.t2_s, (State.COMPLETED,))

    def _enter_accepted(self) -> None:
        """The 2xx is repeated until its ACK comes, over TCP too (RFC 3261 13.3.1.4)."""
        self.state = State.ACCEPTED
        self._repeat(self._timers.t1_s, self._timers.t2_s, (State.ACCEPTED,))
        self._after(self._timers.timeout_s, self._never_acknowledged)

    def _never_acknowledged(self) -> None:
        self.terminate()
        if self.on_no_ack is not None:
            self.on_no_ack()

    def _retransmit(self) -> None:
        try:
            self.flow.send(self._last)
        except ConnectionError:
            self._stop_timers()


class ClientTransaction(Transaction):
    """Client transaction. `on_response` receives every new response, including time-outs and dead flows."""

    def __init__(
        self,
        key: TransactionKey,
        request: Request,
        flow: Flow,
        timers: Timers,
        on_response: Callable[[Response], None],
    ) -> None:
        super().__init__(key, request, flow, timers)
        self._on_response = on_response
        self._bytes = bytes(request)
        self._ack_of_2xx: Callable[[], None] | None = None
        self._to_tag = ""

    def start(self) -> None:
        self._retransmit()
        if not self.flow.reliable:
            self._repeat_request(self._timers.t1_s)
        self._after(self._timers.timeout_s, self._timed_out)

    def acknowledge_with(self, send_ack: Callable[[], None]) -> None:
        """Sends the ACK of the 2xx, and again for every repetition of it."""
        self._ack_of_2xx = send_ack
        send_ack()

    def received(self, response: Response) -> None:
        if self.state is State.ACCEPTED:
            self._repeated_2xx(response)
        elif self.state is State.COMPLETED:
            if self.is_invite and response.status >= 300:
                self._acknowledge_refusal(response)
        elif self.state is not State.TERMINATED:
            self._first(response)

    def give_up_after_cancel(self) -> None:
        """A cancelled INVITE without a final response ends after 64 T1 (RFC 3261 9.1)."""
        self._after(self._timers.timeout_s, lambda: self._fail(487))

    def _first(self, response: Response) -> None:
        if response.status < 200:
            self.state = State.PROCEEDING
        elif self.is_invite and response.status < 300:
            self._linger(State.ACCEPTED, self._timers.timeout_s)
            self._to_tag = response.to.tag
        else:
            self._linger_completed()
            if self.is_invite:
                self._acknowledge_refusal(response)
        self._on_response(response)

    def _linger_completed(self) -> None:
        wait_s = self._timers.timeout_s if self.is_invite else self._timers.t4_s
        self._linger(State.COMPLETED, 0.0 if self.flow.reliable else wait_s)

    def _linger(self, state: State, wait_s: float) -> None:
        self._stop_timers()
        self.state = state
        self._after(wait_s, self.terminate)

    def _repeated_2xx(self, response: Response) -> None:
        if 200 <= response.status < 300 and response.to.tag == self._to_tag and self._ack_of_2xx is not None:
            self._ack_of_2xx()

    def _repeat_request(self, delay_s: float) -> None:
        self._after(delay_s, lambda: self._repeat_request_now(delay_s))

    def _repeat_request_now(self, delay_s: float) -> None:
        """Timers A (only before any response) and E (T2 once there was one)."""
        if self.state is State.TRYING:
            self._retransmit()
            self._repeat_request(delay_s * 2 if self.is_invite else min(delay_s * 2, self._timers.t2_s))
        elif self.state is State.PROCEEDING and not self.is_invite:
            self._retransmit()
            self._repeat_request(self._timers.t2_s)

    def _timed_out(self) -> None:
        if self.state is State.TRYING or (self.state is State.PROCEEDING and not self.is_invite):
            self._fail(408)

    def _fail(self, status: int) -> None:
        if self.state not in (State.TRYING, State.PROCEEDING):
            return
        self.terminate()
        response = Response.to_request(self.request, status)
        response.local = True
        self._on_response(response)

    def _retransmit(self) -> None:
        try:
            self.flow.send(self._bytes)
        except ConnectionError:
            self._after(0.0, lambda: self._fail(503))

    def _acknowledge_refusal(self, response: Response) -> None:
        ack = beside_invite(self.request, "ACK")
        ack.headers.replace("to", response.headers.first("to"))
        try:
            self.flow.send(bytes(ack))
        except ConnectionError:
            self.terminate()


def beside_invite(invite: Request, method: str) -> Request:
    """An ACK (of a refusal) or CANCEL: same Request-URI, top Via, From, To, Call-ID, Route and CSeq number."""
    request = Request(method, invite.uri)
    request.headers.add("via", invite.top_via)
    request.headers.extend(invite.headers.select(("from", "to", "call-id", "route", "max-forwards")))
    request.headers.add("cseq", f"{invite.cseq[0]} {method}")
    return request
