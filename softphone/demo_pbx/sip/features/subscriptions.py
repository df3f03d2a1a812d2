"""SUBSCRIBE/NOTIFY for message-summary, dialog and as-feature-event, and unsolicited MWI."""

import asyncio
from collections.abc import Callable
from enum import Enum

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.sip_leg import put_body
from softphone.demo_pbx.sip.features import event_bodies
from softphone.demo_pbx.sip.media.mailboxes import may_listen
from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri
from softphone.demo_pbx.sip.messages.message import Response
from softphone.demo_pbx.sip.transport.dialog import Dialog
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.registrar import Binding, Registrar
from softphone.demo_pbx.sip.transport.transactions import ServerTransaction
from softphone.demo_pbx.sip.transport.transport import Flow

MAX_LIFETIME_S = 3600
DEFAULT_LIFETIME_S = 600
ALLOW_EVENTS = "message-summary, dialog, as-feature-event"


class Package(Enum):
    MESSAGES = "message-summary"
    DIALOG = "dialog"
    FEATURES = "as-feature-event"

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    Package.MESSAGES: "application/simple-message-summary",
    Package.DIALOG: "application/dialog-info+xml",
    Package.FEATURES: event_bodies.FEATURE_LIST_TYPE,
}


class Subscription:
    """One subscriber to one package of one user."""

    def __init__(
        self, server: "SubscriptionServer", transaction: ServerTransaction, package: Package, user: str
    ) -> None:
        self.package = package
        self.user = user
        self._server = server
        self._dialog = Dialog.called(transaction.request, transaction.flow)
        self._event = transaction.request.headers.first("event") or package.value
        self._version = 0
        self._until = 0.0
        self._timer: asyncio.TimerHandle | None = None
        server.endpoint.enter(self._dialog, self)
        self._refresh(transaction)

    def on_request(self, transaction: ServerTransaction) -> None:
        if transaction.request.method == "SUBSCRIBE":
            self._refresh(transaction)
        else:
            transaction.reply(405, fields=[("allow", "SUBSCRIBE")])

    def notify(self) -> None:
        left_s = round(self._until - asyncio.get_running_loop().time())
        self._send(f"active;expires={left_s}" if left_s > 0 else "terminated;reason=timeout")

    def terminate(self, reason: str) -> None:
        self._send(f"terminated;reason={reason}")
        self.close()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._server.endpoint.leave(self._dialog)
        self._server.remove(self)

    def _refresh(self, transaction: ServerTransaction) -> None:
        wished_s = transaction.request.expires_s
        lifetime_s = min(DEFAULT_LIFETIME_S if wished_s is None else wished_s, MAX_LIFETIME_S)
        contact = self._server.endpoint.contact(self.user, self._dialog.flow.protocol)
        fields = [("expires", str(lifetime_s)), ("contact", contact)]
        transaction.reply(200, tag=self._dialog.local.tag, fields=fields)
        loop = asyncio.get_running_loop()
        self._until = loop.time() + lifetime_s
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_later(lifetime_s, self._expired)
        if lifetime_s:
            self.notify()

    def _expired(self) -> None:
        self.terminate("timeout")

    def _send(self, state: str) -> None:
        request = self._dialog.request("NOTIFY")
        contact = self._server.endpoint.contact(self.user, self._dialog.flow.protocol)
        fields = [("event", self._event), ("subscription-state", state), ("contact", contact)]
        request.headers.extend(fields)
        put_body(request, self._server.body(self.package, self.user, self._version), self.package.content_type)
        self._version += 1
        self._server.endpoint.send_within(self._dialog, request, self._answered)

    def _answered(self, response: Response) -> None:
        if response.status in (404, 408, 481, 489):
            self.close()


