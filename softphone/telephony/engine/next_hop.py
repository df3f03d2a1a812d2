"""Where an account's requests go: pure text work on registrar, outbound proxy and domain."""

import ipaddress
import re
from dataclasses import dataclass

from softphone.domain.settings import SipAccount, Transport

SIP_ADDRESS = re.compile(
    r"^(?:sips?:)?(?:[^@]*@)?(?P<host>\[[^\]]+\]|[^:;?>\s]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NextHop:
    """`route` is the pre-loaded route of every request, `registrar_uri` where REGISTER is addressed to."""

    host: str
    registrar_uri: str
    route: str
    route_registers: bool

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)


def next_hop(account: SipAccount) -> NextHop:
    """A given proxy takes everything; else the registrar (or the domain) is reached directly and serves calls too."""
    suffix = "" if account.transport is Transport.UDP else f";transport={account.transport.value}"
    registrar = _host_port(account.registrar or account.domain)
    first = _host_port(account.outbound_proxy) if account.outbound_proxy else registrar
    return NextHop(
        host=_host(first),
        registrar_uri=f"sip:{registrar}{suffix}",
        route=f"sip:{first};lr{suffix}",
        route_registers=bool(account.outbound_proxy),
    )


def is_loopback(host: str) -> bool:
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _host_port(address: str) -> str:
    """`host`, `host:port`, `sip:host:port;transport=…;lr` or `<sip:…>`: what stands before the parameters."""
    match = SIP_ADDRESS.match(address.strip().lstrip("<"))
    if match is None:
        return address.strip()
    port = f":{match['port']}" if match["port"] else ""
    return f"{match['host']}{port}"


def _host(host_port: str) -> str:
    match = SIP_ADDRESS.match(host_port)
    return match["host"] if match else host_port
