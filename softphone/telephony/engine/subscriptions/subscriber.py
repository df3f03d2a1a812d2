"""The subscriber: runs on the gate's loop and over the account's flow, and never touches pjsua2."""

import asyncio
import logging
import threading
from collections.abc import Callable

from softphone.domain.telephone.events import Event
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.subscriptions.packages import Package, Watched
from softphone.telephony.engine.subscriptions.session import SubscriptionSession
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.message import is_addressable
from softphone.telephony.engine.subscriptions.transport.transactions import Timers

log = logging.getLogger(__name__)

UNSUBSCRIBE_LIMIT_S = 1.0


class Subscriber:
    """Every method returns at once; all must be called from the same thread. `post` is called on the gate's loop."""

    def __init__(
        self, gate: Gate, post: Callable[[Event], None], user_agent: str, timers: Timers | None = None
    ) -> None:
        self._gate, self._loop = gate, gate.loop
        self._post, self._timers, self._user_agent = post, timers or Timers(), user_agent
        self._wanted: dict[Package, tuple[str, ...]] = {}
        self._session: SubscriptionSession | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def watch(self, package: Package, uris: tuple[str, ...]) -> None:
        """Replaces the watched URIs of a package."""
        self._run_on_loop(lambda: self._on_watch(package, uris))

    def registered(self, access: AccountAccess) -> None:
        """The account is registered, for the first time or again."""
        self._run_on_loop(lambda: self._on_registered(access))

    def unreachable(self) -> None:
        """The registration is lost for now: all states are unknown until it is back."""
        self._run_on_loop(self._mark_unknown)

    def signed_out(self) -> None:
        self._run_on_loop(self._end_session)

    def close(self) -> None:
        """Unsubscribes, within `UNSUBSCRIBE_LIMIT_S` and a little."""
        closed = threading.Event()
        self._run_on_loop(lambda: self._shut_down(closed))
        closed.wait(2 * UNSUBSCRIBE_LIMIT_S)

    # ------------------------------------------------------------ on the gate's loop

    def _run_on_loop(self, work: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(work)
        except RuntimeError:
            log.debug("the subscriber has ended")

    def _on_watch(self, package: Package, uris: tuple[str, ...]) -> None:
        self._wanted[package] = tuple(dict.fromkeys(uri for uri in uris if is_addressable(uri)))
        if self._session is not None:
            self._session.watch(self._watched())

    def _watched(self) -> list[Watched]:
        """In order of priority: when there are too many, the lines named last are left out."""
        order = (Package.FEATURES, Package.MAILBOXES, Package.LINES)
        return [Watched(package, uri) for package in order for uri in self._wanted.get(package, ())]

    def _on_registered(self, access: AccountAccess) -> None:
        if self._session is not None and self._session.access == access:
            self._session.refresh()
            return
        self._end_session()
        self._session = SubscriptionSession(self._gate, access, self._timers, self._user_agent, self._post)
        self._session.watch(self._watched())

    def _mark_unknown(self) -> None:
        if self._session is not None:
            self._session.mark_unknown()

    def _end_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            task = self._loop.create_task(session.end(UNSUBSCRIBE_LIMIT_S))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _shut_down(self, closed: threading.Event) -> None:
        self._end_session()
        task = self._loop.create_task(self._closed_after(tuple(self._ending), closed))
        self._ending.add(task)

    @staticmethod
    async def _closed_after(ending: tuple[asyncio.Task[None], ...], closed: threading.Event) -> None:
        if ending:
            await asyncio.wait(ending)
        closed.set()
