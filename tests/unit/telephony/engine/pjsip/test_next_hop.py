"""The next hop of an account: the proxy, the registrar or the domain."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import SipAccount, Transport
from softphone.telephony.engine.pjsip.next_hop import is_loopback, next_hop


def account(**fields: Any) -> SipAccount:
    given: dict[str, Any] = {"user": "a", "domain": "pbx.example", "auth_user": "a", **fields}
    return SipAccount(**given)


@pytest.mark.parametrize(
    ("of", "host", "registrar", "route"),
    [
        (account(), "pbx.example", "sip:pbx.example", "sip:pbx.example;lr"),
        (account(registrar="fritz.box:5062"), "fritz.box", "sip:fritz.box:5062", "sip:fritz.box:5062;lr"),
        (
            account(outbound_proxy="sip:127.0.0.1:5071;transport=tls;lr", transport=Transport.TLS),
            "127.0.0.1",
            "sip:pbx.example;transport=tls",
            "sip:127.0.0.1:5071;lr;transport=tls",
        ),
        (account(registrar="<sip:[::1]:5060>"), "[::1]", "sip:[::1]:5060", "sip:[::1]:5060;lr"),
        (account(registrar="2001:db8::1"), "[2001:db8::1]", "sip:[2001:db8::1]", "sip:[2001:db8::1];lr"),
    ],
)
def test_the_next_hop_of_an_account(of: SipAccount, host: str, registrar: str, route: str) -> None:
    hop = next_hop(of)
    assert (hop.host, hop.registrar_uri, *hop.routes) == (host, registrar, route)
    assert hop.route_registers is bool(of.outbound_proxy)


@given(st.text(), st.text())
def test_the_proxy_decides_the_way_and_the_registrar_the_address(registrar: str, proxy: str) -> None:
    hop = next_hop(account(registrar=registrar, outbound_proxy=proxy))
    without_proxy = next_hop(account(registrar=registrar))
    assert hop.registrar_uri == without_proxy.registrar_uri
    way = next_hop(account(outbound_proxy=proxy)) if hop.route_registers else without_proxy
    assert (hop.host, hop.port, hop.routes) == (way.host, way.port, way.routes)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "pbx.localhost", "LOCALHOST"])
def test_loopback_hosts(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "pbx.example", "localhost.example", "", "0.0.0.0"])
def test_hosts_that_are_no_loopback(host: str) -> None:
    assert not is_loopback(host)
