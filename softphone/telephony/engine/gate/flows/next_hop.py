"""The next hop of an account's requests, from registrar, outbound proxy, domain and current server."""

import ipaddress
import re
from dataclasses import dataclass

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import DEFAULT_PORTS, Question, Server
from softphone.domain.account.sip_address import is_loopback

SIP_ADDRESS = re.compile(
    r"^(?:sips?:)?(?:[^@]*@)?(?P<host>\[[^\]]+\]|[^:;?>\s]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NextHop:
    """`host` (no brackets) and `port` are where packets go, `registrar_uri` is the address of REGISTER.

    `routes`: the outbound proxy. `server_name`: what a TLS server is asked for; one of `names` must be in its
    certificate.
    """

    host: str
    port: int
    registrar_uri: str
    routes: tuple[str, ...]
    server_name: str
    names: tuple[str, ...]

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)


def next_hop(account: SipAccount, server: Server | None = None) -> NextHop:
    """An outbound proxy gets all requests, else the registrar or the domain; a looked-up `server` stands for either.

    Behind an outbound proxy or a looked-up name the certificate may be the domain's (RFC 5922 section 4).
    """
    suffix = _suffix(account)
    registrar = _host_port(account.registrar or account.domain)
    proxy = _host_port(account.outbound_proxy) if account.outbound_proxy else ""
    named = _host(proxy or registrar).strip("[]")
    host = server.host.strip("[]") if server is not None else named
    port = server.port if server is not None else _port(proxy or registrar) or DEFAULT_PORTS[account.transport]
    indirect = bool(proxy) or host != named
    return NextHop(
        host,
        port,
        f"sip:{registrar}{suffix}",
        (f"<sip:{proxy};lr{suffix}>",) if proxy else (),
        account.domain if indirect and account.domain else host,
        tuple(dict.fromkeys(name for name in (host, named, account.domain) if name)),
    )


def first_question(account: SipAccount) -> Question:
    """The DNS lookup needed before the first packet."""
    first = _host_port(account.outbound_proxy or account.registrar or account.domain)
    return Question(_host(first).strip("[]"), _port(first), account.transport)


def is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).version == 6
    except ValueError:
        return False


def _suffix(account: SipAccount) -> str:
    return "" if account.transport is Transport.UDP else f";transport={account.transport.value}"


def _host_port(address: str) -> str:
    """Host and port of `host`, `host:port`, `sip:host:port;transport=…;lr` or `<sip:…>`.

    An IPv6 address without brackets gets them.
    """
    if is_ipv6(address.strip()):
        return f"[{address.strip().strip('[]')}]"
    match = SIP_ADDRESS.match(address.strip().lstrip("<"))
    if match is None:
        return address.strip()
    port = f":{match['port']}" if match["port"] else ""
    return f"{match['host']}{port}"


def _host(host_port: str) -> str:
    match = SIP_ADDRESS.match(host_port)
    return match["host"] if match else host_port


def _port(host_port: str) -> int | None:
    match = SIP_ADDRESS.match(host_port)
    return int(match["port"]) if match and match["port"] else None
