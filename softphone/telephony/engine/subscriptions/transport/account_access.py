"""The registered account with its password, and the server that registered it."""

from dataclasses import dataclass, field

from softphone.domain.account.account import SipAccount
from softphone.telephony.engine.subscriptions.transport.digest import Credentials
from softphone.telephony.engine.subscriptions.transport.server_address import ServerAddress, server_address


@dataclass(frozen=True, slots=True)
class AccountAccess:
    """`server`: the looked-up registrar; `answered_from`: the "address:port" that answered. Empty where unknown."""

    account: SipAccount
    password: str = field(repr=False)
    answered_from: str = ""
    server: str = ""

    @property
    def uri(self) -> str:
        return f"sip:{self.account.user}@{self.account.domain}"

    @property
    def address(self) -> ServerAddress:
        return server_address(self.account, self.answered_from, self.server)

    @property
    def credentials(self) -> Credentials:
        return Credentials(self.account.auth_user or self.account.user, self.password)
