"""Finds the transaction a message belongs to, opens new ones, answers what cannot be understood."""

import logging
import secrets
from collections.abc import Callable

from softphone.demo_pbx.sip.messages.addresses import Via
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.message import BadMessageError, Request, Response, parse
from softphone.demo_pbx.sip.transport.transactions import (
    ClientTransaction,
    ServerTransaction,
    Timers,
    Transaction,
    TransactionKey,
    beside_invite,
)
from softphone.demo_pbx.sip.transport.transport import Flow, SipTransport

_log = logging.getLogger(__name__)
SERVER_NAME = "Vorzimmer-Demo-PBX"
MAX_FORWARDS = 70
SUPPORTED_EXTENSIONS = ("replaces", "norefersub", "timer")


def new_branch() -> str:
    return "z9hG4bK" + secrets.token_hex(10)


class TransactionLayer:
    """`on_request` is called once for each new request except ACK and CANCEL."""

    def __init__(self, timers: Timers, on_request: Callable[[ServerTransaction], None]) -> None:
        self._timers = timers
        self._on_request = on_request
        self._server: dict[TransactionKey, ServerTransaction] = {}
        self._client: dict[TransactionKey, ClientTransaction] = {}
        self._accepted: dict[TransactionKey, ServerTransaction] = {}

    def stop(self) -> None:
        for transaction in [*self._server.values(), *self._client.values()]:
            transaction.terminate()

    def receive(self, data: bytes, flow: Flow) -> None:
        """Bytes from the network; whatever they are, nothing is raised."""
        try:
            message = parse(data)
            self._dispatch(message, flow)
        except BadMessageError as error:
            _answer_bad(error, flow)
        except SipError as error:
            _log.info("dropped a message from %s: %s", flow.peer, error)
        except Exception:
            _log.exception("a message from %s could not be handled", flow.peer)

    def send(
        self, request: Request, flow: Flow, transport: SipTransport, on_response: Callable[[Response], None]
    ) -> ClientTransaction:
        branch = new_branch()
        request.headers.prepend("via", via_for(flow, transport, branch))
        for name, value in (("max-forwards", MAX_FORWARDS), ("user-agent", SERVER_NAME)):
            if request.headers.first(name) is None:
                request.headers.add(name, value)
        return self._open_client(branch, request, flow, on_response)

    def cancel(self, invite: ClientTransaction, reason: str = "") -> None:
        """Sends a CANCEL; allowed only after a provisional response."""
        request = beside_invite(invite.request, "CANCEL")
        if reason:
            request.headers.add("reason", reason)
        self._open_client(invite.key[0], request, invite.flow, lambda _: None)
        invite.give_up_after_cancel()

    def acknowledge(self, response: Response, send_ack: Callable[[], None]) -> None:
        """Sends the ACK of a 2xx now and for every repetition."""
        transaction = self._client.get((response.top_via.branch, "INVITE"))
        if transaction is not None:
            transaction.acknowledge_with(send_ack)

    def _open_client(
        self, branch: str, request: Request, flow: Flow, on_response: Callable[[Response], None]
    ) -> ClientTransaction:
        key = (branch, request.method)
        transaction = ClientTransaction(key, request, flow, self._timers, on_response)
        self._client[key] = transaction
        transaction.when_ended(self._client_ended)
        transaction.start()
        return transaction

    def _client_ended(self, transaction: Transaction) -> None:
        self._client.pop(transaction.key, None)

    def _dispatch(self, message: Request | Response, flow: Flow) -> None:
        if isinstance(message, Request):
            self._receive_request(message, flow)
            return
        transaction = self._client.get((message.top_via.branch, message.cseq[1]))
        if transaction is not None:
            transaction.received(message)

    def _receive_request(self, request: Request, flow: Flow) -> None:
        _stamp_via(request, flow)
        if request.method == "ACK":
            self._receive_ack(request)
            return
        key = _server_key(request, request.method)
        known = self._server.get(key)
        if known is not None:
            known.retransmission()
            return
        transaction = self._open_server(key, request, flow)
        if request.method == "CANCEL":
            self._receive_cancel(transaction)
        else:
            self._hand_over(transaction)

    def _open_server(self, key: TransactionKey, request: Request, flow: Flow) -> ServerTransaction:
        transaction = ServerTransaction(key, request, flow, self._timers)
        self._server[key] = transaction
        if transaction.is_invite:
            self._accepted[_dialog_key(request)] = transaction
        transaction.when_ended(self._server_ended)
        return transaction

    def _server_ended(self, transaction: Transaction) -> None:
        self._server.pop(transaction.key, None)
        key = _dialog_key(transaction.request)
        if self._accepted.get(key) is transaction:
            del self._accepted[key]

    def _receive_ack(self, ack: Request) -> None:
        """The ACK of a refusal shares the branch, that of a 2xx only Call-ID, From tag and CSeq."""
        transaction = self._server.get(_server_key(ack, "INVITE")) or self._accepted.get(_dialog_key(ack))
        if transaction is not None:
            transaction.acknowledged(ack)

    def _receive_cancel(self, cancel: ServerTransaction) -> None:
        invite = self._server.get(_server_key(cancel.request, "INVITE"))
        cancel.reply(481 if invite is None else 200)
        if invite is not None and not invite.answered and invite.on_cancel is not None:
            invite.on_cancel(cancel.request)

    def _hand_over(self, transaction: ServerTransaction) -> None:
        if _refuse_early(transaction):
            return
        try:
            self._on_request(transaction)
        except SipError as error:
            transaction.reply(error.status, error.reason)
        except Exception:
            transaction.reply(500)
            raise


def via_for(flow: Flow, transport: SipTransport, branch: str) -> str:
    port = transport.local_port(flow.protocol)
    return f"SIP/2.0/{flow.protocol.value} {transport.host}:{port};rport;branch={branch}"


def _server_key(request: Request, method: str) -> TransactionKey:
    """RFC 3261 17.2.3, with its fall-back for branches without the magic cookie."""
    via = request.top_via
    place = (via.host.lower(), str(via.port or ""))
    if via.branch.startswith("z9hG4bK"):
        return via.branch, *place, method
    number, _ = request.cseq
    return via.branch, *place, request.call_id, request.sender.tag, str(number), method


def _dialog_key(request: Request) -> TransactionKey:
    return request.call_id, request.sender.tag, str(request.cseq[0])


def _stamp_via(request: Request, flow: Flow) -> None:
    vias = request.headers.items("via")
    request.headers.remove("via")
    for value in reversed(vias[1:]):
        request.headers.prepend("via", value)
    request.headers.prepend("via", Via.parse(vias[0]).seen_from(*flow.peer))


def _refuse_early(transaction: ServerTransaction) -> bool:
    request = transaction.request
    if request.headers.first("max-forwards") == "0":
        transaction.reply(483)
        return True
    unknown = [name for name in request.headers.items("require") if name.lower() not in SUPPORTED_EXTENSIONS]
    if unknown:
        transaction.reply(420, fields=[("unsupported", ", ".join(unknown))])
    return bool(unknown)


def _answer_bad(error: BadMessageError, flow: Flow) -> None:
    """A request with readable addresses gets its status; everything else, and every bad ACK, is dropped."""
    request = error.request
    if request is None or request.method == "ACK":
        return
    try:
        _stamp_via(request, flow)
        flow.send(bytes(Response.to_request(request, error.status, error.reason)))
    except (SipError, ConnectionError) as problem:
        _log.debug("a bad message from %s stays unanswered: %s", flow.peer, problem)
