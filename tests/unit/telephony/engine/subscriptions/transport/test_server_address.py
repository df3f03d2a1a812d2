"""The server a subscription is sent to."""

import pytest

from softphone.domain.account.account import SipAccount, Transport
from softphone.telephony.engine.subscriptions.transport.server_address import server_address

BEHIND_TLS = SipAccount("u", "pbx.example", "u", transport=Transport.TLS)
BEHIND_EDGE = SipAccount("u", "pbx.example", "u", outbound_proxy="sip:edge.example:5080;lr")


@pytest.mark.parametrize(
    ("account", "answered_from", "server", "expected"),
    [
        (SipAccount("u", "pbx.example", "u"), "", "", ("pbx.example", 5060, "pbx.example")),
        (BEHIND_TLS, "10.1.2.3:5061", "", ("10.1.2.3", 5061, "pbx.example")),
        (BEHIND_TLS, "10.1.2.3:5062", "sip2.pbx.example:5062", ("10.1.2.3", 5062, "sip2.pbx.example")),
        (BEHIND_TLS, "", "sip2.pbx.example:5062", ("sip2.pbx.example", 5062, "sip2.pbx.example")),
        (BEHIND_EDGE, "", "", ("edge.example", 5080, "edge.example")),
        (SipAccount("u", "pbx.example", "u", registrar="[::1]:5070"), "[::1]:5070", "", ("::1", 5070, "::1")),
        (SipAccount("u", "pbx.example", "u"), "not an address", "", ("pbx.example", 5060, "pbx.example")),
    ],
)  # fmt: skip
def test_the_server_that_registered_us_is_asked(
    account: SipAccount, answered_from: str, server: str, expected: tuple[str, int, str]
) -> None:
    hop = server_address(account, answered_from, server)
    assert (hop.host, hop.port, hop.name) == expected
