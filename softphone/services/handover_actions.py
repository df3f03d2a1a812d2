"""What a person (or `softphone ctl`) can ask about handing over, calling on behalf and answering the assistants."""

from typing import Protocol

from softphone.domain.calls import CallKey
from softphone.domain.leader_message import ReplyChoice
from softphone.services.actions import Outcome


class HandoverActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in AppState."""

    def push_to_leader(self, key: CallKey | None = None, leader_id: str | None = None) -> Outcome:
        """Hands the call to the leader it is for, or to the one named; settles when it rings there, or why not."""

    def take_back(self, key: CallKey | None = None) -> Outcome: ...

    def send_note(self, key: CallKey, text: str) -> Outcome: ...

    def choose_identity(self, leader_id: str | None) -> Outcome:
        """As whom the next call goes out; None: as oneself."""

    def dial_as(self, leader_id: str, target: str) -> Outcome: ...

    def reply(self, key: CallKey, choice: ReplyChoice) -> Outcome: ...

    def retrieve(self, leader_id: str) -> Outcome:
        """Takes the leader's call over to this telephone."""

    def bridge(self, leader_id: str) -> Outcome:
        """Joins the leader's call."""

    def pick_up(self, leader_id: str) -> Outcome:
        """Answers what rings at the leader."""
