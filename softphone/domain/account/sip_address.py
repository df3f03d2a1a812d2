"""Host and port of a SIP server as an account names it."""

import ipaddress


def host_and_port(text: str) -> tuple[str, int]:
    """Host and port of "host", "host:port", "[v6]:port", "sip:host:port;lr" and the like; port 0: none named."""
    bare = text.strip().strip("<>").partition(";")[0]
    for scheme in ("sips:", "sip:"):
        bare = bare.removeprefix(scheme)
    bare = bare.rpartition("@")[2]
    if bare.startswith("["):
        host, _, rest = bare[1:].partition("]")
        return host, _port(rest.removeprefix(":"))
    host, _, port = bare.partition(":") if bare.count(":") == 1 else (bare, "", "")
    return host, _port(port)


def is_loopback(host: str) -> bool:
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _port(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65_536 else 0
