"""The pjsip account that is registered: changed in place, or replaced by another without touching calls."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import pjsua2 as pj

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import Server
from softphone.domain.telephone.commands import Register
from softphone.telephony.engine.calls.call_registry import error_text
from softphone.telephony.engine.pjsip.account_config import account_config
from softphone.telephony.engine.pjsip.callbacks import AccountListener, PjAccount
from softphone.telephony.engine.pjsip.next_hop import NextHop, next_hop
from softphone.telephony.engine.pjsip.transports import KINDS, Transports

log = logging.getLogger(__name__)


class OnlyIpv6Error(Exception):
    """The pinned pjsua2 has no IPv6 in its calls, and aborts where an account asks for it (decision 15)."""


class Activation(Enum):
    """What putting a wish in force came to. CHANGED: pjsip has sent the REGISTER by itself."""

    AS_BEFORE = "as-before"
    CHANGED = "changed"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True, slots=True)
class _Identity:
    """Same identity: the account is changed in place. Another: a second one takes over."""

    account: SipAccount
    server: Server | None

    @classmethod
    def of(cls, account: SipAccount, server: Server | None) -> "_Identity":
        return cls(replace(account, auth_user="", display_name="", expires_s=0), server)


class ActiveAccount:
    """`in_use` says whether a call still needs an account that has been replaced."""

    def __init__(
        self, transports: Transports, listener: AccountListener, in_use: Callable[[PjAccount], bool]
    ) -> None:
        self._transports, self._listener, self._in_use = transports, listener, in_use
        self._identity: _Identity | None = None
        self._command: Register | None = None
        self._retired: list[PjAccount] = []
        self._moved = False
        self._contact = 0
        self.account: PjAccount | None = None
        self.kind = 0
        self.is_local = False
        self.hop: NextHop | None = None

    def put(self, command: Register, server: Server | None) -> Activation:
        """Raises OnlyIpv6Error, AuthoritiesMissingError or pj.Error; then the one before is as it was."""
        account = command.account
        hop = next_hop(account, server)
        if hop.is_ipv6:
            raise OnlyIpv6Error
        config = self._config(command, hop)
        self.kind = KINDS[account.transport] if account.transport is not Transport.UDP else 0
        self.is_local, self.hop = hop.is_loopback, hop
        identity = _Identity.of(account, server)
        before, self._command = self._command, command
        if self.account is not None and identity == self._identity:
            return self._change(config) if before != command else Activation.AS_BEFORE
        self._succeed(config, identity)
        return Activation.SUCCEEDED

    def renew_contact(self) -> bool:
        """pjsip leaves the port of a flow that is gone in the Contact where both addresses are private: nothing that
        the server begins would arrive any more, not even the end of a standing call."""
        if self.account is None or self._command is None or self.hop is None:
            return False
        self._contact += 1
        try:
            self.account.modify(self._config(self._command, self.hop))
        except pj.Error as error:
            log.warning("the Contact stays as it is: %s", error_text(error))
            return False
        return True

    def _config(self, command: Register, hop: NextHop) -> pj.AccountConfig:
        binding = self._transports.binding(command.account, hop)
        return account_config(command.account, command.password, hop, binding, self._contact)

    def _change(self, config: pj.AccountConfig) -> Activation:
        if self.account is not None:
            self.account.modify(config)
        return Activation.CHANGED

    def _succeed(self, config: pj.AccountConfig, identity: _Identity) -> None:
        successor = PjAccount(self._listener, str(identity.server or ""))
        successor.create(config, True)
        self._retire(farewell=self._identity is None or self._identity.account != identity.account)
        self.account, self._identity = successor, identity

    def _retire(self, farewell: bool) -> None:
        """No farewell to the same account's last server: where they share a list it would end the new binding."""
        if self.account is not None:
            if farewell:
                self.ask(renew=False)
            self._moved = not farewell
            self._retired.append(self.account)

    def leave_another(self, wished: SipAccount) -> bool:
        """The one before is no longer wished, even where this one cannot be begun: its renewals would seem ours."""
        if self._identity is None or self._identity.account == _Identity.of(wished, None).account:
            return False
        self._retire(farewell=True)
        self.account = self._identity = self._command = None
        return True

    def release_retired(self) -> bool:
        """pjsip signs off each account it deletes; True: servers that share a list took our new binding for it."""
        kept = [account for account in self._retired if self._in_use(account)]
        mistaken = len(kept) < len(self._retired) and self._moved
        self._moved = self._moved and not mistaken
        self._retired = kept
        return mistaken

    def ask(self, renew: bool) -> bool:
        """False when pjsip cannot send now: a REGISTER is still under way, or none was ever sent."""
        if self.account is None:
            return False
        try:
            self.account.setRegistration(renew)
        except pj.Error as error:
            log.info("REGISTER not sent now: %s", error_text(error))
            return False
        return True

    def ask_server(self) -> bool:
        """One OPTIONS over the present flow; False when it cannot even be sent."""
        if self.account is None or self.hop is None:
            return False
        try:
            self.account.ask_options(self.hop.registrar_uri)
        except pj.Error as error:
            log.info("OPTIONS not sent: %s", error_text(error))
            return False
        return True

    def close(self) -> None:
        self._retired.clear()
        self.account = None
