"""The registered account with its password, and its line of the gate."""

from dataclasses import dataclass, field

from softphone.domain.account.account import SipAccount
from softphone.telephony.engine.subscriptions.transport.digest import Credentials


@dataclass(frozen=True, slots=True)
class AccountAccess:
    account: SipAccount
    password: str = field(repr=False)
    line: str = ""

    @property
    def uri(self) -> str:
        return f"sip:{self.account.user}@{self.account.domain}"

    @property
    def credentials(self) -> Credentials:
        return Credentials(self.account.auth_user or self.account.user, self.password)
