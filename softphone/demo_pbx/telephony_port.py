"""What portal and control need from the SIP side; sip_server.server.SipServer is it."""

from collections.abc import Callable
from typing import Any, Protocol

from softphone.demo_pbx.plans import Caller


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
