"""SRV records of a domain's portal, as the DNS has them."""

import dns.exception
import dns.rdatatype
import dns.resolver
from dns.rdtypes.IN.SRV import SRV

from softphone.domain.account.server_list import SrvRecord
from softphone.domain.problems import PortalUnreachable, ProblemError

SERVICE = "_xsi-client._tcp."
LIFETIME_S = 4.0


def records(domain: str, nameservers: tuple[tuple[str, int], ...]) -> tuple[SrvRecord, ...]:
    """Blocks. Raises ProblemError where no nameserver answers."""
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
