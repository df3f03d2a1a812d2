"""Background lookup and probing of servers; results are delivered on the owning thread, in `tick`."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import LookupResult, Question, Server
from softphone.telephony.engine.gate.flows.tls import TlsSettings
from softphone.telephony.engine.registration.server_probe import answers

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProbeTarget:
    """A server to probe, the transport, and how its certificate is checked (over TLS)."""

    server: Server
    transport: Transport
    tls: TlsSettings | None = None


class Prober(Protocol):
    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None: ...


class Lookup(Prober, Protocol):
    def find(
        self, question: Question, domains: tuple[str, ...], done: Callable[[LookupResult | None], None]
    ) -> None: ...

    def tick(self) -> None: ...


class ServerLookup:
    """Fulfils `Lookup`. The threads never touch pjsua2; `wake` ends the owner's wait for an answer."""

    def __init__(self, nameservers: tuple[tuple[str, int], ...], wake: Callable[[], None]) -> None:
        self._nameservers, self._wake = nameservers, wake
        self._answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def find(self, question: Question, domains: tuple[str, ...], done: Callable[[LookupResult | None], None]) -> None:
        """None when no nameserver answered."""

        def work() -> LookupResult | None:
            from softphone.telephony.engine.registration.dns_lookup import (
                DnsLookup,  # 80 ms that most starts do not need
            )

            return DnsLookup(self._nameservers).find(question, domains)

        self._start(work, done, None)

    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None:
        self._start(lambda: answers(target.server, target.transport, target.tls), done, False)

    def tick(self) -> None:
        while not self._answers.empty():
            self._answers.get()()

    def _start(self, work: Callable[[], T], done: Callable[[T], None], otherwise: T) -> None:
        def run() -> None:
            answer = otherwise
            try:
                answer = work()
            except Exception:  # any fault of a resolver counts as no answer
                log.exception("the server lookup failed")
            self._answers.put(lambda: done(answer))
            self._wake()

        threading.Thread(target=run, name="server-lookup", daemon=True).start()
