"""The line of an account: its hop, names for TLS, agreement, and whom it accepts calls from."""

from softphone.domain.account.account import CallSource, SecurityAgreement, SipAccount, Transport
from softphone.domain.platform_facts import MEDIASEC_DOMAINS
from softphone.telephony.engine.gate.flows.flow import FlowTarget
from softphone.telephony.engine.gate.flows.line import LineConfig
from softphone.telephony.engine.gate.flows.next_hop import NextHop
from softphone.telephony.engine.gate.flows.pjsip_socket import LOOPBACK
from softphone.telephony.engine.gate.flows.tls import TlsSettings
from softphone.telephony.engine_options import EngineOptions

ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - connected to the hop right after


def account_line(name: str, account: SipAccount, hop: NextHop, options: EngineOptions) -> LineConfig:
    return LineConfig(
        name=name,
        target=_target(account, hop, options),
        routes=hop.routes,
        agreement=_agreement(account),
        accepts=account.accepts_calls_from,
        allowed=account.allowed_sources,
        keep_alive_s=0.0 if hop.is_loopback else float(account.keep_alive_s),
    )


def tls_settings(account: SipAccount, hop: NextHop) -> TlsSettings | None:
    """None over UDP and TCP."""
    if account.transport is not Transport.TLS:
        return None
    return TlsSettings(
        hop.server_name, hop.names, account.ca_file, account.wildcard_certificates, account.client_certificate
    )


def _target(account: SipAccount, hop: NextHop, options: EngineOptions) -> FlowTarget:
    alone = account.accepts_calls_from is CallSource.PLATFORM or account.transport is not Transport.UDP
    local = _local(hop, options)
    if not alone and local is None:
        local = (ANY_ADDRESS, 0)
    tls = tls_settings(account, hop)
    return FlowTarget(account.transport, hop.host, hop.port, local, tls, alone, account.dscp_signalling)


def _local(hop: NextHop, options: EngineOptions) -> tuple[str, int] | None:
    """Our own address and port, None for any; the way to a loopback registrar is never open to the network."""
    if ":" in hop.host:
        return None
    address = options.bind_address or (LOOPBACK if hop.is_loopback else "")
    return (address or ANY_ADDRESS, options.sip_port) if address or options.sip_port else None


def _agreement(account: SipAccount) -> SecurityAgreement:
    domain = account.domain.lower().rstrip(".")
    known = any(domain == name or domain.endswith(f".{name}") for name in MEDIASEC_DOMAINS)
    automatic = account.security_agreement is SecurityAgreement.AUTOMATIC
    return SecurityAgreement.MEDIASEC if known and automatic else account.security_agreement
