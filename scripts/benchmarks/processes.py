"""What Linux tells of processes: children, processor time, memory."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
KIB_PER_MIB = 1024


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    parents = {one: _parent(one) for one in _all_pids()}
    found, fresh = [pid], [pid]
    while fresh:
        fresh = [one for one, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int:
    try:
        return int(_stat(pid)[1])
    except OSError:
        return 0


def _stat(pid: int) -> list[str]:
    """The fields from the state on; the name before them may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def cpu_s(pid: int) -> float:
    user, system = _stat(pid)[11:13]
    return (int(user) + int(system)) / TICKS_PER_S


def wake_ups(pids: list[int], seconds: float) -> float:
    """How often a second a thread of them was woken, while the caller's thread sleeps."""
    before, began = _waits(pids), time.monotonic()
    time.sleep(seconds)
    return (_waits(pids) - before) / (time.monotonic() - began)


def _waits(pids: list[int]) -> int:
    """How often their threads have gone to sleep so far."""
    files = [file for pid in pids for file in Path(f"/proc/{pid}/task").glob("*/status")]
    return sum(int(file.read_text().rpartition("\nvoluntary_ctxt_switches:")[2].split()[0]) for file in files)


def cpu_percents(pids: list[int], seconds: float, times: int) -> list[list[float]]:
    """Share of one core, for each time a list with a value for each process, while the caller's thread sleeps."""
    return [_cpu_percent(pids, seconds) for _ in range(times)]


def _cpu_percent(pids: list[int], seconds: float) -> list[float]:
    before, began = [cpu_s(pid) for pid in pids], time.monotonic()
    time.sleep(seconds)
    after, wall_s = [cpu_s(pid) for pid in pids], time.monotonic() - began
    return [100 * (new - old) / wall_s for old, new in zip(before, after, strict=True)]


@dataclass(frozen=True, slots=True)
class Memory:
    """PSS: shared pages divided among their users; USS: what would be freed with the process."""

    pss_mib: float
    uss_mib: float


def memory_of(pid: int) -> Memory:
    rollup = _rollup(pid)
    unshared_kib = rollup["Private_Clean"] + rollup["Private_Dirty"]
    return Memory(rollup["Pss"] / KIB_PER_MIB, unshared_kib / KIB_PER_MIB)


def _rollup(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
