"""What a person (or `softphone ctl`) can ask about mailboxes; lines and features are only looked at."""

from typing import Protocol

from softphone.services.actions import Outcome


class LineActions(Protocol):
    """Like Actions: returns at once, never raises."""

    def call_mailbox(self, leader_id: str | None = None) -> Outcome:
        """Calls the own mailbox, or a leader's; settles when it is answered, or why not."""
