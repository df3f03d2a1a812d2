"""The account's way to the network: pjsip's one UDP socket on the loopback, and a line of the gate."""

import logging
from dataclasses import replace

import pjsua2 as pj

from softphone.domain.account.account import SipAccount
from softphone.telephony.engine.gate.flows.account_line import account_line
from softphone.telephony.engine.gate.flows.next_hop import NextHop
from softphone.telephony.engine.gate.flows.pjsip_socket import LOOPBACK, connect_pjsip
from softphone.telephony.engine.gate.flows.tls import client_context
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.pjsip.account_config import Binding
from softphone.telephony.engine.pjsip.endpoint import Endpoint
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)


class Transports:
    """One line for each account; another server turns the line."""

    def __init__(self, endpoint: Endpoint, options: EngineOptions, gate: Gate) -> None:
        self._endpoint, self._options, self._gate = endpoint, options, gate
        self._transport_id = pj.PJSUA_INVALID_ID
        self._lines: dict[SipAccount, str] = {}

    def start(self) -> None:
        """Makes pjsip's socket, which only the gate reaches where the system allows that."""
        config = pj.TransportConfig()
        config.boundAddress = config.publicAddress = LOOPBACK
        self._transport_id = self._endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, config)
        where = str(self._endpoint.transportGetInfo(self._transport_id).localAddress)
        port = int(where.rpartition(":")[2])
        if not connect_pjsip(port, self._gate.port):
            log.info("pjsip's socket on the loopback is open to other local programs on this system")
        self._gate.start(port)

    def binding(self, account: SipAccount, hop: NextHop) -> Binding:
        """Turns the account's line to that hop; raises TlsSettingsError or pj.Error."""
        if not hop.is_loopback:
            self._endpoint.use_stun(account.stun_server)
        config = account_line(self.line_of(account), account, hop, self._options)
        if config.target.tls is not None:
            client_context(config.target.tls)  # raises before anything is changed
        route = self._gate.set_line(config)
        media_address = self._options.bind_address or (LOOPBACK if hop.is_loopback and ":" not in hop.host else "")
        return Binding(self._transport_id, media_address, route)

    def own_address(self, account: SipAccount) -> str:
        """Our "host:port" as the account's Contact names it, empty before the first flow."""
        return self._gate.contact_address(self.line_of(account))

    def release(self, account: SipAccount) -> None:
        """The account is no longer used; its line goes after its last answers."""
        name = self._lines.pop(_key(account), None)
        if name is not None:
            self._gate.retire_line(name)

    def line_of(self, account: SipAccount) -> str:
        key = _key(account)
        if key not in self._lines:
            self._lines[key] = f"l{self._gate.next_line_number()}"
        return self._lines[key]


def _key(account: SipAccount) -> SipAccount:
    return replace(account, auth_user="", display_name="", expires_s=0)
