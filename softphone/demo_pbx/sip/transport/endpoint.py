"""One SIP entity: transport, transactions and the table of dialogs, as legs and subscriptions use them."""

import secrets
from collections.abc import Callable
from typing import Protocol as Interface

from softphone.demo_pbx.sip.messages.addresses import Uri
from softphone.demo_pbx.sip.messages.message import Request, Response
from softphone.demo_pbx.sip.messages.sdp import Origin
from softphone.demo_pbx.sip.transport.dialog import Dialog, DialogKey
from softphone.demo_pbx.sip.transport.tasks import Tasks
from softphone.demo_pbx.sip.transport.transaction_layer import TransactionLayer, new_branch, via_for
from softphone.demo_pbx.sip.transport.transactions import ClientTransaction, ServerTransaction, Timers
from softphone.demo_pbx.sip.transport.transport import Address, Flow, Protocol, SipTransport, is_loopback

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY, SUBSCRIBE, REGISTER, UPDATE, MESSAGE"
_DEFAULT_PORTS = {Protocol.UDP: 5060, Protocol.TCP: 5060, Protocol.TLS: 5061}


class DialogUser(Interface):
    """Handler of requests inside a dialog."""

    def on_request(self, transaction: ServerTransaction) -> None: ...


class Endpoint:
    """`on_new_request` gets every request that opens something."""

    def __init__(
        self,
        host: str,
        on_new_request: Callable[[ServerTransaction], None],
        make_transport: Callable[[Callable[[bytes, Flow], None]], SipTransport],
        timers: Timers,
    ) -> None:
        self.host = host
        self.tasks = Tasks()
        self.layer = TransactionLayer(timers, self._on_request)
        self.transport = make_transport(self.layer.receive)
        self._on_new_request = on_new_request
        self._dialogs: dict[DialogKey, tuple[Dialog, DialogUser]] = {}

    async def stop(self) -> None:
        self.layer.stop()
        await self.tasks.stop()
        await self.transport.stop()

    def enter(self, dialog: Dialog, user: DialogUser) -> None:
        self._dialogs[dialog.key] = (dialog, user)

    def leave(self, dialog: Dialog) -> None:
        self._dialogs.pop(dialog.key, None)

    def user_of(self, call_id: str, local_tag: str) -> DialogUser | None:
        entry = self._dialogs.get((call_id, local_tag))
        return entry[1] if entry else None

    def contact(self, user: str, protocol: Protocol) -> str:
        port = self.transport.local_port(protocol)
        transport = "" if protocol is Protocol.UDP else f";transport={protocol.value.lower()}"
        return f"<{Uri.of(user, self.host)}:{port}{transport}>"

    def new_origin(self) -> Origin:
        return Origin(self.host, secrets.randbits(31))

    def send(self, request: Request, flow: Flow, on_response: Callable[[Response], None]) -> ClientTransaction:
        return self.layer.send(request, flow, self.transport, on_response)

    def send_within(self, dialog: Dialog, request: Request, on_response: Callable[[Response], None]) -> None:
        """Over the dialog's flow, or over a new one to the peer's Contact when that is dead."""
        if dialog.flow.alive:
            self.send(request, dialog.flow, on_response)
        else:
            self.tasks.spawn(self._send_again(dialog, request, on_response))

    def acknowledge(self, dialog: Dialog, response: Response, body: bytes = b"", content_type: str = "") -> None:
        """Sends the ACK of a 2xx, outside any transaction, again for each repeated 2xx."""
        ack = dialog.request("ACK", response.cseq[0])
        ack.headers.prepend("via", via_for(dialog.flow, self.transport, new_branch()))
        ack.headers.add("max-forwards", "70")
        if body:
            ack.headers.add("content-type", content_type)
            ack.body = body
        self.layer.acknowledge(response, lambda: self._send_ack(dialog, bytes(ack)))

    async def flow_to(self, uri: Uri, protocol: Protocol, source: Address) -> Flow:
        """To a Contact; one that names no loopback address is reached where its REGISTER came from."""
        if not is_loopback(uri.host):
            return await self.transport.connect(protocol, source)
        return await self.transport.connect(protocol, (uri.host, uri.port or _DEFAULT_PORTS[protocol]))

    def _send_ack(self, dialog: Dialog, data: bytes) -> None:
        if dialog.flow.alive:
            dialog.flow.send(data)

    async def _send_again(self, dialog: Dialog, request: Request, on_response: Callable[[Response], None]) -> None:
        try:
            target = Uri.parse(dialog.target)
            dialog.flow = await self.flow_to(target, dialog.flow.protocol, dialog.flow.peer)
        except (ConnectionError, TimeoutError):
            response = Response.to_request(request, 503)
            response.local = True
            on_response(response)
            return
        self.send(request, dialog.flow, on_response)

    def _on_request(self, transaction: ServerTransaction) -> None:
        request = transaction.request
        if not request.to.tag:
            self._on_new_request(transaction)
            return
        entry = self._dialogs.get((request.call_id, request.to.tag))
        if entry is None:
            transaction.reply(481)
            return
        self._within(*entry, transaction)

    def _within(self, dialog: Dialog, user: DialogUser, transaction: ServerTransaction) -> None:
        request = transaction.request
        if not dialog.accept(request):
            transaction.reply(500 if request.sender.tag == dialog.remote.tag else 481)
            return
        if transaction.flow.reliable:
            dialog.flow = transaction.flow
        if request.method in ("INVITE", "UPDATE", "SUBSCRIBE"):
            dialog.refresh_target(request)
        user.on_request(transaction)
