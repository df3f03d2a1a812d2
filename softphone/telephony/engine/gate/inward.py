"""Messages of the network on their way to pjsip: refused, mended, and reduced to one Via and one Record-Route."""

import logging
import re
import secrets

from softphone.domain.account.account import Transport
from softphone.telephony.engine.gate.core import FROM_GATE, FROM_VISITOR, SOURCE_HEADER, GateCore, new_branch
from softphone.telephony.engine.gate.events import AddressChanged, AgreementLost, InviteRefused
from softphone.telephony.engine.gate.flows.line import Line, NetworkPeer, usable_routes
from softphone.telephony.engine.gate.rules import request_rules, response_rules
from softphone.telephony.engine.gate.rules.invite_limit import InviteLimit
from softphone.telephony.engine.gate.rules.request_rules import RefusedError
from softphone.telephony.engine.gate.tables import GateDialog, MergeKey, ReceivedRequest, SentRequest
from softphone.telephony.engine.gate.wire import sdp
from softphone.telephony.engine.gate.wire.message import WireMessage, response_to
from softphone.telephony.engine.gate.wire.size import TooLargeError
from softphone.telephony.engine.gate.wire.values import (
    LONGEST_HOST,
    LONGEST_URI,
    NameAddress,
    SipUri,
    Via,
    host_port,
    param,
    tag_of,
    uri_of,
)

log = logging.getLogger(__name__)

_OPENS_DIALOG = frozenset({"INVITE", "SUBSCRIBE", "REFER", "NOTIFY", "UPDATE", "PRACK"})
_MERGED = frozenset({"INVITE", "MESSAGE", "OPTIONS"})
_BELIEVED = ("p-asserted-identity", "p-preferred-identity", "remote-party-id", "diversion", "history-info")
"""Only from the platform."""
_NOT_FROM_VISITORS = frozenset({"MESSAGE", "REFER", "NOTIFY"})
MOST_CONTACTS = 4
OK, TERMINATED = 200, 487
CANCELLED_LIMIT_S = 1.0


