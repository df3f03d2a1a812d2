"""Messages of pjsip on their way to the network: our address, the real routes, the agreement's headers."""

import logging
import re
import secrets

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.core import FROM_GATE, SOURCE_HEADER, GateCore, new_branch
from softphone.telephony.engine.gate.flows.line import Line, NetworkPeer
from softphone.telephony.engine.gate.tables import GateDialog, ReceivedRequest, SentRequest
from softphone.telephony.engine.gate.wire import sdp
from softphone.telephony.engine.gate.wire.message import WireMessage, response_to
from softphone.telephony.engine.gate.wire.values import NameAddress, SipUri, Via, tag_of, uri_of

log = logging.getLogger(__name__)

_ADDRESS_HEADERS = ("contact", "referred-by", "refer-to", "reply-to")


class Outward:
    """On the gate's loop only."""

    def __init__(self, core: GateCore) -> None:
        self._core = core

    def on_message(self, message: WireMessage) -> None:
        if message.method:
            self.send_request(message)
        else:
            self._send_response(message)

    # ------------------------------------------------------------ requests

    def send_request(self, request: WireMessage) -> None:
        peer, dialog = self._route(request)
        if peer is None:
            self._refuse(request, "no such line")
        elif peer.is_open:
            self._send_over(peer, dialog, request)
        elif isinstance(peer, Line):
            peer.when_open(lambda: self.send_request(request), lambda why: self._refuse(request, why))
        else:
            self._refuse(request, "connection lost")

    def _route(self, request: WireMessage) -> tuple[NetworkPeer | None, GateDialog | None]:
        """The user part of pjsip's first Route names a dialog or a line."""
        first = next(iter(request.listed("route")), "")
        name = uri_of(first).partition(":")[2].partition("@")[0]
        dialog = self._core.dialogs.by_token(name)
        if dialog is not None:
            return dialog.line, dialog
        line: NetworkPeer | None = self._core.lines.get(name)
        return line, None

    def _send_over(self, peer: NetworkPeer, dialog: GateDialog | None, request: WireMessage) -> None:
        via = Via.read(request.first("via"))
        inner = via.branch if via is not None else ""
        outer = self._core.sent.branch_of(inner) or new_branch()
        if self._is_needless_repetition(outer, peer, request):
            return
        sent = self._note(inner, outer, peer, request)
        request.replace("via", f"SIP/2.0/{peer.transport.name} {peer.own_address};rport;branch={outer}")
        self._set_routes(request, peer, dialog)
        self._set_addresses(request, peer)
        peer.agreement.add_headers(request)
        peer.agreement.mark_media(request, is_answer=request.method == "ACK")
        if request.method == "REGISTER" and isinstance(peer, Line):
            peer.told()
        if isinstance(peer, Line) and self._goes_over_stream(peer, request, sent):
            request.replace("via", f"SIP/2.0/TCP {peer.stream.own_address};rport;branch={outer}")
            self._core.send_over_stream(peer, request)
        else:
            self._core.send_to_network(peer, request)
        self._follow(request, dialog)

    @staticmethod
    def _goes_over_stream(line: Line, request: WireMessage, sent: SentRequest | None) -> bool:
        """A large request over UDP, and the CANCEL or ACK that follows one."""
        if sent is None:
            return False
        if request.method == sent.method and line.has_stream_for(len(request.encode())):
            sent.flow = line.stream.number
        return sent.flow != 0 and sent.flow == line.stream.number and line.stream.is_open

    def _is_needless_repetition(self, outer: str, peer: NetworkPeer, request: WireMessage) -> bool:
        """pjsip believes in UDP and repeats itself; over one connection once is enough."""
        before = self._core.sent.find(outer)
        if before is None or request.method == "ACK" or before.method != request.method:
            return False
        open_flows = {peer.flow_number, peer.stream.number if isinstance(peer, Line) else 0} - {0}
        return before.flow in open_flows

    def _note(self, inner: str, outer: str, peer: NetworkPeer, request: WireMessage) -> SentRequest | None:
        """The entry of this request, for CANCEL and the ACK of a refusal that of the INVITE."""
        before = self._core.sent.find(outer)
        if request.method == "CANCEL" or (request.method == "ACK" and before is not None):
            return before
        kept = response_to(request, 0, "")
        tags = sdp.crypto_tags(request.body) if request.has_sdp else frozenset[bytes]()
        now_s = self._core.now_s()
        sent = SentRequest(inner, request.method, peer, kept, peer.flow_number, tags, now_s)
        self._core.sent.put(outer, sent)
        return sent

    def _set_routes(self, request: WireMessage, peer: NetworkPeer, dialog: GateDialog | None) -> None:
        own = request.listed("route")[1:]
        if dialog is not None:
            routes = [*dialog.routes, *own]
            request.uri = dialog.aliases.get(request.uri, request.uri)
        else:
            routes = [*(peer.opening_routes(request.method) if isinstance(peer, Line) else ()), *own]
        first = SipUri.read(uri_of(routes[0])) if routes else None
        if first is not None and not first.is_loose_router:  # a strict router (RFC 3261 section 12.2.1.1)
            routes, request.uri = [*routes[1:], f"<{request.uri}>"], uri_of(routes[0])
        request.remove("route")
        request.insert_after_via("route", *routes)

    def _follow(self, request: WireMessage, dialog: GateDialog | None) -> None:
        if dialog is None:
            return
        dialog.used_s = self._core.now_s()
        if request.method == "BYE":
            self._core.end_dialog(*dialog.key)

    def _refuse(self, request: WireMessage, why: str) -> None:
        """Answers in the network's stead, so that pjsip need not wait for its time-out."""
        if request.method != "ACK":
            self._core.send_to_pjsip(connection_fault(request, why))

    # ------------------------------------------------------------ responses

    def _send_response(self, response: WireMessage) -> None:
        via = Via.read(response.first("via"))
        request = self._core.received.find(via.branch) if via is not None else None
        if request is None:
            log.info("an answer to no request: %d", response.status)
            return
        peer = request.line
        self._restore(response, request)
        self._set_addresses(response, peer)
        peer.agreement.mark_media(response, is_answer=request.had_sdp or request.method == "UPDATE")
        self._core.send_to_network(peer, response)

    def _restore(self, response: WireMessage, request: ReceivedRequest) -> None:
        """Via, From, To and Record-Route as they came, with our tag."""
        if response.cseq[1] == request.method:
            request.status, request.used_s = max(request.status, response.status), self._core.now_s()
            self._settle(response, request)
        tag = tag_of(response.first("to"))
        response.prepend("via", *request.vias)
        response.replace("from", request.from_)
        response.replace("to", request.to if not tag or tag_of(request.to) else f"{request.to};tag={tag}")
        has_routes = bool(response.first("record-route"))
        response.remove("record-route")
        if has_routes:
            response.insert_after_via("record-route", *request.record_routes)

    def _settle(self, response: WireMessage, request: ReceivedRequest) -> None:
        key = (response.first("call-id"), tag_of(request.from_))
        dialog = self._core.dialogs.find(*key)
        if dialog is None or request.method != "INVITE" or response.status < 200:
            return
        if response.status < 300:
            dialog.confirmed = True
        elif not dialog.confirmed:
            self._core.end_dialog(*key)

    # ------------------------------------------------------------ our address

    def _set_addresses(self, message: WireMessage, peer: NetworkPeer) -> None:
        """pjsip knows itself by its socket on the loopback; the network must not see that one."""
        inside = self._core.inner.pjsip
        for i, header in enumerate(message.headers):
            if header.key not in _ADDRESS_HEADERS or inside not in header.value:
                continue
            shown = self._outside(header.value, peer) if header.key == "contact" else None
            value = shown or header.value.replace(inside, peer.contact_address)
            message.headers[i] = type(header)(header.key, header.name, value)
        if message.has_sdp:
            message.body = sdp.with_address(message.body, lambda host: outer_host(host, peer))

    def _outside(self, contact: str, peer: NetworkPeer) -> str:
        address, there = NameAddress.read(contact), peer.contact_address
        uri = address.uri.replace(self._core.inner.pjsip, there)
        if peer.transport is not Transport.UDP:
            uri = uri.replace(there, f"{there};transport={peer.transport.value}")
        return f"{address.name}<{uri}>{address.rest}"


def outer_host(host: str, peer: NetworkPeer) -> str:
    """A NAT's outer address for our own one (RFC 3581 told it); any other stays."""
    own, seen = peer.own_address.rpartition(":")[0], peer.contact_address.rpartition(":")[0]
    return seen if host == own and "[" not in seen else host


def connection_fault(request: WireMessage, why: str) -> WireMessage:
    """503 of the gate itself; `request` has Via, From, To, Call-ID and CSeq as pjsip wrote them."""
    words = re.sub(r"[^ -~]|[\"\\]", " ", why)[:80]
    answer = response_to(request, 503, "No Connection To The Server", secrets.token_hex(5))
    answer.add("warning", f'399 gate "{words}"')
    answer.add(SOURCE_HEADER, FROM_GATE)
    return answer
