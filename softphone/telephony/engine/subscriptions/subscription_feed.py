"""Passes registration changes and watch commands of the engine on to the subscriber."""

from collections.abc import Callable

from softphone.domain.account.account import SipAccount
from softphone.domain.telephone.commands import Register, WatchFeatures, WatchLines, WatchMailboxes
from softphone.domain.telephone.events import Event, RegistrationChanged, RegistrationState
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.subscriptions.packages import Package
from softphone.telephony.engine.subscriptions.subscriber import Subscriber
from softphone.telephony.engine.subscriptions.transport.account_access import AccountAccess

PACKAGES = {
    WatchLines: Package.LINES,
    WatchMailboxes: Package.MAILBOXES,
    WatchFeatures: Package.FEATURES,
}
_GONE = (RegistrationState.UNREGISTERED, RegistrationState.REFUSED)


class SubscriptionFeed:
    """Runs on the engine's thread. Subscriptions follow the registration: without one there are none."""

    def __init__(
        self, gate: Gate, post: Callable[[Event], None], user_agent: str, line_of: Callable[[SipAccount], str]
    ) -> None:
        self._subscriber = Subscriber(gate, post, user_agent)
        self._line_of = line_of
        self._register: Register | None = None

    def set_account(self, register: Register) -> None:
        self._register = register

    def on_registration_change(self, change: RegistrationChanged) -> None:
        if change.state is RegistrationState.REGISTERED and self._register is not None:
            register = self._register
            access = AccountAccess(register.account, register.password, self._line_of(register.account))
            self._subscriber.registered(access)
        elif change.state in _GONE:
            self._subscriber.signed_out()
        elif change.state is not RegistrationState.TRYING:
            self._subscriber.unreachable()

    def watch(self, order: WatchLines | WatchMailboxes | WatchFeatures) -> None:
        self._subscriber.watch(PACKAGES[type(order)], order.uris)

    def sign_out(self) -> None:
        self._subscriber.signed_out()

    def close(self) -> None:
        self._subscriber.close()
