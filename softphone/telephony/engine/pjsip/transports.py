"""SIP transports: one listener per transport, address and list of authorities, created on demand."""

import logging
import socket
from dataclasses import dataclass

import pjsua2 as pj

from softphone.domain.account.account import SipAccount, Transport
from softphone.telephony.engine.pjsip.account_config import Binding
from softphone.telephony.engine.pjsip.certificates import authorities_file
from softphone.telephony.engine.pjsip.endpoint import Endpoint
from softphone.telephony.engine.pjsip.mute_tls_listener import without_listening
from softphone.telephony.engine.pjsip.next_hop import NextHop
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
KINDS = {
    Transport.UDP: pj.PJSIP_TRANSPORT_UDP,
    Transport.TCP: pj.PJSIP_TRANSPORT_TCP,
    Transport.TLS: pj.PJSIP_TRANSPORT_TLS,
}
TLS_TIMEOUT_MS = 8000


@dataclass(frozen=True, slots=True)
class _Listener:
    transport: Transport
    address: str
    authorities: str = ""


class Transports:
    """Provides the transport for an account. A loopback registrar never opens a port to the network."""

    def __init__(self, endpoint: Endpoint, options: EngineOptions) -> None:
        self._endpoint = endpoint
        self._options = options
        self._ids: dict[_Listener, int] = {}

    def binding(self, account: SipAccount, hop: NextHop) -> Binding:
        """Raises AuthoritiesMissingError or pj.Error."""
        if not hop.is_loopback:
            self._endpoint.use_stun(account.stun_server)
        address = self._options.bind_address or (LOOPBACK if hop.is_loopback else "")
        authorities = authorities_file(account.ca_file) if account.transport is Transport.TLS else ""
        listener = _Listener(account.transport, address, authorities)
        if listener not in self._ids:
            self._ids[listener] = self._create(listener)
        return Binding(self._ids[listener], address)

    def _create(self, listener: _Listener) -> int:
        """Prefers the configured port, so that a restarted engine replaces its binding at the registrar."""
        try:
            return self._open(listener, self._options.sip_port)
        except pj.Error:
            if not self._options.sip_port:
                raise
            log.info("port %d is taken, using another", self._options.sip_port)
            return self._open(listener, 0)

    def _open(self, listener: _Listener, port: int) -> int:
        config = pj.TransportConfig()
        config.port = port
        config.boundAddress = listener.address
        config.publicAddress = listener.address
        if listener.transport is not Transport.UDP:
            config.sockOptParams.sockOpts.append(_without_delay())
        if listener.transport is not Transport.TLS:
            return self._endpoint.transportCreate(KINDS[listener.transport], config)
        _set_tls(config.tlsConfig, listener.authorities)
        return without_listening(lambda: self._endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, config))


def _without_delay() -> pj.SockOpt:
    """Disables Nagle's algorithm, which delays an INVITE for 40 ms behind the ACK of the refused one [measured]."""
    option = pj.SockOpt()
    option.level, option.optName = socket.IPPROTO_TCP, socket.TCP_NODELAY
    option.setOptValInt(1)
    return option


def _set_tls(config: pj.TlsConfig, authorities: str) -> None:
    config.verifyServer = True
    config.CaListFile = authorities
    config.msecTimeout = TLS_TIMEOUT_MS
    config.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_2
    config.sockOptParams.sockOpts.append(_without_delay())
