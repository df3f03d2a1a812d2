"""What a refused certificate says of itself: the fault, its names and its dates, for the portal by a second look."""

import asyncio
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import Account, SipAccount
from softphone.domain.certificates import CertificateFault, report
from softphone.domain.problems import CertificateRefused, ProblemError
from softphone.peer_certificate import inspect_certificate
from softphone.portal.xsi.client import open_portal
from tests.integration.certificates import Certificates
from tests.integration.tls_server import serving

NOW_S = 1_800_000_000.0


@given(
    st.integers(-(10**9), 10**9),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.text(),
    st.text(),
)
def test_dates_come_before_names_and_names_before_issuers(
    begins: int, ends: int, wrong_host: bool, untrusted: bool, self_signed: bool, subject: str, issuer: str
) -> None:
    made = report(
        subject,
        issuer,
        (subject,),
        (NOW_S + begins, NOW_S + ends),
        NOW_S,
        wrong_host=wrong_host,
        untrusted=untrusted,
        self_signed=self_signed,
    )
    if ends < 0:
        assert made.fault is CertificateFault.EXPIRED
    elif begins > 0:
        assert made.fault is CertificateFault.NOT_YET_VALID
    elif wrong_host:
        assert made.fault is CertificateFault.WRONG_HOST
    else:
        trusted = made.fault is CertificateFault.OTHER
        assert trusted is not untrusted
    assert "\n" not in made.subject + made.issuer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "other").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "days", "own_ca", "fault"),
    [
        ("127.0.0.1", (-9, -1), True, CertificateFault.EXPIRED),
        ("127.0.0.1", (5, 9), True, CertificateFault.NOT_YET_VALID),
        ("portal.other.test", (-1, 9), True, CertificateFault.WRONG_HOST),
        ("127.0.0.1", (-1, 9), False, CertificateFault.UNKNOWN_ISSUER),
    ],
)
def test_the_portals_refusal_names_what_is_wrong(
    folder: Path, name: str, days: tuple[int, int], own_ca: bool, fault: CertificateFault
) -> None:
    made = Certificates.make(folder, name, from_days=days[0], until_days=days[1])
    trusted = made if own_ca else Certificates.make(folder / "other", "127.0.0.1")
    for server in serving(made):
        problem = asyncio.run(refused(server.port, trusted.ca_file))
    assert isinstance(problem, CertificateRefused)
    shown = problem.certificate
    assert shown is not None
    assert (shown.fault, shown.issuer, shown.names) == (fault, "test authority", (name,))
    assert shown.valid_from_s < shown.valid_until_s


async def refused(port: int, ca_file: Path) -> object:
    account = Account("anna@pbx.example", SipAccount("", "", ""), f"https://127.0.0.1:{port}", str(ca_file))
    portal = open_portal(account, "secret")
    try:
        await portal.roles()
    except ProblemError as error:
        return error.problem
    finally:
        await portal.aclose()
    return None


def test_a_server_that_is_gone_shows_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert inspect_certificate("127.0.0.1", port, 20) is None
