"""The registrar: which contacts a user has, and on which flow they came (RFC 3261 section 10)."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri
from softphone.demo_pbx.sip.messages.grammar import SipError, parse_number
from softphone.demo_pbx.sip.messages.message import Request
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction
from softphone.demo_pbx.sip.transport.transport import Flow

MIN_EXPIRES_S = 5
MAX_EXPIRES_S = 3600
DEFAULT_EXPIRES_S = 300


@dataclass(frozen=True, slots=True)
class Binding:
    """One contact. `instance` identifies a telephone that returns on another port (RFC 5626)."""

    uri: Uri
    flow: Flow
    expires_at: float
    call_id: str
    cseq: int
    instance: str = ""

    def left_s(self, now: float) -> int:
        return max(0, round(self.expires_at - now))


class TooBriefError(SipError):
    """423: the requested expiry is below the minimum."""

    def __init__(self) -> None:
        super().__init__(423, "Interval Too Brief")


class Registrar:
    """`changed(user, registered)` is called when a user's first contact registers or the last one leaves."""

    def __init__(self, changed: Callable[[str, bool], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._changed = changed
        self._clock = clock
        self._bindings: dict[str, list[Binding]] = {}

    def bindings(self, user: str) -> list[Binding]:
        now = self._clock()
        return [binding for binding in self._bindings.get(user, []) if binding.expires_at > now]

    def contacts(self) -> dict[str, list[str]]:
        current = {user: self.bindings(user) for user in self._bindings}
        return {user: [str(binding.uri) for binding in found] for user, found in current.items() if found}

    def expire(self) -> None:
        """Forgets what has run out."""
        for user in list(self._bindings):
            self._store(user, self.bindings(user))

    def register(self, transaction: ServerTransaction, user: str) -> None:
        """Answers an authenticated REGISTER; all of its contacts change or none."""
        request = transaction.request
        try:
            bindings = self._updated(user, request, transaction.flow)
        except TooBriefError:
            transaction.reply(423, fields=[("min-expires", str(MIN_EXPIRES_S))])
            return
        transaction.reply(200, fields=self._listing(bindings))
        self._store(user, bindings)

    def _listing(self, bindings: list[Binding]) -> list[tuple[str, str]]:
        now = self._clock()
        return [("contact", f"<{binding.uri}>;expires={binding.left_s(now)}") for binding in bindings]

    def _store(self, user: str, bindings: list[Binding]) -> None:
        before = bool(self._bindings.get(user))
        if bindings:
            self._bindings[user] = bindings
        else:
            self._bindings.pop(user, None)
        if before != bool(bindings):
            self._changed(user, bool(bindings))

    def _updated(self, user: str, request: Request, flow: Flow) -> list[Binding]:
        bindings = self.bindings(user)
        if "*" in request.headers.items("contact"):
            return self._without_all(bindings, request)
        for contact in request.contacts:
            bindings = self._with(bindings, contact, request, flow)
        return bindings

    def _without_all(self, bindings: list[Binding], request: Request) -> list[Binding]:
        if request.expires_s != 0 or len(request.headers.items("contact")) > 1:
            raise SipError(400, "Wildcard Needs Expires 0")
        for binding in bindings:
            _check_order(binding, request)
        return []

    def _with(self, bindings: list[Binding], contact: NameAddr, request: Request, flow: Flow) -> list[Binding]:
        expires_s = _wished_s(contact, request)
        if 0 < expires_s < MIN_EXPIRES_S:
            raise TooBriefError
        instance = _instance(contact)
        rest = [known for known in bindings if not _same_phone(known, contact.uri, instance)]
        for binding in bindings:
            if binding not in rest:
                _check_order(binding, request)
        if expires_s == 0:
            return rest
        until = self._clock() + min(expires_s, MAX_EXPIRES_S)
        return [*rest, Binding(contact.uri, flow, until, request.call_id, request.cseq[0], instance)]


def _wished_s(contact: NameAddr, request: Request) -> int:
    own = contact.params.get("expires")
    if own is not None:
        return parse_number(own, 2**32 - 1, "Expires")
    return DEFAULT_EXPIRES_S if request.expires_s is None else request.expires_s


def _instance(contact: NameAddr) -> str:
    instance = contact.params.get("+sip.instance")
    return f"{instance}/{contact.params.get('reg-id') or ''}" if instance else ""


def _same_phone(known: Binding, uri: Uri, instance: str) -> bool:
    return known.uri.same_as(uri) or (instance != "" and known.instance == instance)


def _check_order(binding: Binding, request: Request) -> None:
    if binding.call_id == request.call_id and request.cseq[0] <= binding.cseq:
        raise SipError(500, "CSeq Out of Order")
