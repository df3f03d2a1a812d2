"""MESSAGE outside a call (RFC 3428): passed on to every contact, answered with the first good answer."""

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.sip.calls.sip_leg import put_body
from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri
from softphone.demo_pbx.sip.messages.message import Request, Response
from softphone.demo_pbx.sip.transport.dialog import Dialog
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.events import Events
from softphone.demo_pbx.sip.transport.registrar import Binding, Registrar
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction


class MessageRelay:
    """Sends as the authenticated user, not as the From claims; a robot takes every message itself."""

    def __init__(self, endpoint: Endpoint, platform: Platform, registrar: Registrar, events: Events) -> None:
        self._events = events
        self._endpoint = endpoint
        self._platform = platform
        self._registrar = registrar

    def relay(self, transaction: ServerTransaction, sender: User) -> None:
        user = self._platform.find(transaction.request.target.name)
        if user is not None:
            self._remember(sender, user, transaction.request.body)
        if user is not None and user.robot:
            transaction.reply(200)
            return
        bindings = self._registrar.bindings(user.name) if user else []
        if user is None or not bindings:
            transaction.reply(404 if user is None else 480)
            return
        relayed = _Relayed(transaction, len(bindings))
        for binding in bindings:
            self._endpoint.tasks.spawn(self._send(transaction.request, sender, binding, relayed))

    def send(self, sender: User, receiver: User, text: str) -> None:
        """Sends a message from a robot to all telephones of a user."""
        body = text.encode()
        self._remember(sender, receiver, body)
        for binding in self._registrar.bindings(receiver.name):
            original = Request("MESSAGE", str(Uri.of(receiver.number or receiver.extension, self._platform.domain)))
            original.headers.add("content-type", "text/plain;charset=UTF-8")
            original.body = body
            self._endpoint.tasks.spawn(self._send(original, sender, binding, _Unheard()))

    def _remember(self, sender: User, receiver: User, body: bytes) -> None:
        text = body.decode("utf-8", "replace")
        self._events.emit("message", sender=sender.name, receiver=receiver.name, text=text)

    async def _send(self, original: Request, sender: User, binding: Binding, relayed: "_Relayed | _Unheard") -> None:
        flow = binding.flow
        try:
            if not (flow.reliable and flow.alive):
                flow = await self._endpoint.flow_to(binding.uri, flow.protocol, flow.peer)
        except (ConnectionError, TimeoutError):
            relayed.answered(480)
            return
        source = NameAddr(Uri.of(sender.number or sender.extension, self._platform.domain), sender.display)
        request = Dialog.calling(source, NameAddr(original.target), str(binding.uri), flow).request("MESSAGE")
        put_body(request, original.body, original.content_type or "text/plain")
        self._endpoint.send(request, flow, relayed.on_response)


class _Unheard:
    """Ignores responses to a robot's message."""

    def on_response(self, response: Response) -> None:
        """Ignores the response."""

    def answered(self, status: int) -> None:
        """Not reachable: the message is lost."""


class _Relayed:
    """Waits for the answers of all contacts of one message."""

    def __init__(self, transaction: ServerTransaction, waiting: int) -> None:
        self._transaction = transaction
        self._waiting = waiting

    def on_response(self, response: Response) -> None:
        if response.status >= 200:
            self.answered(response.status)

    def answered(self, status: int) -> None:
        self._waiting -= 1
        if status < 300 or self._waiting == 0:
            self._transaction.reply(status)
