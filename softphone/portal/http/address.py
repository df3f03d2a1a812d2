"""Where the portal is, and whether a password may be sent there."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from softphone.domain.problems import PlainHttpRefused, PortalUnreachable, ProblemError

ACTIONS = "/com.broadsoft.xsi-actions"
VERSION = "v2.0"


@dataclass(frozen=True, slots=True)
class PortalAddress:
    """The base of all resources; `on_this_machine` is true for loopback hosts."""

    base_url: str
    host: str
    on_this_machine: bool
    port: int = 443

    @property
    def scheme(self) -> str:
        return self.base_url.partition(":")[0]

    def resource(self, user_id: str, path: str) -> str:
        """`path` is already percent-encoded."""
        return f"{self.base_url}{ACTIONS}/{VERSION}/user/{path_segment(user_id)}/{path}"


def path_segment(text: str) -> str:
    """One segment of a URL path; a name of dots must not climb."""
    if text in {".", ".."}:
        return text.replace(".", "%2E")
    return quote(text, safe="@")


def portal_address(portal_url: str) -> PortalAddress:
    """Raises ProblemError for text that is no address, and for plain HTTP to another machine."""
    try:
        parts = urlsplit(portal_url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ProblemError(PortalUnreachable(portal_url, "not an address")) from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ProblemError(PortalUnreachable(portal_url, "not an address"))
    local = is_loopback(host)
    if parts.scheme == "http" and not local:
        raise ProblemError(PlainHttpRefused(host))
    shown = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/").removesuffix(ACTIONS)
    return PortalAddress(f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}", host, local, port or 443)


def is_loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
