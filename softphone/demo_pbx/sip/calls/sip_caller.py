"""The side of a call from which a telephone's INVITE came."""

from collections.abc import Callable

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.calls.leg import Answer, CallerLeg, LegState, Refusal, passed_fields
from softphone.demo_pbx.sip.calls.sip_leg import SipLeg
from softphone.demo_pbx.sip.messages.message import Request
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE
from softphone.demo_pbx.sip.transport.dialog import Dialog
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction


class SipCaller(SipLeg, CallerLeg):
    """Opens the dialog as the called side and answers with 100 at once."""

    def __init__(self, endpoint: Endpoint, transaction: ServerTransaction, party: Caller, dialled: str) -> None:
        super().__init__(endpoint, party, dialled)
        request = transaction.request
        self._transaction = transaction
        self._dialog = Dialog.called(request, transaction.flow)
        self.state = LegState.RINGING
        self.on_acknowledged: Callable[[], None] = lambda: None
        self.remote_sdp = request.body
        self.content_type = request.content_type or SDP_TYPE
        self.offer_fields = passed_fields(request.headers)
        transaction.on_cancel = self._cancelled
        transaction.on_no_ack = self._never_acknowledged
        endpoint.enter(self._dialog, self)
        transaction.reply(100)

    def progress(self, status: int, sdp: bytes = b"") -> None:
        if self.state is LegState.RINGING:
            self._reply(status, "", sdp, SDP_TYPE, ())

    def accept(self, answer: Answer) -> None:
        if self.state is not LegState.RINGING:
            return
        self.state = LegState.UP
        late = not self.remote_sdp
        self._transaction.on_ack = lambda ack: self._acknowledged(ack, answer, late)
        self._reply(answer.status, answer.reason, answer.body, answer.content_type, answer.fields)

    def reject(self, refusal: Refusal) -> None:
        if self.state is LegState.RINGING:
            self._transaction.reply(refusal.status, refusal.reason, tag=self.dialog.local.tag, fields=refusal.fields)
            self.leave()

    def hang_up(self, reason: str = "") -> None:
        self.reject(Refusal(480, ""))
        super().hang_up(reason)

    def gone(self) -> None:
        """A BYE instead of a CANCEL, before the answer, is as good."""
        if self.state is LegState.RINGING:
            self._give_up()
        else:
            super().gone()

    def _reply(
        self, status: int, reason: str, sdp: bytes, content_type: str, more: tuple[tuple[str, str], ...]
    ) -> None:
        fields = [*self.capabilities(), *self.own_fields, *more]
        if sdp:
            fields.append(("content-type", content_type))
        body = self.stamped(sdp, content_type)
        self._transaction.reply(status, reason, tag=self.dialog.local.tag, fields=fields, body=body)

    def _acknowledged(self, ack: Request, answer: Answer, late: bool) -> None:
        if late:
            self.remote_sdp = ack.body
            answer.confirm(ack.body)
        self.on_acknowledged()

    def _cancelled(self, cancel: Request) -> None:
        self._give_up()

    def _give_up(self) -> None:
        self.reject(Refusal(487, ""))
        self.watcher.on_hung_up(self)
