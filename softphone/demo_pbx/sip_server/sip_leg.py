"""A side of a call where a SIP telephone stands: requests inside the dialog, both ways."""

from collections.abc import Callable

from softphone.demo_pbx.plans import Caller
from softphone.demo_pbx.sip_server.addresses import NameAddr
from softphone.demo_pbx.sip_server.dialog import Dialog
from softphone.demo_pbx.sip_server.endpoint import ALLOW, Endpoint
from softphone.demo_pbx.sip_server.leg import Answer, Content, Leg, LegState, passed_fields
from softphone.demo_pbx.sip_server.message import Request, Response
from softphone.demo_pbx.sip_server.sdp import SDP_TYPE
from softphone.demo_pbx.sip_server.transactions import ClientTransaction, ServerTransaction

_GONE = (408, 481)
_PASSED_METHODS = ("INFO", "MESSAGE", "UPDATE")


class SipLeg(Leg):
    """The part that is the same for the caller's and the called side."""

    def __init__(self, endpoint: Endpoint, party: Caller, contact_user: str) -> None:
        super().__init__(party)
        self._endpoint = endpoint
        self._contact_user = contact_user
        self._origin = endpoint.new_origin()
        self._negotiating = False
        self.dialog: Dialog | None = None

    @property
    def capabilities(self) -> list[tuple[str, str]]:
        return [("contact", self._contact()), ("allow", ALLOW), ("supported", "replaces, norefersub")]

    def on_request(self, transaction: ServerTransaction) -> None:
        match transaction.request.method:
            case "BYE":
                transaction.reply(200)
                self._gone()
            case "INVITE" | "UPDATE" | "INFO" | "MESSAGE":
                self._on_content(transaction)
            case "REFER":
                self._on_refer(transaction)
            case "NOTIFY" | "OPTIONS":
                transaction.reply(200)
            case _:
                transaction.reply(405, fields=[("allow", ALLOW)])

    def forward(self, content: Content, done: Callable[[Answer], None]) -> None:
        assert self.dialog is not None
        request = self.dialog.request(content.method)
        request.headers.extend(content.fields)
        if content.negotiates:
            request.headers.extend(self.capabilities)
        self._put_body(request, content.body, content.content_type)
        if content.method == "INVITE":
            self._negotiating = True
            self._endpoint.tasks.spawn(self._send_invite(request, bool(content.body), done))
        else:
            self._endpoint.send_within(self.dialog, request, lambda response: self._forwarded(response, None, done))

    def hang_up(self, reason: str = "") -> None:
        if self.state is LegState.UP and self.dialog is not None:
            self._leave()
            request = self.dialog.request("BYE")
            if reason:
                request.headers.add("reason", reason)
            self._endpoint.send_within(self.dialog, request, lambda _: None)

    def notify(self, event: str, state: str, body: bytes, content_type: str) -> None:
        if self.state is not LegState.UP or self.dialog is None:
            return
        request = self.dialog.request("NOTIFY")
        request.headers.extend([("event", event), ("subscription-state", state), ("contact", self._contact())])
        request.headers.add("content-type", content_type)
        request.body = body
        self._endpoint.send_within(self.dialog, request, lambda _: None)

    async def _send_invite(self, request: Request, offered: bool, done: Callable[[Answer], None]) -> None:
        assert self.dialog is not None
        if not self.dialog.flow.alive:
            done(Answer(503, "Flow Lost"))
            return
        box: list[ClientTransaction] = []
        box.append(
            self._endpoint.send(
                request, self.dialog.flow, lambda response: self._invite_answered(response, box[0], offered, done)
            )
        )
