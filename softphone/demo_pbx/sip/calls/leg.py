"""Legs of a call: the common interface of telephones and robots."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol as Interface

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.sip.messages.addresses import NameAddr
from softphone.demo_pbx.sip.messages.message import Headers
from softphone.demo_pbx.sip.messages.sdp import SDP_TYPE

Fields = tuple[tuple[str, str], ...]
_PASSED = ("session-expires", "min-se", "info-package", "subject", "user-to-user")
_numbers = itertools.count(1)


class LegState(Enum):
    """IDLE: not started; CALLING: no ringing yet; UP: answered."""

    IDLE = "idle"
    CALLING = "calling"
    RINGING = "ringing"
    UP = "answered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A final answer above 299; `contact` is the first Contact URI of a redirection."""

    status: int
    reason: str
    contact: str = ""
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The peer's final answer to a forwarded request. `confirm` takes the answer to an offer made in `body`."""

    status: int
    reason: str
    body: bytes = b""
    content_type: str = SDP_TYPE
    fields: Fields = ()
    confirm: Callable[[bytes], None] = field(default=lambda _: None)

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Content:
    """A request to be passed through a call, without its addresses."""

    method: str
    body: bytes = b""
    content_type: str = SDP_TYPE
    fields: Fields = ()

    @property
    def negotiates(self) -> bool:
        return self.method in ("INVITE", "UPDATE")


class Exchange(Interface):
    """A request inside the call that waits for its answer."""

    content: Content

    def reply(self, answer: Answer) -> None:
        """For an offerless INVITE `answer.confirm` is called with the answer that comes in the ACK."""


class Referral(Interface):
    """A REFER that waits for its answer; NOTIFY requests report progress."""

    target: NameAddr

    def accept(self) -> None: ...

    def refuse(self, status: int) -> None: ...

    def report(self, status: int, reason: str, *, last: bool) -> None: ...


class LegOwner(Interface):
    """Owner of a leg: first the running plan, then the call."""

    def on_ringing(self, leg: "Leg", status: int, sdp: bytes) -> None: ...

    def on_answered(self, leg: "Leg", answer: Answer) -> None: ...

    def on_refused(self, leg: "Leg", refusal: Refusal) -> None: ...

    def on_hung_up(self, leg: "Leg") -> None: ...

    def on_exchange(self, leg: "Leg", exchange: Exchange) -> None: ...

    def on_refer(self, leg: "Leg", referral: Referral) -> None: ...


@dataclass(frozen=True, slots=True)
class Invitation:
    """The contents of an INVITE to one target."""

    sender: NameAddr
    to: NameAddr
    fields: Fields
    offer: bytes
    content_type: str = SDP_TYPE


class Leg(ABC):
    """One side of a call. `party` is who sits there; `remote_sdp` the last description from there.

    `executive` is the leader whose call it is for an assistant, `recall` the recall type of a call that came back,
    `holding` whether this side has put the other on hold.
    """

    def __init__(self, party: Caller) -> None:
        self.id = next(_numbers)
        self.party = party
        self.state = LegState.IDLE
        self.remote_sdp = b""
        self.owner: LegOwner | None = None
        self.executive = ""
        self.recall = ""
        self.holding = False

    @abstractmethod
    def forward(self, content: Content, done: Callable[[Answer], None]) -> None:
        """Passes a request to the peer; `done` is called once, later."""

    @abstractmethod
    def hang_up(self, reason: str = "") -> None:
        """Ends the leg in any state, without notifying the owner."""


class CallerLeg(Leg):
    """The caller's leg. `own_fields` are added to responses to its telephone."""

    offer_fields: Fields = ()
    own_fields: Fields = ()

    @abstractmethod
    def progress(self, status: int, sdp: bytes = b"") -> None: ...

    @abstractmethod
    def accept(self, answer: Answer) -> None: ...

    @abstractmethod
    def reject(self, refusal: Refusal) -> None: ...


class CalleeLeg(Leg):
    """A side that is being rung. `target` is the alert's target, `shown` the name and number on its display."""

    target = ""
    aor = ""
    silent = False
    mobile = False
    shown = ("", "")

    @abstractmethod
    def ring(self, invitation: Invitation) -> None: ...

    def snapshot(self) -> dict[str, object]:
        return {
            "target": self.target,
            "state": self.state.value,
            "silent": self.silent,
            "mobile": self.mobile,
            "name": self.shown[0],
            "number": self.shown[1],
            "aor": self.aor,
        }


def passed_fields(headers: Headers) -> Fields:
    """The headers that go through a call unchanged; of the extensions only session timers."""
    fields = headers.select(_PASSED)
    for name in ("supported", "require"):
        if any(item.lower() == "timer" for item in headers.items(name)):
            fields.append((name, "timer"))
    return tuple(fields)
