"""The subscriber: a thread with its own event loop, which never touches pjsua2."""

import asyncio
import logging
import threading
from collections.abc import Callable

from softphone.domain.telephone.events import Event
from softphone.telephony.engine.subscriptions.packages import Package, Watched
from softphone.telephony.engine.subscriptions.session import SubscriptionSession
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.message import is_addressable
from softphone.telephony.engine.subscriptions.transport.server_connection import ClientIdentity
from softphone.telephony.engine.subscriptions.transport.transactions import Timers

log = logging.getLogger(__name__)

UNSUBSCRIBE_LIMIT_S = 1.0
CLOSING_TURNS = 3
"""asyncio closes a socket one or two turns after the call."""


class Subscriber:
    """Every method returns at once; all must be called from the same thread.

    `post` and `trace` (each SIP message) are called from the subscriber's thread.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        user_agent: str,
        timers: Timers | None = None,
        trace: Callable[[str], None] = lambda message: None,
    ) -> None:
        self._post, self._timers = post, timers or Timers()
        self._identity = ClientIdentity(user_agent, trace)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="subscriber", daemon=True)
        self._wanted: dict[Package, tuple[str, ...]] = {}
        self._session: SubscriptionSession | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._thread.start()

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

    def network_changed(self) -> None:
        self._run_on_loop(self._on_network)

    def close(self) -> None:
        """Unsubscribes and ends the thread, within `UNSUBSCRIBE_LIMIT_S` and a little."""
        self._run_on_loop(self._shut_down)
        self._thread.join(2 * UNSUBSCRIBE_LIMIT_S)

    # ------------------------------------------------------------ subscriber thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

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
        self._session = SubscriptionSession(access, self._timers, self._identity, self._post)
        self._session.watch(self._watched())

    def _mark_unknown(self) -> None:
        if self._session is not None:
            self._session.mark_unknown()

    def _on_network(self) -> None:
        if self._session is not None:
            self._session.network_changed()

    def _end_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            task = self._loop.create_task(session.end(UNSUBSCRIBE_LIMIT_S))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _shut_down(self) -> None:
        self._end_session()
        task = self._loop.create_task(self._stop_after(tuple(self._ending)))
        task.add_done_callback(lambda _: self._loop.stop())

    async def _stop_after(self, ending: tuple[asyncio.Task[None], ...]) -> None:
        if ending:
            await asyncio.wait(ending)
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        for _ in range(CLOSING_TURNS):
            await asyncio.sleep(0)