class SubscriptionServer:
    """All subscriptions; `calls` lists the calls there are."""

    def __init__(
        self, platform: Platform, endpoint: Endpoint, registrar: Registrar, calls: Callable[[], list[Call]]
    ) -> None:
        self.endpoint = endpoint
        self._platform = platform
        self._registrar = registrar
        self._calls = calls
        self._all: list[Subscription] = []
        self._told: dict[str, bytes] = {}
        self._features: dict[str, bytes] = {}

    def subscribe(self, transaction: ServerTransaction, subscriber: str) -> None:
        request = transaction.request
        name = (request.headers.first("event") or "").split(";")[0].strip()
        user = self._platform.find(request.target.name or subscriber)
        if name not in [package.value for package in Package] or name in self._platform.packages_off:
            transaction.reply(489, fields=[("allow-events", ALLOW_EVENTS)])
        elif user is None:
            transaction.reply(404)
        elif not self._may_watch(Package(name), user, subscriber):
            transaction.reply(403)
        else:
            self._all.append(Subscription(self, transaction, Package(name), user.name))
            self.features_may_have_changed()

    def _may_watch(self, package: Package, user: User, subscriber: str) -> bool:
        """Line states are public; mailbox and features are private, except a leader's shared mailbox."""
        if user.name == subscriber or package is Package.DIALOG:
            return True
        return package is Package.MESSAGES and may_listen(user, subscriber)

    def terminate_all(self, reason: str) -> None:
        for subscription in list(self._all):
            subscription.terminate(reason)

    def remove(self, subscription: Subscription) -> None:
        self._all = [known for known in self._all if known is not subscription]

    def close(self) -> None:
        for subscription in list(self._all):
            subscription.close()

    def messages_changed(self, user: str) -> None:
        """Notifies subscribers, or all telephones unsolicited if there is none."""
        subscribed = self._notify(Package.MESSAGES, user)
        if not subscribed:
            for binding in self._registrar.bindings(user):
                self.endpoint.tasks.spawn(self._notify_unasked(user, binding))

    def features_may_have_changed(self) -> None:
        """Notifies subscribers whose features have changed."""
        for user in {known.user for known in self._all if known.package is Package.FEATURES}:
            now = self.body(Package.FEATURES, user, 0)
            if self._features.get(user, now) != now:
                self._notify(Package.FEATURES, user)
            self._features[user] = now

    def calls_changed(self) -> None:
        """Notifies subscribers whose line states have changed."""
        for user in {known.user for known in self._all if known.package is Package.DIALOG}:
            picture = self.body(Package.DIALOG, user, 0)
            if self._told.get(user) != picture:
                self._told[user] = picture
                self._notify(Package.DIALOG, user)

    def body(self, package: Package, user: str, version: int) -> bytes:
        entity, owner = f"sip:{user}@{self._platform.domain}", self._platform.users[user]
        match package:
            case Package.MESSAGES:
                box = f"sip:{self._platform.voicemail_prefix}{user}@{self._platform.domain}"
                return event_bodies.message_summary(owner, box)
            case Package.DIALOG:
                return event_bodies.dialog_info(self._calls(), owner, entity, version)
            case Package.FEATURES:
                return event_bodies.features(owner)

    def _notify(self, package: Package, user: str) -> bool:
        found = [known for known in self._all if known.package is package and known.user == user]
        for subscription in found:
            subscription.notify()
        return bool(found)

    async def _notify_unasked(self, user: str, binding: Binding) -> None:
        flow = binding.flow
        try:
            flow = flow if flow.reliable and flow.alive else await self._flow(binding)
        except (ConnectionError, TimeoutError):
            return
        address = NameAddr(Uri.of(user, self._platform.domain))
        dialog = Dialog.calling(address, address, str(binding.uri), flow)
        request = dialog.request("NOTIFY")
        request.headers.extend(self._unasked_fields(user, dialog))
        put_body(request, self.body(Package.MESSAGES, user, 0), Package.MESSAGES.content_type)
        self.endpoint.send(request, flow, lambda _: None)

    def _unasked_fields(self, user: str, dialog: Dialog) -> list[tuple[str, str]]:
        contact = self.endpoint.contact(user, dialog.flow.protocol)
        return [("event", Package.MESSAGES.value), ("subscription-state", "active"), ("contact", contact)]

    async def _flow(self, binding: Binding) -> Flow:
        return await self.endpoint.flow_to(binding.uri, binding.flow.protocol, binding.flow.peer)
