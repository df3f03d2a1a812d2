"""In what the portal differs from what is in force here, as the windows show it."""

from dataclasses import dataclass
from enum import Enum

from softphone.services.state.groups import LeaderRef


class Differs(Enum):
    """What the portal has otherwise than what is in force here."""

    SETTINGS = "settings"
    LOGGED_IN = "logged-in"
    GROUP_NEW = "group-new"
    GROUP_GONE = "group-gone"
    DIVERT = "divert"
    ASSISTANTS = "assistants"


@dataclass(frozen=True, slots=True)
class PortalDifference:
    """One difference; `leader` None: the user's own group, or the divert.

    `before` is in force here, `after` stands in the portal: GroupSettings, bool, Divert or names, by `kind`.
    """

    kind: Differs
    leader: LeaderRef | None
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class PortalChangeView:
    """The portal as seen at `seen_at_s`; nothing of it is in force. `postponed`: the user wants to hear later."""

    differences: tuple[PortalDifference, ...]
    seen_at_s: float
    postponed: bool = False
