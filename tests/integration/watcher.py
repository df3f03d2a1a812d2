"""The subscriber of the engine without the engine: a gate without pjsip, its events as a list to wait for."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from softphone.domain.account.account import SipAccount
from softphone.domain.lines.line_state import LineState
from softphone.domain.telephone.events import Event, LineChanged
from softphone.telephony.engine.gate.flows.account_line import account_line
from softphone.telephony.engine.gate.flows.next_hop import next_hop
from softphone.telephony.engine.gate.flows.pjsip_socket import LOOPBACK
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.subscriptions.packages import Package
from softphone.telephony.engine.subscriptions.subscriber import Subscriber
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.transactions import Timers
from softphone.telephony.engine_options import EngineOptions

LIMIT_S, LINE = 10.0, "l1"
QUICK = Timers(t1_s=0.1, t2_s=0.4, limit_s=3.0, first_notify_s=3.0)


@dataclass
class Watcher:
    subscriber: Subscriber
    events: list[Event]
    changed: threading.Condition
    traced: list[str]
    gate: Gate
    mark: int = 0

    def sign_in(self, account: SipAccount, password: str) -> AccountAccess:
        self.gate.set_line(account_line(LINE, account, next_hop(account), EngineOptions()))
        self.access = AccountAccess(account, password, LINE)
        self.subscriber.registered(self.access)
        return self.access

    def again(self) -> None:
        """Registered once more."""
        self.subscriber.registered(self.access)

    def watch(self, *uris: str, package: Package = Package.LINES) -> None:
        self.subscriber.watch(package, uris)

    def wait(self, fits: Callable[[Event], bool]) -> Event:
        """The first event since the last one waited for."""
        end = time.monotonic() + LIMIT_S
        with self.changed:
            while True:
                for number, event in enumerate(self.events[self.mark :], self.mark):
                    if fits(event):
                        self.mark = number + 1
                        return event
                if not self.changed.wait(end - time.monotonic()):
                    raise AssertionError(f"got {self.events[self.mark :]}")

    def line(self, uri: str, state: LineState | None) -> None:
        self.wait(lambda event: event == LineChanged(uri, state))


@contextlib.contextmanager
def watcher(timers: Timers = QUICK) -> Iterator[Watcher]:
    events: list[Event] = []
    changed = threading.Condition()

    def post(event: Event) -> None:
        with changed:
            events.append(event)
            changed.notify_all()

    traced: list[str] = []
    gate = Gate(traced.append)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as instead_of_pjsip:
        instead_of_pjsip.bind((LOOPBACK, 0))
        gate.start(instead_of_pjsip.getsockname()[1])
        made = Watcher(Subscriber(gate, post, "test", timers), events, changed, traced, gate)
        try:
            yield made
        finally:
            made.subscriber.close()
            gate.stop()
