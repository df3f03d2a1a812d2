"""A subscription dialog: its identifiers, the route of its requests, the order of its NOTIFYs (RFC 6665)."""

from dataclasses import dataclass, field

from aiosipua.message import SipMessage, SipRequest
from aiosipua.utils import generate_call_id, generate_tag

from softphone.telephony.engine.subscriptions.transport.message import cseq_of, header, is_addressable, tag_of, uri_of


@dataclass(slots=True)
class Dialog:
    """`local` is our address (From), `target` the watched one; the rest is learned from the server."""

    local: str
    target: str
    call_id: str
    tag: str = field(default_factory=generate_tag)
    remote_tag: str = ""
    remote_target: str = ""
    routes: tuple[str, ...] = ()
    sequence: int = 0
    last_cseq: int = -1

    @classmethod
    def begin(cls, local: str, target: str) -> "Dialog":
        return cls(local, target, str(generate_call_id("vorzimmer")), remote_target=target)

    @property
    def established(self) -> bool:
        return bool(self.remote_tag)

    def request(self, method: str) -> SipRequest:
        """The next request in this dialog, or the one that creates it."""
        self.sequence += 1
        request = SipRequest(method=method, uri=self.remote_target)
        request.set_header("Via", "")  # reserves the first place for the Via of each transaction
        for route in self.routes:
            request.add_header("Route", route)
        request.set_header("Max-Forwards", "70")
        request.set_header("From", f"<{self.local}>;tag={self.tag}")
        request.set_header("To", f"<{self.target}>" + (f";tag={self.remote_tag}" if self.remote_tag else ""))
        request.set_header("Call-ID", self.call_id)
        request.set_header("CSeq", f"{self.sequence} {method}")
        return request

    def fits(self, notify: SipRequest) -> bool:
        """Whether a NOTIFY belongs here; the first may precede the answer to SUBSCRIBE, other forks do not count."""
        same = header(notify, "call-id") == self.call_id and tag_of(notify, "to") == self.tag
        theirs = tag_of(notify, "from")
        return same and bool(theirs) and self.remote_tag in ("", theirs)

    def is_new(self, notify: SipRequest) -> bool:
        """False for a repeated or overtaken NOTIFY, which is answered but not processed."""
        cseq = cseq_of(notify)
        if cseq is None or cseq.number <= self.last_cseq:
            return False
        self.last_cseq = cseq.number
        return True

    def learn(self, message: SipMessage, their_side: str) -> None:
        """Stores remote tag, routes and target from a 2xx (`their_side` "to") or a NOTIFY ("from")."""
        if not self.established:
            self.remote_tag = tag_of(message, their_side)
            recorded = message.get_header_values("record-route")
            self.routes = tuple(reversed(recorded)) if their_side == "to" else tuple(recorded)
        contact = uri_of(message, "contact")
        self.remote_target = contact if is_addressable(contact) else self.remote_target
