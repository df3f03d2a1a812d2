"""One subscription from the first SUBSCRIBE to its end, again and again as long as it is wanted."""

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
    about,
    reader_of,
    unknown,
)
from softphone.telephony.engine.subscriptions.response_policy import (
    KEEP,
    NextStep,
    ResponseDecision,
    of_answer,
    of_end,
)
from softphone.telephony.engine.subscriptions.transport.message import header, parameters, whole
from softphone.telephony.engine.subscriptions.transport.transactions import NoAnswerError, Timers

log = logging.getLogger(__name__)

STEADY_AFTER_S = 60.0
LONGEST_EXPIRES_S = 3600
SHORTEST_EXPIRES_S = 1.0
LAST_WORD_S = 0.4
GAP_PAUSE_S = 10.0
"""A server that only ever sends partial states is not asked for the whole one more often than this."""


class SubscriptionOwner(Protocol):
    """What a subscription needs of the desk that keeps it."""

    @property
    def timers(self) -> Timers: ...

    @property
    def local(self) -> str: ...

    @property
    def route(self) -> str: ...

    async def ask(self, make: Callable[[], SipRequest]) -> SipResponse:
        """Signed where the server wants it; `make` is called anew for each try. Raises NoAnswerError."""

    def enter(self, dialog: Dialog, hear: Callable[[SipRequest], None]) -> None: ...

    def leave(self, dialog: Dialog, hear: Callable[[SipRequest], None]) -> None:
        """Nothing where somebody else has entered since."""

    def post(self, event: Event) -> None: ...

    def package_unknown(self, watched: Watched) -> None: ...


