"""Calls that the server did not take, until they can go out through the next one (RFC 3263 section 4.3)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Dial
from softphone.domain.telephone.events import CallEnded, CallRerouted, Event
from softphone.telephony.engine.pjsip.callbacks import CallFault, PjAccount

log = logging.getLogger(__name__)

PATIENCE_S = 20.0
"""From the first failure on; who dialled hears nothing all the while."""
GIVEN_UP = 487
SETTLING_S = 0.3
"""After another network pjsip gives up what is not answered yet, as soon as it is registered there."""


class Ways(Protocol):
    """What the registration knows of ways to a server."""

    @property
    def way_out(self) -> PjAccount | None:
        """The account in force, while it is registered."""

    def failed(self, account: PjAccount, fault: CallFault) -> bool:
        """True when a call that failed this way is worth another attempt once we are registered."""


class NoWays:
    """As long as nobody has told of any."""

    way_out: PjAccount | None = None

    def failed(self, account: PjAccount, fault: CallFault) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _Detour:
    """`end` is told if it comes to nothing; `tried`: the servers that have refused it."""

    order: Dial
    end: CallEnded
    until_s: float
    tried: frozenset[str]
    under_way: bool = False


class CallFailover:
    """Runs on the owning thread only. A call that is parked here is in no book."""

    def __init__(self, post: Callable[[Event], None], redial: Callable[[Dial, PjAccount], None]) -> None:
        self._post, self._redial = post, redial
        self._detours: dict[CallKey, _Detour] = {}
        self.ways: Ways = NoWays()
        self._way_since_s: float | None = None

    def take(self, order: Dial, account: PjAccount, fault: CallFault, end: CallEnded, now_s: float) -> bool:
        """False: it has failed for good, or still has to wait for its answer."""
        if not self.ways.failed(account, fault):
            self._detours.pop(order.key, None)
            return False
        log.info("call %d found %s %s", order.key, account.server or "the server", fault.value)
        before = self._detours.get(order.key)
        once_more = before is None and fault is not CallFault.REFUSED  # the same server, over a new connection
        tried = frozenset() if once_more else frozenset({account.server})
        if before is None:
            self._detours[order.key] = _Detour(order, end, now_s + PATIENCE_S, tried)
        else:
            self._detours[order.key] = _Detour(order, end, before.until_s, before.tried | tried)
        return True

    def drop(self, key: CallKey) -> bool:
        """True when the call was waiting here: it ends now."""
        detour = self._detours.pop(key, None)
        if detour is None or detour.under_way:
            return False
        self._post(CallEnded(key, GIVEN_UP, "", by_remote=False))
        return True

    def forget(self, key: CallKey) -> None:
        self._detours.pop(key, None)

    def tick(self, now_s: float) -> tuple[CallKey, ...]:
        """Those that came to nothing."""
        account = self._settled(now_s)
        waiting = [detour for detour in self._detours.values() if not detour.under_way]
        return tuple(detour.order.key for detour in waiting if not self._goes_on(detour, account, now_s))

    def _settled(self, now_s: float) -> PjAccount | None:
        """The account in force, once it has been registered for a moment."""
        account = self.ways.way_out
        if account is None:
            self._way_since_s = None
            return None
        self._way_since_s = self._way_since_s or now_s
        return account if now_s - self._way_since_s >= SETTLING_S else None

    def _goes_on(self, detour: _Detour, account: PjAccount | None, now_s: float) -> bool:
        key = detour.order.key
        if account is not None and account.server not in detour.tried:
            self._detours[key] = replace(detour, under_way=True)
            self._post(CallRerouted(key, account.server))
            self._redial(detour.order, account)
        elif account is not None or now_s >= detour.until_s:
            del self._detours[key]
            self._post(detour.end)
            return False
        return True
