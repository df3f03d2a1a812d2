"""Portal discovery by DNS (SRV `_xsi-client._tcp`): always https, always a host of the same domain."""

import asyncio
import random

from softphone.domain.account.server_list import in_order, may_vouch
from softphone.domain.problems import PortalUnreachable, ProblemError

SERVICE = "_xsi-client._tcp."


async def discovered_url(domain: str, nameservers: tuple[tuple[str, int], ...] = ()) -> str:
    """Raises ProblemError. DNS is not signed and the password goes there: hosts of other domains are refused."""
    from softphone.portal.http.srv_records import records  # 40 ms that most starts do not need

    found = await asyncio.to_thread(records, domain, nameservers)
    for record in in_order(found, random.random):
        if may_vouch(record.target, (domain,)):
            return f"https://{record.target.rstrip('.')}:{record.port}"
    why = "the DNS names a host of another domain" if found else f"no {SERVICE}{domain} in the DNS"
    raise ProblemError(PortalUnreachable(domain, why))
