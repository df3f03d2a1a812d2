"""Failover of outgoing calls: redials a call through the next server when one fails (RFC 3263 section 4.3)."""

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
"""From the first failure on; the caller hears nothing meanwhile."""
GIVEN_UP = 487
SETTLING_S = 0.3
"""After a network change pjsip ends every unanswered call as soon as it is registered there."""


class RegistrationStatus(Protocol):
    @property
    def registered_account(self) -> PjAccount | None:
        """The active account, while it is registered."""

    def report_call_fault(self, account: PjAccount, server: str, fault: CallFault) -> bool:
        """True when a call that failed this way may be redialled once we are registered."""


@dataclass(frozen=True, slots=True)
class _ParkedCall:
    """`end` is posted if no redial succeeds; `tried`: the servers that have refused the call."""

    order: Dial
    end: CallEnded
    until_s: float
    tried: frozenset[str]
    redialled: bool = False


class CallFailover:
    """Runs on the owning thread only. A parked call is in no registry."""

    def __init__(self, post: Callable[[Event], None], redial: Callable[[Dial, PjAccount], None]) -> None:
        self._post, self._redial = post, redial
        self._parked: dict[CallKey, _ParkedCall] = {}
        self._registered_since_s: float | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a call waits for its redial."""
        return bool(self._parked)

    def park(self, order: Dial, end: CallEnded, server: str, fault: CallFault, now_s: float) -> None:
        """Keeps the call until it can be redialled; `server`: where it failed."""
        log.info("call %d found %s %s", order.key, server or "the server", fault.value)
        before = self._parked.get(order.key)
        once_more = before is None and fault is not CallFault.REFUSED  # the same server, over a new connection
        tried = frozenset() if once_more else frozenset({server})
        if before is None:
            self._parked[order.key] = _ParkedCall(order, end, now_s + PATIENCE_S, tried)
        else:
            self._parked[order.key] = _ParkedCall(order, end, before.until_s, before.tried | tried)

    def hang_up(self, key: CallKey) -> bool:
        """Ends a call that waits for its redial; False when there is none."""
        parked = self._parked.pop(key, None)
        if parked is None or parked.redialled:
            return False
        self._post(CallEnded(key, GIVEN_UP, "", by_remote=False))
        return True

    def remove(self, key: CallKey) -> None:
        self._parked.pop(key, None)

    def tick(self, now_s: float, registered_account: PjAccount | None) -> tuple[CallKey, ...]:
        """Redials what can go out now; returns the calls that failed for good."""
        account = self._settled(registered_account, now_s)
        waiting = [parked for parked in self._parked.values() if not parked.redialled]
        return tuple(parked.order.key for parked in waiting if not self._continues(parked, account, now_s))

    def _settled(self, account: PjAccount | None, now_s: float) -> PjAccount | None:
        """The account, once it has been registered for `SETTLING_S`."""
        if account is None:
            self._registered_since_s = None
            return None
        self._registered_since_s = self._registered_since_s or now_s
        return account if now_s - self._registered_since_s >= SETTLING_S else None

    def _continues(self, parked: _ParkedCall, account: PjAccount | None, now_s: float) -> bool:
        key = parked.order.key
        if account is not None and account.server not in parked.tried:
            self._parked[key] = replace(parked, redialled=True)
            self._post(CallRerouted(key, account.server))
            self._redial(parked.order, account)
        elif account is not None or now_s >= parked.until_s:
            del self._parked[key]
            self._post(parked.end)
            return False
        return True
