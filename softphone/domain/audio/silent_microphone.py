"""Warning about a microphone that delivers nothing but silence during a call."""

from dataclasses import dataclass, replace

from softphone.domain.problems import MicrophoneSilent

SILENCE_DBFS = -72.0
"""Below the noise of a working microphone in a quiet room."""
NEVER_HEARD_S = 6.0
HEARD_BEFORE_S = 25.0
"""Headsets with a noise gate deliver silence while their user only listens."""
SYSTEM_MUTE_S = 1.0
"""Tolerates a short mute without a warning."""


@dataclass(frozen=True, slots=True)
class SilenceMonitor:
    """`quiet_since_s`: start of the silence; `has_heard`: there was sound before, so the microphone works."""

    quiet_since_s: float | None = None
    has_heard: bool = False


def with_level(watch: SilenceMonitor, dbfs: float, now_s: float) -> SilenceMonitor:
    """The state after another level."""
    if dbfs > SILENCE_DBFS:
        return SilenceMonitor(None, has_heard=True)
    return watch if watch.quiet_since_s is not None else replace(watch, quiet_since_s=now_s)


def trouble(watch: SilenceMonitor, now_s: float, muted_by_system: bool | None) -> MicrophoneSilent | None:
    """`muted_by_system` None: unknown. Silence counts even if the system reports "not muted"."""
    if watch.quiet_since_s is None:
        return None
    limit_s = SYSTEM_MUTE_S if muted_by_system else HEARD_BEFORE_S if watch.has_heard else NEVER_HEARD_S
    return MicrophoneSilent(muted_by_system is True) if now_s - watch.quiet_since_s >= limit_s else None
