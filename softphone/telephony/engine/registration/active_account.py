"""The active pjsip account: modified in place, or replaced by another without touching calls."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import pjsua2 as pj

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import Server
from softphone.domain.telephone.commands import Register
from softphone.telephony.engine.pjsip.account_config import account_config
from softphone.telephony.engine.pjsip.callbacks import AccountListener, PjAccount
from softphone.telephony.engine.pjsip.errors import error_text
from softphone.telephony.engine.pjsip.next_hop import NextHop, next_hop
from softphone.telephony.engine.pjsip.transports import KINDS, Transports

log = logging.getLogger(__name__)


class OnlyIpv6Error(Exception):
    """The pinned pjsua2 has no IPv6 in its calls, and aborts where an account asks for it (docs/decisions/0015)."""


class Activation(Enum):
    """The result of activating an account. MODIFIED: pjsip has sent the REGISTER by itself."""

    UNCHANGED = "unchanged"
    MODIFIED = "modified"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class _Identity:
    """What decides between modifying the account in place (same identity) and replacing it."""

    account: SipAccount
    server: Server | None

    @classmethod
    def of(cls, account: SipAccount, server: Server | None) -> "_Identity":
        return cls(replace(account, auth_user="", display_name="", expires_s=0), server)


class ActiveAccount:
    """`in_use` tells whether a call still needs a replaced account."""

    def __init__(
        self, transports: Transports, listener: AccountListener, in_use: Callable[[PjAccount], bool]
    ) -> None:
        self._transports, self._listener, self._in_use = transports, listener, in_use
        self._identity: _Identity | None = None
        self._command: Register | None = None
        self._retired: list[PjAccount] = []
        self._shares_binding = False
        self._contact = 0
        self.account: PjAccount | None = None
        self.kind = 0
        self.is_local = False
        self.hop: NextHop | None = None

    def activate(self, command: Register, server: Server | None) -> Activation:
        """Raises OnlyIpv6Error, AuthoritiesMissingError or pj.Error ; the previous account then stays."""
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
            return self._modify(config) if before != command else Activation.UNCHANGED
        self._replace(config, identity)
        return Activation.REPLACED

    def renew_contact(self) -> bool:
        """Rewrites the Contact: pjsip keeps the port of a lost flow in it where both addresses are private.

        No request of the server would arrive there, not even the BYE of a standing call.
        """
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

    def _modify(self, config: pj.AccountConfig) -> Activation:
        if self.account is not None:
            self.account.modify(config)
        return Activation.MODIFIED

    def _replace(self, config: pj.AccountConfig, identity: _Identity) -> None:
        successor = PjAccount(self._listener, str(identity.server or ""))
        successor.create(config, True)
        self._retire(farewell=self._identity is None or self._identity.account != identity.account)
        self.account, self._identity = successor, identity

    def _retire(self, farewell: bool) -> None:
        """Signs the account off, except when only its server changes: servers that share bindings would drop the new
        one."""
        if self.account is not None:
            if farewell:
                self.send_register(renew=False)
            self._shares_binding = not farewell
            self._retired.append(self.account)

    def drop_other(self, wanted: SipAccount) -> bool:
        """Retires an account other than `wanted`, even if that one cannot be activated."""
        if self._identity is None or self._identity.account == _Identity.of(wanted, None).account:
            return False
        self._retire(farewell=True)
        self.account = self._identity = self._command = None
        return True

    def release_retired(self) -> bool:
        """Deletes retired accounts no call needs; pjsip signs each off. True: that may have ended our new binding."""
        kept = [account for account in self._retired if self._in_use(account)]
        mistaken = len(kept) < len(self._retired) and self._shares_binding
        self._shares_binding = self._shares_binding and not mistaken
        self._retired = kept
        return mistaken

    def send_register(self, renew: bool) -> bool:
        """False when pjsip cannot send now: a REGISTER awaits its answer, or none was ever sent."""
        if self.account is None:
            return False
        try:
            self.account.setRegistration(renew)
        except pj.Error as error:
            log.info("REGISTER not sent now: %s", error_text(error))
            return False
        return True

    def send_options(self) -> bool:
        """Sends OPTIONS over the present flow; False when it cannot be sent."""
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
