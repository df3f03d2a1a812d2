"""All subscriptions of one account from sign-in to sign-out, and the dispatch of NOTIFYs to them."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiosipua.message import SipRequest, SipResponse

from softphone.domain.telephone.events import Event
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.packages import Package, Watched
from softphone.telephony.engine.subscriptions.subscription import Subscription
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.message import header
from softphone.telephony.engine.subscriptions.transport.server_connection import ServerConnection
from softphone.telephony.engine.subscriptions.transport.transactions import Timers

log = logging.getLogger(__name__)

MOST_WATCHED = 150


class SubscriptionSession:
    """Fulfils `subscription.SubscriptionOwner`."""

    def __init__(
        self, gate: Gate, access: AccountAccess, timers: Timers, user_agent: str, post: Callable[[Event], None]
    ) -> None:
        self.access, self.timers, self.post = access, timers, post
        self._connection = ServerConnection(gate, access, timers, user_agent, self._on_request, self._on_lost)
        self._wanted: Sequence[Watched] = ()
        self._unknown: set[Package] = set()
        self._running: dict[Watched, tuple[Subscription, asyncio.Task[None]]] = {}
        self._dialogs: dict[str, tuple[Dialog, Callable[[SipRequest], None]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, wanted: Sequence[Watched]) -> None:
        """Ends unwanted subscriptions and starts new ones; at most MOST_WATCHED at the same time."""
        self._wanted = wanted
        known = [watched for watched in wanted if watched.package not in self._unknown]
        if len(known) > MOST_WATCHED:
            log.warning("%d subscriptions wanted, the last %d are left out", len(known), len(known) - MOST_WATCHED)
        kept = dict.fromkeys(known[:MOST_WATCHED])
        for watched in [running for running in self._running if running not in kept]:
            self._drop(watched)
        for watched in kept:
            if watched not in self._running:
                subscription = Subscription(watched, self)
                self._running[watched] = (subscription, self._spawn(subscription.run()))

    def refresh(self) -> None:
        """Retries waiting and refused subscriptions at once, after a new registration."""
        self._unknown.clear()
        for watched in [watched for watched, (_, task) in self._running.items() if task.done()]:
            del self._running[watched]
        for subscription, _ in self._running.values():
            subscription.wake()
        self.watch(self._wanted)

    def mark_unknown(self) -> None:
        for subscription, _ in self._running.values():
            subscription.mark_unknown()

    async def end(self, limit_s: float) -> None:
        """Unsubscribes from everything within `limit_s`."""
        self.watch(())
        await asyncio.sleep(0)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=limit_s)
        for task in self._tasks:
            task.cancel()
        self._connection.close()

    # ------------------------------------------------------------ subscription.SubscriptionOwner

    @property
    def local(self) -> str:
        return self.access.uri

    async def request(self, make: Callable[[], SipRequest]) -> SipResponse:
        return await self._connection.request(make)

    def add_dialog(self, dialog: Dialog, on_notify: Callable[[SipRequest], None]) -> None:
        self._dialogs[dialog.call_id] = (dialog, on_notify)

    def remove_dialog(self, dialog: Dialog, on_notify: Callable[[SipRequest], None]) -> None:
        if self._dialogs.get(dialog.call_id) == (dialog, on_notify):
            del self._dialogs[dialog.call_id]

    def package_unknown(self, watched: Watched) -> None:
        """Stops all subscriptions to a package the server does not have."""
        self._unknown.add(watched.package)
        self.watch(self._wanted)

    # ------------------------------------------------------------ events from the connection

    def _on_request(self, request: SipRequest) -> None:
        if request.method == "NOTIFY":
            self._on_notify(request)
        elif request.method == "OPTIONS":
            self._connection.reply(request, 200, "OK", Allow="NOTIFY, OPTIONS")
        elif request.method != "ACK":
            self._connection.reply(request, 405, "Method Not Allowed", Allow="NOTIFY, OPTIONS")

    def _on_notify(self, request: SipRequest) -> None:
        dialog, on_notify = self._dialogs.get(header(request, "call-id"), (None, None))
        if dialog is None or on_notify is None or not dialog.fits(request):
            self._connection.reply(request, 481, "Subscription Does Not Exist")
            return
        self._connection.reply(request, 200, "OK")
        if dialog.is_new(request):
            on_notify(request)

    def _on_lost(self, why: str) -> None:
        for subscription, _ in self._running.values():
            subscription.on_connection_lost(why)

    # ------------------------------------------------------------ tasks

    def _drop(self, watched: Watched) -> None:
        subscription, task = self._running.pop(watched)
        dialog = subscription.dialog
        task.cancel()
        if dialog is not None and self._connection.is_open:
            self._spawn(subscription.unsubscribe(dialog))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a subscription failed", exc_info=error)
