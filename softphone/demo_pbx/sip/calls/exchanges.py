"""Requests inside a dialog that wait for an answer: re-INVITE, UPDATE, INFO, MESSAGE and REFER."""

from typing import Protocol

from softphone.demo_pbx.sip.calls.leg import Answer, Content, passed_fields
from softphone.demo_pbx.sip.messages.addresses import NameAddr
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.message import Request
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE
from softphone.demo_pbx.sip.messages.statuses import reason_of
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction

_REFER_LIFETIME_S = 120


class RequestingLeg(Protocol):
    """The leg that sent the request: what an answer needs of it."""

    remote_sdp: bytes

    def capabilities(self) -> list[tuple[str, str]]: ...

    def stamped(self, body: bytes, content_type: str) -> bytes: ...

    def notify(self, event: str, state: str, body: bytes, content_type: str) -> None: ...


class SipExchange:
    """One such request from a telephone."""

    def __init__(self, leg: RequestingLeg, transaction: ServerTransaction) -> None:
        request = transaction.request
        self.content = Content(
            request.method, request.body, request.content_type or SDP_TYPE, passed_fields(request.headers)
        )
        self._leg = leg
        self._transaction = transaction

    def reply(self, answer: Answer) -> None:
        fields = list(answer.fields)
        if self.content.negotiates:
            fields += self._leg.capabilities()
            if answer.good:
                self._agree(answer)
        body = self._leg.stamped(answer.body, answer.content_type)
        if body:
            fields.append(("content-type", answer.content_type))
        self._transaction.reply(answer.status, answer.reason, fields=fields, body=body)

    def _agree(self, answer: Answer) -> None:
        if self.content.body:
            self._leg.remote_sdp = self.content.body
        self._transaction.on_ack = lambda ack: self._acknowledged(ack, answer)

    def _acknowledged(self, ack: Request, answer: Answer) -> None:
        if not self.content.body and ack.body:
            self._leg.remote_sdp = ack.body
            answer.confirm(ack.body)


class SipReferral:
    """A REFER inside a call and the implicit subscription to its outcome (RFC 3515, RFC 4488)."""

    def __init__(self, leg: RequestingLeg, transaction: ServerTransaction, target: NameAddr) -> None:
        self.target = target
        self._leg = leg
        self._transaction = transaction
        self._silent = (transaction.request.headers.first("refer-sub") or "").lower() == "false"
        self._event = f"refer;id={transaction.request.cseq[0]}"

    @classmethod
    def parse(cls, leg: RequestingLeg, transaction: ServerTransaction) -> "SipReferral":
        values = transaction.request.headers.items("refer-to")
        if len(values) != 1:
            raise SipError(400, "Exactly One Refer-To Needed")
        return cls(leg, transaction, NameAddr.parse(values[0]))

    def accept(self) -> None:
        fields = self._leg.capabilities()
        if self._silent:
            fields.append(("refer-sub", "false"))
        self._transaction.reply(202, fields=fields)
        self.report(100, reason_of(100), last=False)

    def refuse(self, status: int) -> None:
        self._transaction.reply(status)

    def report(self, status: int, reason: str, *, last: bool) -> None:
        if self._silent:
            return
        state = "terminated;reason=noresource" if last else f"active;expires={_REFER_LIFETIME_S}"
        body = f"SIP/2.0 {status} {reason}\r\n".encode("utf-8", "surrogateescape")
        self._leg.notify(self._event, state, body, "message/sipfrag;version=2.0")
