"""The server for subscriptions: the one that answered our REGISTER, or the account's next hop."""

import ipaddress
import re
from dataclasses import dataclass

from softphone.domain.account.account import SipAccount, Transport
from softphone.telephony.engine.pjsip.next_hop import is_loopback, next_hop

_PLACE = re.compile(r"^(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::(?P<port>\d{1,5}))?$")
_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """`host` is the connection's target, `name` the name its certificate must have, `route` the first Route header.

    `route` is empty for a looked-up server without an outbound proxy, as with calls.
    """

    host: str
    port: int
    transport: Transport
    name: str
    route: str
    is_loopback: bool
    ca_file: str = ""


def server_address(account: SipAccount, answered_from: str = "", server: str = "") -> ServerAddress:
    """`server`, "host:port", was looked up for the account; `answered_from`, "address:port", answered REGISTER.

    The certificate must have the name that pjsip checked.
    """
    hop = next_hop(account)
    named = _place(server) if server else _place(hop.routes[0].removeprefix("sip:").partition(";")[0])
    found = _place(answered_from) if answered_from else named
    host, port = found if _is_address(found[0]) else named
    return ServerAddress(
        host=host,
        port=port or _PORTS[account.transport],
        transport=account.transport,
        name=named[0],
        route=hop.routes[0] if account.outbound_proxy or not server else "",
        is_loopback=is_loopback(host),
        ca_file=account.ca_file,
    )


def _place(text: str) -> tuple[str, int]:
    match = _PLACE.match(text.strip())
    return (match["host"].strip("[]"), int(match["port"] or 0)) if match else (text.strip(), 0)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
