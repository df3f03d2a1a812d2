"""Protocols a call depends on, and their stand-ins for a replaced call."""

from typing import Protocol, TypeVar

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import Event
from softphone.telephony.engine.pjsip.callbacks import PjCall

C = TypeVar("C", contravariant=True)


class DeviceUse(Protocol):
    """The audio devices: open while at least one call uses them."""

    def acquire(self, key: CallKey) -> None: ...

    def release(self, key: CallKey) -> None: ...


class CallOwner(Protocol[C]):
    """The registry of calls, for what concerns more than one call; `C` is its type of call."""

    def refer(self, call: C, refer_to: str) -> PjCall | None: ...

    def may_be_replaced(self, call: C, invite: str) -> bool: ...

    def replace(self, call: C, call_id: int) -> PjCall: ...

    def media_changed(self) -> None: ...


def discard(event: Event) -> None:
    """Drops the events of a replaced call."""


class NoDevices:
    def acquire(self, key: CallKey) -> None: ...

    def release(self, key: CallKey) -> None: ...
