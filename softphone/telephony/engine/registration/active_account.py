"""The active pjsip account: modified in place, or replaced by another without touching calls."""

import logging
from collections.abc import Callable
from dataclasses import replace
from enum import Enum

import pjsua2 as pj

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import Server
from softphone.domain.telephone.commands import Register
from softphone.telephony.engine.gate.flows.next_hop import NextHop, next_hop
from softphone.telephony.engine.pjsip.account_config import account_config
from softphone.telephony.engine.pjsip.callbacks import AccountListener, PjAccount
from softphone.telephony.engine.pjsip.errors import error_text
from softphone.telephony.engine.pjsip.transports import Transports

log = logging.getLogger(__name__)


class Activation(Enum):
    """The result of activating an account. MODIFIED: pjsip has sent the REGISTER by itself.

    TURNED: the same account goes on with another server.
    """

    UNCHANGED = "unchanged"
    MODIFIED = "modified"
    TURNED = "turned"
    REPLACED = "replaced"


class ActiveAccount:
    """`in_use` tells whether a call still needs a replaced account."""

    def __init__(
        self, transports: Transports, listener: AccountListener, in_use: Callable[[PjAccount], bool]
    ) -> None:
        self._transports, self._listener, self._in_use = transports, listener, in_use
        self._sip: SipAccount | None = None
        self._command: Register | None = None
        self._retired: list[tuple[SipAccount, PjAccount]] = []
        self.account: PjAccount | None = None
        self.hop: NextHop | None = None

    @property
    def is_local(self) -> bool:
        return self.hop is not None and self.hop.is_loopback

    @property
    def over_connections(self) -> bool:
        """Whether requests go over TCP or TLS."""
        return self._sip is not None and self._sip.transport is not Transport.UDP

    @property
    def contact_address(self) -> str:
        """Our "host:port" in the Contact, empty before the first flow."""
        return self._transports.own_address(self._sip) if self._sip is not None else ""

    def activate(self, command: Register, server: Server | None) -> Activation:
        """Raises TlsSettingsError or pj.Error; the previous account then stays."""
        hop = next_hop(command.account, server)
        binding = self._transports.binding(command.account, hop)
        config = account_config(command.account, command.password, hop, binding)
        before, self._command = self._command, command
        self.hop = hop
        if self.account is None or self._sip is None or _identity(self._sip) != _identity(command.account):
            self._replace(config, command.account, server)
            return Activation.REPLACED
        turned, self.account.server = self.account.server != str(server or ""), str(server or "")
        if before is None or before == command:
            return Activation.TURNED if turned else Activation.UNCHANGED
        self.account.change(config)
        return Activation.MODIFIED

    def _replace(self, config: pj.AccountConfig, account: SipAccount, server: Server | None) -> None:
        successor = PjAccount(self._listener, str(server or ""), account.ice)
        successor.begin(config)
        self._retire()
        self.account, self._sip = successor, account

    def _retire(self) -> None:
        """Signs the account off; it stays as long as a call needs it."""
        if self.account is not None and self._sip is not None:
            self.send_register(renew=False)
            self._retired.append((self._sip, self.account))

    def drop_other(self, wanted: SipAccount) -> bool:
        """Retires an account other than `wanted`, even if that one cannot be activated."""
        if self._sip is None or _identity(self._sip) == _identity(wanted):
            return False
        self._retire()
        self.account = self._sip = self._command = None
        return True

    def release_retired(self) -> None:
        """Deletes retired accounts that no call needs any more."""
        unused = [entry for entry in self._retired if not self._in_use(entry[1])]
        self._retired = [entry for entry in self._retired if entry not in unused]
        for sip, _ in unused:
            if self._sip is None or _identity(sip) != _identity(self._sip):
                self._transports.release(sip)

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


def _identity(account: SipAccount) -> SipAccount:
    """What decides between modifying the account in place (same identity) and replacing it."""
    return replace(account, auth_user="", display_name="", expires_s=0)
