"""A thousand calls one after the other through the real program; says what memory, files and threads did, and writes
the last section of docs/interop.md. Run it as `make soak`: it needs an X screen (scripts/with_screen.sh) and about
half an hour.
"""

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.benchmarks.our_phone import Vorzimmer, vorzimmer  # noqa: E402
from scripts.benchmarks.processes import KIB_PER_MIB, memory_of  # noqa: E402
from scripts.benchmarks.raw_caller import RawCaller  # noqa: E402
from scripts.benchmarks.telephones import bench_stage, contact  # noqa: E402
from scripts.interop_page import write_soak  # noqa: E402

CALLS = 1000
WARM_UP = 0.2
"""The first fifth fills caches and pools; the slope is taken over the rest."""
MOST_KIB_A_CALL = 16.0
"""Of a whole program: 500 calls on a busy day are then 8 MiB."""
PACKETS_A_CALL = 10
HEAD = """Written by `make soak` from its own run: each call rung, answered, with sound both ways, and hung up by the
caller; the program with its window, the engine without sound devices. The slope is the least-squares line over the
calls after the first fifth, of the memory that is the process's own (private pages).

"""


@dataclass(frozen=True)
class Sample:
    """Of one process after one call."""

    private_kib: float
    files: int
    threads: int


@dataclass(frozen=True)
class Course:
    """One process over all calls."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def slope_kib(self) -> float:
        kept = self.samples[int(len(self.samples) * WARM_UP) :]
        memory = [sample.private_kib for sample in kept]
        return float(np.polyfit(range(len(memory)), memory, 1)[0]) if len(memory) > 1 else 0.0

    def grown(self, of: str) -> int:
        """Between the end of the warm-up and the end."""
        kept = self.samples[int(len(self.samples) * WARM_UP) :]
        return int(getattr(kept[-1], of) - getattr(kept[0], of))

    def row(self) -> str:
        first, last = self.samples[int(len(self.samples) * WARM_UP)], self.samples[-1]
        before_mib, after_mib = (sample.private_kib / KIB_PER_MIB for sample in (first, last))
        memory = f"{before_mib:.1f} → {after_mib:.1f} MiB | {self.slope_kib:+.2f}"
        return f"| {self.name} | {memory} | {first.files} → {last.files} | {first.threads} → {last.threads} |"


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    with (
        tempfile.TemporaryDirectory(prefix="vz-soak-") as folder,
        bench_stage(Path(folder)) as stage,
        vorzimmer(stage, "--audio", "null") as ours,
        contextlib.closing(RawCaller(str(stage.pbx.ready["domain"]))) as caller,
    ):
        courses = measure(ours, caller, contact(stage.pbx, ours.user), arguments.calls)
        left = [call for call in ours.ask("status")["calls"] if call["state"] != "ended"]
    faults = [*faults_of(courses), *([f"calls left: {left}"] if left else [])]
    text = page(courses, faults, arguments.calls)
    sys.stdout.write(text)
    if arguments.calls >= CALLS:
        write_soak(text)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS, help="fewer are not written to docs/")
    return parser


def measure(ours: Vorzimmer, caller: RawCaller, target: str, calls: int) -> list[Course]:
    pids = ours.pids()[:2]
    samples: list[list[Sample]] = [[] for _ in pids]
    for _ in _told(calls):
        _one_call(ours, caller, target)
        if ours.pids()[:2] != pids:
            raise RuntimeError("a process was started again")
        for pid, kept in zip(pids, samples, strict=True):
            kept.append(sample_of(pid))
    return [Course(name, tuple(kept)) for name, kept in zip(("window", "engine"), samples, strict=True)]


def _one_call(ours: Vorzimmer, caller: RawCaller, target: str) -> None:
    call = caller.invite(target)
    call.ringing()
    ours.wait_ringing()
    with ThreadPoolExecutor(1) as hand:  # the command is answered when our ACK is there
        answered = hand.submit(ours.answer)
        call.until("200", lambda: ("INVITE", 200) in call.responses)
        answered.result()
    call.until("sound", lambda: call.packets >= PACKETS_A_CALL)
    call.hang_up()
    ours.wait_idle()


def _told(calls: int) -> Iterator[int]:
    for number in range(calls):
        if number and number % 100 == 0:
            sys.stdout.write(f"soak: {number} calls\n")
            sys.stdout.flush()
        yield number


def sample_of(pid: int) -> Sample:
    proc = Path(f"/proc/{pid}")
    files, threads = (len(list((proc / kind).iterdir())) for kind in ("fd", "task"))
    return Sample(memory_of(pid).uss_mib * KIB_PER_MIB, files, threads)


def faults_of(courses: Sequence[Course]) -> list[str]:
    faults = [f"{c.name}: {c.slope_kib:.2f} KiB a call" for c in courses if c.slope_kib > MOST_KIB_A_CALL]
    for of in ("files", "threads"):
        faults += [f"{c.name}: {c.grown(of)} more {of}" for c in courses if c.grown(of) > 2]
    return faults


def page(courses: Sequence[Course], faults: Sequence[str], calls: int) -> str:
    verdict = "nothing leaked" if not faults else f"**{'; '.join(faults)}**"
    table = "| process | memory | KiB a call | open files | threads |\n|---|---|---|---|---|\n"
    rows = "\n".join(course.row() for course in courses)
    return f"{HEAD}{calls} calls: {verdict}. Limit: {MOST_KIB_A_CALL:.0f} KiB a call.\n\n{table}{rows}\n"


if __name__ == "__main__":
    sys.exit(main())
