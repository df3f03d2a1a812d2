"""SIP server of the demo PBX: dispatches requests and offers the control operations."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.model.platform import Platform
from softphone.demo_pbx.sip.calls.call_registry import CallRegistry
from softphone.demo_pbx.sip.calls.call_view import outcome, snapshot
from softphone.demo_pbx.sip.calls.plan_run import Attempt
from softphone.demo_pbx.sip.calls.robots import RobotCaller
from softphone.demo_pbx.sip.calls.switchboard import Router, Switchboard
from softphone.demo_pbx.sip.features.executive_service import ExecutiveService
from softphone.demo_pbx.sip.features.feature_codes import FeatureCodes
from softphone.demo_pbx.sip.features.messages import MessageRelay
from softphone.demo_pbx.sip.features.subscriptions import SubscriptionServer
from softphone.demo_pbx.sip.media.mailboxes import Mailboxes
from softphone.demo_pbx.sip.media.media import MediaKind
from softphone.demo_pbx.sip.requests import RequestDispatcher
from softphone.demo_pbx.sip.transport.certificate import Certificate
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.events import Events
from softphone.demo_pbx.sip.transport.registrar import Registrar
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction, Timers
from softphone.demo_pbx.sip.transport.transport import Ports, SipTransport

__all__ = ["Ports", "Router", "SipServer"]
EXPIRY_CHECK_S = 1.0


class SipServer:
    """Registrar and back-to-back user agent for one platform, on the loopback only."""

    def __init__(
        self,
        platform: Platform,
        router: Router,
        *,
        host: str = "127.0.0.1",
        certificate: Certificate | None = None,
        voicemail_dir: Path,
        timers: Timers | None = None,
    ) -> None:
        tls = certificate.server_context() if certificate else None
        self._host = host
        self._platform = platform
        self._events = Events()
        self._endpoint = Endpoint(
            host, self._on_request, lambda receiver: SipTransport(host, receiver, tls), timers or Timers()
        )
        self._registrar = Registrar(self._registration_changed)
        mailboxes = Mailboxes(voicemail_dir, self._events, self.voicemails_changed)
        self._board = Switchboard(platform, router, self._endpoint, self._registrar, mailboxes, self._events)
        self._book = CallRegistry(self._board)
        self._subscriptions = SubscriptionServer(platform, self._endpoint, self._registrar, self._book.active)
        self._mailboxes = mailboxes
        self._executives = ExecutiveService(self._board, self._book, self._registrar)
        self._messages = MessageRelay(self._endpoint, platform, self._registrar, self._events)
        features = FeatureCodes(self._endpoint, self._executives)
        self._reception = RequestDispatcher(
            platform, self._endpoint, self._registrar, self._book, self._subscriptions, features, self._messages
        )
        self._events.subscribe(self._call_event)

    async def start(self, port: int = 0) -> Ports:
        """Port 0 takes free ports; else UDP and TCP listen on `port` and TLS on the next one."""
        ports = await self._endpoint.transport.start(port)
        self._endpoint.tasks.spawn(self._expire())
        return ports

    async def stop(self) -> None:
        for call in self._book.active():
            call.end(487)
        self._subscriptions.close()
        await self._endpoint.stop()

    def calls(self) -> list[dict[str, object]]:
        return [snapshot(call) for call in self._book.active()]

    def registrations(self) -> dict[str, list[str]]:
        return self._registrar.contacts()

    def place_call(self, caller: Caller, dialled: str, *, hold_s: float | None = None, media: str = "tone") -> str:
        """A robot inside the PBX calls `dialled` and hangs up `hold_s` after the answer; returns the call's id."""
        robot = RobotCaller(caller, self._host, self._endpoint.tasks, MediaKind(media), hold_s)
        return self._book.open(robot, Attempt(caller, dialled, robot.remote_sdp)).id

    def hang_up(self, call_id: str) -> bool:
        """Hangs up for the caller; False if the call no longer exists."""
        call = self._book.find(call_id)
        if call is None or call.ended:
            return False
        call.cancel()
        return True

    def assistant_answer(self, user: str) -> bool:
        """A robot answers the first of what rings at it."""
        ringing = self._book.ringing_robots(user)
        if ringing:
            ringing[0].answer()
        return bool(ringing)

    def subscribe(self, listener: Callable[[dict[str, object]], None]) -> None:
        self._events.subscribe(listener)

    def status_of(self, call_id: str) -> dict[str, object]:
        """Also of the last calls that have ended; KeyError for unknown ids."""
        call = self._book.find(call_id)
        if call is None:
            raise KeyError(call_id)
        return outcome(call)

    def push_to_leader(self, user: str, call_id: str) -> None:
        """Raises CallActionError."""
        self._executives.push(self._platform.users[user], call_id)

    def call_on_behalf(self, assistant: str, leader: str, address: str) -> str:
        """Raises CallActionError; else the call's id."""
        return self._executives.on_behalf(self._platform.users[assistant], leader, address)

    def send_message(self, sender: str, receiver: str, text: str) -> None:
        self._messages.send(self._platform.users[sender], self._platform.users[receiver], text)

    def voicemails(self, user: str) -> list[dict[str, object]]:
        return self._mailboxes.messages(user)

    def voicemail(self, user: str, name: str) -> bytes:
        """A WAV file; KeyError for unknown names."""
        return self._mailboxes.read(user, name)

    def voicemails_changed(self, user: str) -> None:
        """Sends the message waiting indication again, after `User.voicemails` was changed."""
        self._subscriptions.messages_changed(user)

    def features_may_have_changed(self) -> None:
        """Notifies telephones whose DND, forwarding or filter state has changed."""
        self._subscriptions.features_may_have_changed()

    def end_subscriptions(self, reason: str) -> None:
        """Terminates all subscriptions with this reason, like a platform that restarts."""
        self._subscriptions.terminate_all(reason)

    def _on_request(self, transaction: ServerTransaction) -> None:
        self._reception.receive(transaction)

    def _registration_changed(self, user: str, registered: bool) -> None:
        self._events.emit("registered" if registered else "unregistered", user=user)
        if registered and self._platform.users[user].voicemails:
            self.voicemails_changed(user)

    def _call_event(self, _event: dict[str, object]) -> None:
        self._subscriptions.calls_changed()
        self._subscriptions.features_may_have_changed()

    async def _expire(self) -> None:
        while True:
            await asyncio.sleep(EXPIRY_CHECK_S)
            self._registrar.expire()
