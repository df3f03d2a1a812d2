"""What a person (or `softphone ctl`) can ask about passing calls on, several calls at once and three in one call."""

from typing import Protocol

from softphone.domain.calls import CallKey
from softphone.services.actions import Outcome


class TransferActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in AppState.transfers.

    `target` is a leader's user id, a number or a SIP address; `key` the caller's call, None: the one it can mean.
    """

    def ask(self, target: str, key: CallKey | None = None) -> Outcome:
        """Holds the caller and calls the target ("Erst fragen"); settles when it rings there."""

    def send_on(self, target: str, key: CallKey | None = None) -> Outcome:
        """Passes the call on without asking ("Direkt"); settles when the other side took it up, or why not."""

    def connect(self, key: CallKey | None = None) -> Outcome:
        """Caller and target talk to each other, we are out ("Verbinden")."""

    def take_back(self, key: CallKey | None = None) -> Outcome:
        """Ends the consultation and takes the caller back from hold ("Zurücknehmen")."""

    def swap(self, key: CallKey | None = None) -> Outcome:
        """To the call on hold, the one spoken with on hold ("Makeln")."""

    def merge(self) -> Outcome:
        """Both calls and oneself in one conversation ("Konferenz")."""

    def split(self, key: CallKey | None = None) -> Outcome:
        """Ends the conference and goes on with that call, the other one on hold."""

    def leave(self) -> Outcome:
        """Leaves the conference; the two others go on talking."""
