"""Portal discovery by DNS (SRV `_xsi-client._tcp`): always https, always a host of the same domain."""

import asyncio
import random

import dns.exception
import dns.rdatatype
import dns.resolver
from dns.rdtypes.IN.SRV import SRV

from softphone.domain.account.server_list import SrvRecord, in_order, may_vouch
from softphone.domain.problems import PortalUnreachable, ProblemError

SERVICE = "_xsi-client._tcp."
LIFETIME_S = 4.0


async def discovered_url(domain: str, nameservers: tuple[tuple[str, int], ...] = ()) -> str:
    """Raises ProblemError. DNS is not signed and the password goes there: hosts of other domains are refused."""
    records = await asyncio.to_thread(_records, domain, nameservers)
    for record in in_order(records, random.random):
        if may_vouch(record.target, (domain,)):
            return f"https://{record.target.rstrip('.')}:{record.port}"
    why = "the DNS names a host of another domain" if records else f"no {SERVICE}{domain} in the DNS"
    raise ProblemError(PortalUnreachable(domain, why))


def _records(domain: str, nameservers: tuple[tuple[str, int], ...]) -> tuple[SrvRecord, ...]:
    try:
        resolver = dns.resolver.Resolver(configure=not nameservers)
        resolver.lifetime = LIFETIME_S
        if nameservers:
            resolver.nameservers = [address for address, _ in nameservers]
            resolver.nameserver_ports = dict(nameservers)
        answer = resolver.resolve(SERVICE + domain, dns.rdatatype.SRV, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except dns.exception.DNSException as error:
        raise ProblemError(PortalUnreachable(domain, str(error))) from error
    return tuple(SrvRecord(r.priority, r.weight, r.port, r.target.to_text()) for r in answer if isinstance(r, SRV))
