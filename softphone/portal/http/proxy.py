"""Proxy for one server, from the variables of the desktop; a value that cannot be used is named and gone round.

httpx refuses every connection where one of the variables is broken, `socks://` of GNOME among them (httpx 0.28.1).
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.request import getproxies, proxy_bypass

import httpx

_USABLE = frozenset({"http", "https"})
_LOCAL = "<local>"
"""Windows' word for names without a dot."""


@dataclass(frozen=True, slots=True)
class ProxyChoice:
    """`proxy` None: a direct connection. `ignored`: the variable whose value cannot be used."""

    proxy: httpx.Proxy | None = None
    ignored: str = ""


def proxy_for(scheme: str, host: str, port: int) -> ProxyChoice:
    """The proxy of this computer for a server; never raises."""
    proxies = getproxies()
    if _system_bypasses(host):
        return ProxyChoice()
    return chosen(proxies, scheme, host, port)


def chosen(proxies: Mapping[str, str], scheme: str, host: str, port: int) -> ProxyChoice:
    """`proxies` as urllib.request.getproxies names them: http, https, all, no."""
    name = next((name for name in (scheme, "all") if _bare(proxies.get(name, ""))), "")
    if not name or bypasses(proxies.get("no", ""), host, port):
        return ProxyChoice()
    proxy = _proxy(_bare(proxies[name]))
    return ProxyChoice(proxy, "" if proxy is not None else f"{name}_proxy")


def bypasses(no_proxy: str, host: str, port: int) -> bool:
    """Whether a list like `localhost,.office.example,10.0.0.0/8,fe80::/10,host:8443` names the server."""
    named = host.strip("[]").rstrip(".").casefold()
    return any(_names(entry, named, port) for entry in _entries(no_proxy))


def _entries(no_proxy: str) -> Iterator[str]:
    for entry in no_proxy.replace(",", " ").replace(";", " ").split():
        yield _bare(entry).casefold()


def _names(entry: str, host: str, port: int) -> bool:
    if entry == "*" or (entry == _LOCAL and "." not in host and ":" not in host):
        return True
    network = _network(entry)
    if network is not None:
        return _is_in(host, network)
    named = entry.rpartition("://")[2]
    name, _, wanted = named.partition(":") if named.count(":") == 1 else (named, "", "")
    if wanted and wanted != str(port):
        return False
    suffix = name.removeprefix("*").strip(".")
    return bool(suffix) and (host == suffix or host.endswith(f".{suffix}"))


def _network(entry: str) -> IPv4Network | IPv6Network | None:
    address, slash, length = entry.partition("/")
    try:
        return ip_network(f"{address.strip('[]')}{slash}{length}", strict=False)
    except ValueError:
        return None


def _is_in(host: str, network: IPv4Network | IPv6Network) -> bool:
    try:
        return ip_address(host.partition("%")[0]) in network
    except ValueError:
        return False


def _bare(value: str) -> str:
    return value.strip().strip("'\"").strip()


def _proxy(value: str) -> httpx.Proxy | None:
    address = value if "://" in value else f"http://{value}"
    try:
        proxy = httpx.Proxy(address)
        usable = proxy.url.scheme in _USABLE and proxy.url.host and (proxy.url.port or 1) < 65536
    except (ValueError, httpx.InvalidURL):
        return None
    return proxy if usable else None


def _system_bypasses(host: str) -> bool:
    """The exceptions of Windows and macOS, which stand in no variable."""
    if sys.platform not in ("win32", "darwin"):
        return False
    try:
        return bool(proxy_bypass(host))
    except OSError:
        return False