class Inward:
    """On the gate's loop only; `on_message` gets messages whose SDP names are looked up."""

    def __init__(self, core: GateCore) -> None:
        self._core = core
        self._invites = InviteLimit()

    def on_message(self, peer: NetworkPeer, message: WireMessage, addresses: dict[str, str]) -> None:
        message.remove(SOURCE_HEADER)
        if not message.method:
            self._on_response(peer, message, addresses)
            return
        try:
            self._on_request(peer, message, addresses)
        except RefusedError as refusal:
            self.refuse(peer, message, refusal)
        except TooLargeError:
            self.refuse(peer, message, RefusedError(513, "Message Too Large"))

    def refuse(self, peer: NetworkPeer, request: WireMessage, refusal: RefusedError) -> None:
        log.info("%s refused: %d %s", request.method or "a message", refusal.status, refusal.reason)
        if not refusal.status or request.method == "ACK" or not request.first("via"):
            return
        answer = response_to(request, refusal.status, refusal.reason, secrets.token_hex(5))
        for key, value in refusal.headers:
            answer.add(key, value)
        self._core.send_to_network(peer, answer)

    # ------------------------------------------------------------ responses

    def _on_response(self, peer: NetworkPeer, response: WireMessage, addresses: dict[str, str]) -> None:
        sent = self._request_of(peer, response)
        if sent is None:
            log.debug("a response to no request: %d", response.status)
            return
        sent.used_s = self._core.now_s()
        method = response.cseq[1]
        if method == sent.method:
            sent.status = max(sent.status, response.status)
            sent.tag = response_rules.readable_tag(response) or sent.tag
        if isinstance(peer, Line):
            self._learn(peer, response)
        response.replace("via", f"SIP/2.0/UDP {self._core.inner.pjsip};rport;branch={sent.inner_branch}")
        response_rules.mend(response, sent.original.first("from"), sent.original.first("to"), sent.tag)
        if isinstance(peer, Line):
            response_rules.limit_challenges(response, peer.realm if method != "REGISTER" else None)
        else:
            response_rules.remove_challenges(response)
        self._mend_media(response, addresses, sent)
        if method == "CANCEL" and response.status == OK:
            self._core.call_later(CANCELLED_LIMIT_S, lambda: self._end_cancelled(sent))
        if method == "REGISTER":
            self._keep_own_binding(peer, response)
        else:
            self._show_dialog(peer, response, sent)
        self._core.send_to_pjsip(response)

    def _end_cancelled(self, sent: SentRequest) -> None:
        """487 in the other side's place: it agreed to the CANCEL, and pjsip's line would be taken for 32 s more."""
        if sent.status < OK:
            sent.status = TERMINATED
            self._core.send_to_pjsip(
                response_to(sent.original, TERMINATED, "Request Terminated", secrets.token_hex(5))
            )

    def _request_of(self, peer: NetworkPeer, response: WireMessage) -> SentRequest | None:
        vias = response.listed("via")
        if not response_rules.is_usable(response) or len(vias) != 1:
            return None
        via = Via.read(vias[0])
        sent = self._core.sent.find(via.branch) if via is not None else None
        return sent if sent is not None and sent.line is peer else None

    def _learn(self, line: Line, response: WireMessage) -> None:
        if line.agreement.read(response):
            self._core.post(AgreementLost(line.name))
            response.add(SOURCE_HEADER, FROM_GATE)  # for the engine this is a connection that has to be made anew
        if response.cseq[1] == "REGISTER" and line.learn(response, response_rules.realms(response)):
            self._core.post(AddressChanged(line.name))

    def _mend_media(self, response: WireMessage, addresses: dict[str, str], sent: SentRequest) -> None:
        if response.has_sdp:
            response.body = sdp.mended(response.body, addresses)
            if sent.crypto_tags:
                response.body = sdp.with_foreign_crypto_removed(response.body, sent.crypto_tags)

    def _keep_own_binding(self, peer: NetworkPeer, response: WireMessage) -> None:
        """pjsip sees its own binding; others only where ours is missing, which the engine then judges."""
        ours = {peer.own_address.lower(), peer.contact_address.lower()}
        bindings = response.listed("contact")
        own = [value for value in bindings if _place_of(value, peer.transport) in ours]
        shown = [self._inside(own[0])] if own else [value for value in bindings if _is_bearable(uri_of(value))]
        response.remove("record-route")
        response.replace("contact", *shown[:MOST_CONTACTS])

    def _inside(self, binding: str) -> str:
        address = NameAddress.read(binding)
        uri = SipUri.read(address.uri)
        user = f"{uri.user}@" if uri is not None and uri.user else ""
        return f"<sip:{user}{self._core.inner.pjsip}>{address.rest}"

    def _show_dialog(self, peer: NetworkPeer, response: WireMessage, sent: SentRequest) -> None:
        method, tag = response.cseq[1], tag_of(response.first("to"))
        call_id = response.first("call-id")
        if 100 < response.status < 300 and method in _OPENS_DIALOG and tag:
            dialog = self._core.dialog(peer, call_id, tag)
            if not tag_of(sent.original.first("to")):  # a re-INVITE changes no routes (RFC 3261 section 12.2.1.2)
                dialog.routes = list(reversed(usable_routes(response.listed("record-route"))))
            dialog.confirmed = dialog.confirmed or (method == "INVITE" and response.status >= 200)
            self._set_dialog_headers(response, dialog)
            return
        response.remove("record-route")
        redirects = map(uri_of, response.listed("contact") if response.status // 100 == 3 else [])
        response.replace("contact", *[f"<{uri}>" for uri in redirects if _is_bearable(uri)][:MOST_CONTACTS])
        early = self._core.dialogs.find(call_id, tag)
        if early is not None and method == "INVITE" and response.status >= 300 and not early.confirmed:
            self._core.end_dialog(call_id, tag)

    def _set_dialog_headers(self, message: WireMessage, dialog: GateDialog) -> None:
        """pjsip's one Record-Route, and a Contact that it can bear."""
        message.remove("record-route")
        message.insert_after_via("record-route", self._core.route_of(dialog.token))
        contacts = message.listed("contact")
        if not contacts:
            return
        uri = uri_of(contacts[0])
        if not _is_bearable(uri):
            user = re.sub(r"[^A-Za-z0-9+.\-]", "", uri.partition(":")[2].partition("@")[0])[:40] or "x"
            alias = f"sip:{user}@{dialog.token}.invalid"
            dialog.aliases = {**dict(list(dialog.aliases.items())[-MOST_CONTACTS:]), alias: uri}
            uri = alias
        message.replace("contact", f"<{uri}>")

    # ------------------------------------------------------------ requests

    def _on_request(self, peer: NetworkPeer, request: WireMessage, addresses: dict[str, str]) -> None:
        request_rules.check(request)
        self._check_source(peer, request)
        entry = self._entry_of(peer, request)
        branch = self._core.received.branch_of(entry.key)
        if branch is None:
            self._check_new(peer, request, entry)
            branch = new_branch()
            self._core.received.put(branch, entry)
        known = self._core.received.find(branch)
        if known is not None:
            known.used_s = self._core.now_s()
        self._rewrite(peer, request, branch, entry)
        if request.has_sdp:
            request.body = sdp.mended(request.body, addresses)
        self._core.send_to_pjsip(request)

    def _check_source(self, peer: NetworkPeer, request: WireMessage) -> None:
        """Others than the platform may call, and nothing more."""
        if peer.is_platform:
            return
        if request.method in _NOT_FROM_VISITORS:
            raise RefusedError(403, "Forbidden")
        request.remove(*_BELIEVED)
        request.add(SOURCE_HEADER, FROM_VISITOR)

    def _entry_of(self, peer: NetworkPeer, request: WireMessage) -> ReceivedRequest:
        vias = request.listed("via")
        top = Via.read(vias[0]) or Via("UDP", "", 0, "")
        number, call_id = request.cseq[0], request.first("call-id")
        merge = MergeKey(peer.name, call_id, tag_of(request.first("from")), number, request.method)
        return ReceivedRequest(
            key=(top.branch, top.sent_by, number, call_id),
            merge=merge,
            vias=[_stamped(vias[0], top, peer), *vias[1:]],
            record_routes=request.listed("record-route"),
            from_=request.first("from"),
            to=request.first("to"),
            line=peer,
            had_sdp=request.has_sdp,
            used_s=self._core.now_s(),
        )

    def _check_new(self, peer: NetworkPeer, request: WireMessage, entry: ReceivedRequest) -> None:
        """Raises RefusedError for what would confuse or end pjsip."""
        merge, in_dialog = entry.merge, bool(tag_of(entry.to))
        if request.method == "ACK":
            invite = self._core.received.first_of(
                MergeKey(merge.line, merge.call_id, merge.from_tag, merge.cseq, "INVITE")
            )
            if invite is None or invite.status // 100 != 2:
                raise RefusedError(0, "an ACK for nothing")  # the merged ACK at which pjsip aborts
        elif request.method == "CANCEL":
            raise RefusedError(481, "Call/Transaction Does Not Exist")
        elif request.method in _MERGED and not in_dialog and self._core.received.first_of(merge) is not None:
            raise RefusedError(482, "Merged Request")
        elif request.method == "OPTIONS" and in_dialog:  # pjsip answers 500
            known = self._core.dialogs.find(merge.call_id, merge.from_tag) is not None
            raise RefusedError(200, "OK", ("allow", request_rules.ALLOW)) if known else _no_dialog()
        elif request.method == "INVITE" and not in_dialog and not self._invites.admit(self._core.now_s()):
            self._core.post(InviteRefused(request.encode().decode("utf-8", "replace"), 480, "Too Many Calls"))
            raise RefusedError(480, "Temporarily Unavailable", ("retry-after", "1"))

    def _rewrite(self, peer: NetworkPeer, request: WireMessage, branch: str, entry: ReceivedRequest) -> None:
        inner = self._core.inner
        routes = usable_routes(entry.record_routes)
        request_rules.mend(request)
        request.prepend("via", f"SIP/2.0/UDP {inner.gate};rport;branch={branch}")
        uri = SipUri.read(request.uri)
        user = uri.user if uri is not None and len(uri.user) < LONGEST_HOST else ""
        request.uri = f"sip:{user}@{inner.pjsip}" if user else f"sip:{inner.pjsip}"
        request.remove("record-route")
        tag, call_id = entry.merge.from_tag, entry.merge.call_id
        if tag and request.method in _OPENS_DIALOG:
            dialog = self._core.dialog(peer, call_id, tag)
            if not tag_of(entry.to):
                dialog.routes = list(routes)
            self._set_dialog_headers(request, dialog)
        if request.method == "BYE" or _is_last_notify(request):
            self._core.end_dialog(call_id, tag)


def _no_dialog() -> RefusedError:
    return RefusedError(481, "Call/Transaction Does Not Exist")


def _is_last_notify(request: WireMessage) -> bool:
    """Of a subscription of its own; the dialog of a call outlives its REFER."""
    state = request.first("subscription-state").partition(";")[0].strip().lower()
    event = request.first("event").partition(";")[0].strip().lower()
    return request.method == "NOTIFY" and state == "terminated" and event != "refer"


def _stamped(via: str, top: Via, peer: NetworkPeer) -> str:
    """The top Via with the source it came from (RFC 3581)."""
    if peer.transport is not Transport.UDP or param(top.rest, "rport") is None:
        return via
    host, port = peer.source
    return re.sub(r";\s*rport(=\d*)?(?=\s*(;|$))", f";rport={port};received={host}", via, count=1)


def _place_of(contact: str, transport: Transport) -> str:
    uri = SipUri.read(uri_of(contact))
    if uri is None:
        return ""
    return host_port(uri.host, uri.port or (5061 if transport is Transport.TLS else 5060)).lower()


def _is_bearable(text: str) -> bool:
    """Whether pjsip can work with this Contact."""
    uri = SipUri.read(text)
    return uri is not None and uri.scheme == "sip" and len(text) <= LONGEST_URI and len(uri.host) <= LONGEST_HOST
