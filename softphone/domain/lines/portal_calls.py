"""Calls as the portal lists them, matched with the telephone's own call."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from softphone.domain.numbers.phone_numbers import same_number

SAME_START_S = 3.0
"""Portal and telephone see a call begin at nearly the same time; their clocks may differ a little."""


class Personality(Enum):
    """Whether this user placed the call or received it."""

    ORIGINATOR = "Originator"
    TERMINATOR = "Terminator"
    CLICK_TO_DIAL = "Click-to-Dial"


class PortalCallState(Enum):
    ALERTING = "Alerting"
    ACTIVE = "Active"
    HELD = "Held"
    REMOTE_HELD = "Remote Held"
    DETACHED = "Detached"
    RELEASED = "Released"


ANSWERED = frozenset({PortalCallState.ACTIVE, PortalCallState.HELD, PortalCallState.REMOTE_HELD})


@dataclass(frozen=True, slots=True)
class PortalCall:
    """A call of a user. `tracking_id` is the same for every user in the call; None: not named by the portal."""

    call_id: str
    personality: Personality | None = None
    state: PortalCallState | None = None
    tracking_id: str = ""
    name: str = ""
    number: str = ""
    leader_id: str | None = None
    recalled: bool = False
    started_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class OwnCall:
    """A call as the telephone knows it; `tracking_id` is empty where the platform sent none."""

    tracking_id: str
    incoming: bool
    answered: bool
    number: str
    leader_id: str | None
    started_at_s: float


def same_call(own: OwnCall, listed: Sequence[PortalCall], region: str) -> PortalCall | None:
    """The portal's entry of this call; None without a unique one."""
    if own.tracking_id and (found := _only([c for c in listed if c.tracking_id == own.tracking_id])):
        return found
    fitting = [call for call in listed if _fits(own, call, region)]
    return _only(fitting) or _only([call for call in fitting if _began_together(own, call)])


def _fits(own: OwnCall, call: PortalCall, region: str) -> bool:
    """Whether no known value contradicts; the leader's number mode may rewrite the number."""
    if own.tracking_id and call.tracking_id:
        return False
    if call.personality is not None and (call.personality is Personality.TERMINATOR) is not own.incoming:
        return False
    if call.state is not None and (call.state in ANSWERED) is not own.answered:
        return False
    if call.leader_id and own.leader_id:
        return call.leader_id.casefold() == own.leader_id.casefold()
    return not (call.number and own.number) or same_number(call.number, own.number, region)


def _began_together(own: OwnCall, call: PortalCall) -> bool:
    return call.started_at_s is not None and abs(call.started_at_s - own.started_at_s) <= SAME_START_S


def _only(found: list[PortalCall]) -> PortalCall | None:
    return found[0] if len(found) == 1 else None
