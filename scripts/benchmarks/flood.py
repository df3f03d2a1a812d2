"""A flood of calls that are withdrawn at once: the longest wait for an answer, rows, processor and memory."""

import select
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from softphone.demo.stage import DemoStage
from tests.integration.sip_ua import Raw, uri_of

from .figures import Figure, Samples
from .our_phone import ControlLine, Vorzimmer, vorzimmer
from .processes import cpu_s, memory_of
from .raw_caller import RawCall, RawCaller
from .telephones import bench_stage, contact

CALLS, SHORT_CALLS = 300, 30
RATE_HZ = 60.0
RINGS_S = 0.05
"""So long after its INVITE a call is withdrawn."""
ASKED_EVERY_S = 0.05
REST_S = 8.0
"""A call that is over is shown for a few seconds."""


class FloodCaller(RawCaller):
    """Many calls at a time, of which each is withdrawn when the telephone has said anything."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self._calls: dict[str, RawCall] = {}
        self._withdrawn: set[str] = set()

    def flood(self, target: str, count: int) -> None:
        begun_s = time.monotonic()
        for number in range(count):
            call = RawCall(self, uri_of(target))
            call.invite()
            self._calls[call.call_id] = call
            self._serve(begun_s + (number + 1) / RATE_HZ)
        self._serve(time.monotonic() + 1.0)

    def _serve(self, until_s: float) -> None:
        while (left_s := until_s - time.monotonic()) > 0:
            ready, _, _ = select.select([self._sip], [], [], min(left_s, 0.01))
            if ready:
                data, source = self._sip.recvfrom(65535)
                message = Raw(data)
                call = self._calls.get(message.get("call-id"))
                if call is not None:
                    call.got(message, source, time.monotonic())
            self._withdraw()

    def _withdraw(self) -> None:
        for key, call in self._calls.items():
            due = call.responses and time.monotonic() - call.sent_s > RINGS_S
            if due and key not in self._withdrawn and not call.is_over:
                self._withdrawn.add(key)
                call.withdraw()


class Asker(threading.Thread):
    """Asks for the status again and again; the longest wait is what a person feels."""

    def __init__(self, line: ControlLine) -> None:
        super().__init__(name="asker", daemon=True)
        self._line, self._ended = line, threading.Event()
        self.waits_ms: list[float] = []

    def run(self) -> None:
        while not self._ended.wait(ASKED_EVERY_S):
            began_s = time.monotonic()
            self._line.ask("status")
            self.waits_ms.append(1000 * (time.monotonic() - began_s))

    def end(self) -> None:
        self._ended.set()
        self.join(120)


@dataclass(frozen=True, slots=True)
class FloodResult:
    longest_ms: float
    rows: int
    window_cpu_s: float
    grown_mib: float


def flood(stage: DemoStage, ours: Vorzimmer, count: int) -> FloodResult:
    window = ours.pids()[0]
    before = ours.ask("status")["journal_counts"]["total"]
    began_cpu_s, began_mib = cpu_s(window), memory_of(window).uss_mib
    asker = Asker(ControlLine(ours.program.profile.socket_name))
    asker.start()
    caller = FloodCaller(str(stage.pbx.ready["domain"]))
    try:
        caller.flood(contact(stage.pbx, ours.user), count)
        time.sleep(REST_S)
    finally:
        caller.close()
        asker.end()
    rows = ours.ask("status")["journal_counts"]["total"] - before
    return FloodResult(max(asker.waits_ms), rows, cpu_s(window) - began_cpu_s, memory_of(window).uss_mib - began_mib)


def measure(short: bool, stage: DemoStage) -> Iterator[Figure]:
    count = SHORT_CALLS if short else CALLS
    with vorzimmer(stage, "--audio", "null") as ours:
        flood(stage, ours, SHORT_CALLS)  # what is read and made once
        result = flood(stage, ours, count)
    what = f"{count} calls withdrawn at once, {RATE_HZ:.0f} a second"
    yield Figure(f"{what}: longest wait for an answer", "ms", Samples.of([result.longest_ms]))
    yield Figure(f"{what}: rows in the journal", "rows", Samples.of([float(result.rows)]))
    yield Figure(f"{what}: processor of the window", "s", Samples.of([result.window_cpu_s]))
    yield Figure(f"{what}: memory of the window afterwards (USS)", "MiB more", Samples.of([result.grown_mib]))


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="vz-flood-") as folder, bench_stage(Path(folder)) as stage:
        for figure in measure("--short" in sys.argv, stage):
            sys.stdout.write(figure.line() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
