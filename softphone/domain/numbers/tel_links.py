"""Call links of web pages and mails: tel: (RFC 3966), sip: (RFC 3261) and callto:."""

import re
from urllib.parse import unquote

from softphone.domain.numbers.phone_numbers import LONGEST_TARGET, clean_dialled, is_number, link_number, pasted
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem

SCHEMES = ("tel", "sip", "sips", "callto")
_LINK = re.compile(rf"\s*({'|'.join(SCHEMES)}):(?://)?(.+)\Z", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r":[0-9]*\Z", re.ASCII)


def link_target(url: str, region: str, domain: str) -> str | Problem:
    """The target for the dial field: the number, or the address if in another domain than `domain`.

    Parameters and headers (subject, body, replaces …) are dropped: a link may only suggest the target. An address
    hidden in percent signs is refused.
    """
    link = _LINK.match(url) if len(url) <= 8 * LONGEST_TARGET else None
    target = _target(link[1].casefold(), link[2], region, domain) if link else None
    usable = target is not None and isinstance(clean_dialled(target, region), str)
    return target if target is not None and usable else NotPossibleNow(Obstacle.NOT_A_LINK)


def _target(scheme: str, body: str, region: str, domain: str) -> str | None:
    inner = _LINK.match(unquote(body))
    if inner is not None:
        return _target(inner[1].casefold(), inner[2], region, domain)
    user, at, host = body.partition("?")[0].partition("@")
    if "@" in unquote(user) or "@" in unquote(host.partition(";")[0]) or (at and scheme == "tel"):
        return None
    name = link_number(f"{scheme}:{_without_password(user) if at else body}", region)
    target = pasted(name.strip("/"), region) if name else ""
    if scheme == "tel" and not is_number(target, region):
        return None
    host = _PORT.sub("", re.split("[;/]", host)[0])
    return target if not at or not target or host.casefold() == domain.casefold() else f"{target}@{host}"


def _without_password(user: str) -> str:
    """`lea:password;parameters` without the password."""
    name, mark, parameters = user.partition(";")
    return f"{name.partition(':')[0]}{mark}{parameters}"
