"""The line of an account, and whom it accepts calls from."""

from dataclasses import replace
from typing import cast

import pytest

from softphone.domain.account.account import CallSource, SecurityAgreement, SipAccount, Transport
from softphone.telephony.engine.gate.flows.account_line import account_line
from softphone.telephony.engine.gate.flows.line import Line, LineConfig
from softphone.telephony.engine.gate.flows.next_hop import next_hop
from softphone.telephony.engine.gate.flows.visitors import accepts
from softphone.telephony.engine_options import EngineOptions

ACCOUNT = SipAccount(user="a", domain="pbx.example", auth_user="a")


def line_of(account: SipAccount, options: EngineOptions | None = None) -> LineConfig:
    return account_line("f1", account, next_hop(account), options or EngineOptions())


@pytest.mark.parametrize(
    ("source", "transport", "connected"),
    [
        (CallSource.PLATFORM, Transport.UDP, True),
        (CallSource.LISTED, Transport.UDP, False),
        (CallSource.ANYONE, Transport.UDP, False),
        (CallSource.ANYONE, Transport.TCP, True),
        (CallSource.ANYONE, Transport.TLS, True),
    ],
)
def test_datagrams_of_others_arrive_only_where_the_account_wants_them(
    source: CallSource, transport: Transport, connected: bool
) -> None:
    target = line_of(replace(ACCOUNT, accepts_calls_from=source, transport=transport)).target
    assert target.connected is connected
    assert connected or target.local is not None


@pytest.mark.parametrize(
    ("registrar", "options", "local"),
    [
        ("", EngineOptions(), None),
        ("", EngineOptions(sip_port=5070), ("0.0.0.0", 5070)),
        ("", EngineOptions(bind_address="192.0.2.1"), ("192.0.2.1", 0)),
        ("127.0.0.1:5060", EngineOptions(sip_port=5070), ("127.0.0.1", 5070)),
        ("[2001:db8::1]", EngineOptions(sip_port=5070), None),
    ],
)
def test_our_own_address(registrar: str, options: EngineOptions, local: tuple[str, int] | None) -> None:
    assert line_of(replace(ACCOUNT, registrar=registrar), options).target.local == local


@pytest.mark.parametrize(
    ("domain", "mode", "used"),
    [
        ("tel.t-online.de", SecurityAgreement.AUTOMATIC, SecurityAgreement.MEDIASEC),
        ("x.tel.t-online.de.", SecurityAgreement.AUTOMATIC, SecurityAgreement.MEDIASEC),
        ("tel.t-online.de", SecurityAgreement.OFF, SecurityAgreement.OFF),
        ("not-tel.t-online.de.example", SecurityAgreement.AUTOMATIC, SecurityAgreement.AUTOMATIC),
    ],
)
def test_domains_that_are_known_to_want_mediasec(
    domain: str, mode: SecurityAgreement, used: SecurityAgreement
) -> None:
    assert line_of(replace(ACCOUNT, domain=domain, security_agreement=mode)).agreement is used


def test_no_keep_alive_on_the_loopback() -> None:
    assert line_of(ACCOUNT).keep_alive_s == 15
    assert line_of(replace(ACCOUNT, registrar="127.0.0.1")).keep_alive_s == 0


def test_tls_settings_follow_the_account() -> None:
    account = replace(ACCOUNT, transport=Transport.TLS, ca_file="/ca", wildcard_certificates=False)
    settings = line_of(account).target.tls
    assert settings is not None
    assert (settings.server_name, settings.names) == ("pbx.example", ("pbx.example",))
    assert (settings.ca_file, settings.wildcards) == ("/ca", False)
    assert line_of(ACCOUNT).target.tls is None


@pytest.mark.parametrize(
    ("source", "allowed", "host", "accepted"),
    [
        (CallSource.PLATFORM, ("192.0.2.9",), "192.0.2.9", False),
        (CallSource.ANYONE, (), "192.0.2.9", True),
        (CallSource.LISTED, ("192.0.2.9",), "192.0.2.9", True),
        (CallSource.LISTED, ("192.0.2.0/24",), "192.0.2.9", True),
        (CallSource.LISTED, (" 192.0.2.1/24 ",), "192.0.2.9", True),
        (CallSource.LISTED, ("198.51.100.0/24", "nonsense"), "192.0.2.9", False),
        (CallSource.LISTED, ("2001:db8::/32",), "192.0.2.9", False),
        (CallSource.LISTED, (), "192.0.2.9", False),
    ],
)
def test_who_may_call(source: CallSource, allowed: tuple[str, ...], host: str, accepted: bool) -> None:
    config = line_of(replace(ACCOUNT, accepts_calls_from=source, allowed_sources=allowed))
    line = cast("Line", type("L", (), {"config": config}))
    assert accepts(line, host) is accepted
