"""The state of one SIP dialog (RFC 3261 section 12): who, where to, in which order."""

import secrets
from dataclasses import dataclass, field

from softphone.demo_pbx.sip.messages.addresses import NameAddr
from softphone.demo_pbx.sip.messages.message import MAX_CSEQ, Request, Response
from softphone.demo_pbx.sip.transport.transport import Flow

_FIRST_CSEQ_BELOW = 10_000

DialogKey = tuple[str, str]


def new_tag() -> str:
    return secrets.token_hex(6)


@dataclass(slots=True)
class Dialog:
    """`local` and `remote` carry their tags; `remote` has none until the peer answered."""

    call_id: str
    local: NameAddr
    remote: NameAddr
    target: str
    flow: Flow
    routes: list[str] = field(default_factory=list)
    local_cseq: int = field(default_factory=lambda: secrets.randbelow(_FIRST_CSEQ_BELOW) + 1)
    remote_cseq: int | None = None

    @classmethod
    def calling(cls, local: NameAddr, remote: NameAddr, target: str, flow: Flow) -> "Dialog":
        """Before the first request is sent."""
        return cls(secrets.token_hex(16), local.tagged(new_tag()), remote, target, flow)

    @classmethod
    def called(cls, request: Request, flow: Flow) -> "Dialog":
        """From the request that opens it."""
        contacts = request.contacts
        target = str(contacts[0].uri if contacts else request.sender.uri)
        dialog = cls(request.call_id, request.to.tagged(new_tag()), request.sender, target, flow)
        dialog.routes = request.headers.items("record-route")
        dialog.remote_cseq = request.cseq[0]
        return dialog

    @property
    def key(self) -> DialogKey:
        return self.call_id, self.local.tag

    def request(self, method: str, cseq: int | None = None) -> Request:
        """The next request in this dialog; an ACK repeats the number of its INVITE."""
        if cseq is None:
            self.local_cseq += 1
        request = Request(method, self.target)
        for name, value in (("from", self.local), ("to", self.remote), ("call-id", self.call_id)):
            request.headers.add(name, value)
        request.headers.add("cseq", f"{self.local_cseq if cseq is None else cseq} {method}")
        for route in self.routes:
            request.headers.add("route", route)
        return request

    def learn(self, response: Response) -> None:
        """Takes over the peer's tag, Contact and route set from an answer to our opening request."""
        if response.to.tag:
            self.remote = self.remote.tagged(response.to.tag)
            self.routes = list(reversed(response.headers.items("record-route")))
        self.refresh_target(response)

    def refresh_target(self, message: Request | Response) -> None:
        if message.contacts:
            self.target = str(message.contacts[0].uri)

    def accept(self, request: Request) -> bool:
        """Whether a request in this dialog comes from the peer and in order."""
        number = request.cseq[0]
        if self.remote.tag and request.sender.tag != self.remote.tag:
            return False
        if number > MAX_CSEQ or (self.remote_cseq is not None and number <= self.remote_cseq):
            return False
        self.remote_cseq = number
        return True
