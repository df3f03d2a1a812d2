"""A portal that is found in the DNS: always by https, and only within the user's own domain."""

import asyncio
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.domain.account.account import PORTAL_BY_DNS, Account, SipAccount
from softphone.domain.problems import PortalUnreachable, ProblemError
from softphone.portal.http.discovery import discovered_url
from softphone.portal.xsi.client import XsiPortal
from tests.integration.certificates import Certificates
from tests.integration.dns_server import dns_server
from tests.samples.portal_stub import PortalStub, http

SERVICES = b'<Services xmlns="http://schema.broadsoft.com/xsi"><service><name>Executive-Assistant</name></service></Services>'
ANNA = Account("anna@localhost", SipAccount("", "", ""), PORTAL_BY_DNS)


def test_the_portal_is_found_and_its_certificate_verified_for_the_name_that_was_found(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "localhost")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made.server_file, made.key_file)

    async def story(nameserver: tuple[str, int], zone: dict[tuple[str, str], list[str]]) -> bool:
        async with PortalStub({"GET /services": http(200, SERVICES)}, server) as stub:
            port = stub.url.rpartition(":")[2].strip("/")
            zone["_xsi-client._tcp.localhost", "SRV"] = [f"0 0 {port} localhost."]
            portal = XsiPortal(replace(ANNA, portal_ca_file=str(made.ca_file)), "x", nameservers=(nameserver,))
            try:
                return (await portal.roles()).is_assistant
            finally:
                await portal.aclose()

    with dns_server() as names:
        assert asyncio.run(story(names.address, names.zone))


@pytest.mark.parametrize(
    ("records", "why"),
    [([], "no _xsi-client"), (["0 0 443 xsi.stranger.test."], "another domain"), (["0 0 443 ."], "another domain")],
)
def test_a_domain_without_a_portal_of_its_own_is_said(records: list[str], why: str) -> None:
    with dns_server() as names:
        names.zone["_xsi-client._tcp.office.test", "SRV"] = records
        with pytest.raises(ProblemError) as caught:
            asyncio.run(discovered_url("office.test", (names.address,)))
    problem = caught.value.problem
    assert isinstance(problem, PortalUnreachable)
    assert problem.host == "office.test"
    assert why in problem.detail


def test_the_best_host_of_the_own_domain_is_taken() -> None:
    with dns_server() as names:
        names.zone["_xsi-client._tcp.office.test", "SRV"] = [
            "0 0 1 x.evil.test.",
            "9 0 8443 xsi2.office.test.",
            "5 0 443 xsi.office.test.",
        ]
        assert asyncio.run(discovered_url("office.test", (names.address,))) == "https://xsi.office.test:443"
