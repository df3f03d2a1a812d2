"""Call links of web pages and mails: tel: (RFC 3966), sip: (RFC 3261) and callto:."""

import re
from urllib.parse import unquote

from softphone.domain.numbers.phone_numbers import LONGEST_TARGET, clean_dialled, pasted
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem

SCHEMES = ("tel", "sip", "sips", "callto")
_LINK = re.compile(rf"\s*({'|'.join(SCHEMES)}):(//)?(.+)\Z", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z", re.ASCII)


def link_target(url: str, region: str, domain: str) -> str | Problem:
    """The target for the dial field: the number, or the address if in another domain than `domain`.

    Parameters and headers (subject, body, replaces …) are dropped: a link may only suggest the target.
    """
    link = _LINK.match(url) if len(url) <= 8 * LONGEST_TARGET else None
    if link is None:
        return NotPossibleNow(Obstacle.NOT_A_LINK)
    body = unquote(re.split("[;?]", link.group(3), maxsplit=1)[0])
    user, at, host = body.rpartition("@")
    if at:
        host = _PORT.sub("", host)
        body = user.partition(":")[0] if host.casefold() == domain.casefold() else f"{user.partition(':')[0]}@{host}"
    target = pasted(body.rstrip("/"), region)
    return target if isinstance(clean_dialled(target, region), str) else NotPossibleNow(Obstacle.NOT_A_LINK)
