"""What one call needs from its surroundings, and what it is left with when another one takes its place."""

from typing import TYPE_CHECKING, Protocol

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import Event
from softphone.telephony.engine.pjsip.callbacks import PjCall

if TYPE_CHECKING:
    from softphone.telephony.engine.calls.call import EngineCall


class CallSound(Protocol):
    """The devices: open while at least one call needs them."""

    def acquire(self, key: CallKey) -> None: ...

    def release(self, key: CallKey) -> None: ...


class CallDesk(Protocol):
    """What is not one call's own affair."""

    def refer(self, call: "EngineCall", refer_to: str) -> PjCall | None: ...

    def may_be_replaced(self, call: "EngineCall", invite: str) -> bool: ...

    def replace(self, call: "EngineCall", call_id: int) -> PjCall: ...

    def media_changed(self) -> None: ...


def unheard(event: Event) -> None:
    """Of a call whose place another one has."""


class NoSound:
    def acquire(self, key: CallKey) -> None: ...

    def release(self, key: CallKey) -> None: ...
