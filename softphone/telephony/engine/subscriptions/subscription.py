"""One subscription: subscribes, renews and subscribes anew as long as it is wanted."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from math import inf
from typing import Protocol

from aiosipua.message import SipRequest, SipResponse

from softphone.domain.backoff import backoff_s
from softphone.domain.telephone.events import Event
from softphone.safe_xml import DocumentUnusable
from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.packages import (
    ACCEPTED,
    EXPIRES_S,
    NotifyContent,
    Package,
    Watched,
    reader_of,
    unknown,
    uri_of_event,
)
from softphone.telephony.engine.subscriptions.response_policy import (
    KEEP,
    ResponseDecision,
    SubscriptionStep,
    of_answer,
    of_end,
)
from softphone.telephony.engine.subscriptions.transport.message import header, parameters, whole
from softphone.telephony.engine.subscriptions.transport.transactions import NoAnswerError, Timers

log = logging.getLogger(__name__)

STEADY_AFTER_S = 60.0
LONGEST_EXPIRES_S = 3600
SHORTEST_EXPIRES_S = 1.0
LAST_NOTIFY_S = 0.4
GAP_PAUSE_S = 10.0
"""The shortest interval between two requests for the full state."""


class SubscriptionOwner(Protocol):
    """What a subscription needs from its session."""

    @property
    def timers(self) -> Timers: ...

    @property
    def local(self) -> str: ...

    async def request(self, make: Callable[[], SipRequest]) -> SipResponse:
        """Sends the request, signed if challenged; `make` is called for each attempt. Raises NoAnswerError."""

    def add_dialog(self, dialog: Dialog, on_notify: Callable[[SipRequest], None]) -> None: ...

    def remove_dialog(self, dialog: Dialog, on_notify: Callable[[SipRequest], None]) -> None:
        """Does nothing when another callback was added since."""

    def post(self, event: Event) -> None: ...

    def package_unknown(self, watched: Watched) -> None: ...


class Subscription:
    def __init__(self, watched: Watched, owner: SubscriptionOwner) -> None:
        self._watched, self._owner = watched, owner
        self._dialog: Dialog | None = None
        self._reader = reader_of(watched)
        self._expires_s = EXPIRES_S
        self._posted: dict[str, Event] = {}
        self._ended: ResponseDecision | None = None
        self._has_gap = False
        self._gap_until_s = 0.0
        self._renew_at_s = 0.0
        self._news = asyncio.Event()
        self._wake = asyncio.Event()
        self._failures = 0
        self._retried_at_once = False

    # ------------------------------------------------------------ for the session

    async def run(self) -> None:
        """Returns when no further attempt makes sense; the state is then posted as unknown."""
        try:
            while (decision := await self._run_once()).then in (SubscriptionStep.AGAIN, SubscriptionStep.LATER):
                await self._pause(decision)
            log.info("%s of %s: no more (%s)", self._watched.package.value, self._watched.uri, decision.why)
            if decision.then is SubscriptionStep.UNKNOWN_PACKAGE:
                self._owner.package_unknown(self._watched)
        finally:
            self._post_unknown()

    def wake(self) -> None:
        """Ends a pause and renews at once, as the server is reachable again."""
        self._reset_backoff()
        self._wake.set()
        self._renew_at_s = 0.0
        self._news.set()

    def mark_unknown(self) -> None:
        """Posts the state as unknown while the server does not answer."""
        self._post_unknown()

    def on_connection_lost(self, why: str) -> None:
        """Subscribes anew: no NOTIFY can arrive over the lost connection."""
        self._end(ResponseDecision(SubscriptionStep.AGAIN, why=why))

    @property
    def dialog(self) -> Dialog | None:
        """The established dialog, for unsubscribing in it."""
        return self._dialog if self._dialog is not None and self._dialog.established else None

    async def unsubscribe(self, dialog: Dialog) -> None:
        """Unsubscribes after `run` was cancelled, and answers the final NOTIFY."""
        last_notify = asyncio.Event()

        def on_notify(notify: SipRequest) -> None:
            last_notify.set()

        self._owner.add_dialog(dialog, on_notify)
        try:
            await self._owner.request(lambda: self._subscribe(dialog, 0))
            async with asyncio.timeout(LAST_NOTIFY_S):
                await last_notify.wait()
        except (NoAnswerError, TimeoutError) as error:
            log.debug("no final NOTIFY: %s", error)
        finally:
            self._owner.remove_dialog(dialog, on_notify)

    # ------------------------------------------------------------ one dialog

    async def _run_once(self) -> ResponseDecision:
        loop = asyncio.get_running_loop()
        dialog = self._dialog = Dialog.begin(self._owner.local, self._watched.uri)
        self._reader, self._ended, self._has_gap, since_s = reader_of(self._watched), None, False, loop.time()
        self._news.clear()
        self._owner.add_dialog(dialog, self._on_notify)
        try:
            decision = await self._renew(dialog, first=True)
            while decision.then is SubscriptionStep.KEEP:
                decision = await self._renew_in_time(dialog)
        except NoAnswerError as error:
            decision = self._ended or ResponseDecision(SubscriptionStep.LATER, why=str(error))
        finally:
            self._owner.remove_dialog(dialog, self._on_notify)
            self._dialog = None
        self._post_unknown()
        if loop.time() - since_s > STEADY_AFTER_S:
            self._reset_backoff()
        return decision

    async def _renew(self, dialog: Dialog, first: bool = False) -> ResponseDecision:
        """Sends SUBSCRIBE, and again with a longer expiry after a 423."""
        self._has_gap = False
        for _ in range(2):
            response = await self._owner.request(lambda: self._subscribe(dialog, self._expires_s))
            wanted_s = whole(header(response, "min-expires"))
            if response.status_code != 423 or wanted_s is None or wanted_s > LONGEST_EXPIRES_S:
                break
            self._expires_s = max(wanted_s, self._expires_s)
        if self._ended is not None:
            return self._ended
        decision = of_answer(response.status_code, _retry_after_s(response))
        if decision is KEEP:
            dialog.learn(response, "to")
            self._granted(min(whole(header(response, "expires")) or self._expires_s, self._expires_s))
            if first:
                return await self._first_notify()
        return decision

    async def _first_notify(self) -> ResponseDecision:
        """Waits for the first NOTIFY, which establishes the subscription (RFC 6665, section 4.1.2.4)."""
        if await self._wait_for_news(self._owner.timers.first_notify_s):
            return self._ended or KEEP
        return ResponseDecision(SubscriptionStep.LATER, why="no NOTIFY")

    def _granted(self, seconds: int) -> None:
        """Schedules the renewal at a random time in the last third, so that many lines do not renew at once."""
        lifetime_s = max(float(seconds), SHORTEST_EXPIRES_S)
        self._renew_at_s = asyncio.get_running_loop().time() + lifetime_s * (0.65 + 0.2 * random.random())

    async def _renew_in_time(self, dialog: Dialog) -> ResponseDecision:
        loop = asyncio.get_running_loop()
        while self._ended is None and (now_s := loop.time()) < self._renew_at_s:
            if self._has_gap and now_s >= self._gap_until_s:
                self._gap_until_s = now_s + GAP_PAUSE_S
                break
            await self._wait_for_news(min(self._renew_at_s, self._gap_until_s if self._has_gap else inf) - now_s)
        return self._ended or await self._renew(dialog)

    async def _wait_for_news(self, limit_s: float) -> bool:
        """False when nothing arrived in time."""
        try:
            async with asyncio.timeout(max(0.0, limit_s)):
                await self._news.wait()
        except TimeoutError:
            return False
        finally:
            news = self._news.is_set()
            self._news.clear()
        return news

    async def _pause(self, decision: ResponseDecision) -> None:
        """Retries at once only the first time, so that a server that ends every subscription is not flooded."""
        if decision.then is SubscriptionStep.AGAIN and not self._retried_at_once:
            self._retried_at_once = True
            return
        self._failures += 1
        pause_s = backoff_s(self._failures, random.random(), first_s=self._owner.timers.t1_s * 2)
        if decision.after_s is not None:
            pause_s = decision.after_s * (1 + 0.1 * random.random())
        self._wake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._wake.wait()

    def _reset_backoff(self) -> None:
        self._failures = 0
        self._retried_at_once = False

    def _subscribe(self, dialog: Dialog, expires_s: int) -> SipRequest:
        request = dialog.request("SUBSCRIBE")
        request.set_header("Event", self._watched.package.value)
        request.set_header("Accept", ACCEPTED[self._watched.package])
        if self._watched.package is Package.LINES:
            request.set_header("Supported", "eventlist")
        request.set_header("Expires", str(expires_s))
        return request

    # ------------------------------------------------------------ NOTIFY

    def _on_notify(self, notify: SipRequest) -> None:
        """Processes a new NOTIFY of this dialog, already answered."""
        dialog = self._dialog
        if dialog is None:
            return
        dialog.learn(notify, "from")
        state = parameters(notify, "subscription-state")
        if state.value.lower() == "terminated":
            self._end(of_end(state.get("reason"), state.seconds("retry-after")))
            return
        if (seconds := state.seconds("expires")) is not None:
            self._renew_at_s = min(self._renew_at_s, asyncio.get_running_loop().time() + 0.85 * seconds)
        notice = self._notice_of(notify)
        self._has_gap = self._has_gap or notice.has_gap
        for event in notice.events:
            self._post(event)
        self._news.set()

    def _notice_of(self, notify: SipRequest) -> NotifyContent:
        try:
            return self._reader.read(header(notify, "content-type"), notify.body)
        except DocumentUnusable as error:
            log.info("%s of %s: %s", self._watched.package.value, self._watched.uri, error)
            self._reader = reader_of(self._watched)
            return NotifyContent((*self._unknown_events(), unknown(self._watched)))

    def _end(self, decision: ResponseDecision) -> None:
        self._ended = self._ended or decision
        self._news.set()

    def _post(self, event: Event) -> None:
        if event != self._posted.get(uri_of_event(event)):
            self._posted[uri_of_event(event)] = event
            self._owner.post(event)

    def _post_unknown(self) -> None:
        """Posts every reported state as unknown: a line without news is not idle."""
        for event in self._unknown_events():
            self._post(event)

    def _unknown_events(self) -> tuple[Event, ...]:
        package = self._watched.package
        return tuple(unknown(Watched(package, uri)) for uri in self._posted)


def _retry_after_s(response: SipResponse) -> int | None:
    """`Retry-After: 18 (comment);duration=3600`."""
    return whole(header(response, "retry-after").partition(";")[0].partition("(")[0])