class Subscription:
    def __init__(self, watched: Watched, line: SubscriptionOwner) -> None:
        self._watched, self._line = watched, line
        self._dialog: Dialog | None = None
        self._reader = reader_of(watched)
        self._expires_s = EXPIRES_S
        self._told: dict[str, Event] = {}
        self._ended: ResponseDecision | None = None
        self._has_gap = False
        self._gap_until_s = 0.0
        self._renew_at_s = 0.0
        self._news = asyncio.Event()
        self._wake = asyncio.Event()
        self._failures = 0
        self._was_hasty = False

    # ------------------------------------------------------------ the desk's side

    async def run(self) -> None:
        """Returns when there is nothing more to try; what was known is then unsaid."""
        try:
            while (verdict := await self._live()).then in (NextStep.AGAIN, NextStep.LATER):
                await self._pause(verdict)
            log.info("%s of %s: no more (%s)", self._watched.package.value, self._watched.uri, verdict.why)
            if verdict.then is NextStep.UNKNOWN_PACKAGE:
                self._line.package_unknown(self._watched)
        finally:
            self._unsay()

    def wake(self) -> None:
        """The server is there again: no need to wait any longer, and what was told before is asked for anew."""
        self._calm()
        self._wake.set()
        self._renew_at_s = 0.0
        self._news.set()

    def doubt(self) -> None:
        """The server does not answer: what it has told may have changed since."""
        self._unsay()

    def lose(self, why: str) -> None:
        """The way to the server is gone, and with it all that would have been told over it."""
        self._end(ResponseDecision(NextStep.AGAIN, why=why))

    @property
    def dialog(self) -> Dialog | None:
        """The one that the server knows, for saying goodbye in it."""
        return self._dialog if self._dialog is not None and self._dialog.established else None

    async def say_goodbye(self, dialog: Dialog) -> None:
        """After `run` was cancelled: nobody listens any more, the server is told so, and its last word answered."""
        last_word = asyncio.Event()

        def hear(notify: SipRequest) -> None:
            last_word.set()

        self._line.enter(dialog, hear)
        try:
            await self._line.ask(lambda: self._subscribe(dialog, 0))
            async with asyncio.timeout(LAST_WORD_S):
                await last_word.wait()
        except (NoAnswerError, TimeoutError) as error:
            log.debug("no last word: %s", error)
        finally:
            self._line.leave(dialog, hear)

    # ------------------------------------------------------------ one life

    async def _live(self) -> ResponseDecision:
        loop = asyncio.get_running_loop()
        dialog = self._dialog = Dialog.begin(self._line.local, self._watched.uri, self._line.route)
        self._reader, self._ended, self._has_gap, since_s = reader_of(self._watched), None, False, loop.time()
        self._news.clear()
        self._line.enter(dialog, self._hear)
        try:
            verdict = await self._renew(dialog, first=True)
            while verdict.then is NextStep.KEEP:
                verdict = await self._renew_in_time(dialog)
        except NoAnswerError as error:
            verdict = self._ended or ResponseDecision(NextStep.LATER, why=str(error))
        finally:
            self._line.leave(dialog, self._hear)
            self._dialog = None
        self._unsay()
        if loop.time() - since_s > STEADY_AFTER_S:
            self._calm()
        return verdict

    async def _renew(self, dialog: Dialog, first: bool = False) -> ResponseDecision:
        """SUBSCRIBE, once more with a longer life where the server insists on one."""
        self._has_gap = False
        for _ in range(2):
            response = await self._line.ask(lambda: self._subscribe(dialog, self._expires_s))
            wanted_s = whole(header(response, "min-expires"))
            if response.status_code != 423 or wanted_s is None or wanted_s > LONGEST_EXPIRES_S:
                break
            self._expires_s = max(wanted_s, self._expires_s)
        if self._ended is not None:
            return self._ended
        verdict = of_answer(response.status_code, _retry_after_s(response))
        if verdict is KEEP:
            dialog.learn(response, "to")
            self._granted(min(whole(header(response, "expires")) or self._expires_s, self._expires_s))
            if first:
                return await self._first_notify()
        return verdict

    async def _first_notify(self) -> ResponseDecision:
        """A 200 says nothing yet: the first NOTIFY makes the subscription (RFC 6665, section 4.1.2.4)."""
        if await self._listen(self._line.timers.first_notify_s):
            return self._ended or KEEP
        return ResponseDecision(NextStep.LATER, why="no NOTIFY")

    def _granted(self, seconds: int) -> None:
        """Renewed somewhere in the last third, so that many lines do not all come at once."""
        lifetime_s = max(float(seconds), SHORTEST_EXPIRES_S)
        self._renew_at_s = asyncio.get_running_loop().time() + lifetime_s * (0.65 + 0.2 * random.random())

    async def _renew_in_time(self, dialog: Dialog) -> ResponseDecision:
        loop = asyncio.get_running_loop()
        while self._ended is None and (now_s := loop.time()) < self._renew_at_s:
            if self._has_gap and now_s >= self._gap_until_s:
                self._gap_until_s = now_s + GAP_PAUSE_S
                break
            await self._listen(min(self._renew_at_s, self._gap_until_s if self._has_gap else inf) - now_s)
        return self._ended or await self._renew(dialog)

    async def _listen(self, limit_s: float) -> bool:
        """False when nothing was heard."""
        try:
            async with asyncio.timeout(max(0.0, limit_s)):
                await self._news.wait()
        except TimeoutError:
            return False
        finally:
            heard = self._news.is_set()
            self._news.clear()
        return heard

    async def _pause(self, verdict: ResponseDecision) -> None:
        """At once only the first time: a server that ends everything at once is not run against."""
        if verdict.then is NextStep.AGAIN and not self._was_hasty:
            self._was_hasty = True
            return
        self._failures += 1
        pause_s = backoff_s(self._failures, random.random(), first_s=self._line.timers.t1_s * 2)
        if verdict.after_s is not None:
            pause_s = verdict.after_s * (1 + 0.1 * random.random())
        self._wake.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._wake.wait()

    def _calm(self) -> None:
        self._failures = 0
        self._was_hasty = False

    def _subscribe(self, dialog: Dialog, expires_s: int) -> SipRequest:
        request = dialog.request("SUBSCRIBE")
        request.set_header("Event", self._watched.package.value)
        request.set_header("Accept", ACCEPTED[self._watched.package])
        if self._watched.package is Package.LINES:
            request.set_header("Supported", "eventlist")
        request.set_header("Expires", str(expires_s))
        return request

    # ------------------------------------------------------------ NOTIFY

    def _hear(self, notify: SipRequest) -> None:
        """A new one of this dialog, already answered."""
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
            self._tell(event)
        self._news.set()

    def _notice_of(self, notify: SipRequest) -> NotifyContent:
        try:
            return self._reader.hear(header(notify, "content-type"), notify.body)
        except DocumentUnusable as error:
            log.info("%s of %s: %s", self._watched.package.value, self._watched.uri, error)
            self._reader = reader_of(self._watched)
            return NotifyContent((*self._unsaid(), unknown(self._watched)))

    def _end(self, verdict: ResponseDecision) -> None:
        self._ended = self._ended or verdict
        self._news.set()

    def _tell(self, event: Event) -> None:
        if event != self._told.get(about(event)):
            self._told[about(event)] = event
            self._line.post(event)

    def _unsay(self) -> None:
        """What is not told any more is unknown, not free."""
        for event in self._unsaid():
            self._tell(event)

    def _unsaid(self) -> tuple[Event, ...]:
        package = self._watched.package
        return tuple(unknown(Watched(package, uri)) for uri in self._told)


def _retry_after_s(response: SipResponse) -> int | None:
    """`Retry-After: 18 (comment);duration=3600`."""
    return whole(header(response, "retry-after").partition(";")[0].partition("(")[0])
