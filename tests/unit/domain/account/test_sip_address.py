"""Addresses of SIP servers as accounts name them, and who may read what is sent there."""

import pytest

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.sip_address import host_and_port, is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "pbx.localhost", "LOCALHOST"])
def test_loopback_hosts(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "pbx.example", "localhost.example", "", "0.0.0.0"])
def test_hosts_that_are_no_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pbx.example", ("pbx.example", 0)),
        ("pbx.example:5080", ("pbx.example", 5080)),
        ("<sip:a@pbx.example:5080;transport=tcp;lr>", ("pbx.example", 5080)),
        ("sips:[2001:db8::1]:5061", ("2001:db8::1", 5061)),
        ("2001:db8::1", ("2001:db8::1", 0)),
        ("pbx.example:70000", ("pbx.example", 0)),
        ("", ("", 0)),
    ],
)
def test_host_and_port(text: str, expected: tuple[str, int]) -> None:
    assert host_and_port(text) == expected


@pytest.mark.parametrize(
    ("proxy", "registrar", "transport", "in_clear"),
    [
        ("", "", Transport.UDP, True),
        ("", "", Transport.TCP, True),
        ("", "", Transport.TLS, False),
        ("", "sip:127.0.0.1:5060", Transport.UDP, False),
        ("sip:sbc.example;lr", "sip:127.0.0.1:5060", Transport.UDP, True),
        ("sip:localhost;lr", "sip:pbx.example", Transport.TCP, False),
    ],
)
def test_what_leaves_this_computer_without_tls_is_in_clear(
    proxy: str, registrar: str, transport: Transport, in_clear: bool
) -> None:
    account = SipAccount("nele", "pbx.example", "nele", registrar, proxy, transport)
    assert account.is_in_clear is in_clear
