"""What happens with an incoming call: the first policy that decides, with what all before it know about the call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.telephone.call import Call


class ArrivalAction(Enum):
    """REFUSE: busy (486). QUIET: shown without a sound. ANNOUNCE: answered automatically after a clear tone.

    WAIT: the policy rings or answers later, when the portal has said whether the call was requested here.
    """

    RING = "ring"
    ANSWER = "answer"
    WAIT = "wait"
    REFUSE = "refuse"
    QUIET = "quiet"
    ANNOUNCE = "announce"


@dataclass(frozen=True, slots=True)
class Decision:
    """`action` None: the next policy decides. `annotations`: fields of CallAnnotation."""

    action: ArrivalAction | None = None
    annotations: Mapping[str, Any] = field(default_factory=dict)


class ArrivalPolicy(Protocol):
    def __call__(self, call: Call, caller: CallerIdView) -> Decision | None:
        """None where the policy has nothing to say about this call."""


def decide(policies: Iterable[ArrivalPolicy], call: Call, caller: CallerIdView) -> Decision:
    """Asks the policies in their order up to the first action; an annotation of an earlier one stands."""
    annotations: dict[str, Any] = {}
    for policy in policies:
        decision = policy(call, caller) or Decision()
        annotations = {**decision.annotations, **annotations}
        if decision.action is not None:
            return Decision(decision.action, annotations)
    return Decision(ArrivalAction.RING, annotations)
