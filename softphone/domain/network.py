"""Network changes and sleep, derived from samples of the machine's addresses and clocks. Pure."""

from dataclasses import dataclass, replace
from enum import Enum

SETTLED_AFTER_S = 1.5
"""Addresses appear one after the other (IPv4, IPv6, VPN) and must be stable this long before they are used."""
STEPPED_S = 3.0
"""A larger difference between the clock that runs during sleep and the one that stops means the machine slept."""
UNSEEN_S = 10.0
"""Where both clocks run during sleep (Windows): a longer gap between samples means the machine slept."""
IDLE_LOOK_S = 2.0
SETTLING_LOOK_S = 0.5


class NetworkTransition(Enum):
    """DOUBTFUL: the state is unknown. LOST: no network. READY: the new network is up and can be used."""

    DOUBTFUL = "doubtful"
    LOST = "lost"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class NetworkSample:
    """`awake_s` stops while the machine sleeps (on most systems), `passed_s` does not."""

    awake_s: float
    passed_s: float
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class NetworkState:
    """`in_force`: the telephone's addresses; `owed`: READY is to be reported; `since_s`: start of this state."""

    last: NetworkSample | None = None
    in_force: frozenset[str] = frozenset()
    owed: bool = False
    reported: NetworkTransition | None = None
    since_s: float = 0.0

    @property
    def next_look_s(self) -> float:
        return SETTLING_LOOK_S if self.owed else IDLE_LOOK_S


def observe(state: NetworkState, sample: NetworkSample) -> tuple[NetworkState, NetworkTransition | None]:
    """At most one transition per sample; READY only after the addresses have been stable for a while."""
    if state.last is None:
        state = NetworkState(sample, sample.addresses, since_s=sample.awake_s)
    woke = slept(state.last or sample, sample)
    changed = state.last is not None and sample.addresses != state.last.addresses
    doubtful = woke or not state.in_force <= sample.addresses
    state = replace(
        state,
        last=sample,
        owed=state.owed or woke or sample.addresses != state.in_force,
        since_s=sample.awake_s if woke or changed else state.since_s,
    )
    if not sample.addresses:
        return _report(replace(state, owed=True), NetworkTransition.LOST)
    if state.owed and sample.awake_s - state.since_s >= SETTLED_AFTER_S:
        return replace(state, in_force=sample.addresses, owed=False, reported=None), NetworkTransition.READY
    return _report(state, NetworkTransition.DOUBTFUL) if doubtful and state.reported is None else (state, None)


def slept(before: NetworkSample, now: NetworkSample) -> bool:
    awake_s, passed_s = now.awake_s - before.awake_s, now.passed_s - before.passed_s
    return passed_s - awake_s > STEPPED_S or awake_s > UNSEEN_S


def _report(state: NetworkState, transition: NetworkTransition) -> tuple[NetworkState, NetworkTransition | None]:
    return replace(state, reported=transition), None if state.reported is transition else transition
