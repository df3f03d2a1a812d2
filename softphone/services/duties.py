"""What concerns being on duty: diverting, being logged in until a time, and looking whether the portal changed."""

from typing import Protocol

from softphone.services.actions import Outcome
from softphone.services.views import OwnSwitch


class DutyActions(Protocol):
    """Everything returns at once; the outcome arrives in `AppState`."""

    def set_divert(self, enabled: bool, number: str) -> Outcome:
        """Weiterleitung Assistenz: to this number, or off (then the number does not matter)."""

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        """Logs in where needed and out again at that time (seconds since the epoch); None: no end any more."""

    def switch_own(self, which: OwnSwitch, on: bool) -> Outcome:
        """The leader's own filter, or the own silent notification."""

    def check_portal(self) -> Outcome:
        """Compares the portal with what is in force, now; tells in `AppState.portal_change`, applies nothing."""

    def postpone_portal_change(self) -> None:
        """Quiet about the difference known by now, until there is another one."""
