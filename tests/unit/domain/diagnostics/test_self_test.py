"""The rules of the self-test: one light for all lines, a day that begins in the morning, servers of accounts."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import Account, SipAccount, Transport
from softphone.domain.diagnostics.self_test import (
    CERTIFICATE_WARNING_DAYS,
    Check,
    CheckResult,
    CheckState,
    SeenCertificate,
    TlsServer,
    certificate_result,
    day_of,
    device_state,
    light,
    portal_server,
    telephone_server,
)
from softphone.domain.problems import DeviceSide

TLS = Account("anna@pbx.example", SipAccount("anna", "pbx.example", "anna", transport=Transport.TLS))
RESULTS = st.lists(st.builds(CheckResult, st.sampled_from(Check), st.sampled_from(CheckState)), max_size=9)


@given(results=RESULTS)
def test_the_light_is_good_only_where_nothing_is_amiss(results: list[CheckResult]) -> None:
    states = {result.state for result in results}
    shown = light(results)
    assert shown in states | {CheckState.NOT_NEEDED}
    if shown is CheckState.GOOD:
        assert states <= {CheckState.GOOD, CheckState.NOT_NEEDED}
    if CheckState.BAD in states:
        assert shown in (CheckState.BAD, CheckState.RUNNING)


@given(results=RESULTS, place=st.integers(0, 9))
def test_a_line_that_gets_worse_never_makes_the_light_better(results: list[CheckResult], place: int) -> None:
    if not results or light(results) is CheckState.RUNNING:
        return
    worse = list(results)
    worse[place % len(worse)] = replace(worse[place % len(worse)], state=CheckState.BAD)
    assert light(worse) in (CheckState.BAD, CheckState.RUNNING)


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_working_after_midnight_belongs_to_the_day_before(hour: int, minute: int) -> None:
    expected = date(2026, 11, 26) if hour < 4 else date(2026, 11, 27)
    assert day_of(datetime(2026, 11, 27, hour, minute)) == expected


@given(days=st.integers(0, 4000))
def test_a_certificate_is_good_while_there_is_time_to_replace_it(days: int) -> None:
    seen = SeenCertificate(timedelta(days=days).total_seconds())
    result = certificate_result(Check.PORTAL_TLS, TlsServer("pbx.example", 443), seen, 0.0)
    good = days > CERTIFICATE_WARNING_DAYS
    assert result.state is (CheckState.GOOD if good else CheckState.WARNING)
    assert (result.at_s, result.host) == (seen.ends_at_s, "pbx.example")


@pytest.mark.parametrize(
    ("side", "works", "level", "state"),
    [
        (DeviceSide.MICROPHONE, True, -40.0, CheckState.GOOD),
        (DeviceSide.MICROPHONE, True, -70.0, CheckState.GOOD),
        (DeviceSide.MICROPHONE, True, -120.0, CheckState.WARNING),
        (DeviceSide.MICROPHONE, True, None, CheckState.WARNING),
        (DeviceSide.MICROPHONE, False, -40.0, CheckState.BAD),
        (DeviceSide.SPEAKER, True, None, CheckState.GOOD),
        (DeviceSide.RINGER, False, None, CheckState.BAD),
    ],
)
def test_a_device_is_judged_by_what_it_does(
    side: DeviceSide, works: bool, level: float | None, state: CheckState
) -> None:
    assert device_state(side, works, level) is state


@pytest.mark.parametrize(
    ("registrar", "in_use", "server"),
    [
        ("", "", ("pbx.example", 5061)),
        ("sip.pbx.example", "", ("sip.pbx.example", 5061)),
        ("sip.pbx.example:5071", "", ("sip.pbx.example", 5071)),
        ("sips:sip.pbx.example:5071;lr", "", ("sip.pbx.example", 5071)),
        ("<sip:[2001:db8::1]:5071;transport=tls>", "", ("2001:db8::1", 5071)),
        ("[::1]", "", ("::1", 5061)),
        ("2001:db8::1", "", ("2001:db8::1", 5061)),
        ("sip.pbx.example:99999", "", ("sip.pbx.example", 5061)),
        ("one.pbx.example", "two.pbx.example:5081", ("two.pbx.example", 5081)),
    ],
)
def test_the_telephone_server_is_read_from_the_account(registrar: str, in_use: str, server: tuple[str, int]) -> None:
    account = replace(TLS, sip=replace(TLS.sip, registrar=registrar))
    found = telephone_server(account, in_use)
    assert found is not None
    assert (found.host, found.port) == server


@pytest.mark.parametrize(
    ("registrar", "proxy", "in_use", "names", "server_name"),
    [
        ("", "", "", ("pbx.example",), "pbx.example"),
        ("sip.pbx.example", "", "", ("sip.pbx.example", "pbx.example"), "sip.pbx.example"),
        ("", "sip:sbc.other", "", ("sbc.other", "pbx.example"), "pbx.example"),
        ("", "", "one.pbx.example:5081", ("one.pbx.example", "pbx.example"), "pbx.example"),
    ],
)
def test_the_certificate_may_name_the_server_or_the_domain(
    registrar: str, proxy: str, in_use: str, names: tuple[str, ...], server_name: str
) -> None:
    account = replace(TLS, sip=replace(TLS.sip, registrar=registrar, outbound_proxy=proxy))
    found = telephone_server(account, in_use)
    assert found is not None
    assert (found.names, found.server_name) == (names, server_name)


def test_without_tls_there_is_no_certificate() -> None:
    assert telephone_server(replace(TLS, sip=replace(TLS.sip, transport=Transport.UDP))) is None
    assert telephone_server(replace(TLS, sip=replace(TLS.sip, user=""))) is None
    assert portal_server(None) is None
    assert portal_server(replace(TLS, portal_url="http://127.0.0.1:8080")) is None
    assert portal_server(replace(TLS, portal_url="https://[broken")) is None


@given(text=st.text())
def test_no_text_in_an_account_is_a_crash(text: str) -> None:
    server = telephone_server(replace(TLS, sip=replace(TLS.sip, registrar=text)))
    assert server is None or 0 < server.port < 65_536
    portal_server(replace(TLS, portal_url=f"https://{text}"))


def test_the_portal_server_is_read_from_its_address() -> None:
    account = replace(TLS, portal_url="https://portal.example:8443/x", portal_ca_file="/ca.pem")
    assert portal_server(account) == TlsServer("portal.example", 8443, "/ca.pem")
    assert portal_server(replace(account, portal_url="https://portal.example")) == TlsServer(
        "portal.example", 443, "/ca.pem"
    )
