"""Routing plans: what the rules decide about a call and the SIP side carries out."""

from dataclasses import dataclass, field
from enum import Enum


class CallerClass(Enum):
    INTERNAL = "internal"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Caller:
    """`user` is set for a registered user; `anonymous` hides name and number (Privacy: id)."""

    name: str
    number: str
    kind: CallerClass
    user: str = ""
    anonymous: bool = False
    unavailable: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """One destination to ring. From/PAI show `name` and `number`.

    `alert_info` is the header value or "". `diverted_by` is the leader's user name: Diversion and History-Info are
    written for it. `target` is a user name, or a number outside. `mobile` legs stand for the leader's mobile phones.
    `recall` is the recall type of a call that comes back, else "".
    """

    target: str
    name: str
    number: str
    alert_info: str = ""
    diverted_by: str = ""
    mobile: bool = False
    is_leader: bool = False
    recall: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Alerts that ring together; ends at the first answer, when all refuse, or after `timeout_s` (None: no limit)."""

    alerts: tuple[Alert, ...]
    timeout_s: float | None


class FinalKind(Enum):
    VOICEMAIL = "voicemail"
    FORWARD = "forward"
    BUSY = "busy"
    NOT_FOUND = "not-found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Final:
    kind: FinalKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """`screening` alerts ring silently all through the stages. `total_s` bounds all stages (rollover timer)."""

    stages: tuple[Stage, ...]
    screening: tuple[Alert, ...] = ()
    final: Final = field(default_factory=lambda: Final(FinalKind.UNAVAILABLE))
    total_s: float | None = None
    filtered_for: str = ""
    why: str = ""
