"""pjsua2's configuration for an account."""

from dataclasses import dataclass

import pjsua2 as pj

from softphone.domain.account.account import Encryption, SipAccount
from softphone.telephony.engine.gate.flows.next_hop import NextHop

ROUTE_OF_ALL_REQUESTS = 3
RTP_FIRST_PORT = 16384
RTP_PORT_RANGE = 16000
"""Below the ephemeral ports of the system (Linux: from 32768)."""
SRTP = {
    Encryption.OFF: pj.PJMEDIA_SRTP_DISABLED,
    Encryption.OPTIONAL: pj.PJMEDIA_SRTP_OPTIONAL,
    Encryption.MANDATORY: pj.PJMEDIA_SRTP_MANDATORY,
}
LONGEST_NAME = 100
STUN_NOT, STUN_OR_WITHOUT = 1, 2


@dataclass(frozen=True, slots=True)
class Binding:
    """Transport of an account, the address its media is bound to ("" = any), its line of the gate as a route."""

    transport_id: int
    media_address: str
    route: str


def account_config(account: SipAccount, password: str, hop: NextHop, binding: Binding) -> pj.AccountConfig:
    config = pj.AccountConfig()
    config.idUri = id_uri(account)
    _set_registration(config.regConfig, account, hop)
    _set_sip(config.sipConfig, account, password, binding)
    _set_nat(config.natConfig, account, hop)
    _set_media(config.mediaConfig, account, binding)
    config.mwiConfig.enabled = True
    config.ipChangeConfig.shutdownTp = True
    config.ipChangeConfig.hangupCalls = False
    return config


def id_uri(account: SipAccount) -> str:
    """pjsip cannot register with a name that does not fit into its Contact."""
    name = account.display_name.replace("\\", "").replace('"', "").strip()[:LONGEST_NAME].strip()
    uri = f"<sip:{account.user}@{account.domain}>"
    return f'"{name}" {uri}' if name.isprintable() and name else uri


def _set_registration(config: pj.AccountRegConfig, account: SipAccount, hop: NextHop) -> None:
    """Disables pjsip's retries, which have no backoff and no jitter (see `registration.py`)."""
    config.registrarUri = hop.registrar_uri
    config.timeoutSec = account.expires_s
    config.registerOnAdd = False
    config.retryIntervalSec = 0
    config.firstRetryIntervalSec = 0
    config.dropCallsOnFail = False
    config.proxyUse = ROUTE_OF_ALL_REQUESTS


def _set_sip(config: pj.AccountSipConfig, account: SipAccount, password: str, binding: Binding) -> None:
    config.transportId = binding.transport_id
    config.authCreds.clear()
    config.authCreds.append(pj.AuthCredInfo("digest", "*", account.auth_user or account.user, 0, password))
    config.proxies.clear()
    config.proxies.append(binding.route)


def _set_nat(config: pj.AccountNatConfig, account: SipAccount, hop: NextHop) -> None:
    """Leaves addresses and keep-alives of the signalling to the gate."""
    far = not hop.is_loopback
    config.contactRewriteUse = config.viaRewriteUse = config.sdpNatRewriteUse = config.sipOutboundUse = 0
    config.udpKaIntervalSec = 0
    config.sipStunUse = STUN_NOT
    config.mediaStunUse = STUN_OR_WITHOUT if account.stun_server and far else STUN_NOT
    config.iceEnabled = account.ice


def _set_media(config: pj.AccountMediaConfig, account: SipAccount, binding: Binding) -> None:
    """Applies the account's SRTP setting over any signalling transport."""
    config.srtpUse = SRTP[account.effective_encryption]
    config.srtpSecureSignaling = 0
    config.transportConfig.port = RTP_FIRST_PORT
    config.transportConfig.portRange = RTP_PORT_RANGE
    config.transportConfig.randomizePort = True
    config.transportConfig.boundAddress = binding.media_address
    config.transportConfig.publicAddress = binding.media_address
    marks = config.transportConfig.qosParams
    marks.flags, marks.dscp_val = pj.PJ_QOS_PARAM_HAS_DSCP, account.dscp_media
    config.transportConfig.qosParams = marks
