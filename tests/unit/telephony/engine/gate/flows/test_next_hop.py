"""The next hop of an account: the proxy, the registrar or the domain."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import Server
from softphone.telephony.engine.gate.flows.next_hop import next_hop


def account(**fields: Any) -> SipAccount:
    given: dict[str, Any] = {"user": "a", "domain": "pbx.example", "auth_user": "a", **fields}
    return SipAccount(**given)


@pytest.mark.parametrize(
    ("of", "host", "port", "registrar", "routes"),
    [
        (account(), "pbx.example", 5060, "sip:pbx.example", ()),
        (account(registrar="fritz.box:5062"), "fritz.box", 5062, "sip:fritz.box:5062", ()),
        (account(transport=Transport.TLS), "pbx.example", 5061, "sip:pbx.example;transport=tls", ()),
        (
            account(outbound_proxy="sip:127.0.0.1:5071;transport=tls;lr", transport=Transport.TLS),
            "127.0.0.1",
            5071,
            "sip:pbx.example;transport=tls",
            ("<sip:127.0.0.1:5071;lr;transport=tls>",),
        ),
        (account(registrar="<sip:[::1]:5060>"), "::1", 5060, "sip:[::1]:5060", ()),
        (account(registrar="2001:db8::1"), "2001:db8::1", 5060, "sip:[2001:db8::1]", ()),
    ],
)
def test_the_next_hop_of_an_account(
    of: SipAccount, host: str, port: int, registrar: str, routes: tuple[str, ...]
) -> None:
    hop = next_hop(of)
    assert (hop.host, hop.port, hop.registrar_uri, hop.routes) == (host, port, registrar, routes)


@given(st.text(), st.text())
def test_the_proxy_decides_the_way_and_the_registrar_the_address(registrar: str, proxy: str) -> None:
    hop = next_hop(account(registrar=registrar, outbound_proxy=proxy))
    without_proxy = next_hop(account(registrar=registrar))
    assert hop.registrar_uri == without_proxy.registrar_uri
    way = next_hop(account(outbound_proxy=proxy)) if hop.routes else without_proxy
    assert (hop.host, hop.port, hop.routes) == (way.host, way.port, way.routes)


@pytest.mark.parametrize(
    ("of", "server", "asked", "accepted"),
    [
        (account(), None, "pbx.example", ("pbx.example",)),
        (account(registrar="sip.pbx.example"), None, "sip.pbx.example", ("sip.pbx.example", "pbx.example")),
        (account(), Server("n1.pbx.example", 5061), "pbx.example", ("n1.pbx.example", "pbx.example")),
        (account(outbound_proxy="edge.example"), None, "pbx.example", ("edge.example", "pbx.example")),
    ],
    ids=["the domain", "a registrar of its own", "looked up", "outbound proxy"],
)
def test_the_domain_stands_in_the_certificate_behind_a_proxy_or_a_lookup(
    of: SipAccount, server: Server | None, asked: str, accepted: tuple[str, ...]
) -> None:
    hop = next_hop(of, server)
    assert (hop.server_name, hop.names) == (asked, accepted)
