"""Dispatcher for requests outside a dialog: authenticates and routes them to their handlers."""

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.rules.access_codes import parse_feature
from softphone.demo_pbx.sip.calls.call_registry import CallRegistry
from softphone.demo_pbx.sip.calls.plan_run import Attempt
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.calls.switchboard import party_of
from softphone.demo_pbx.sip.features.feature_codes import FeatureCodes
from softphone.demo_pbx.sip.features.messages import MessageRelay
from softphone.demo_pbx.sip.features.subscriptions import ALLOW_EVENTS, SubscriptionServer
from softphone.demo_pbx.sip.messages.digest import Check, Digest, Verdict
from softphone.demo_pbx.sip.messages.message import Request
from softphone.demo_pbx.sip.transport.endpoint import ALLOW, Endpoint
from softphone.demo_pbx.sip.transport.registrar import Registrar
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction


class RequestDispatcher:
    """Authenticates requests and passes them to their handlers."""

    def __init__(
        self,
        platform: Platform,
        endpoint: Endpoint,
        registrar: Registrar,
        book: CallRegistry,
        subscriptions: SubscriptionServer,
        features: FeatureCodes,
        messages: MessageRelay,
    ) -> None:
        self._platform = platform
        self._endpoint = endpoint
        self._registrar = registrar
        self._book = book
        self._subscriptions = subscriptions
        self._features = features
        self._messages = messages
        self._digest = Digest(platform.domain, self._password_of)

    def receive(self, transaction: ServerTransaction) -> None:
        request = transaction.request
        if not request.target.is_sip:
            transaction.reply(416)
            return
        match request.method:
            case "OPTIONS":
                transaction.reply(200, fields=_abilities())
            case "REGISTER":
                self._register(transaction)
            case "INVITE" | "SUBSCRIBE" | "MESSAGE":
                self._from_user(transaction)
            case "BYE" | "INFO" | "UPDATE" | "NOTIFY" | "REFER" | "PRACK":
                transaction.reply(481)
            case _:
                transaction.reply(501, fields=[("allow", ALLOW)])

    def _register(self, transaction: ServerTransaction) -> None:
        user = self._authenticated(transaction, proxy=False)
        if user is None:
            return
        if transaction.request.to.uri.name != user.name:
            transaction.reply(403)
        else:
            self._registrar.register(transaction, user.name)

    def _from_user(self, transaction: ServerTransaction) -> None:
        user = self._authenticated(transaction, proxy=True)
        if user is None:
            return
        match transaction.request.method:
            case "INVITE":
                self._invite(transaction, user)
            case "SUBSCRIBE":
                self._subscriptions.subscribe(transaction, user.name)
            case _:
                self._messages.relay(transaction, user)

    def _invite(self, transaction: ServerTransaction, user: User) -> None:
        request = transaction.request
        if not request.contacts:
            transaction.reply(400, "Missing Contact")
            return
        dialled = request.target.name
        caller = SipCaller(self._endpoint, transaction, caller_of(user, request), dialled)
        replaces = request.headers.first("replaces")
        if replaces:
            self._book.transfers.replace_dialog(caller, replaces)
            return
        feature = parse_feature(dialled)
        if feature is not None:
            self._features.dial(caller, user, feature)
            return
        attempt = Attempt(caller.party, dialled, request.body, caller.content_type, caller.offer_fields)
        self._book.open(caller, attempt)

    def _authenticated(self, transaction: ServerTransaction, *, proxy: bool) -> User | None:
        header = "proxy-authorization" if proxy else "authorization"
        check = self._digest.check(transaction.request, header)
        if check.verdict is Verdict.GOOD:
            return self._platform.users[check.user]
        self._challenge(transaction, check, proxy)
        return None

    def _challenge(self, transaction: ServerTransaction, check: Check, proxy: bool) -> None:
        challenge = "proxy-authenticate" if proxy else "www-authenticate"
        challenges = self._digest.challenges(stale=check.verdict is Verdict.STALE)
        transaction.reply(407 if proxy else 401, fields=[(challenge, value) for value in challenges])

    def _password_of(self, name: str) -> str | None:
        user = self._platform.users.get(name)
        return user.sip_password if user else None


def caller_of(user: User, request: Request) -> Caller:
    """Caller identity from the platform's data, not from the From header; anonymous on request."""
    privacy = (request.headers.first("privacy") or "").lower().split(";")
    hidden = "id" in privacy or "user" in privacy or request.sender.uri.host == "anonymous.invalid"
    party = party_of(user)
    return Caller(party.name, party.number, CallerClass.INTERNAL, user.name, anonymous=hidden)


def _abilities() -> list[tuple[str, str]]:
    return [
        ("allow", ALLOW),
        ("accept", "application/sdp"),
        ("supported", "replaces, norefersub"),
        ("allow-events", ALLOW_EVENTS),
    ]
