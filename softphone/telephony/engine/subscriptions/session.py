"""All subscriptions of one account from sign-in to sign-out: who is watched, and which NOTIFY belongs to whom."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiosipua.message import SipRequest, SipResponse

from softphone.domain.telephone.events import Event
from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.packages import Package, Watched
from softphone.telephony.engine.subscriptions.subscription import Subscription
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess
from softphone.telephony.engine.subscriptions.transport.message import header
from softphone.telephony.engine.subscriptions.transport.server_connection import ClientIdentity, ServerConnection
from softphone.telephony.engine.subscriptions.transport.transactions import Timers

log = logging.getLogger(__name__)

MOST_WATCHED = 150


class SubscriptionSession:
    """Fulfils `subscription.SubscriptionOwner`."""

    def __init__(
        self, access: AccountAccess, timers: Timers, manner: ClientIdentity, post: Callable[[Event], None]
    ) -> None:
        self.access, self.timers, self.post = access, timers, post
        self._way = ServerConnection(access, timers, manner, self._on_request, self._on_lost)
        self._wanted: Sequence[Watched] = ()
        self._unknown: set[Package] = set()
        self._running: dict[Watched, tuple[Subscription, asyncio.Task[None]]] = {}
        self._dialogs: dict[str, tuple[Dialog, Callable[[SipRequest], None]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, wanted: Sequence[Watched]) -> None:
        """Ends what is not wanted any more, begins what is new; at most MOST_WATCHED at the same time."""
        self._wanted = wanted
        known = [watched for watched in wanted if watched.package not in self._unknown]
        if len(known) > MOST_WATCHED:
            log.warning("%d are to be watched, the last %d are not", len(known), len(known) - MOST_WATCHED)
        kept = dict.fromkeys(known[:MOST_WATCHED])
        for watched in [running for running in self._running if running not in kept]:
            self._drop(watched)
        for watched in kept:
            if watched not in self._running:
                subscription = Subscription(watched, self)
                self._running[watched] = (subscription, self._spawn(subscription.run()))

    def again(self) -> None:
        """Registered anew: who waits does so no longer, and what was refused is asked for once more."""
        self._unknown.clear()
        for watched in [watched for watched, (_, task) in self._running.items() if task.done()]:
            del self._running[watched]
        for subscription, _ in self._running.values():
            subscription.wake()
        self.watch(self._wanted)

    def doubt(self) -> None:
        for subscription, _ in self._running.values():
            subscription.doubt()

    def network_changed(self) -> None:
        self._way.lose("the network has changed")

    async def end(self, limit_s: float) -> None:
        """Says goodbye to the server, within bounds."""
        self.watch(())
        await asyncio.sleep(0)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=limit_s)
        for task in self._tasks:
            task.cancel()
        self._way.close()

    # ------------------------------------------------------------ subscription.SubscriptionOwner

    @property
    def local(self) -> str:
        return self.access.uri

    @property
    def route(self) -> str:
        return self._way.hop.route

    async def ask(self, make: Callable[[], SipRequest]) -> SipResponse:
        return await self._way.ask(make)

    def enter(self, dialog: Dialog, hear: Callable[[SipRequest], None]) -> None:
        self._dialogs[dialog.call_id] = (dialog, hear)

    def leave(self, dialog: Dialog, hear: Callable[[SipRequest], None]) -> None:
        if self._dialogs.get(dialog.call_id) == (dialog, hear):
            del self._dialogs[dialog.call_id]

    def package_unknown(self, watched: Watched) -> None:
        """One refusal of this kind stands for all: the server does not have the package."""
        self._unknown.add(watched.package)
        self.watch(self._wanted)

    # ------------------------------------------------------------ what the way tells

    def _on_request(self, request: SipRequest) -> None:
        if request.method == "NOTIFY":
            self._on_notify(request)
        elif request.method == "OPTIONS":
            self._way.answer(request, 200, "OK", Allow="NOTIFY, OPTIONS")
        elif request.method != "ACK":
            self._way.answer(request, 405, "Method Not Allowed", Allow="NOTIFY, OPTIONS")

    def _on_notify(self, request: SipRequest) -> None:
        dialog, hear = self._dialogs.get(header(request, "call-id"), (None, None))
        if dialog is None or hear is None or not dialog.fits(request):
            self._way.answer(request, 481, "Subscription Does Not Exist")
            return
        self._way.answer(request, 200, "OK")
        if dialog.is_new(request):
            hear(request)

    def _on_lost(self, why: str) -> None:
        for subscription, _ in self._running.values():
            subscription.lose(why)

    # ------------------------------------------------------------ tasks

    def _drop(self, watched: Watched) -> None:
        subscription, task = self._running.pop(watched)
        dialog = subscription.dialog
        task.cancel()
        if dialog is not None and self._way.is_open:
            self._spawn(subscription.say_goodbye(dialog))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a subscription failed", exc_info=error)
