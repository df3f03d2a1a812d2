"""The window side of the telephone: an engine process, restarted whenever it dies."""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from softphone.domain.backoff import backoff_s
from softphone.domain.telephone.commands import Command, Shutdown
from softphone.domain.telephone.events import EngineLost, EngineReady, Event, IncomingCall
from softphone.telephony.engine_child import EngineChild, start_engine
from softphone.telephony.engine_link import EngineLink
from softphone.telephony.engine_options import EngineOptions
from softphone.telephony.replayed_commands import ReplayedCommands

log = logging.getLogger(__name__)

STOP_LIMIT_S = 4.0
STEADY_AFTER_S = 20.0
FIRST_RESTART_PAUSE_S, LONGEST_RESTART_PAUSE_S = 0.5, 30.0


class EngineClient:
    """Fulfils `services.core.ports.Engine`. `send` never blocks; listeners run on the loop, in event order.

    `child`: the first engine, begun already.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        options: EngineOptions | None = None,
        child: EngineChild | None = None,
    ) -> None:
        self._loop, self._child = loop, child
        self._options = _with_port(options or EngineOptions())
        self._listeners: list[Callable[[Event], None]] = []
        self._replayed = ReplayedCommands()
        self._lock = threading.Lock()
        self._link: EngineLink | None = None
        self._waiting: list[Command] = []
        self._stopping = threading.Event()
        self._supervisor = threading.Thread(target=self._supervise, name="engine-supervisor", daemon=True)

    @property
    def pid(self) -> int | None:
        """The id of the running engine process."""
        link = self._link
        return link.pid if link is not None else None

    def start(self) -> None:
        self._supervisor.start()

    def subscribe(self, listener: Callable[[Event], None]) -> None:
        self._listeners.append(listener)

    def send(self, command: Command) -> None:
        """Queues commands for the next engine between two engines; replayed commands are recorded instead."""
        with self._lock:
            recorded = self._replayed.record(command)
            if self._link is not None:
                self._link.send(command)
            elif not recorded:
                self._waiting.append(command)

    def stop(self) -> None:
        """Signs out and ends the process; kills it after `STOP_LIMIT_S`. Blocks."""
        self._stopping.set()
        self.send(Shutdown())
        if not self._supervisor.is_alive():
            return
        self._supervisor.join(STOP_LIMIT_S)
        if self._supervisor.is_alive() and (link := self._link) is not None:
            log.warning("the engine does not end; killing it")
            link.kill()
            self._supervisor.join(STOP_LIMIT_S)

    async def aclose(self) -> None:
        """`stop` without blocking the loop."""
        await self._loop.run_in_executor(None, self.stop)

    # ------------------------------------------------------------ supervisor thread

    def _supervise(self) -> None:
        quick_deaths = 0
        while not self._stopping.is_set():
            started_s = time.monotonic()
            exit_code = self._run_engine()
            if self._stopping.is_set():
                return
            log.warning("the engine ended with %s", exit_code)
            self._post_to_loop(EngineLost(exit_code))
            quick_deaths = 0 if time.monotonic() - started_s > STEADY_AFTER_S else quick_deaths + 1
            self._stopping.wait(restart_pause_s(quick_deaths))

    def _run_engine(self) -> int | None:
        """Runs one engine until its end; returns its exit code."""
        link = self._begin()
        for event in link.events():
            self._note(event)
            self._post_to_loop(event)
        with self._lock:
            self._link = None
        return link.end()

    def _begin(self) -> EngineLink:
        with self._lock:
            first = [*self._replayed.replay(), *self._waiting]
            if self._stopping.is_set():
                first.append(Shutdown())
            self._waiting.clear()
            child, self._child = self._child or start_engine(), None
            self._link = EngineLink(child, self._options, first)
            return self._link

    def _note(self, event: Event) -> None:
        """Notes the next free key of incoming calls, so that keys keep growing over a restart."""
        match event:
            case IncomingCall(key):
                self._options = replace(
                    self._options, first_incoming_key=max(key + 2, self._options.first_incoming_key)
                )
            case EngineReady(pid):
                log.info("engine %d is ready", pid)
            case _:
                pass

    def _post_to_loop(self, event: Event) -> None:
        try:
            self._loop.call_soon_threadsafe(self._deliver, event)
        except RuntimeError:
            log.debug("the loop is closed, %s is dropped", type(event).__name__)

    def _deliver(self, event: Event) -> None:
        for listener in list(self._listeners):
            try:
                listener(event)
            except Exception:  # a failing listener must not stop the others
                log.exception("listener failed on %s", type(event).__name__)


def restart_pause_s(quick_deaths: int) -> float:
    """No pause after the first quick death or a life of `STEADY_AFTER_S`, then a growing one."""
    if quick_deaths <= 1:
        return 0.0
    return backoff_s(quick_deaths - 1, first_s=FIRST_RESTART_PAUSE_S, limit_s=LONGEST_RESTART_PAUSE_S, jitter=0.0)


def _with_port(options: EngineOptions) -> EngineOptions:
    """Fixes the SIP port for all engines of this run, so that a restarted one replaces its binding."""
    if options.sip_port:
        return options
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("", 0))
        return replace(options, sip_port=probe.getsockname()[1])
