"""The user's own features at the server (as-feature-event): DND, forwarding, the leader's filter."""

from dataclasses import dataclass, replace
from enum import Enum


class ForwardKind(Enum):
    """The event package's terms."""

    ALWAYS = "forwardImmediate"
    BUSY = "forwardBusy"
    NO_ANSWER = "forwardNoAns"


@dataclass(frozen=True, slots=True)
class Forward:
    kind: ForwardKind
    active: bool
    target: str = ""


@dataclass(frozen=True, slots=True)
class FeatureState:
    """None, or a forwarding missing from the list: unknown."""

    do_not_disturb: bool | None = None
    filtering: bool | None = None
    forwards: tuple[Forward, ...] = ()

    def forward(self, kind: ForwardKind) -> Forward | None:
        return next((forward for forward in self.forwards if forward.kind is kind), None)


def joined(known: FeatureState, update: FeatureState) -> FeatureState:
    """The state after a notification, which names only what has changed."""
    named = {forward.kind for forward in update.forwards}
    kept = tuple(forward for forward in known.forwards if forward.kind not in named)
    return replace(
        known,
        do_not_disturb=known.do_not_disturb if update.do_not_disturb is None else update.do_not_disturb,
        filtering=known.filtering if update.filtering is None else update.filtering,
        forwards=tuple(sorted((*kept, *update.forwards), key=lambda forward: forward.kind.value)),
    )
