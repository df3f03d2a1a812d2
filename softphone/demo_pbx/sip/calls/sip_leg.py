"""Leg of a SIP telephone: requests inside the dialog in both directions."""

from collections.abc import Callable

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.calls.exchanges import SipExchange, SipReferral
from softphone.demo_pbx.sip.calls.leg import Answer, Content, Leg, LegOwner, LegState, passed_fields
from softphone.demo_pbx.sip.messages.message import Request, Response
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE
from softphone.demo_pbx.sip.transport.dialog import Dialog
from softphone.demo_pbx.sip.transport.endpoint import ALLOW, Endpoint
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction

_GONE = (408, 481)


class SipLeg(Leg):
    """The part that is the same for the caller's and the called side."""

    def __init__(self, endpoint: Endpoint, party: Caller, contact_user: str) -> None:
        super().__init__(party)
        self._endpoint = endpoint
        self._contact_user = contact_user
        self._origin = endpoint.new_origin()
        self._offering = False
        self._dialog: Dialog | None = None

    @property
    def dialog(self) -> Dialog:
        assert self._dialog is not None
        return self._dialog

    @property
    def watcher(self) -> LegOwner:
        assert self.owner is not None
        return self.owner

    def capabilities(self) -> list[tuple[str, str]]:
        contact = self._endpoint.contact(self._contact_user, self.dialog.flow.protocol)
        return [("contact", contact), ("allow", ALLOW), ("supported", "replaces, norefersub")]

    def stamped(self, body: bytes, content_type: str) -> bytes:
        """The body with this dialog's own origin line, if it is a session description."""
        return self._origin.stamp(body) if content_type.lower().startswith(SDP_TYPE) else body

    def on_request(self, transaction: ServerTransaction) -> None:
        match transaction.request.method:
            case "BYE":
                transaction.reply(200)
                self.gone()
            case "INVITE" | "UPDATE" | "INFO" | "MESSAGE":
                self._on_content(transaction)
            case "REFER":
                self._on_refer(transaction)
            case "NOTIFY" | "OPTIONS":
                transaction.reply(200)
            case _:
                transaction.reply(405, fields=[("allow", ALLOW)])

    def gone(self) -> None:
        """Handles a hang-up by the peer."""
        if self.state is not LegState.ENDED:
            self.leave()
            self.watcher.on_hung_up(self)

    def leave(self) -> None:
        self.state = LegState.ENDED
        if self._dialog is not None:
            self._endpoint.leave(self._dialog)

    def hang_up(self, reason: str = "") -> None:
        if self.state is not LegState.UP:
            return
        self.leave()
        request = self.dialog.request("BYE")
        if reason:
            request.headers.add("reason", reason)
        self._endpoint.send_within(self.dialog, request, lambda _: None)

    def forward(self, content: Content, done: Callable[[Answer], None]) -> None:
        request = self.dialog.request(content.method)
        request.headers.extend(content.fields)
        if content.negotiates:
            request.headers.extend(self.capabilities())
        put_body(request, self.stamped(content.body, content.content_type), content.content_type)
        self._offering = self._offering or content.method == "INVITE"
        self._endpoint.send_within(self.dialog, request, lambda r: self._forwarded(content, r, done))

    def notify(self, event: str, state: str, body: bytes, content_type: str) -> None:
        if self.state is not LegState.UP:
            return
        request = self.dialog.request("NOTIFY")
        request.headers.extend([("event", event), ("subscription-state", state), *self.capabilities()])
        put_body(request, body, content_type)
        self._endpoint.send_within(self.dialog, request, lambda _: None)

    def _forwarded(self, content: Content, response: Response, done: Callable[[Answer], None]) -> None:
        if response.status < 200:
            return
        self._offering = self._offering and content.method != "INVITE"
        answer = self.answer_from(response, offered=bool(content.body))
        if content.negotiates and answer.good:
            self._agreed(content, response)
        done(answer)
        if response.status in _GONE and not response.local:
            self.gone()

    def _agreed(self, content: Content, response: Response) -> None:
        self.dialog.refresh_target(response)
        if response.body:
            self.remote_sdp = response.body
        if content.method == "INVITE" and content.body:
            self._endpoint.acknowledge(self.dialog, response)

    def answer_from(self, response: Response, *, offered: bool) -> Answer:
        """Where we made no offer the peer did, and `confirm` sends the ACK with the answer to it."""

        def confirm(sdp: bytes) -> None:
            if not offered and response.cseq[1] == "INVITE":
                body = self.stamped(sdp, SDP_TYPE)
                self._endpoint.acknowledge(self.dialog, response, body, SDP_TYPE)

        return Answer(
            response.status,
            response.reason,
            response.body,
            response.content_type or SDP_TYPE,
            passed_fields(response.headers),
            confirm,
        )

    def _on_content(self, transaction: ServerTransaction) -> None:
        if transaction.request.method == "INVITE" and self._offering:
            transaction.reply(491)
            return
        exchange = SipExchange(self, transaction)
        if transaction.is_invite:
            transaction.on_no_ack = self._never_acknowledged
        self.watcher.on_exchange(self, exchange)

    def _never_acknowledged(self) -> None:
        if self.state is LegState.UP:
            self.hang_up()
            self.watcher.on_hung_up(self)

    def _on_refer(self, transaction: ServerTransaction) -> None:
        referral = SipReferral.parse(self, transaction)
        self.watcher.on_refer(self, referral)


def put_body(request: Request, body: bytes, content_type: str) -> None:
    if body:
        request.headers.add("content-type", content_type)
        request.body = body
