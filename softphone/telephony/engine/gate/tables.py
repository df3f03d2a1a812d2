"""The gate's bounded tables: requests sent, requests received, dialogs. Times are monotonic seconds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from softphone.telephony.engine.gate.wire.message import WireMessage

if TYPE_CHECKING:
    from softphone.telephony.engine.gate.flows.line import NetworkPeer

MOST_REQUESTS, MOST_DIALOGS = 4096, 1024
TRANSACTION_S = 64.0
INVITE_S = 600.0
"""A call may ring this long without a further answer."""
UNCONFIRMED_DIALOG_S = 600.0
ENDED_DIALOG_S = 64.0

T = TypeVar("T")


@dataclass(slots=True)
class GateDialog:
    """`routes`: the network's route set; `aliases`: the Contact that pjsip was shown, to the real one."""

    token: str
    line: "NetworkPeer"
    key: tuple[str, str]
    routes: list[str] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    confirmed: bool = False
    ended_s: float | None = None
    used_s: float = 0.0

    def is_over(self, now_s: float) -> bool:
        if self.ended_s is not None:
            return now_s - self.ended_s > ENDED_DIALOG_S
        return not self.confirmed and now_s - self.used_s > UNCONFIRMED_DIALOG_S


@dataclass(slots=True)
class SentRequest:
    """A request of pjsip's. `flow`: number of the connection it went over, 0 over UDP; `status`: the best so far.

    `tag`: the other side's, from the answers so far.
    """

    inner_branch: str
    method: str
    line: "NetworkPeer"
    original: WireMessage
    flow: int
    crypto_tags: frozenset[bytes]
    used_s: float
    status: int = 0
    tag: str = ""

    def is_over(self, now_s: float) -> bool:
        waits = self.method == "INVITE" and self.status < 200
        return now_s - self.used_s > (INVITE_S if waits else TRANSACTION_S)


@dataclass(frozen=True, slots=True)
class MergeKey:
    """What retransmissions of one request over several paths share (RFC 3261 section 8.2.2.2)."""

    line: str
    call_id: str
    from_tag: str
    cseq: int
    method: str


@dataclass(slots=True)
class ReceivedRequest:
    """A request of the network's, with what its answers need: Vias, Record-Routes, From and To as they came."""

    key: tuple[str, str, int, str]
    merge: MergeKey
    vias: list[str]
    record_routes: list[str]
    from_: str
    to: str
    line: "NetworkPeer"
    had_sdp: bool
    used_s: float
    status: int = 0

    @property
    def method(self) -> str:
        return self.merge.method

    def is_over(self, now_s: float) -> bool:
        waits = self.method == "INVITE" and self.status < 200
        return now_s - self.used_s > (INVITE_S if waits else TRANSACTION_S)


class _Bounded(Generic[T]):
    """A dictionary that drops its oldest entry beyond the limit."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.entries: dict[str, T] = {}

    def put(self, key: str, entry: T) -> T | None:
        """Returns the entry that had to go."""
        self.entries[key] = entry
        return self.entries.pop(next(iter(self.entries))) if len(self.entries) > self._most else None


class SentTable:
    """By the branch on the network side; pjsip's own branches lead there."""

    def __init__(self, most: int = MOST_REQUESTS) -> None:
        self._requests: _Bounded[SentRequest] = _Bounded(most)
        self._outer: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._requests.entries)

    def branch_of(self, inner_branch: str) -> str | None:
        return self._outer.get(inner_branch)

    def find(self, outer_branch: str) -> SentRequest | None:
        return self._requests.entries.get(outer_branch)

    def put(self, outer_branch: str, request: SentRequest) -> None:
        self._outer[request.inner_branch] = outer_branch
        dropped = self._requests.put(outer_branch, request)
        if dropped is not None:
            self._outer.pop(dropped.inner_branch, None)

    def unanswered(self, line: "NetworkPeer") -> Iterator[SentRequest]:
        """Requests of that line that have no answer but 100 yet."""
        for request in list(self._requests.entries.values()):
            if request.line is line and request.status <= 100 and request.method != "ACK":
                yield request

    def sweep(self, now_s: float) -> None:
        for branch, request in list(self._requests.entries.items()):
            if request.is_over(now_s):
                del self._requests.entries[branch]
                self._outer.pop(request.inner_branch, None)


class ReceivedTable:
    """By the branch on pjsip's side."""

    def __init__(self, most: int = MOST_REQUESTS) -> None:
        self._requests: _Bounded[ReceivedRequest] = _Bounded(most)
        self._branches: dict[tuple[str, str, int, str], str] = {}
        self._firsts: dict[MergeKey, str] = {}

    def __len__(self) -> int:
        return len(self._requests.entries)

    def branch_of(self, key: tuple[str, str, int, str]) -> str | None:
        return self._branches.get(key)

    def find(self, inner_branch: str) -> ReceivedRequest | None:
        return self._requests.entries.get(inner_branch)

    def first_of(self, merge: MergeKey) -> ReceivedRequest | None:
        return self._requests.entries.get(self._firsts.get(merge, ""))

    def put(self, inner_branch: str, request: ReceivedRequest) -> None:
        self._branches[request.key] = self._firsts[request.merge] = inner_branch
        dropped = self._requests.put(inner_branch, request)
        if dropped is not None:
            self._forget(dropped)

    def sweep(self, now_s: float) -> None:
        for branch, request in list(self._requests.entries.items()):
            if request.is_over(now_s):
                del self._requests.entries[branch]
                self._forget(request)

    def _forget(self, request: ReceivedRequest) -> None:
        self._branches.pop(request.key, None)
        self._firsts.pop(request.merge, None)


class DialogTable:
    """By token, and by Call-ID and the other side's tag."""

    def __init__(self, most: int = MOST_DIALOGS) -> None:
        self._dialogs: _Bounded[GateDialog] = _Bounded(most)
        self._tokens: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return len(self._dialogs.entries)

    def by_token(self, token: str) -> GateDialog | None:
        return self._dialogs.entries.get(token)

    def find(self, call_id: str, tag: str) -> GateDialog | None:
        return self._dialogs.entries.get(self._tokens.get((call_id, tag), ""))

    def put(self, dialog: GateDialog) -> None:
        self._make_room()
        self._tokens[dialog.key] = dialog.token
        self._dialogs.put(dialog.token, dialog)

    def _make_room(self) -> None:
        """Ended and unconfirmed dialogs go before running ones."""
        entries = self._dialogs.entries
        if len(entries) >= MOST_DIALOGS:
            oldest = min(entries.values(), key=lambda d: (d.confirmed and d.ended_s is None, d.used_s))
            self._drop(oldest)

    def sweep(self, now_s: float) -> None:
        for dialog in list(self._dialogs.entries.values()):
            if dialog.is_over(now_s):
                self._drop(dialog)

    def _drop(self, dialog: GateDialog) -> None:
        self._dialogs.entries.pop(dialog.token, None)
        self._tokens.pop(dialog.key, None)
