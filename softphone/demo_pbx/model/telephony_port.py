"""Protocol of the SIP side for portal and control; fulfilled by sip/server.py."""

from collections.abc import Callable
from typing import Any, Protocol

from softphone.demo_pbx.model.plans import Caller


class CallActionError(Exception):
    """The requested call action is impossible; `status` is valid in HTTP and SIP."""

    def __init__(self, status: int, german: str, english: str) -> None:
        super().__init__(english)
        self.status, self.german, self.english = status, german, english


class Telephony(Protocol):
    def calls(self) -> list[dict[str, Any]]: ...

    def registrations(self) -> dict[str, list[str]]: ...

    def place_call(
        self, caller: Caller, dialled: str, *, hold_s: float | None = None, media: str = "tone"
    ) -> str: ...

    def hang_up(self, call_id: str) -> bool: ...

    def assistant_answer(self, user: str) -> bool: ...

    def status_of(self, call_id: str) -> dict[str, Any]: ...

    def subscribe(self, listener: Callable[[dict[str, Any]], None]) -> None: ...

    def push_to_leader(self, user: str, call_id: str) -> None:
        """Raises CallActionError."""

    def call_on_behalf(self, assistant: str, leader: str, address: str) -> str:
        """The new call's id. Raises CallActionError."""

    def send_message(self, sender: str, receiver: str, text: str) -> None: ...

    def voicemails(self, user: str) -> list[dict[str, Any]]: ...

    def voicemail(self, user: str, name: str) -> bytes:
        """A WAV file. Raises KeyError."""

    def features_may_have_changed(self) -> None: ...

    def end_subscriptions(self, reason: str) -> None: ...
