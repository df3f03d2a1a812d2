"""Proxy variables of desktops and companies: used, gone round, or bypassed; never an exception."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.problems import PortalUnreachable, ProblemError
from softphone.portal.http.address import PortalAddress
from softphone.portal.http.exchange import HttpExchange
from softphone.portal.http.proxy import bypasses, chosen
from tests.samples.portal_stub import PortalStub, http

HOST = "portal.office.test"
VARIABLES = ("all_proxy", "http_proxy", "https_proxy", "no_proxy")


@pytest.mark.parametrize(
    ("proxies", "used", "ignored"),
    [
        ({}, "", ""),
        ({"https": "http://proxy.test:3128"}, "http://proxy.test:3128", ""),
        ({"https": "proxy.test:3128"}, "http://proxy.test:3128", ""),
        ({"https": "http://proxy.test:3128/"}, "http://proxy.test:3128/", ""),
        ({"https": '"http://proxy.test:3128"'}, "http://proxy.test:3128", ""),
        ({"https": "https://proxy.test"}, "https://proxy.test", ""),
        ({"https": "http://[fd00::1]:3128"}, "http://[fd00::1]:3128", ""),
        ({"all": "http://proxy.test:8080"}, "http://proxy.test:8080", ""),
        ({"all": "socks://127.0.0.1:1080/"}, "", "all_proxy"),
        ({"all": "socks5://127.0.0.1:1080"}, "", "all_proxy"),
        ({"all": "socks5h://127.0.0.1:1080"}, "", "all_proxy"),
        ({"all": "socks4a://127.0.0.1:1080"}, "", "all_proxy"),
        ({"all": "socks://127.0.0.1:1080/", "https": "http://proxy.test:1"}, "http://proxy.test:1", ""),
        ({"https": "http://:3128"}, "", "https_proxy"),
        ({"https": "http://proxy.test:port"}, "", "https_proxy"),
        ({"https": "http://proxy.test:99999"}, "", "https_proxy"),
        ({"https": "direct://"}, "", "https_proxy"),
        ({"https": "http://[fd00::1"}, "", "https_proxy"),
        ({"https": "   "}, "", ""),
        ({"https": "http://proxy.test:3128", "no": "localhost,fe80::/10,10.0.0.0/8"}, "http://proxy.test:3128", ""),
        ({"https": "http://proxy.test:3128", "no": "*"}, "", ""),
        ({"https": "http://proxy.test:3128", "no": ".office.test"}, "", ""),
        ({"all": "socks://127.0.0.1:1080/", "no": "office.test"}, "", ""),
    ],
)
def test_the_variables_of_desktops_are_used_or_gone_round(proxies: dict[str, str], used: str, ignored: str) -> None:
    choice = chosen(proxies, "https", HOST, 443)
    assert (str(choice.proxy.url) if choice.proxy else "", choice.ignored) == (used, ignored)


@pytest.mark.parametrize(
    ("no_proxy", "host", "meant"),
    [
        ("office.test", HOST, True), (".office.test", HOST, True), ("*.office.test", HOST, True),
        ("office.test", "office.test", True), ("portal.office.test.", HOST, True),
        ("PORTAL.Office.Test", HOST, True),
        ("fice.test", HOST, False), ("localhost, other.test", HOST, False), ("localhost office.test", HOST, True),
        ("localhost;office.test", HOST, True), ("office.test:443", HOST, True), ("office.test:8443", HOST, False),
        ("https://office.test", HOST, True), ("<local>", "portal", True), ("<local>", HOST, False),
        ("10.0.0.0/8", "10.1.2.3", True), ("10.0.0.0/8", "11.1.2.3", False), ("192.168.1.5", "192.168.1.5", True),
        ("fe80::/10", "fe80::1", True), ("[fd00::1]", "fd00::1", True), ("::1", "::1", True),
        ("fd00::/8", HOST, False),
        ("fe80::/10", "fe80::1%eth0", True), ("10.0.0.0/99,,:,[::/x", HOST, False), ("", HOST, False),
    ],
)  # fmt: skip
def test_exceptions_are_names_addresses_and_networks(no_proxy: str, host: str, meant: bool) -> None:
    assert bypasses(no_proxy, host, 443) is meant


@given(st.text(max_size=40), st.text(max_size=60), st.sampled_from([HOST, "10.1.2.3", "fe80::1"]))
def test_no_value_of_a_variable_is_an_exception(value: str, no_proxy: str, host: str) -> None:
    choice = chosen({"https": value, "all": value, "no": no_proxy}, "https", host, 443)
    assert choice.proxy is None or not choice.ignored


async def _answer(address: PortalAddress, url: str) -> bytes:
    exchange = HttpExchange(address, "nele", "geheim", "", limit_s=5)
    try:
        return await exchange.request("GET", url)
    finally:
        await exchange.aclose()


def test_a_proxy_of_the_environment_is_asked_and_a_broken_one_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    address = PortalAddress("http://portal.invalid", "portal.invalid", on_this_machine=False, port=80)

    async def run() -> None:
        async with PortalStub({"GET http://portal.invalid/x": http(200, b"through the proxy")}) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url)
            assert await _answer(address, "http://portal.invalid/x") == b"through the proxy"
        monkeypatch.delenv("http_proxy")
        monkeypatch.setenv("all_proxy", "socks://127.0.0.1:1080/")
        with pytest.raises(ProblemError) as caught:
            await _answer(address, "http://portal.invalid/x")
        problem = caught.value.problem
        assert isinstance(problem, PortalUnreachable)
        assert (problem.host, problem.ignored_proxy) == ("portal.invalid", "all_proxy")

    asyncio.run(run())
