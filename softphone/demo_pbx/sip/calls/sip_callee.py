"""A side of a call where one registered contact is being rung."""

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.calls.leg import CalleeLeg, Invitation, LegState, Refusal
from softphone.demo_pbx.sip.calls.sip_leg import SipLeg, put_body
from softphone.demo_pbx.sip.messages.message import Response
from softphone.demo_pbx.sip.transport.dialog import Dialog
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.registrar import Binding
from softphone.demo_pbx.sip.transport.transactions import ClientTransaction
from softphone.demo_pbx.sip.transport.transport import Flow


class SipCallee(SipLeg, CalleeLeg):
    """Sends the INVITE; once cancelled it never reports to its owner again."""

    def __init__(self, endpoint: Endpoint, party: Caller, target: str, aor: str, binding: Binding) -> None:
        super().__init__(endpoint, party, "")
        self.target = target
        self.aor = aor
        self._binding = binding
        self._transaction: ClientTransaction | None = None
        self._cancel_reason: str | None = None
        self._provisional = False
        self._offered = False

    def ring(self, invitation: Invitation) -> None:
        self.state = LegState.CALLING
        self._contact_user = invitation.sender.uri.name
        self._offered = bool(invitation.offer)
        if self._binding.flow.alive and self._binding.flow.reliable:
            self._invite(invitation, self._binding.flow)
        else:
            self._endpoint.tasks.spawn(self._find_flow(invitation))

    async def _find_flow(self, invitation: Invitation) -> None:
        """A dead connection falls back to the Contact."""
        flow = self._binding.flow
        try:
            flow = await self._endpoint.flow_to(self._binding.uri, flow.protocol, flow.peer)
        except (ConnectionError, TimeoutError):
            self._refused(Refusal(503, "Contact Not Reachable"))
            return
        if self.state is LegState.CALLING:
            self._invite(invitation, flow)

    def _invite(self, invitation: Invitation, flow: Flow) -> None:
        self._dialog = Dialog.calling(invitation.sender, invitation.to, str(self._binding.uri), flow)
        self._endpoint.enter(self._dialog, self)
        request = self._dialog.request("INVITE")
        request.headers.extend([*self.capabilities(), *invitation.fields])
        body = self.stamped(invitation.offer, invitation.content_type)
        put_body(request, body, invitation.content_type)
        self._transaction = self._endpoint.send(request, flow, self._on_response)

    def hang_up(self, reason: str = "") -> None:
        """While it rings: CANCEL, as soon as a provisional response allows it (RFC 3261 9.1)."""
        if self.state in (LegState.CALLING, LegState.RINGING):
            self.state = LegState.ENDED
            self._cancel_reason = reason
            if self._provisional:
                self._send_cancel()
        else:
            super().hang_up(reason)

    def _send_cancel(self) -> None:
        if self._transaction is not None:
            self._endpoint.layer.cancel(self._transaction, self._cancel_reason or "")

    def _on_response(self, response: Response) -> None:
        if response.status < 200:
            self._on_provisional(response)
        elif response.status < 300:
            self._on_accepted(response)
        else:
            contact = str(response.contacts[0].uri) if response.contacts else ""
            fields = tuple(response.headers.select(("min-se", "retry-after", "warning")))
            self._refused(Refusal(response.status, response.reason, contact, fields))

    def _on_provisional(self, response: Response) -> None:
        first, self._provisional = not self._provisional, True
        if self.state is LegState.ENDED:
            if first:
                self._send_cancel()
            return
        if response.status > 100:
            self.dialog.learn(response)
            self.state = LegState.RINGING
            self.watcher.on_ringing(self, response.status, response.body)

    def _on_accepted(self, response: Response) -> None:
        self.dialog.learn(response)
        if self.state is LegState.ENDED:
            self._end_crossed_answer(response)
            return
        self.state = LegState.UP
        self.remote_sdp = response.body
        if self._offered:
            self._endpoint.acknowledge(self.dialog, response)
        self.watcher.on_answered(self, self.answer_from(response, offered=self._offered))

    def _end_crossed_answer(self, response: Response) -> None:
        """The 200 crossed our CANCEL: it has to be acknowledged and ended."""
        self._endpoint.acknowledge(self.dialog, response)
        self.state = LegState.UP
        super().hang_up(self._cancel_reason or "")

    def _refused(self, refusal: Refusal) -> None:
        reported = self.state is not LegState.ENDED
        self.leave()
        if reported:
            self.watcher.on_refused(self, refusal)
